/** Jobs in another thread than the build's own: each is opened there when its first batch comes. */
import type { Job, JobPlace, JobWork } from '../model/job.js';
import { systemClock } from '../platform/console.js';
import { disk } from '../platform/disk.js';
import { keepCompiledCode, saveCompiledCode } from '../platform/program.js';
import { packFailure } from '../problems/failure.js';
import { unpackConfig } from './packed-config.js';
import type { HandedBatch, ThreadData, WorkerAnswer } from './protocol.js';

type AnyJob = Job<unknown, unknown>;

/** `at` is told which of the batch's items is being worked on. Errors are answers. */
export type ThreadJobs = (batch: HandedBatch, at: (item: number) => void) => Promise<WorkerAnswer>;

export function createThreadJobs({ place: sent, numbers }: ThreadData): ThreadJobs {
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
  const open = async (module: string): Promise<JobWork<unknown, unknown>> => {
    const { default: job } = (await import(module)) as { readonly default: AnyJob };
    const work = await job.open(place);
    saveCompiledCode();
    return work;
  };
  const workOf = (module: string): Promise<JobWork<unknown, unknown>> => {
    const work = opened.get(module) ?? open(module);
    opened.set(module, work);
    return work;
  };
  return async ({ module, batch }, at) => {
    try {
      const work = await workOf(module);
      return { kind: 'done', done: await work.run(batch, at) };
    } catch (error) {
      return packFailure(error);
    }
  };
}
