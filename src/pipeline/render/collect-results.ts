/** Collects what became of each page, from the store or from the workers, into render's result. */

import type { RecordTable } from '../../incremental/store/manifest.js';
import type { Known } from '../../incremental/store/store.js';
import type { Page, Plan } from '../../model/page.js';
import { type Problem, SiteError } from '../../model/problem.js';
import { NO_ROW } from '../../model/sorted-table.js';
import type {
  RenderBatch,
  RenderDone,
  RenderTask,
  Staged,
  StagedFile,
  StagedPlace,
} from '../../model/staged.js';
import { compact } from '../../platform/digest.js';
import { memoizeByObject } from '../../platform/memoize.js';
import type { PageKeys } from './page-key.js';

export interface Timing {
  readonly pages: number;
  readonly milliseconds: number;
}

export interface CollectedResults extends Staged {
  readonly outputs: RecordTable;
  /** Time spent and pages made, by layout. */
  readonly timings: ReadonlyMap<string, Timing>;
}

export interface ResultCollector {
  /** The page is as it was, and its record that row. */
  keep(index: number, row: number): void;
  /** False: there are enough errors, or what is wrong with its layout has been found, as far as can be seen. */
  isHopeful(task: RenderTask): boolean;
  add(tasks: readonly RenderTask[], results: RenderBatch): void;
  /** The digest of a page's bytes, and where its file is staged, if it is; once it was kept or made. */
  made(index: number): { readonly digest: string; readonly staged: StagedPlace | null };
  /** What is not what the site says any more: pages that need it were not made. */
  moved(): readonly string[];
  /** No page has failed so far, and nothing has moved. */
  isSound(): boolean;
  /** Throws `SiteError` with the errors. Where nothing has moved. */
  end(): CollectedResults;
}

/** Different template errors collected before the rest is not tried: one broken part fails every page. */
const MOST_ERRORS = 10;
/**
 * Pages of a layout that failed, one after the other, where others had before: then the rest of it is not
 * tried. Other layouts are, for what is wrong in them.
 */
const MOST_FAILED = 64;

export function createResultCollector(
  plan: Plan,
  keyOf: PageKeys['keyOf'],
  { records, folder }: RecordPlace,
): ResultCollector {
  const rows = new Int32Array(plan.pages.length).fill(NO_ROW);
  const found: RenderOutcome = { files: new Map(), timings: new Map() };
  const errors = new Map<string, Problem>();
  /** Pages that failed since one did where none had, by what is named beside them in timings. */
  const failed = new Map<string, number>();
  const share = createSharing();
  const moved: string[] = [];
  type Add = (task: RenderTask, done: RenderDone, reads: readonly string[]) => void;
  const addOne: Add = ({ index, page }, done, reads) => {
    addTiming(found.timings, page, done.milliseconds);
    const known = errors.size;
    collect(done.problems, errors);
    const name = nameOf(page);
    if (errors.size > known) failed.set(name, 0);
    else if (done.problems.length > 0) failed.set(name, (failed.get(name) ?? 0) + 1);
    if (done.file === null) return;
    const { staged, isInNewFolder, found: before, ...content } = done.file;
    const key = isWatched(page) ? keyOf(index, reads) : 0;
    rows[index] = records.add({ ...content, digest: compact(content.digest), key, reads });
    if (staged) {
      const { output, url, kind } = page;
      found.files.set(index, { output, url, index, isInNewFolder, found: before, kind });
    }
  };
  return {
    keep(index, row) {
      rows[index] = row;
    },
    isHopeful: ({ page }) =>
      errors.size < MOST_ERRORS && (failed.get(nameOf(page)) ?? 0) < MOST_FAILED,
    add(tasks, results) {
      const shared = results.reads.map(share);
      moved.push(...results.moved);
      for (const [at, task] of tasks.entries()) {
        const done = results.pages[at];
        if (done !== undefined) addOne(task, done, shared[done.reads] ?? []);
      }
    },
    made: (index) => {
      const row = rows[index] ?? NO_ROW;
      const digest = row === NO_ROW ? '' : records.digestOf(row);
      return { digest, staged: found.files.get(index) ?? null };
    },
    isSound: () => errors.size === 0 && moved.length === 0,
    moved: () => [...new Set(moved)].sort(),
    end() {
      if (errors.size > 0) throw new SiteError([...errors.values()]);
      const lost = plan.pages[rows.indexOf(NO_ROW)];
      if (lost !== undefined) throw new Error(`${lost.url} was neither kept nor made`);
      const outputs = { places: plan.outputs, rows, values: records };
      return { ...inOrder(found), outputs, folder };
    },
  };
}

interface RecordPlace extends Pick<Known, 'records'> {
  /** Of staged files. */
  readonly folder: string;
}

interface RenderOutcome {
  /** By the page's index, as its record's row is. */
  readonly files: Map<number, StagedFile>;
  readonly timings: Map<string, Timing>;
}

/** Threads finish in any order. */
function inOrder({ files, timings }: RenderOutcome): Pick<CollectedResults, 'files' | 'timings'> {
  const sorted = [...files].sort(([a], [b]) => a - b).map(([, file]) => file);
  return { files: sorted, timings };
}

/** False: a file to be copied that may change unseen, and has to be looked at every time. */
function isWatched(page: Page): boolean {
  return page.kind !== 'static' || page.mark !== '';
}

/** Gives the same array for the same names: threads have each their own. */
function createSharing(): (names: readonly string[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (names) => {
    const id = names.join('\n');
    const shared = known.get(id) ?? names;
    known.set(id, shared);
    return shared;
  };
}

/** Sets of reads, each with the number of outputs that were made with it; counted once. */
export const readersIn: (outputs: RecordTable) => ReadonlyMap<readonly string[], number> =
  memoizeByObject(countReaders);

function countReaders({ rows, values }: RecordTable): ReadonlyMap<readonly string[], number> {
  const counts = new Map<readonly string[], number>();
  let [last, run]: [readonly string[], number] = [[], 0];
  const addRun = (): void => void counts.set(last, (counts.get(last) ?? 0) + run);
  rows.forEach((row) => {
    const reads = values.readsOf(row);
    if (reads !== last) {
      addRun();
      last = reads;
      run = 0;
    }
    run++;
  });
  addRun();
  return counts;
}

/** One template error a place, with the first page that met it: what others met there is like it. */
function collect(problems: readonly Problem[], errors: Map<string, Problem>): void {
  for (const problem of problems) {
    const { code, file, line, column, message } = problem;
    const key = [code, file, line, column, file === undefined ? message : ''].join('\0');
    if (!errors.has(key)) errors.set(key, problem);
  }
}

function addTiming(timings: Map<string, Timing>, page: Page, milliseconds: number): void {
  const name = nameOf(page);
  const before = timings.get(name) ?? { pages: 0, milliseconds: 0 };
  timings.set(name, {
    pages: before.pages + 1,
    milliseconds: before.milliseconds + milliseconds,
  });
}

function nameOf(page: Page): string {
  if (page.kind === 'static') return '(copied)';
  return page.kind === 'generated' ? `(${page.format})` : (page.layout ?? '(no layout)');
}
