/**
 * What runs in each of the other threads: a workshop, which is opened when there is something for
 * it, and a way to carry its errors home.
 */
import { workerData } from 'node:worker_threads';
import { lazily } from '../content/lazily.js';
import { systemClock } from '../effects/console.js';
import { disk } from '../effects/disk.js';
import { keepDrafts } from '../theme/drafts.js';
import { type Failure, packFailure } from './failure.js';
import { type PackedConfig, unpackConfig } from './packed-config.js';
import { lookAt, readAt } from './survey.js';
import type { Task, TaskDone } from './task.js';
import type { Workshop, WorkshopPlace } from './workshop.js';

/** Given to every thread; `numbers` is counted up by each that starts. */
export interface WorkerData {
  readonly place: Omit<WorkshopPlace, 'number' | 'config'> & { readonly config: PackedConfig };
  readonly numbers: Int32Array;
}

/** A task, and where to tell which of its items is being worked on. */
export interface WorkerTask {
  readonly task: Task;
  readonly at: Int32Array;
}

export type WorkerAnswer = { readonly kind: 'done'; readonly done: TaskDone } | Failure;

const [, { place: sent, numbers }] = workerData as readonly [unknown, WorkerData];
const place = { ...sent, config: unpackConfig(sent.config) };
const effects = { io: disk, clock: systemClock };
/** Its modules take as long to load as thousands of files to look at. */
const workshop = lazily(async (): Promise<Workshop> => {
  const { openWorkshop } = await import('./workshop.js');
  const number = Atomics.add(numbers, 0, 1);
  return openWorkshop({ ...place, number }, effects, keepDrafts());
});

async function work(task: Task, at: (index: number) => void): Promise<TaskDone> {
  if (task.kind === 'look') return lookAt(task, disk);
  if (task.kind === 'read') return readAt(task, place.config, { io: disk, now: place.began });
  return (await workshop()).work(task, at);
}

export default async function run({ task, at }: WorkerTask): Promise<WorkerAnswer> {
  try {
    return { kind: 'done', done: await work(task, (index) => Atomics.store(at, 0, index)) };
  } catch (error) {
    return packFailure(error);
  }
}
