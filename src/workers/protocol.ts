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

export interface WorkerTask {
  /** URL of a module with a job. */
  readonly module: string;
  readonly batch: unknown;
  /** Gets the number of the item that is being worked on. */
  readonly at: Int32Array;
}

export type WorkerAnswer = { readonly kind: 'done'; readonly done: unknown } | Failure;
