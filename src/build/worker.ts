/** What runs in each of the other threads: a workshop, and a way to carry its errors home. */
import { workerData } from 'node:worker_threads';
import { systemClock } from '../effects/console.js';
import { disk } from '../effects/disk.js';
import { keepDrafts } from '../theme/drafts.js';
import { type Failure, packFailure } from './failure.js';
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

export type WorkerAnswer = { readonly kind: 'done'; readonly done: TaskDone } | Failure;

const [, { place, numbers }] = workerData as readonly [unknown, WorkerData];
const workshop = openWorkshop(
  { ...place, number: Atomics.add(numbers, 0, 1) },
  { io: disk, clock: systemClock },
  keepDrafts(),
);

export default async function run({ task, at }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const done = await workshop.work(task, (index) => Atomics.store(at, 0, index));
    return { kind: 'done', done };
  } catch (error) {
    return packFailure(error);
  }
}
