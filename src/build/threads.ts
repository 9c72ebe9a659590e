/**
 * The same work in other threads. A story that crashes or stalls its thread is found by the item the
 * thread was last at, and answered for; the rest of its batch is tried again.
 */
import { Tinypool } from 'tinypool';
import { WHOLE } from '../model/problem.js';
import type { RenderBatch } from '../model/staged.js';
import type { StoryDone } from '../model/story.js';
import { unpackFailure } from './failure.js';
import type { ShopTask, Task, TaskDone } from './task.js';
import type { WorkerAnswer, WorkerData, WorkerTask } from './worker.js';

export interface Threads {
  run(task: Task): Promise<TaskDone>;
  close(): Promise<void>;
}

export interface ThreadSettings {
  /** Of the worker's module. */
  readonly file: URL;
  readonly count: number;
  readonly place: WorkerData['place'];
  /** A thread that stays at one item for so many ms is stopped. */
  readonly patience: number;
}

const CHECK_EVERY = 1000;
/** In MB. */
const YOUNG = 16;

export function openThreads({ file, count, place, patience }: ThreadSettings): Threads {
  const numbers = new Int32Array(new SharedArrayBuffer(4));
  const workerData: WorkerData = { place, numbers };
  const pool = new Tinypool({
    filename: file.href,
    // Others start when there is a task for them: a site of five stories needs no thirty threads.
    minThreads: 1,
    maxThreads: count,
    idleTimeout: 60_000,
    // More room costs every thread its memory, and measured no faster.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    workerData,
  });
  const attempt = (task: Task, at: Int32Array): Promise<WorkerAnswer> =>
    watched(at, patience, (signal) => pool.run({ task, at } satisfies WorkerTask, { signal }));
  let isClosed = false;
  const run = async (task: Task): Promise<TaskDone> => {
    const at = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    let answer: WorkerAnswer;
    try {
      answer = await attempt(task, at);
    } catch (error) {
      const victim = at[0] ?? -1;
      // A closed pool's task is nobody's victim, and would start threads anew.
      if (isClosed || victim < 0 || task.kind === 'look' || task.kind === 'read') throw error;
      return goOnWithout(victim, task, run);
    }
    if (answer.kind !== 'done') throw unpackFailure(answer);
    return answer.done;
  };
  return {
    run,
    close() {
      isClosed = true;
      return pool.destroy();
    },
  };
}

/** Stops what makes no headway. */
async function watched<T>(
  at: Int32Array,
  patience: number,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let last = -1;
  let since = performance.now();
  const timer = setInterval(
    () => {
      const now = Atomics.load(at, 0);
      if (now !== last || now < 0) [last, since] = [now, performance.now()];
      else if (performance.now() - since > patience) stop.abort();
    },
    Math.min(CHECK_EVERY, patience),
  );
  try {
    return await start(stop.signal);
  } finally {
    clearInterval(timer);
  }
}

/** The results of those before and behind the victim, and an answer in its place. */
async function goOnWithout(
  victim: number,
  task: ShopTask,
  run: (task: Task) => Promise<TaskDone>,
): Promise<TaskDone> {
  if (task.kind === 'parse') {
    const { files } = task;
    const part = async (from: number, to?: number): Promise<readonly StoryDone[]> => {
      const some = files.slice(from, to);
      return some.length === 0 ? [] : ((await run({ ...task, files: some })) as StoryDone[]);
    };
    return [
      ...(await part(0, victim)),
      lostStory(files[victim]?.path),
      ...(await part(victim + 1)),
    ];
  }
  const url = task.pages[victim]?.page.url;
  return { pages: task.pages.map(() => lostPage(url)), reads: [], moved: [] } satisfies RenderBatch;
}

/** Not kept: it may have been the machine, so the next build tries again. */
function lostStory(file: string | undefined): StoryDone {
  const problem = {
    code: 'post-crashed',
    severity: 'warning',
    message: 'Reading this story crashed or stalled, which may not happen again',
    hint: 'Build again; if it is named again, take out what is unusual in it and report it.',
    fate: 'set-aside',
    ...(file === undefined ? {} : { file, ...WHOLE }),
  } as const;
  return { look: null, card: null, digest: '', problems: [problem], body: null, isGone: false };
}

/** A template that never ends is its author's: the build fails. */
function lostPage(url: string | undefined): RenderBatch['pages'][number] {
  const problem = {
    code: 'page-crashed',
    severity: 'error',
    message: `Rendering ${url} crashed or stalled`,
    hint: 'Look for a loop without end in the templates of this page.',
  } as const;
  return { file: null, reads: 0, problems: [problem], milliseconds: 0 };
}
