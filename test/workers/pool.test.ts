/** Batches that are given out in turn: in their order, and few at once. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import type { Config } from '../../src/model/config.js';
import type { Effects } from '../../src/model/io.js';
import type { Job } from '../../src/model/job.js';
import { openWorkers, type WorkerPool } from '../../src/workers/pool.js';

const FAKE = pathToFileURL(path.resolve(import.meta.dirname, 'fake-job.mjs')).href;

type Batch = readonly { readonly path: string }[];

function poolOf(threads: number, told: Partial<Effects['host']> = {}): WorkerPool {
  const memory = { holdMemory() {}, saveMemory() {}, collectAlone() {}, collectGarbage() {} };
  const host = { cores: 2, ...memory, ...told };
  const effects = { host, clock: { now: () => 0 } } as unknown as Effects;
  const config = { threads, values: {}, defaults: [] } as unknown as Config;
  return openWorkers({ config, folder: '', staging: '' }, effects);
}

/** Of so many batches: the order of their starts, how many there were at once at most, and who ended. */
function watchedJob(): {
  job: Job<Batch, unknown>;
  started: string[];
  take(): void;
  most(): number;
} {
  const started: string[] = [];
  let [open, most] = [0, 0];
  const start = (batch: Batch): Batch => {
    started.push(batch[0]?.path ?? '');
    most = Math.max(most, ++open);
    return batch;
  };
  const job: Job<Batch, unknown> = {
    module: FAKE,
    cost: 1,
    worth: 0,
    fillsMemory: false,
    open: () => ({ run: (batch) => Promise.resolve(start(batch)), close() {} }),
    send: start,
  };
  return { job, started, take: () => void open--, most: () => most };
}

const named = (count: number): readonly Batch[] =>
  Array.from({ length: count }, (_, at) => [{ path: `b${at}` }]);

it.each([
  [0, 1],
  [1, 2],
  [2, 4],
])('with %i threads, no more than %i batches are out, in their order', async (threads, bound) => {
  const workers = poolOf(threads);
  const { job, started, take, most } = watchedJob();
  const batches = named(12);
  const taken: Batch[] = [];
  await workers.each(job, batches, 12, (_, batch) => {
    take();
    taken.push(batch);
  });
  await workers.close();
  expect(most()).toBe(bound);
  expect(started).toEqual(batches.map(([one]) => one?.path));
  expect(taken.length).toBe(12);
});

it.each([0, 2])(
  'with %i threads, those end where the batches or a result end them',
  async (threads) => {
    const workers = poolOf(threads);
    const few = watchedJob();
    let isOver = false;
    const until = function* (): Generator<Batch> {
      for (const batch of named(12)) {
        if (isOver) return;
        yield batch;
      }
    };
    await workers.each(few.job, until(), 12, () => {
      few.take();
      isOver = true;
    });
    expect(few.started.length).toBeLessThanOrEqual(Math.max(1, 2 * threads));
    const failing = watchedJob();
    const failed = workers.each(failing.job, named(12), 12, () => {
      throw new Error('no room');
    });
    await expect(failed).rejects.toThrow('no room');
    await workers.close();
    expect(failing.started.length).toBeLessThanOrEqual(Math.max(1, 2 * threads));
  },
);

it('where this thread does all that was asked for at once, memory is spared with each batch', async () => {
  const events: string[] = [];
  const workers = poolOf(0, { saveMemory: () => void events.push('spared') });
  const job: Job<Batch, Batch> = {
    ...{ module: FAKE, cost: 1, worth: 0, fillsMemory: true },
    open: () => ({
      run(batch) {
        events.push('done');
        return batch;
      },
      close() {},
    }),
  };
  await workers.map(job, named(4), 2000);
  await workers.close();
  const first = events.indexOf('done');
  expect(events.slice(first)).toEqual(Array.from({ length: 4 }, () => ['done', 'spared']).flat());
});

it.each([
  [0, []],
  [1, [true, false]],
])(
  'with %i others, threads collect garbage alone as long as there are some',
  async (threads, told) => {
    const alone: boolean[] = [];
    const workers = poolOf(threads, { collectAlone: (isAlone) => void alone.push(isAlone) });
    await workers.map(watchedJob().job, named(2), 2);
    await workers.endOthers();
    await workers.close();
    expect(alone).toEqual(told);
  },
);
