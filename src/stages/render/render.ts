/**
 * The sixth verb: each planned page becomes a staged file, but for those whose key still holds and
 * whose published file is the one that was remembered. Nothing published is touched here; a template
 * that fails ends the build with the site as it was.
 */
import { partsOf } from '../../content/parts.js';
import type { Effects } from '../../model/io.js';
import type { Page, Plan } from '../../model/page.js';
import type { Places } from '../../model/places.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Document, Site } from '../../model/site.js';
import type { OutputRecord, RenderBatch, RenderTask } from '../../model/staged.js';
import { misreadings } from '../../theme/diagnose.js';
import { createFaces, createLookUp } from '../../theme/look-up.js';
import { createHarvest, type Harvested } from './harvest.js';
import { intactRecord } from './intact.js';
import { createPlannedKeys, createReadsDigests, createWholeKeys } from './keys.js';
import { type Basis, steadyPages } from './steady.js';

export interface RenderWork {
  /** What is remembered of outputs, by their places. */
  recordsOf(outputs: Places): (place: number) => OutputRecord | undefined;
  /** What the pages were made of that are remembered; null: not known. */
  readonly basis: Basis | null;
  /** Resolves to what tells whether a published file looks as it is remembered. */
  intactAmong(outputs: Places): Promise<(place: number) => boolean>;
  /** Digest of what every page depends on beside the site: versions and settings. */
  readonly foundation: string;
  /** An empty folder on the destination's file system. */
  readonly folder: string;
  /** `total`: how many pages all batches together are. */
  run(tasks: readonly RenderTask[], total: number): Promise<RenderBatch>;
  readonly effects: Pick<Effects, 'io' | 'log'>;
}

/** Pages a batch: a thread's round trip costs as much as rendering one. */
const BATCH = 64;

export interface Rendered extends Harvested {
  readonly basis: Basis;
  /** Whether each published file that is remembered, and planned, looks as it is remembered. */
  readonly isAsLeft: boolean;
}

/** What the pages are of is not what it was when the site was read: see `RenderBatch.moved`. */
export interface Moved {
  readonly moved: readonly string[];
}

/** Throws `SiteError` with the templates' errors. */
export async function render(
  plan: Plan,
  site: Site,
  work: RenderWork,
): Promise<Outcome<Rendered | Moved>> {
  const faceOf = createFaces(site);
  const plannedKey = createPlannedKeys(site, faceOf, work.foundation);
  const digests = createReadsDigests(createLookUp(site, faceOf));
  const wholeKey = createWholeKeys(plannedKey, digests);
  const basis: Basis = { plan, site, foundation: work.foundation, reads: digests.known };
  const isSteady = steadyPages(work.basis, basis, digests);
  const harvest = createHarvest(plan, work.folder, wholeKey);
  const recordOf = work.recordsOf(plan.outputs);
  const isIntact = await work.intactAmong(plan.outputs);
  let isAsLeft = true;
  const intactOf = (index: number, page: Page): OutputRecord | null => {
    const record = recordOf(index);
    const looksIntact = record !== undefined && isIntact(index);
    if (record !== undefined && !looksIntact) isAsLeft = false;
    // An empty key never holds: what the page was made of may have changed unseen.
    if (record === undefined || record.key === '') return null;
    if (!isSteady(page, record.reads) && record.key !== wholeKey(page, record.reads)) return null;
    return looksIntact ? record : intactRecord(record, page, site.config, work.effects.io);
  };
  const tasks: RenderTask[] = [];
  for (const [index, page] of plan.pages.entries()) {
    const intact = intactOf(index, page);
    if (intact === null) tasks.push({ index, page });
    else harvest.keep(index, intact);
  }
  await runAll(tasks, harvest.add, work);
  const moved = harvest.moved();
  // What else is wrong may come of it, and is told when it is there still.
  if (moved.length > 0) return { value: { moved }, problems: [] };
  return { value: { ...harvest.end(), basis, isAsLeft }, problems: doubtsOf(site) };
}

/** Of the pages' own texts, rendered now or not; what a theme's templates have is told by the theme. */
function doubtsOf({ documents }: Site): readonly Problem[] {
  return documents.flatMap((document) => {
    const { path, text, bodyLine } = document;
    const found = doubts.get(document) ?? misreadings({ path, text, line: bodyLine });
    doubts.set(document, found);
    return found;
  });
}

/** A page's are found once, however often a watching process builds. */
const doubts = new WeakMap<Document, readonly Problem[]>();

/** In batches, until a whole batch of different errors has come. */
async function runAll(
  tasks: readonly RenderTask[],
  add: (tasks: readonly RenderTask[], results: RenderBatch) => boolean,
  work: RenderWork,
): Promise<void> {
  let done = 0;
  let goesOn = true;
  await Promise.all(
    partsOf(tasks, BATCH).map(async (batch) => {
      if (!goesOn) return;
      const results = await work.run(batch, tasks.length);
      goesOn &&= add(batch, results);
      done += batch.length;
      work.effects.log.progress('render', done, tasks.length);
    }),
  );
}
