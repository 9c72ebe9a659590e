/**
 * Who does jobs: the build's own thread, or as many others as there are cores where there is so much
 * to do that starting them pays. What the jobs are is not known here (`model/job.ts`).
 */
import type { Effects } from '../model/io.js';
import type { Job, JobCost, JobPlace, JobWork, Workers } from '../model/job.js';
import { lazy } from '../platform/lazy.js';
import { type EarlyThreads, openEarlyThreads } from './early-threads.js';
import { packConfig } from './packed-config.js';
import type { ThreadData } from './protocol.js';
import type { Threads } from './threads.js';

export interface WorkerPool extends Workers {
  /** Ends the other threads, and what they fill of memory; what needs some from now on starts them anew. */
  endOthers(): Promise<void>;
  /** Ends them, and closes what this thread has opened. */
  close(): Promise<void>;
}

export type PoolPlace = Pick<JobPlace, 'config' | 'folder' | 'staging'>;

/** How much more the same work is in several threads, which share the machine's memory and caches. */
const SHARED = 1.2;
/**
 * Processor time of an item that has stalled, in ms. A page takes less than a thousandth of it, the search
 * index of a year with 100,000 stories a tenth.
 */
const PATIENCE = 60_000;
/** Items of a job that fills memory: beyond few of them the young generation may grow, beyond many memory is spared. */
const [FEW, MANY] = [100, 1000];
/** Batches for each thread: what it does, and what waits for it, so that no thread waits for this one. */
const BATCHES = 2;
/** Stands for the build's own thread. */
const OWN = -1;

export function openWorkers(place: PoolPlace, effects: Effects): WorkerPool {
  return new OwnAndOthers(place, effects);
}

class OwnAndOthers implements WorkerPool {
  readonly #effects: Effects;
  readonly #place: Omit<JobPlace, 'thread' | 'io' | 'clock'>;
  /** What this thread has opened, by its job. */
  readonly #own = new Map<unknown, Promise<JobWork<unknown, unknown>>>();
  /** What each of the others is given. */
  readonly #data: () => ThreadData;
  #threads: Promise<Threads> | null = null;
  #early: EarlyThreads | null = null;

  constructor({ config, folder, staging }: PoolPlace, effects: Effects) {
    this.#effects = effects;
    const place = { config, folder, staging, began: effects.clock.now() };
    this.#place = place;
    this.#data = lazy(() => {
      const numbers = new Int32Array(new SharedArrayBuffer(4));
      return { place: { ...place, config: packConfig(config) }, numbers };
    });
  }

  here<Batch, Done, Work extends JobWork<Batch, Done>>(job: Job<Batch, Done, Work>): Promise<Work> {
    const opened = this.#own.get(job) as Promise<Work> | undefined;
    if (opened !== undefined) return opened;
    const { io, clock } = this.#effects;
    const opening = Promise.resolve(job.open({ ...this.#place, thread: OWN, io, clock }));
    this.#own.set(job, opening);
    return opening;
  }

  /** How many other threads do so many items of a job; 0: this one does. */
  #count({ cost, worth }: JobCost, items: number): number {
    const { threads } = this.#place.config;
    const { cores } = this.#effects.host;
    const spared = cost * items * (1 - SHARED / cores);
    const count = threads ?? (spared < worth ? 0 : cores);
    return items === 0 || count < (threads === null ? 2 : 1) ? 0 : count;
  }

  begin<Batch, Done>(
    job: Job<Batch, Done>,
    items: number,
    batchesFor: (threads: number) => readonly Batch[],
  ): Promise<readonly Done[]> | null {
    const count = this.#count(job, items);
    if (count === 0) return null;
    const early = this.#early ?? openEarlyThreads(count, this.#data());
    this.#early = early;
    return Promise.all(batchesFor(count).map((batch) => early.run(job, batch)));
  }

  #others(count: number): Promise<Threads> {
    this.#threads ??= this.#open(count);
    return this.#threads;
  }

  /** What threads need is not loaded where there are none. */
  async #open(count: number): Promise<Threads> {
    const { openThreads } = await import('./threads.js');
    this.#effects.host.collectAlone(true);
    return openThreads({
      file: new URL('./worker.js', import.meta.url),
      count,
      data: this.#data(),
      patience: PATIENCE,
    });
  }

  async run<Batch, Done>(job: Job<Batch, Done>, batch: Batch, items: number): Promise<Done> {
    const { host } = this.#effects;
    if (job.fillsMemory && items > FEW) host.holdMemory(false);
    const isMany = job.fillsMemory && items > MANY;
    if (isMany) host.saveMemory();
    const count = this.#count(job, items);
    const done =
      count > 0
        ? await (await this.#others(count)).run(job, batch)
        : (await this.here(job)).run(batch, () => {});
    // What is to be spared is in use once some batches are done; this thread, which is not awaited, may do all that
    // were asked for before it goes on with any.
    if (isMany) host.saveMemory();
    return done;
  }

  async each<Batch, Done>(
    job: Job<Batch, Done>,
    batches: Iterable<Batch>,
    items: number,
    take: (done: Done, batch: Batch) => void,
  ): Promise<void> {
    const ahead = Math.max(1, BATCHES * this.#count(job, items));
    // One iterator for all turns: a turn that throws closes it, and with it the others end.
    const open = inTurn(batches);
    const turn = async (): Promise<void> => {
      for (const batch of open) take(await this.run(job, batch, items), batch);
    };
    await Promise.all(Array.from({ length: ahead }, turn));
  }

  map<Batch, Done>(
    job: Job<Batch, Done>,
    batches: readonly Batch[],
    items: number,
  ): Promise<readonly Done[]> {
    return Promise.all(batches.map((batch) => this.run(job, batch, items)));
  }

  async endOthers(): Promise<void> {
    const [early, threads] = [this.#early, this.#threads];
    this.#early = null;
    this.#threads = null;
    await early?.close();
    if (threads === null) return;
    await (await threads).close();
    this.#effects.host.collectAlone(false);
  }

  async close(): Promise<void> {
    try {
      for (const opening of this.#own.values()) (await opening).close();
    } finally {
      await this.endOthers();
    }
  }
}

function* inTurn<T>(items: Iterable<T>): Generator<T> {
  yield* items;
}
