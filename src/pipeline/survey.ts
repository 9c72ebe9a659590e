/**
 * A build's first four stages and no more: which stories there are, and what would become of each.
 * Nothing is published, and nothing remembered.
 */
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { Post } from '../model/post.js';
import type { Outcome, Problem } from '../model/problem.js';
import { inBuildRun } from './build-run.js';
import { configure } from './configure/configure.js';
import { type Organised, organise } from './organise/organise.js';
import { parse } from './parse/parse.js';
import { read } from './read/read.js';
import { newSession } from './session.js';

export interface Survey {
  readonly config: Config;
  /** Of all story files that could be parsed, drafts included. */
  readonly posts: readonly Post[];
  /** Those that are on the site. */
  readonly published: Organised['files'];
  /** Those that were set aside: why. */
  readonly problems: readonly Problem[];
}

/** Rejects with `SiteError` as a build does. */
export function survey(options: BuildOptions, effects: Effects): Promise<Survey> {
  const session = newSession();
  return inBuildRun({ options, effects, session }, async (run) => {
    const config = await run.stage('configure', () => configure(options, effects));
    const problems: Problem[] = [];
    const noted = <T>(outcome: Outcome<T>): Outcome<T> => {
      problems.push(...outcome.problems);
      return outcome;
    };
    const work = run.work();
    const whole = { ...config, drafts: true };
    const sources = await run.stage('read', () => noted(read(whole, work)));
    const parsed = await run.stage('parse', async () => noted(await parse(sources, whole, work)));
    const found = await run.stage('organise', () => noted(organise(parsed, config, session.memo)));
    return { config, posts: parsed.posts, published: found.files, problems };
  });
}
