/** What was deferred is made in a pause, and in good time where there is none. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createFollowUp, type FollowUp } from '../../../src/dev/watch/follow-up.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Watch {
  readonly followUp: FollowUp;
  /** When a build was asked for, in ms since the beginning. */
  readonly woken: number[];
}

function watch(): Watch {
  const start = Date.now();
  const ticks = (): number => Date.now() - start;
  const woken: number[] = [];
  return { followUp: createFollowUp(ticks, () => woken.push(ticks())), woken };
}

/** A build that takes no time. */
function built(followUp: FollowUp, deferred: number | null): boolean {
  const isFollowing = followUp.begin();
  followUp.end(deferred);
  return isFollowing;
}

it('asks for a build two seconds after the last edit, and once', async () => {
  const { followUp, woken } = watch();
  expect(built(followUp, 2)).toBe(false);
  await vi.advanceTimersByTimeAsync(1500);
  expect(built(followUp, 1)).toBe(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken).toEqual([3500]);
  expect(built(followUp, 0)).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken).toEqual([3500]);
});

it('asks for none where nothing was deferred', async () => {
  const { followUp, woken } = watch();
  built(followUp, 0);
  built(followUp, null);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken).toEqual([]);
});

it('asks after ten seconds though somebody edits every second, and again ten seconds later', async () => {
  const { followUp, woken } = watch();
  const edits = async (count: number): Promise<void> => {
    for (let edit = 0; edit < count; edit++) {
      built(followUp, 1);
      await vi.advanceTimersByTimeAsync(1000);
    }
  };
  await edits(10);
  expect(woken).toEqual([10_000]);
  expect(built(followUp, 0)).toBe(true);
  await edits(10);
  expect(woken).toEqual([10_000, 20_000]);
});

it('defers nothing after ten seconds, where builds leave no time to be asked for another', async () => {
  const { followUp, woken } = watch();
  const follows: boolean[] = [];
  for (let build = 0; build < 6; build++) {
    const isFollowing = followUp.begin();
    follows.push(isFollowing);
    await vi.advanceTimersByTimeAsync(4000);
    followUp.end(isFollowing ? 0 : 1);
  }
  // The first build's outputs are deferred when it ends, after four seconds.
  expect(follows).toEqual([false, false, false, false, true, false]);
  expect(woken).toEqual([]);
});

it('asks again after a build that has failed, until one has failed that was asked for', async () => {
  const { followUp, woken } = watch();
  built(followUp, 1);
  await vi.advanceTimersByTimeAsync(1000);
  built(followUp, null);
  await vi.advanceTimersByTimeAsync(2000);
  expect(woken).toEqual([3000]);
  expect(built(followUp, null)).toBe(true);
  await vi.advanceTimersByTimeAsync(4000);
  expect(woken).toEqual([3000]);
  expect(built(followUp, null)).toBe(false);
  await vi.advanceTimersByTimeAsync(2000);
  expect(woken).toEqual([3000, 9000]);
});

it('is still when it is closed', async () => {
  const { followUp, woken } = watch();
  built(followUp, 1);
  followUp.close();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(woken).toEqual([]);
});
