/**
 * A site that is up to date: stories with the stamps that they were read with, the same pages, data,
 * templates and config, and outputs as they were published. Organise, plan and render would give what is there.
 */
import type { Memo } from '../incremental/memo.js';
import type { RecordTable } from '../incremental/store/manifest.js';
import type { SavedSite, SiteRecord, StoryCounts } from '../incremental/store/site-record.js';
import type { FileStates, Store } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Plan } from '../model/page.js';
import type { Post } from '../model/post.js';
import type { Problem } from '../model/problem.js';
import type { Site } from '../model/site.js';
import { NO_ROW, type SortedNames } from '../model/sorted-table.js';
import type { Sources } from '../model/source.js';
import { dataDigest } from '../platform/digest.js';
import { memoizeByObject } from '../platform/memoize.js';
import type { Ledger } from '../publish/ledger.js';
import { TIME } from '../theme/views/dependencies.js';
import type { Organised } from './organise/organise.js';
import type { Parsed } from './parse/parse.js';
import { readersIn } from './render/collect-results.js';
import type { MadeOutputs } from './render/render.js';

/** A site that need not be made. */
export interface UpToDateSite {
  readonly sources: Sources;
  /** Of the build that made it. */
  readonly siteRecord: SiteRecord;
  /** What the stages told that made it. */
  readonly problems: readonly Problem[];
  /** Source paths of its stories. */
  readonly files: SortedNames;
  /** All as they are published. */
  readonly staged: MadeOutputs;
}

export interface UpToDateWork {
  readonly config: Config;
  readonly store: Pick<Store, 'outputs' | 'site' | 'told'>;
  readonly states: Pick<FileStates, 'areAsRead' | 'unchangedAmong'>;
  readonly ledger: Pick<Ledger, 'now' | 'mark'>;
  /** Of this build, and empty. */
  readonly folder: string;
}

/** Null: something is another, or nobody knows. */
export async function upToDateSite(
  sources: Sources,
  { config, store, states, ledger, folder }: UpToDateWork,
): Promise<UpToDateSite | null> {
  const { site: siteRecord, outputs } = store;
  if (siteRecord === null || outputs === null || ledger.now === null) return null;
  const { since, until, key } = siteRecord;
  if (config.now < since || (until !== null && config.now >= until)) return null;
  if (!(await states.areAsRead(sources.files))) return null;
  if (siteKey(sources, { config, ledger }) !== key) return null;
  const isUnchanged = await states.unchangedAmong(outputs.places);
  if (!outputs.places.names.every((_, place) => isUnchanged(place))) return null;
  const problems = store.told();
  if (problems === null) return null;
  const made = { files: [], timings: new Map(), isAsLeft: true, deferred: 0 };
  const staged = { ...made, folder, outputs };
  return { sources, siteRecord, problems, files: ledger.now.posts, staged };
}

/** What a build has made of a site, and published. */
export interface PublishedSite {
  readonly config: Config;
  readonly parsed: Parsed;
  readonly found: Pick<Organised, 'site' | 'takenDown'>;
  readonly planned: Pick<Plan, 'until'>;
  readonly outputs: RecordTable;
  readonly counts: StoryCounts;
  /** By the stages from parse to render. */
  readonly problems: readonly Problem[];
  readonly ledger: Pick<Ledger, 'mark'>;
}

/** Problems that are kept: a build that makes nothing reads them. */
const MOST_PROBLEMS = 100_000;

/** To be remembered of the site; null: that nothing has changed can't be seen from its sources' stamps. */
export function siteRecordOf(published: PublishedSite): SavedSite | null {
  const { config, parsed, counts, problems } = published;
  const until = untilOf(published);
  if (until <= config.now || problems.length > MOST_PROBLEMS || !isSettled(published)) return null;
  if (!areKnown(parsed)) return null;
  const key = siteKey(parsed.sources, published);
  const end = Number.isFinite(until) ? until : null;
  return { key, since: config.now, until: end, counts, problems };
}

/** When the site is another though nobody edits it: infinite where it never is. */
function untilOf(published: PublishedSite): number {
  return Math.min(untilStories(published), published.planned.until ?? Number.POSITIVE_INFINITY);
}

/** When its stories are others, or elsewhere. */
export function untilStories({
  config: { now },
  parsed,
  found,
}: Pick<PublishedSite, 'config' | 'parsed' | 'found'>): number {
  let until = found.site.held.nextDue ?? Number.POSITIVE_INFINITY;
  for (const { date, modified } of parsed.posts) {
    if (date > now) until = Math.min(until, date);
    // Counts as changed in each build's present.
    else if (modified > now) return now;
  }
  return until;
}

/**
 * Whether the pages follow from what is read: not from a clock, from modules of the site's own, or from
 * what may change unseen. What was taken down has each build look that nothing of it is left.
 */
function isSettled({ config, parsed, found, outputs }: PublishedSite): boolean {
  const { paths, gone } = found.takenDown;
  const { rows, values } = outputs;
  return (
    !config.cacheless &&
    !config.drafts &&
    parsed.sources.filters.length === 0 &&
    paths.size + gone.length === 0 &&
    [...readersIn(outputs).keys()].every((reads) => !reads.includes(TIME)) &&
    rows.every((row) => values.keyOf(row) !== 0)
  );
}

/** Whether each story is of the bytes that have its file's stamp: false where that can't be trusted, or it hangs on more. */
function areKnown({ stories, knownFiles, sources }: Parsed): boolean {
  if (stories.places !== sources.files || knownFiles.places !== sources.files) return false;
  for (let place = 0; place < stories.rows.length; place++) {
    const row = stories.rows[place] ?? NO_ROW;
    const known = knownFiles.rows[place] ?? NO_ROW;
    const its = row === NO_ROW ? '' : stories.values.digestOf(row);
    if (known === NO_ROW || its === '' || its !== knownFiles.values.digestOf(known)) return false;
  }
  return true;
}

/** Where a site goes. */
interface SiteOwner {
  readonly config: Config;
  readonly ledger: Pick<Ledger, 'mark'>;
}

/** Digest of all that a site is made of besides its stories, and of what its outputs are owned by. */
function siteKey(sources: Sources, { config, ledger }: SiteOwner): string {
  const { statics, kept, themeAssets } = sources;
  return dataDigest([ledger.mark, planKey(sources, config), statics, kept, themeAssets]);
}

/**
 * Digest of all that pages are planned by besides stories; made once for a build. Files that are copied are planned by
 * themselves, and who reads of them is traced.
 */
export function planKey(sources: Sources, config: Config): string {
  return planKeys(sources)(config);
}

const planKeys = memoizeByObject((sources: Sources) =>
  memoizeByObject((config: Config): string => {
    const { posts: _posts, files: _files, statics: _statics, ...rest } = sources;
    const { kept: _kept, themeAssets: _assets, ...others } = rest;
    const { now: _now, ...settings } = config;
    return dataDigest([settings, others]);
  }),
);

/** What a result tells of a site's stories. */
export function countsOf(site: Site, memo: Memo): StoryCounts {
  return { published: site.listed, held: site.held, zoneless: zonelessIn(site, memo) };
}

/** Nobody who has said how dates are read need be asked. */
function zonelessIn(
  { posts, config: { timezone, values } }: Site,
  memo: Memo,
): StoryCounts['zoneless'] {
  if (values['jekyll_utc_dates'] !== undefined) return null;
  let [stories, otherDay] = [0, 0];
  for (const { zoneless } of memo.passing('zoneless stories', posts, isZoneless)) {
    stories++;
    if (zoneless === 'day') otherDay++;
  }
  return stories === 0 ? null : { stories, otherDay, timezone };
}

function isZoneless({ zoneless }: Post): boolean {
  return zoneless !== null;
}
