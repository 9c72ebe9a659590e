/**
 * The whole build, in seven verbs. There is no other path: `finews build`, the watch server and the
 * API all come through here, and a clean build is one that remembers nothing.
 */
import type { Again } from '../content/again.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { BuildResult } from '../model/result.js';
import type { Site } from '../model/site.js';
import { configure } from '../stages/configure/configure.js';
import { organise } from '../stages/organise/organise.js';
import { type ParseWork, parse } from '../stages/parse/parse.js';
import { plan } from '../stages/plan/plan.js';
import { type ReadWork, read } from '../stages/read/read.js';
import { themeKey } from '../stages/render/keys.js';
import { type RenderWork, render } from '../stages/render/render.js';
import { openChanges } from './changes.js';
import { tellConfig, tellPlan, tellSources } from './details.js';
import { fingerprintOf } from './fingerprint.js';
import { guardAgainstMassDeletion, guardAgainstWarnings } from './guard.js';
import { createJournal, type Journal } from './journal.js';
import type { LedgerRecord } from './ledger.js';
import type { ThemeRecord } from './manifest.js';
import { type Kept, type Known, keepNothing, type Looking, type Memory, recall } from './memory.js';
import { withPlaces } from './places.js';
import { openPool, type Pool } from './pool.js';
import { publish, touched } from './publish.js';
import { resultOf } from './result.js';
import { knownOf, makeSettled, type Pages, withoutGone } from './settle.js';
import { openWorkplace, type Workplace } from './workplace.js';

/**
 * Builds a site. Rejects with `SiteError` when its author must act; the published site is then as it
 * was. Any other rejection is a bug. `kept` is what a watching process hands from build to build.
 */
export async function build(
  options: BuildOptions,
  effects: Effects,
  kept: Kept = keepNothing(),
): Promise<BuildResult> {
  const journal = createJournal(effects.clock);
  try {
    const config = await journal.stage('configure', () => configure(options, effects));
    tellConfig(config, effects.log);
    const workplace = openWorkplace(config, effects);
    try {
      const foundation = fingerprintOf(config, effects.host);
      const memory = recall(kept, config, foundation, effects);
      const pool = openPool(workplace, config, effects, kept.drafts);
      try {
        const { again } = kept;
        const placing = withPlaces(journal, { config, options, kept, io: effects.io });
        const tools = { effects, journal: placing, pool, memory, kept, again, foundation };
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
    throw journal.failure(error);
  }
}

interface Making {
  readonly tools: Tools;
  readonly known: Known & Looking;
  readonly before: LedgerRecord | null;
  /** The try before, of which files have moved; null: there was none. */
  readonly last: Pages | null;
}

async function makePages(
  workplace: Workplace,
  config: Config,
  { tools, known, before, last }: Making,
): Promise<Pages> {
  const { effects, journal, pool, again } = tools;
  const listed = await journal.stage('read', () => read(config, reading(tools)));
  tellSources(listed, effects.log);
  guardAgainstMassDeletion(before, listed, config, again);
  const work = parsing(known, tools);
  const parsed = await journal.stage('parse', () => parse(listed, config, work));
  const sources = withoutGone(listed, parsed.gone);
  if (sources !== listed) guardAgainstMassDeletion(before, sources, config, again);
  const found = await journal.stage('organise', () => organise(parsed, sources, config, again));
  const { site, files, arrangement } = found;
  const planned = await journal.stage('plan', () => plan(arrangement, config.now, again));
  const bodies = new Map([...(last?.parsed.bodies ?? []), ...parsed.bodies]);
  const body = (rank: number) => bodies.get(site.posts[rank]?.path ?? '') ?? null;
  const renderWork = rendering(known, workplace, tools);
  const staged = await journal.stage('render', async () => {
    pool.take({ site, body });
    const theme = await checkTheme(site, tools);
    const { value, problems } = await render(planned, site, renderWork);
    return { value: { ...value, theme }, problems: [...theme.warnings, ...problems] };
  });
  return { sources, parsed: { ...parsed, bodies }, site, files, staged };
}

interface Tools {
  readonly effects: Effects;
  readonly journal: Journal;
  readonly pool: Pool;
  readonly memory: Memory;
  readonly kept: Kept;
  readonly again: Again;
  /** Digest of what every page depends on besides the site. */
  readonly foundation: string;
}

async function buildIn(workplace: Workplace, config: Config, tools: Tools): Promise<BuildResult> {
  const { effects, journal, pool, memory } = tools;
  const looking = memory.look(pool, effects.clock.now());
  const before = memory.ledger.now;
  const known = { ...memory.known, ...looking };
  const made = await makeSettled(journal, (last) => {
    const knownNow = last === null ? known : { ...known, ...knownOf(last) };
    return makePages(workplace, config, { tools, known: knownNow, before, last });
  });
  const { sources, parsed, site, files, staged } = made;
  tellPlan(staged, effects.log);
  guardAgainstWarnings(journal.problems, config);
  beginPublishing(tools);
  const changes = openChanges(config, effects.io);
  changes.announce(touched(staged, before));
  const publishing = { memory, looking, files, effects };
  const published = await journal.stage('write', () => publish(staged, config, publishing));
  memory.save(parsed, { ...staged, outputs: published.outputs });
  changes.settle(published, staged.outputs);
  return resultOf({ config, sources, site, files, staged, published }, journal, before);
}

function reading({ effects, kept, again }: Tools): ReadWork {
  const { io, clock } = effects;
  const walk: ReadWork['walk'] = (folder, skip) =>
    kept.listing.walk({ folder, skip }, kept.changed, io);
  return { io, clock, walk, again };
}

function parsing(known: Known & Looking, { pool, effects, again }: Tools): ParseWork {
  return {
    ...known,
    read: (paths) => pool.read(paths),
    run: (files, total) => pool.parse(files, total),
    log: effects.log,
    again,
  };
}

function rendering(known: Known & Looking, { staging }: Workplace, tools: Tools): RenderWork {
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
