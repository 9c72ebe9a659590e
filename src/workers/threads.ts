/**
 * Jobs in other threads. An item that crashes or stalls its thread is found by the number that the
 * thread last gave, and the job says what its batch is without it.
 */
import { Tinypool } from 'tinypool';
import type { Job } from '../model/job.js';
import { processorTime } from '../platform/console.js';
import { unpackFailure } from '../problems/failure.js';
import type { ThreadData, WorkerAnswer, WorkerTask } from './protocol.js';

export interface Threads {
  run<Batch, Done>(job: Job<Batch, Done>, batch: Batch): Promise<Done>;
  close(): Promise<void>;
}

export interface ThreadSettings {
  /** Of the worker's module. */
  readonly file: URL;
  readonly count: number;
  readonly data: ThreadData;
  /** A thread that spends so much of its processor time on one item is stopped, in ms. */
  readonly patience: number;
}

const CHECK_EVERY = 1000;
/** Processor time of the clock's: a thread with less is dead, or waits for ever; on a busy machine it has more. */
const LEAST = 0.01;
/** In MB. */
const YOUNG = 16;

export function openThreads({ file, count, data, patience }: ThreadSettings): Threads {
  const pool = new Tinypool({
    filename: file.href,
    // Others start when there is a batch for them: a site of five posts needs no thirty threads.
    minThreads: 1,
    maxThreads: count,
    idleTimeout: 60_000,
    // More room costs every thread its memory, and measured no faster.
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG },
    workerData: data,
  });
  let isClosed = false;
  /** The current items of batches that were handed out; most of them wait for a thread. */
  const current = new Set<Int32Array>();
  const shareOf = (spent: number): number => spent / (begun(current) + 1);
  const run = async <Batch, Done>(job: Job<Batch, Done>, batch: Batch): Promise<Done> => {
    const at = new Int32Array(new SharedArrayBuffer(4)).fill(-1);
    const sent = job.send?.(batch) ?? batch;
    const task: WorkerTask = { module: job.module, batch: sent, at };
    let answer: WorkerAnswer;
    try {
      answer = await watched(at, { patience, shareOf }, (signal) => {
        current.add(at);
        return pool.run(task, { signal }).finally(() => current.delete(at));
      });
    } catch (error) {
      const item = at[0] ?? -1;
      // A closed pool's batch is no item's fault, and would start threads anew.
      if (isClosed || item < 0 || job.without === undefined) throw error;
      return job.without(item, batch, (others) => run(job, others));
    }
    if (answer.kind !== 'done') throw unpackFailure(answer);
    return answer.done as Done;
  };
  return {
    run,
    close() {
      isClosed = true;
      return pool.destroy();
    },
  };
}

/** How many batches have come to their first item. */
function begun(current: Iterable<Int32Array>): number {
  let count = 0;
  for (const at of current) if (Atomics.load(at, 0) >= 0) count++;
  return count;
}

interface Patience {
  readonly patience: number;
  /** Of what the process has spent, what one of its busy threads has. */
  readonly shareOf: (spent: number) => number;
}

/**
 * Stops what makes no headway. Processor time counts, for on a busy machine an item that is all right may
 * take any time. A thread's own can't be had from outside: all busy ones, with this one, are taken to have
 * spent the same.
 */
async function watched<T>(
  at: Int32Array,
  { patience, shareOf }: Patience,
  start: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let last = -1;
  let [began, spent] = [0, 0];
  let before = processorTime();
  const timer = setInterval(
    () => {
      const time = processorTime();
      spent += shareOf(time - before);
      before = time;
      const now = Atomics.load(at, 0);
      if (now !== last || now < 0) [last, began, spent] = [now, performance.now(), 0];
      const waited = performance.now() - began;
      const rests = waited > patience && spent < LEAST * waited;
      if (spent > patience || (now >= 0 && rests)) stop.abort();
    },
    Math.min(CHECK_EVERY, patience),
  );
  try {
    return await start(stop.signal);
  } finally {
    clearInterval(timer);
  }
}
