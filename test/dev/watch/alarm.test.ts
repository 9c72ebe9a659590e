/** The alarm goes by the clock on the wall, whatever becomes of it meanwhile. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Alarm, createAlarm } from '../../../src/dev/watch/alarm.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Wall {
  readonly alarm: Alarm;
  readonly rung: number[];
  /** How far the clock on the wall is from the timers' time, in ms. */
  off: number;
  now(): number;
}

function wall(): Wall {
  const rung: number[] = [];
  const clock = { off: 0, now: () => Date.now() + clock.off };
  const alarm = createAlarm(clock.now, () => rung.push(clock.now()));
  return Object.assign(clock, { alarm, rung });
}

it('rings once, at its time, however far that is', async () => {
  const { alarm, rung, now } = wall();
  const due = now() + 60 * DAY;
  alarm.set(due);
  await vi.advanceTimersByTimeAsync(60 * DAY - 1);
  expect(rung).toEqual([]);
  await vi.advanceTimersByTimeAsync(DAY);
  expect(rung).toEqual([due]);
});

it('rings for a time that is past', async () => {
  const { alarm, rung, now } = wall();
  alarm.set(now() - DAY);
  await vi.advanceTimersByTimeAsync(0);
  expect(rung).toHaveLength(1);
});

it('notices soon that the clock was set on, or that the machine slept', async () => {
  const clock = wall();
  clock.alarm.set(clock.now() + 8 * HOUR);
  await vi.advanceTimersByTimeAsync(10_000);
  clock.off = 9 * HOUR;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(clock.rung).toHaveLength(1);
});

it('waits longer where the clock was set back', async () => {
  const clock = wall();
  const due = clock.now() + HOUR;
  clock.alarm.set(due);
  clock.off = -HOUR;
  await vi.advanceTimersByTimeAsync(HOUR + 60_000);
  expect(clock.rung).toEqual([]);
  await vi.advanceTimersByTimeAsync(HOUR);
  expect(clock.rung).toEqual([due]);
});

it('forgets the time before, and is still when it is closed', async () => {
  const { alarm, rung, now } = wall();
  alarm.set(now() + 1000);
  alarm.set(null);
  await vi.advanceTimersByTimeAsync(DAY);
  alarm.set(now() + 1000);
  alarm.close();
  await vi.advanceTimersByTimeAsync(DAY);
  expect(rung).toEqual([]);
});
