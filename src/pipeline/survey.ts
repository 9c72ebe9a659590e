/**
 * What a build would make, without making it: the first five stages of the one build path, in the same
 * order, beside what the store remembers of the last build. Takes no lock, and writes nothing.
 */
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { KeySeed } from '../incremental/key-mixer.js';
import { openStore } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { Plan } from '../model/page.js';
import type { Problem } from '../model/problem.js';
import type { Site } from '../model/site.js';
import type { OutputRecord } from '../model/staged.js';
import { openWorkers } from '../workers/pool.js';
import { configure } from './configure/configure.js';
import { fingerprintOf } from './fingerprint.js';
import { withLocations } from './locate-problems.js';
import { type Organised, organise } from './organise/organise.js';
import { type Parsed, parse } from './parse/parse.js';
import { plan } from './plan/plan.js';
import { type ReadWork, read } from './read/read.js';
import { newSession } from './session.js';
import { createStageRunner } from './stage-runner.js';

export interface Survey {
  readonly config: Config;
  readonly foundation: string;
  readonly keySeed: KeySeed;
  readonly parsed: Parsed;
  readonly found: Organised;
  readonly site: Site;
  readonly plan: Plan;
  /** What the last build left of an output of the plan, by its place; undefined: nothing is known. */
  readonly recordOf: (place: number) => OutputRecord | undefined;
  readonly problems: readonly Problem[];
}

/** `hasDrafts`: drafts are parsed as well, and stay off the site all the same. */
export interface SurveyOptions extends BuildOptions {
  readonly hasDrafts?: boolean;
}

/** Throws `SiteError` as `build` does, for what fails before a page is rendered. */
export async function survey(
  { hasDrafts = false, ...options }: SurveyOptions,
  effects: Effects,
): Promise<Survey> {
  const { io, clock, log, host } = effects;
  let runner = createStageRunner(clock);
  const session = newSession();
  const folder = path.join(tmpdir(), `finews-${host.pid}-${randomUUID()}`);
  try {
    const config = await runner.run('configure', () => configure(options, effects));
    runner = withLocations(runner, { config, options, session, io });
    const foundation = fingerprintOf(config, host);
    const store = openStore(config, foundation, { io, env: host.env, changed: () => null });
    io.makeFolder(folder);
    const workers = openWorkers({ config, folder, staging: folder }, effects);
    try {
      const files = store.compare(workers, clock.now());
      const { memo } = session;
      const walk: ReadWork['walk'] = (where, skip) => io.walk(where, skip);
      const work = { io, clock, log, memo, workers, walk, ...store.known, ...files };
      const whole = hasDrafts ? { ...config, drafts: true } : config;
      const sources = await runner.run('read', () => read(whole, work));
      const asked = { ...work, earlierBodies: new Map() };
      const parsed = await runner.run('parse', () => parse(sources, whole, asked));
      const found = await runner.run('organise', () => organise(parsed, config, session));
      const { arrangement, site } = found;
      const planned = await runner.run('plan', () => plan(arrangement, config.now, session));
      const recordOf = store.known.recordsOf(planned.outputs);
      const { problems } = runner;
      const made = { parsed, found, site, plan: planned, recordOf, problems };
      return { config, foundation, keySeed: store.known.keySeed, ...made };
    } finally {
      await workers.close();
    }
  } catch (error) {
    throw runner.failure(error);
  } finally {
    io.removeTree(folder);
  }
}
