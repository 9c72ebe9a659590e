/** What runs in each of the other threads: jobs, each opened when its first batch comes. */
import { workerData } from 'node:worker_threads';
import type { Job, JobPlace, JobWork } from '../model/job.js';
import { systemClock } from '../platform/console.js';
import { disk } from '../platform/disk.js';
import { keepCompiledCode, saveCompiledCode } from '../platform/program.js';
import { packFailure } from '../problems/failure.js';
import { unpackConfig } from './packed-config.js';
import type { ThreadData, WorkerAnswer, WorkerTask } from './protocol.js';

type AnyJob = Job<unknown, unknown>;

const [, { place: sent, numbers }] = workerData as readonly [unknown, ThreadData];
const place: JobPlace = {
  ...sent,
  config: unpackConfig(sent.config),
  thread: Atomics.add(numbers, 0, 1),
  io: disk,
  clock: systemClock,
};
keepCompiledCode();
/** By the URLs of their modules. */
const opened = new Map<string, Promise<JobWork<unknown, unknown>>>();

async function open(module: string): Promise<JobWork<unknown, unknown>> {
  const { default: job } = (await import(module)) as { readonly default: AnyJob };
  const work = await job.open(place);
  saveCompiledCode();
  return work;
}

function workOf(module: string): Promise<JobWork<unknown, unknown>> {
  const work = opened.get(module) ?? open(module);
  opened.set(module, work);
  return work;
}

export default async function run({ module, batch, at }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const work = await workOf(module);
    return { kind: 'done', done: await work.run(batch, (item) => Atomics.store(at, 0, item)) };
  } catch (error) {
    return packFailure(error);
  }
}
