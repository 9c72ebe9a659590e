/**
 * The whole build, in seven verbs. There is no other path: `finews build`, the watch server and the
 * API all come through here, and a clean build is one that remembers nothing.
 */
import type { Memo } from '../incremental/memo.js';
import type { ThemeRecord } from '../incremental/store/manifest.js';
import {
  type FileStates,
  type Known,
  newSession,
  openStore,
  type Session,
  type Store,
} from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { LedgerRecord } from '../model/ownership.js';
import type { BuildResult } from '../model/result.js';
import type { Site } from '../model/site.js';
import { openChanges } from '../publish/changes.js';
import { guardAgainstMassDeletion, guardAgainstWarnings } from '../publish/guards.js';
import { openWorkplace, type Workplace } from '../publish/workplace.js';
import { openPool, type Pool } from '../workers/pool.js';
import { configure } from './configure/configure.js';
import { logConfig, logPlan, logSources } from './details.js';
import { fingerprintOf } from './fingerprint.js';
import { withLocations } from './locate-problems.js';
import { organise } from './organise/organise.js';
import { type ParseWork, parse } from './parse/parse.js';
import { plan } from './plan/plan.js';
import { publish, touched } from './publish-site.js';
import { type ReadWork, read } from './read/read.js';
import { themeKey } from './render/page-key.js';
import { type RenderWork, render } from './render/render.js';
import { knownOf, makeSettled, type Pages, withoutGone } from './retry-moved.js';
import { createStageRunner, type StageRunner } from './stage-runner.js';
import { resultOf } from './summarise.js';

/**
 * Builds a site. Rejects with `SiteError` when its author must act; the published site is then as it
 * was. Any other rejection is a bug. `kept` is what a watching process hands from build to build.
 */
export async function build(
  options: BuildOptions,
  effects: Effects,
  kept: Session = newSession(),
): Promise<BuildResult> {
  const runner = createStageRunner(effects.clock);
  try {
    const config = await runner.run('configure', () => configure(options, effects));
    logConfig(config, effects.log);
    const workplace = openWorkplace(config, effects);
    try {
      const foundation = fingerprintOf(config, effects.host);
      const memory = openStore(kept, config, foundation, effects);
      const pool = openPool(workplace, config, effects, kept.templateCache);
      try {
        const { memo } = kept;
        const placing = withLocations(runner, { config, options, kept, io: effects.io });
        const tools = { effects, runner: placing, pool, memory, kept, memo, foundation };
        const result = await buildIn(workplace, config, tools);
        kept.changed = new Set();
        return result;
      } finally {
        await pool.close();
      }
    } finally {
      workplace.close();
    }
  } catch (error) {
    throw runner.failure(error);
  }
}

interface Making {
  readonly tools: Tools;
  readonly known: Known & FileStates;
  readonly before: LedgerRecord | null;
  /** The try before, of which files have moved; null: there was none. */
  readonly last: Pages | null;
}

async function makePages(
  workplace: Workplace,
  config: Config,
  { tools, known, before, last }: Making,
): Promise<Pages> {
  const { effects, runner, pool, memo } = tools;
  const listed = await runner.run('read', () => read(config, reading(tools)));
  logSources(listed, effects.log);
  guardAgainstMassDeletion(before, listed, config, memo);
  const work = parsing(known, tools);
  const parsed = await runner.run('parse', () => parse(listed, config, work));
  const sources = withoutGone(listed, parsed.gone);
  if (sources !== listed) guardAgainstMassDeletion(before, sources, config, memo);
  const found = await runner.run('organise', () => organise(parsed, sources, config, memo));
  const { site, files, arrangement } = found;
  const planned = await runner.run('plan', () => plan(arrangement, config.now, memo));
  const bodies = new Map([...(last?.parsed.bodies ?? []), ...parsed.bodies]);
  const body = (rank: number) => bodies.get(site.posts[rank]?.path ?? '') ?? null;
  const renderWork = rendering(known, workplace, tools);
  const staged = await runner.run('render', async () => {
    pool.take({ site, body });
    const theme = await checkTheme(site, tools);
    const { value, problems } = await render(planned, site, renderWork);
    return { value: { ...value, theme }, problems: [...theme.warnings, ...problems] };
  });
  return { sources, parsed: { ...parsed, bodies }, site, files, staged };
}

interface Tools {
  readonly effects: Effects;
  readonly runner: StageRunner;
  readonly pool: Pool;
  readonly memory: Store;
  readonly kept: Session;
  readonly memo: Memo;
  /** Digest of what every page depends on besides the site. */
  readonly foundation: string;
}

async function buildIn(workplace: Workplace, config: Config, tools: Tools): Promise<BuildResult> {
  const { effects, runner, pool, memory } = tools;
  const looking = memory.look(pool, effects.clock.now());
  const before = memory.ledger.now;
  const known = { ...memory.known, ...looking };
  const made = await makeSettled(runner, (last) => {
    const knownNow = last === null ? known : { ...known, ...knownOf(last) };
    return makePages(workplace, config, { tools, known: knownNow, before, last });
  });
  const { sources, parsed, site, files, staged } = made;
  logPlan(staged, effects.log);
  guardAgainstWarnings(runner.problems, config);
  beginPublishing(tools);
  const changes = openChanges(config, effects.io);
  changes.announce(touched(staged, before));
  const publishing = { memory, looking, files, effects };
  const published = await runner.run('write', () => publish(staged, config, publishing));
  memory.save(parsed, { ...staged, outputs: published.outputs });
  changes.commit(published, staged.outputs);
  return resultOf({ config, sources, site, files, staged, published }, runner, before);
}

function reading({ effects, kept, memo }: Tools): ReadWork {
  const { io, clock } = effects;
  const walk: ReadWork['walk'] = (folder, skip) =>
    kept.listing.walk({ folder, skip }, kept.changed, io);
  return { io, clock, walk, memo };
}

function parsing(known: Known & FileStates, { pool, effects, memo }: Tools): ParseWork {
  return {
    ...known,
    read: (paths) => pool.read(paths),
    run: (files, total) => pool.parse(files, total),
    log: effects.log,
    memo,
  };
}

function rendering(known: Known & FileStates, { staging }: Workplace, tools: Tools): RenderWork {
  const { pool, effects, foundation } = tools;
  const run: RenderWork['run'] = (tasks, total) => pool.render(tasks, total);
  return { ...known, effects, foundation, folder: staging, run };
}

/**
 * Templates that were compiled before need not be, while no page does. But filters are imported every
 * time: whether they can be depends on packages as well.
 */
async function checkTheme(site: Site, { memory, pool, foundation }: Tools): Promise<ThemeRecord> {
  const key = themeKey(site, foundation);
  const known = site.filters.length === 0 ? memory.known.themeWarnings(key) : null;
  return { key, warnings: known ?? (await pool.check()) };
}

/** From here on what is published may change; should it fail on the way, nobody knows what is. */
function beginPublishing({ effects, kept }: Tools): void {
  effects.publishing();
  kept.changed = null;
}
