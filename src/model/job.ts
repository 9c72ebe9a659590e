/**
 * Jobs: work that any thread does with the same code on the same data. A job is a module that other
 * threads are handed by its URL; batches and results are plain data.
 */
import type { Config } from './config.js';
import type { Clock, Io } from './io.js';

/** What a thread has opened to do a job; keeps what is dear to make, such as Markdown or templates. */
export interface JobWork<Batch, Done> {
  /** `at` is told which of the batch's items is being worked on. */
  run(batch: Batch, at: (item: number) => void): Done | Promise<Done>;
  close(): void;
}

/** Where a thread works. */
export interface JobPlace {
  readonly config: Config;
  /** Absolute: of what threads leave for each other, such as bodies. */
  readonly folder: string;
  /** Absolute, on the destination's file system: of staged files. */
  readonly staging: string;
  /** When the build began, ms since the epoch: a file touched about then may change unseen. */
  readonly began: number;
  /** The thread's number; -1: the build's own thread. */
  readonly thread: number;
  readonly io: Io;
  readonly clock: Clock;
}

/** By which it is decided who does a job. */
export interface JobCost {
  /** What one item takes, in ms. */
  readonly cost: number;
  /** What other threads must spare to pay, in ms: they have to start, load modules and warm up. */
  readonly worth: number;
}

/**
 * The default export of a module that loads next to nothing: what the work needs is imported by `open`,
 * for where nothing is new that would be most of a build.
 */
export interface Job<Batch, Done, Work extends JobWork<Batch, Done> = JobWork<Batch, Done>>
  extends JobCost {
  /** The module's own URL (`import.meta.url`). */
  readonly module: string;
  /** Whether a thousand items fill memory, so that it is better spared. */
  readonly fillsMemory: boolean;
  /** Called once in each thread, when its first batch comes. */
  open(place: JobPlace): Work | Promise<Work>;
  /** A batch as other threads are sent it; absent: as it is. */
  send?(batch: Batch): Batch;
  /**
   * The result of a batch whose item crashed or stalled its thread; `run` does other batches, of the
   * rest of its items. Absent: the error is the build's.
   */
  without?(item: number, batch: Batch, run: (batch: Batch) => Promise<Done>): Promise<Done>;
}

/** Who does jobs: the build's own thread, or as many others as there are cores where that pays. */
export interface Workers {
  /**
   * Hands so many items of a job to other threads, which work on while this one is busy; results by batches.
   * Null: it doesn't pay.
   */
  begin<Batch, Done>(
    job: Job<Batch, Done>,
    items: number,
    batchesFor: (threads: number) => readonly Batch[],
  ): Promise<readonly Done[]> | null;
  /** One batch; `items` is how many items all batches of the job have together in this build. */
  run<Batch, Done>(job: Job<Batch, Done>, batch: Batch, items: number): Promise<Done>;
  /**
   * Batches in their order, no more of them at once than keep every thread busy: each is taken from `batches`
   * when it is its turn, so that where those end early, no more are done.
   */
  each<Batch, Done>(
    job: Job<Batch, Done>,
    batches: Iterable<Batch>,
    items: number,
    take: (done: Done, batch: Batch) => void,
  ): Promise<void>;
  /** All batches; results in their order. */
  map<Batch, Done>(
    job: Job<Batch, Done>,
    batches: readonly Batch[],
    items: number,
  ): Promise<readonly Done[]>;
  /** What the build's own thread does the job with. */
  here<Batch, Done, Work extends JobWork<Batch, Done>>(job: Job<Batch, Done, Work>): Promise<Work>;
}
