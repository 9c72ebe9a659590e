/** Gathers what became of each page, from the memory or from the threads, into render's result. */
import type { Page } from '../../model/page.js';
import { type Problem, SiteError } from '../../model/problem.js';
import type {
  OutputRecord,
  RenderBatch,
  RenderDone,
  RenderTask,
  Staged,
  StagedFile,
} from '../../model/staged.js';
import type { WholeKey } from './keys.js';

export interface Timing {
  readonly pages: number;
  readonly milliseconds: number;
}

export interface Rendered extends Staged {
  /** Time spent and pages made, by layout. */
  readonly timings: ReadonlyMap<string, Timing>;
}

export interface Harvest {
  /** The page is as it was. */
  keep(index: number, record: OutputRecord): void;
  /** False: there are so many errors that the rest need not be tried. */
  add(tasks: readonly RenderTask[], results: RenderBatch): boolean;
  /** Throws `SiteError` with the errors. */
  end(): Rendered;
}

/** Different template errors told before giving up: one broken part fails every page. */
const MOST_ERRORS = 10;

export function createHarvest(pages: readonly Page[], folder: string, wholeKey: WholeKey): Harvest {
  const found: Found = { records: [], files: new Map(), timings: new Map() };
  const errors = new Map<string, Problem>();
  const sets = createSharing();
  const addOne = (
    { index, page }: RenderTask,
    done: RenderDone,
    reads: readonly string[],
  ): void => {
    addTiming(found.timings, page, done.milliseconds);
    for (const problem of done.problems) collect(problem, errors);
    if (done.file === null) return;
    const { staged, found: before, ...content } = done.file;
    const key = keyOf(page, wholeKey(page, reads));
    const { output, url, kind } = page;
    found.records[index] = { ...content, key, reads };
    if (staged !== null) found.files.set(index, { output, url, staged, found: before, kind });
  };
  return {
    keep(index, record) {
      sets.learn(record.reads);
      found.records[index] = record;
    },
    add(tasks, results) {
      const shared = results.reads.map(sets.share);
      for (const [at, task] of tasks.entries()) {
        const done = results.pages[at];
        if (done !== undefined) addOne(task, done, shared[done.reads] ?? []);
      }
      return errors.size < MOST_ERRORS;
    },
    end() {
      if (errors.size > 0) throw new SiteError([...errors.values()]);
      return inPlanOrder(pages, found, folder);
    },
  };
}

interface Found {
  /** Both by the page's index. */
  readonly records: (OutputRecord | undefined)[];
  readonly files: Map<number, StagedFile>;
  readonly timings: Map<string, Timing>;
}

/** Threads finish in any order. */
function inPlanOrder(
  pages: readonly Page[],
  { records, files, timings }: Found,
  folder: string,
): Rendered {
  const inOrder = [...files].sort(([a], [b]) => a - b).map(([, file]) => file);
  const outputs = new Map<string, OutputRecord>();
  for (const [index, { output }] of pages.entries()) {
    const record = records[index];
    if (record !== undefined) outputs.set(output, record);
  }
  return { folder, files: inOrder, outputs, timings };
}

/** A file to be copied that may change unseen has to be looked at every time. */
function keyOf(page: Page, key: string): string {
  return page.kind === 'static' && page.mark === '' ? '' : key;
}

interface Sharing {
  /** An array that is to be taken for all with the same names. */
  learn(names: readonly string[]): void;
  /** The same array for the same names. */
  share(names: readonly string[]): readonly string[];
}

function createSharing(): Sharing {
  const learnt = new Set<readonly string[]>();
  const known = new Map<string, readonly string[]>();
  const share = (names: readonly string[]): readonly string[] => {
    const id = names.join('\n');
    const shared = known.get(id) ?? names;
    known.set(id, shared);
    return shared;
  };
  return {
    share,
    learn(names) {
      if (learnt.has(names)) return;
      learnt.add(names);
      share(names);
    },
  };
}

/** One template error a place, with the first page that met it. */
function collect(problem: Problem, errors: Map<string, Problem>): void {
  const { code, file, line, message } = problem;
  const key = [code, file, line, message.replace(/ \(while building [^)]*\)$/, '')].join('\0');
  if (!errors.has(key)) errors.set(key, problem);
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
  return page.kind === 'machine' ? `(${page.form})` : (page.layout ?? '(no layout)');
}
