/**
 * The sixth verb: each planned page becomes a staged file, but for those whose key still holds and
 * whose published file is the one that was remembered. Nothing published is touched here; a template
 * that fails ends the build with the site as it was.
 */
import { digest } from '../../content/digest.js';
import type { Effects } from '../../model/io.js';
import type { Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import type { OutputRecord, RenderBatch, RenderTask } from '../../model/staged.js';
import { createFaces, createLookUp } from '../../theme/look-up.js';
import { createHarvest, type Rendered } from './harvest.js';
import { intactRecord } from './intact.js';
import { createPlannedKeys, createWholeKeys } from './keys.js';

export interface RenderWork {
  /** What is remembered of an output. */
  record(output: string): OutputRecord | undefined;
  /** Digest of what every page depends on beside the site: versions and settings. */
  readonly foundation: string;
  /** An empty folder on the destination's file system. */
  readonly folder: string;
  /** `total`: what all batches together may take on one thread, in ms. */
  run(tasks: readonly RenderTask[], total: number): Promise<RenderBatch>;
  readonly effects: Pick<Effects, 'io' | 'log'>;
}

/** Pages a batch: a thread's round trip costs as much as rendering one. */
const BATCH = 64;
/** What a page may take, in ms. */
const RENDERING = 0.25;
/** Throws `SiteError` with the templates' errors. */
export async function render(
  pages: readonly Page[],
  site: Site,
  work: RenderWork,
): Promise<Outcome<Rendered>> {
  const faceOf = createFaces(site);
  const wholeKey = createWholeKeys(createLookUp(site, faceOf));
  const plannedKey = createPlannedKeys(site, faceOf, work.foundation);
  const harvest = createHarvest(pages, work.folder, wholeKey);
  const tasks: RenderTask[] = [];
  for (const [index, page] of pages.entries()) {
    const planned = digest(plannedKey(page));
    const record = work.record(page.output);
    const holds = record !== undefined && record.key === wholeKey(planned, record.reads);
    const intact = holds ? intactRecord(record, page, site.config, work.effects.io) : null;
    if (intact !== null) harvest.keep(page, intact);
    else {
      harvest.expect(index, planned);
      tasks.push({ index, page });
    }
  }
  await runAll(tasks, harvest.add, work);
  return { value: harvest.end(), problems: [] };
}

/** In batches, until a whole batch of different errors has come. */
async function runAll(
  tasks: readonly RenderTask[],
  add: (tasks: readonly RenderTask[], results: RenderBatch) => boolean,
  work: RenderWork,
): Promise<void> {
  let done = 0;
  let goesOn = true;
  const batches = Array.from({ length: Math.ceil(tasks.length / BATCH) }, (_, index) =>
    tasks.slice(index * BATCH, (index + 1) * BATCH),
  );
  await Promise.all(
    batches.map(async (batch) => {
      if (!goesOn) return;
      const results = await work.run(batch, tasks.length * RENDERING);
      goesOn &&= add(batch, results);
      done += batch.length;
      work.effects.log.progress('render', done, tasks.length);
    }),
  );
}
