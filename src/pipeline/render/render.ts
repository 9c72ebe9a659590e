/**
 * The sixth stage: each planned page becomes a staged file, but for those whose key still holds and
 * whose published file is the one that was remembered. Nothing published is touched here; a template
 * that fails ends the build with the site as it was.
 */

import type { Snapshot } from '../../incremental/snapshot.js';
import type { ThemeRecord } from '../../incremental/store/manifest.js';
import type { FileStates, Known } from '../../incremental/store/store.js';
import type { Effects } from '../../model/io.js';
import type { Workers } from '../../model/job.js';
import type { Page, Plan } from '../../model/page.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document, Site } from '../../model/site.js';
import type { OutputRecord, RenderBatch, RenderTask } from '../../model/staged.js';
import type { BodyRef } from '../../model/story.js';
import { chunk } from '../../platform/chunk.js';
import { misreadings } from '../../theme/compiler/template-problems.js';
import {
  createDependencyDigests,
  createPostDigests,
} from '../../theme/views/dependency-digests.js';
import { checkTheme } from './check-theme.js';
import { type CollectedResults, createResultCollector } from './collect-results.js';
import { unchangedRecord } from './output-unchanged.js';
import { createPlannedKeys, createReadsDigests, createWholeKeys } from './page-key.js';
import { copyPictures } from './pictures/copy-pictures.js';
import type { RenderJob } from './render-job.js';
import { type SiteHere, siteOfJob } from './site-of-job.js';
import { upToDatePages } from './up-to-date.js';

/** What is remembered, and who renders. */
export interface RenderWork
  extends Pick<Known, 'recordsOf' | 'snapshot' | 'themeWarnings'>,
    Pick<FileStates, 'unchangedAmong'>,
    Pick<Effects, 'io' | 'log'> {
  readonly workers: Pick<Workers, 'run' | 'here'>;
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
  readonly snapshot: Snapshot;
  /** Whether each published file that is remembered, and planned, has the stamp that is remembered. */
  readonly isAsLeft: boolean;
}

/** What the pages are of is not what it was when the site was read: see `RenderBatch.moved`. */
export interface MovedFiles {
  readonly moved: readonly string[];
}

/** Throws `SiteError` with the templates' errors. */
export async function render(
  plan: Plan,
  site: Site,
  work: RenderWork,
): Promise<Outcome<Rendered | MovedFiles>> {
  const forJob = siteForJob(site, work);
  const theme = await checkTheme(forJob, work);
  const postDigest = createPostDigests(site);
  const plannedKey = createPlannedKeys(site, postDigest, work.foundation);
  const digests = createReadsDigests(createDependencyDigests(site, postDigest));
  const wholeKey = createWholeKeys(plannedKey, digests);
  const snapshot: Snapshot = { plan, site, foundation: work.foundation, reads: digests.known };
  const isUpToDate = upToDatePages(work.snapshot, snapshot, digests);
  const results = createResultCollector(plan, work.folder, wholeKey);
  const recordOf = work.recordsOf(plan.outputs);
  const isUnchanged = await work.unchangedAmong(plan.outputs);
  let isAsLeft = true;
  const unchangedOf = (index: number, page: Page): OutputRecord | null => {
    const record = recordOf(index);
    const looksUnchanged = record !== undefined && isUnchanged(index);
    if (record !== undefined && !looksUnchanged) isAsLeft = false;
    // An empty key never holds: what the page was made of may have changed unseen.
    if (record === undefined || record.key === '') return null;
    if (!isUpToDate(page, record.reads) && record.key !== wholeKey(page, record.reads)) return null;
    return looksUnchanged ? record : unchangedRecord(record, page, site.config, work.io);
  };
  const tasks: RenderTask[] = [];
  for (const [index, page] of plan.pages.entries()) {
    const unchanged = unchangedOf(index, page);
    if (unchanged === null) tasks.push({ index, page });
    else results.keep(index, unchanged);
  }
  const uncopied = await copyPictures(tasks, plan, site, work);
  await runAll(tasks, forJob, results.add, work);
  const moved = results.moved();
  // What else is wrong may come of it, and the next attempt names it when it is there still.
  if (moved.length > 0) return { value: { moved }, problems: theme.warnings };
  const value = { ...results.end(), theme, snapshot, isAsLeft };
  return { value, problems: [...theme.warnings, ...uncopied, ...(await doubtsOf(site))] };
}

function siteForJob(site: Site, { bodies, attempt }: RenderWork): SiteHere {
  const body = (rank: number): BodyRef | null => bodies.get(site.posts[rank]?.path ?? '') ?? null;
  return siteOfJob(attempt, { site, body });
}

/** Of the pages' own texts, rendered now or not; what a theme's templates have is told by the theme. */
async function doubtsOf(site: Site): Promise<readonly Problem[]> {
  const { documents } = site;
  const { syntax } = site.config;
  if (syntax === 'liquid') {
    // Sites without Liquid don't load what reads it.
    const { liquidDoubts } = await import('../../theme/liquid/page-doubts.js');
    return liquidDoubts(documents, site);
  }
  return documents.flatMap((document) => {
    const { path, text, bodyLine } = document;
    const found = doubts.get(document) ?? misreadings({ syntax, path, text, line: bodyLine });
    doubts.set(document, found);
    return found;
  });
}

/** A page's are found once, however often a watching process builds. */
const doubts = new WeakMap<Document, readonly Problem[]>();

/** In batches, until a whole batch of different errors has come. */
async function runAll(
  tasks: readonly RenderTask[],
  site: SiteHere,
  add: (tasks: readonly RenderTask[], results: RenderBatch) => boolean,
  work: RenderWork,
): Promise<void> {
  let done = 0;
  let goesOn = true;
  await Promise.all(
    chunk(tasks, BATCH).map(async (batch) => {
      if (!goesOn) return;
      const results = await work.workers.run(work.job, { site, pages: batch }, tasks.length);
      goesOn &&= add(batch, results);
      done += batch.length;
      work.log.progress('render', done, tasks.length);
    }),
  );
}
