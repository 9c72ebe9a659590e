/** Threads that are handed batches before they have started. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import type { Config } from '../../src/model/config.js';
import type { Job } from '../../src/model/job.js';
import { disk } from '../../src/platform/disk.js';
import { openEarlyThreads } from '../../src/workers/early-threads.js';
import { packConfig } from '../../src/workers/packed-config.js';
import { openWorkers } from '../../src/workers/pool.js';
import { effectsWith } from '../support/faulty-io.js';

const job: Job<unknown, unknown> = {
  module: pathToFileURL(path.resolve(import.meta.dirname, 'counting-job.mjs')).href,
  ...{ cost: 1, worth: 1, fillsMemory: false },
  open: () => {
    throw new Error('Other threads open it');
  },
};

function open(count: number): ReturnType<typeof openEarlyThreads> {
  const config = packConfig({ values: {}, defaults: [] } as unknown as Config);
  const numbers = new Int32Array(new SharedArrayBuffer(4));
  return openEarlyThreads(count, { place: { config, folder: '', staging: '', began: 0 }, numbers });
}

it('do all that they were handed while the thread that handed it is busy', async () => {
  const threads = open(2);
  const done = new Int32Array(new SharedArrayBuffer(4));
  const answers = ['a', 'b', 'c', 'd', 'e'].map((name) => threads.run(job, { done, name }));
  // Nothing of this thread's loop runs until then.
  for (let count = 0; count < 5; count = Atomics.load(done, 0)) {
    expect(Atomics.wait(done, 0, count, 30_000)).not.toBe('timed-out');
  }
  expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd', 'e']);
  await threads.close();
});

it('carry a job’s error home, and go on', async () => {
  const threads = open(1);
  const done = new Int32Array(new SharedArrayBuffer(4));
  const failed = threads.run(job, { done, fails: true });
  await expect(failed).rejects.toMatchObject({ message: 'full', code: 'ENOSPC' });
  expect(await threads.run(job, { done, name: 'next' })).toBe('next');
  await threads.close();
});

it('leave nobody waiting when they end', async () => {
  const threads = open(1);
  const done = new Int32Array(new SharedArrayBuffer(4));
  const crashed = threads.run(job, { done, ends: true });
  await expect(crashed).rejects.toThrow('ended');
  await expect(threads.run(job, { done, name: 'later' })).rejects.toThrow('ended');
  await threads.close();
  const closed = open(1);
  const waiting = closed.run(job, { done, rests: true });
  waiting.catch(() => undefined);
  await closed.close();
  await expect(waiting).rejects.toThrow('ended');
});

it('end with the others of their pool, and start anew where there is work', async () => {
  const ended: number[] = [];
  const note = (worker: Worker): void => {
    const { threadId } = worker;
    worker.once('exit', () => ended.push(threadId));
  };
  const config = { values: {}, defaults: [], threads: 2 } as unknown as Config;
  const pool = openWorkers({ config, folder: '', staging: '' }, effectsWith(disk));
  const done = new Int32Array(new SharedArrayBuffer(4));
  process.on('worker', note);
  try {
    for (const turn of [1, 2]) {
      const batches = [1, 2].map((name) => ({ done, name }));
      expect(await pool.begin(job, 2, () => batches)).toEqual([1, 2]);
      await pool.endOthers();
      expect(ended).toHaveLength(2 * turn);
    }
  } finally {
    process.off('worker', note);
    await pool.close();
  }
});
