/**
 * The whole build, in seven verbs. There is no other path: `finews build`, `--watch` and the API all
 * come through here.
 */
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { BuildResult } from '../model/result.js';
import { configure } from '../stages/configure/configure.js';
import { organise } from '../stages/organise/organise.js';
import { parse } from '../stages/parse/parse.js';
import { parseSettings } from '../stages/parse/settings.js';
import { plan } from '../stages/plan/plan.js';
import { read } from '../stages/read/read.js';
import { render } from '../stages/render/render.js';
import { write } from '../stages/write/write.js';
import { tellConfig, tellPlan, tellSources } from './details.js';
import { guardAgainstMassDeletion, guardAgainstWarnings } from './guard.js';
import { createJournal, type Journal } from './journal.js';
import { openLedger, ownership } from './ledger.js';
import { openPosts } from './posts.js';
import { resultOf } from './result.js';
import { attempt, openWorkplace, type Workplace } from './workplace.js';

/**
 * Builds a site. Rejects with `SiteError` when its author must act; the published site is then as it
 * was. Any other rejection is a bug.
 */
export async function build(options: BuildOptions, effects: Effects): Promise<BuildResult> {
  const journal = createJournal(effects.clock);
  try {
    const config = await journal.stage('configure', () => configure(options, effects));
    tellConfig(config, effects.log);
    const workplace = openWorkplace(config, effects);
    try {
      return await buildIn(workplace, config, { effects, journal });
    } finally {
      workplace.close();
    }
  } catch (error) {
    throw journal.failure(error);
  }
}

interface Tools {
  readonly effects: Effects;
  readonly journal: Journal;
}

async function buildIn(place: Workplace, config: Config, tools: Tools): Promise<BuildResult> {
  const { effects, journal } = tools;
  const ledger = openLedger(config, effects.io);
  const settings = parseSettings(config);
  const access = openPosts(place, settings, effects);
  try {
    const sources = await journal.stage('read', () => read(config, effects));
    tellSources(sources, effects.log);
    guardAgainstMassDeletion(ledger.before, sources.posts, config);
    const parsed = await journal.stage('parse', () => parse(sources, settings, access));
    const site = await journal.stage('organise', () => organise(parsed, sources, config));
    const pages = await journal.stage('plan', () => plan(site));
    const work = { bodies: access, folder: place.staging, effects };
    const staged = await journal.stage('render', () => render(pages, site, work));
    tellPlan(staged, effects.log);
    guardAgainstWarnings(journal.problems, config);
    const owned = ownership(ledger, site);
    const published = await journal.stage('write', () => write(staged, owned, config, effects));
    return resultOf({ config, sources, site, staged, published }, journal, ledger.before);
  } finally {
    attempt(access.discard, effects);
  }
}
