/**
 * The sixth stage: each planned page becomes a staged file, but for those whose key still holds and
 * whose published file is the one that was remembered. Nothing published is touched here; a template
 * that fails ends the build with the site as it was.
 */

import type { Memo } from '../../incremental/memo.js';
import type { ThemeRecord } from '../../incremental/store/manifest.js';
import type { FileStates, Known } from '../../incremental/store/store.js';
import type { Effects } from '../../model/io.js';
import type { Workers } from '../../model/job.js';
import type { Page, Plan } from '../../model/page.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document, Site } from '../../model/site.js';
import { NO_ROW, type SortedNames } from '../../model/sorted-table.js';
import type { RenderTask } from '../../model/staged.js';
import type { BodyRef } from '../../model/story.js';
import { madeOf, mayBeDeferred } from '../../outputs/kinds.js';
import { memoizeByObject } from '../../platform/memoize.js';
import { misreadings } from '../../theme/compiler/template-problems.js';
import { createDependencyDigests } from '../../theme/views/dependency-digests.js';
import { checkTheme } from './check-theme.js';
import {
  type CollectedResults,
  createResultCollector,
  type ResultCollector,
} from './collect-results.js';
import { madeParts } from './made/made-parts.js';
import { unchangedRow } from './output-unchanged.js';
import { createPageKeys, createReadsDigests, type PageKeys, PlannedKeys } from './page-key.js';
import { copyPictures } from './pictures/copy-pictures.js';
import type { RenderJob } from './render-job.js';
import { type PageBatch, type SiteHere, siteOfJob } from './site-of-job.js';

/** What is remembered, and who renders. */
export interface RenderWork
  extends Pick<Known, 'records' | 'recordRowsOf' | 'keySeed' | 'themeWarnings'>,
    Pick<FileStates, 'unchangedAmong'>,
    Pick<Effects, 'io' | 'log'> {
  readonly workers: Pick<Workers, 'run' | 'each' | 'here'>;
  readonly memo: Memo;
  /** Pages that are planned as they were by the build that left the outputs, as far as is known without their keys. */
  readonly isStanding: (page: Page) => boolean;
  /** Whether what may be deferred is. */
  readonly defers: boolean;
  readonly job: RenderJob;
  /** By path: HTML of the posts that were parsed in this build. */
  readonly bodies: ReadonlyMap<string, BodyRef>;
  /** Which attempt at the site this is. */
  readonly attempt: number;
  /** Digest of what every page depends on beside the site: versions and settings. */
  readonly foundation: string;
  /** An empty folder on the destination's file system. */
  readonly folder: string;
}

/** Pages a batch: a thread's round trip costs as much as rendering one. */
const BATCH = 64;

export interface Rendered extends CollectedResults {
  readonly theme: ThemeRecord;
  /** Whether each published file that is remembered, and planned, has the stamp that is remembered. */
  readonly isAsLeft: boolean;
  /** How many outputs are as they were, though not up to date, and left for a later build. */
  readonly deferred: number;
}

/** What became of the outputs, whether or not any was made. */
export type MadeOutputs = Omit<Rendered, 'theme'>;

/** What the pages are of is not what it was when the site was read: see `RenderBatch.moved`. */
export interface MovedFiles {
  readonly moved: readonly string[];
}

/** A site, and the source paths of its stories by rank. */
export interface RenderedSite {
  readonly site: Site;
  readonly files: SortedNames;
}

/** Throws `SiteError` with the templates' errors. */
export async function render(
  plan: Plan,
  { site, files }: RenderedSite,
  work: RenderWork,
): Promise<Outcome<Rendered | MovedFiles>> {
  const forJob = siteForJob(site, work);
  const theme = await checkTheme(forJob, work);
  const planned = plannedKeys(plan, site, work);
  const lookUp = createDependencyDigests(site, files, planned.faceOf);
  const { keySeed: seed } = work;
  const readsDigest = createReadsDigests(lookUp);
  const partsDigest = (page: Page): string => parts.digestOf(page);
  const { records } = work;
  const { keyOf } = createPageKeys(plan, planned, { seed, readsDigest, partsDigest });
  const results = createResultCollector(plan, keyOf, work);
  const parts = madeParts(plan, results);
  const rowAt = work.recordRowsOf(plan.outputs);
  const standing = plan.pages.map(work.isStanding);
  // Meanwhile other threads take the stamps of what is published.
  plan.pages.forEach((page, index) => {
    if (standing[index] !== true) planned.keyOf(index, page);
  });
  const hasKey = createKeyComparison(keyOf, records, standing);
  const isUnchanged = await work.unchangedAmong(plan.outputs);
  let isAsLeft = true;
  let deferred = 0;
  /** Its published file is as it was, and of no key: the next build that defers nothing makes it. */
  const deferredRow = (row: number): number => {
    deferred++;
    return records.keyOf(row) === 0 ? row : records.add({ ...records.at(row), key: 0 });
  };
  const unchangedOf = (index: number, page: Page): number => {
    const row = rowAt(index);
    if (row === NO_ROW) return row;
    const looksUnchanged = isUnchanged(index);
    if (!looksUnchanged) isAsLeft = false;
    if (!hasKey(row, index, page)) {
      return work.defers && looksUnchanged && mayBeDeferred(page) ? deferredRow(row) : NO_ROW;
    }
    return looksUnchanged ? row : unchangedRow(row, page, { ...work, ...site.config });
  };
  const tasksOf = (areMadeOfOthers: boolean): readonly RenderTask[] => {
    const tasks: RenderTask[] = [];
    for (let index = 0; index < plan.pages.length; index++) {
      const page = plan.pages[index];
      if (page === undefined || madeOf(page).length > 0 !== areMadeOfOthers) continue;
      const unchanged = unchangedOf(index, page);
      if (unchanged === NO_ROW) tasks.push(parts.taskOf(index, page));
      else results.keep(index, unchanged);
    }
    return tasks;
  };
  const first = tasksOf(false);
  const uncopied = await copyPictures(first, plan, site, work);
  await runAll(first, forJob, { results, items: first.length }, work);
  if (results.isSound()) {
    const later = tasksOf(true);
    const items = Math.max(first.length, later.length);
    await runAll(later, forJob, { results, items }, work);
  }
  const moved = results.moved();
  // What else is wrong may come of it, and the next attempt names it when it is there still.
  if (moved.length > 0) return { value: { moved }, problems: theme.warnings };
  const value = { ...results.end(), theme, isAsLeft, deferred };
  return { value, problems: [...theme.warnings, ...uncopied, ...(await doubtsOf(site))] };
}

/**
 * Whether a page has the key of a record. Of one that stands the key is another only where what it read is, for the
 * last build has kept or made the record of that very page: one page tells it of all of its kind that read the same.
 * `standing`: by the pages' places.
 */
function createKeyComparison(
  keyOf: PageKeys['keyOf'],
  records: RenderWork['records'],
  standing: readonly boolean[],
): (row: number, index: number, page: Page) => boolean {
  const known = new Map<string, Map<readonly string[], boolean>>();
  const knownOf = (page: Page): Map<readonly string[], boolean> => {
    const kind = page.kind === 'generated' ? page.format : page.kind;
    const found = known.get(kind) ?? new Map<readonly string[], boolean>();
    known.set(kind, found);
    return found;
  };
  return (row, index, page) => {
    const key = records.keyOf(row);
    // Zero is no key: what the page was made of may have changed unseen.
    if (key === 0) return false;
    const reads = records.readsOf(row);
    if (standing[index] !== true) return key === keyOf(index, reads);
    const alike = knownOf(page);
    if (alike.get(reads) === true) return true;
    const isSame = key === keyOf(index, reads);
    if (!alike.has(reads)) alike.set(reads, isSame);
    return isSame;
  };
}

/** On its own: a memo must hold nothing else of a build that has ended. */
function plannedKeys(
  plan: Plan,
  site: Site,
  { memo, foundation, keySeed: seed }: Pick<RenderWork, 'memo' | 'foundation' | 'keySeed'>,
): PlannedKeys {
  return memo.remakeFrom<PlannedKeys>(
    'page keys',
    { around: [], inputs: [plan, site, foundation, seed] },
    (last) => new PlannedKeys(plan, site, { seed, foundation }, last),
  );
}

function siteForJob(site: Site, { bodies, attempt }: RenderWork): SiteHere {
  const body = (rank: number): BodyRef | null => bodies.get(site.posts[rank]?.path ?? '') ?? null;
  return siteOfJob(attempt, { site, body });
}

/** Of the pages' own texts, rendered now or not; what a theme's templates have is told by the theme. */
async function doubtsOf(site: Site): Promise<readonly Problem[]> {
  const { documents } = site;
  if (site.config.syntax === 'liquid') {
    // Sites without Liquid don't load what reads it.
    const { liquidDoubts } = await import('../../theme/liquid/page-doubts.js');
    return liquidDoubts(documents, site);
  }
  return documents.flatMap(nunjucksDoubts);
}

/** A page's are found once, however often a watching process builds. */
const nunjucksDoubts = memoizeByObject(
  ({ path, text, bodyLine: line, collected }: Document): readonly Problem[] =>
    collected?.isTrusted === false ? [] : misreadings({ syntax: 'nunjucks', path, text, line }),
);

/**
 * Files of one list of stories stay together: what they are cut of is made once. The largest batches come
 * first: a thread that began with one at last would keep the others waiting.
 */
function batchesOf(tasks: readonly RenderTask[]): readonly (readonly RenderTask[])[] {
  const batches: RenderTask[][] = [];
  let before: readonly unknown[] | null = null;
  for (const task of tasks) {
    const of = listOf(task);
    const last = batches.at(-1);
    const goesOn = last !== undefined && (last.length < BATCH || (of !== null && of === before));
    if (goesOn) last.push(task);
    else batches.push([task]);
    before = of;
  }
  return batches.sort((a, b) => b.length - a.length);
}

/** What its file is cut of, as others are; null: it is a whole. */
function listOf({ page, parts }: RenderTask): readonly unknown[] | null {
  if (parts !== undefined) return parts;
  return page.kind === 'generated' && page.ranks.length > 0 ? page.ranks : null;
}

interface Results {
  readonly results: ResultCollector;
  /** Of this build: they decide who works. */
  readonly items: number;
}

/** In batches, but for what there is no hope for (`ResultCollector.isHopeful`). */
async function runAll(
  tasks: readonly RenderTask[],
  site: SiteHere,
  { results, items }: Results,
  work: RenderWork,
): Promise<void> {
  let done = 0;
  const hopeful = function* (): Generator<PageBatch> {
    for (const batch of batchesOf(tasks)) {
      const pages = batch.filter(results.isHopeful);
      if (pages.length > 0) yield { site, pages };
    }
  };
  await work.workers.each(work.job, hopeful(), items, (made, { pages }) => {
    results.add(pages, made);
    done += pages.length;
    work.log.progress('render', done, tasks.length);
  });
}
