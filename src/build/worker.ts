/** What runs in each of the other threads: a workshop, and a way to carry its errors home. */
import { workerData } from 'node:worker_threads';
import { systemClock } from '../effects/console.js';
import { disk } from '../effects/disk.js';
import { SiteError } from '../model/problem.js';
import type { Task, TaskDone } from './task.js';
import { openWorkshop, type WorkshopPlace } from './workshop.js';

/** Given to every thread; `numbers` is counted up by each that starts. */
export interface WorkerData {
  readonly place: Omit<WorkshopPlace, 'number'>;
  readonly numbers: Int32Array;
}

/** A task, and where to tell which of its items is being worked on. */
export interface WorkerTask {
  readonly task: Task;
  readonly at: Int32Array;
}

/** Errors lose their fields on the way between threads, so they travel as plain data. */
export type WorkerAnswer =
  | { readonly kind: 'done'; readonly done: TaskDone }
  | { readonly kind: 'site-error'; readonly problems: SiteError['problems'] }
  | { readonly kind: 'error'; readonly message: string; readonly fields: object };

const [, { place, numbers }] = workerData as readonly [unknown, WorkerData];
const workshop = openWorkshop(
  { ...place, number: Atomics.add(numbers, 0, 1) },
  { io: disk, clock: systemClock },
);

export default async function run({ task, at }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const done = await workshop.work(task, (index) => Atomics.store(at, 0, index));
    return { kind: 'done', done };
  } catch (error) {
    if (error instanceof SiteError) return { kind: 'site-error', problems: error.problems };
    if (!(error instanceof Error)) return { kind: 'error', message: String(error), fields: {} };
    const { message, stack } = error;
    return { kind: 'error', message, fields: Object.assign({ stack }, error) };
  }
}
