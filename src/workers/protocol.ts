/** What passes between the build's thread and the others: a job's URL, batches, results, errors. */
import type { JobPlace } from '../model/job.js';
import type { Failure } from '../problems/failure.js';
import type { PackedConfig } from './packed-config.js';

/** Given to every thread; `numbers` is counted up by each that starts. */
export interface ThreadData {
  readonly place: Omit<JobPlace, 'config' | 'thread' | 'io' | 'clock'> & {
    readonly config: PackedConfig;
  };
  readonly numbers: Int32Array;
}

/** A batch, and whose it is. */
export interface HandedBatch {
  /** URL of a module with a job. */
  readonly module: string;
  readonly batch: unknown;
}

export interface WorkerTask extends HandedBatch {
  /** Gets the number of the item that is being worked on. */
  readonly at: Int32Array;
}

export type WorkerAnswer = { readonly kind: 'done'; readonly done: unknown } | Failure;

/** Batches of an early thread have numbers. */
export interface EarlyTask extends HandedBatch {
  readonly id: number;
}

export interface EarlyAnswer {
  readonly id: number;
  readonly answer: WorkerAnswer;
}
