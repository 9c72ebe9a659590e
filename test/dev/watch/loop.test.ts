/** The loop: bursts are one piece of work, one piece at a time, and nothing is forgotten meanwhile. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createLoop, type Hint, type Loop } from '../../../src/dev/watch/loop.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Worked {
  readonly loop: Loop;
  readonly hints: Hint[];
  /** Paths that seem to be half written. */
  readonly half: Set<string>;
  /** Ends the piece of work at hand. */
  done(): Promise<void>;
}

/** A loop whose first look has ended. */
async function working(idle = 1e9): Promise<Worked> {
  const hints: Hint[] = [];
  const half = new Set<string>();
  let finish: () => void = () => undefined;
  const work = (hint: Hint): Promise<void> => {
    hints.push(hint);
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  const loop = createLoop(work, {
    idle,
    ticks: () => Date.now(),
    isHalf: (path) => half.has(path),
  });
  const done = async (): Promise<void> => {
    finish();
    await vi.advanceTimersByTimeAsync(0);
  };
  const started = loop.start();
  await done();
  await started;
  expect(hints.splice(0)).toEqual([null]);
  return { loop, hints, half, done };
}

it('makes one piece of a burst, sorted, each path once', async () => {
  const { loop, hints } = await working();
  for (const path of ['c', 'a', 'b', 'a', 'd']) loop.hint(path);
  await vi.advanceTimersByTimeAsync(99);
  expect(hints).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(hints).toEqual([['a', 'b', 'c', 'd']]);
});

it('is quicker for a single save than for a run of many', async () => {
  const { loop, hints } = await working();
  loop.hint('a');
  await vi.advanceTimersByTimeAsync(9);
  loop.hint('b');
  await vi.advanceTimersByTimeAsync(9);
  expect(hints).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(hints).toEqual([['a', 'b']]);
});

it('gives who has emptied a file the time to fill it', async () => {
  const { loop, hints, half, done } = await working();
  half.add('a');
  loop.hint('a');
  await vi.advanceTimersByTimeAsync(60);
  half.delete('a');
  loop.hint('a');
  await vi.advanceTimersByTimeAsync(9);
  expect(hints).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(hints.splice(0)).toEqual([['a']]);
  await done();
  half.add('empty');
  loop.hint('empty');
  await vi.advanceTimersByTimeAsync(109);
  expect(hints).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(hints).toEqual([['empty']]);
});

it('does not wait for ever for a script that never rests', async () => {
  const { loop, hints } = await working();
  for (let count = 0; count < 240; count++) {
    loop.hint(`${count % 7}`);
    await vi.advanceTimersByTimeAsync(5);
  }
  expect(hints).toHaveLength(1);
});

it('keeps what comes before the first look, and during it', async () => {
  const hints: Hint[] = [];
  let finish: () => void = () => undefined;
  const work = (hint: Hint): Promise<void> => {
    hints.push(hint);
    return new Promise((resolve) => {
      finish = resolve;
    });
  };
  const loop = createLoop(work, { idle: 1e9, ticks: () => Date.now(), isHalf: () => false });
  loop.hint('a');
  await vi.advanceTimersByTimeAsync(1000);
  void loop.start();
  loop.hint('b');
  await vi.advanceTimersByTimeAsync(1000);
  expect(hints).toEqual([null]);
  finish();
  await vi.advanceTimersByTimeAsync(30);
  expect(hints).toEqual([null, ['a', 'b']]);
});

it('keeps what comes during work for one more piece', async () => {
  const { loop, hints, done } = await working();
  loop.hint('a');
  await vi.advanceTimersByTimeAsync(30);
  loop.hint('b');
  await vi.advanceTimersByTimeAsync(5000);
  loop.hint('c');
  expect(hints).toEqual([['a']]);
  await done();
  await vi.advanceTimersByTimeAsync(30);
  expect(hints).toEqual([['a'], ['b', 'c']]);
});

it('looks at everything after a storm, and now and then when idle', async () => {
  const { loop, hints, done } = await working(30_000);
  for (let count = 0; count < 5000; count++) loop.hint(`${count}`);
  await vi.advanceTimersByTimeAsync(1000);
  expect(hints).toEqual([null]);
  await done();
  await vi.advanceTimersByTimeAsync(29_999);
  expect(hints).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(hints).toEqual([null, null]);
});

it('takes at most a twentieth of the time for looks nobody asked for', async () => {
  const { hints, done } = await working(1000);
  await vi.advanceTimersByTimeAsync(1000);
  await vi.advanceTimersByTimeAsync(10_000);
  await done();
  await vi.advanceTimersByTimeAsync(199_000);
  expect(hints).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(hints).toHaveLength(2);
});

it('ends with the fault that work ended with, and with close', async () => {
  const fault = new Error('a bug');
  const loop = createLoop(() => Promise.reject(fault), {
    idle: 1e9,
    ticks: () => Date.now(),
    isHalf: () => false,
  });
  const started = loop.start().catch((error: unknown) => error);
  expect(await started).toBe(fault);
  expect(await loop.failure.catch((error: unknown) => error)).toBe(fault);
  const closed = await working(100);
  await closed.loop.close();
  closed.loop.hint('a');
  await vi.advanceTimersByTimeAsync(1000);
  expect(closed.hints).toEqual([]);
});

it('works when its time has come, though nothing has changed', async () => {
  const { loop, hints, done } = await working();
  loop.wake();
  expect(hints.splice(0)).toEqual([[]]);
  // Once more for all that came meanwhile.
  loop.wake();
  loop.wake();
  await done();
  expect(hints.splice(0)).toEqual([[]]);
  await done();
  await vi.advanceTimersByTimeAsync(1000);
  expect(hints).toEqual([]);
});

it('has no work of its own for the time where a change waits', async () => {
  const { loop, hints, done } = await working();
  loop.hint('a');
  loop.wake();
  await vi.advanceTimersByTimeAsync(1000);
  expect(hints.splice(0)).toEqual([['a']]);
  await done();
  await vi.advanceTimersByTimeAsync(1000);
  expect(hints).toEqual([]);
});
