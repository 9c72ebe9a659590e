import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createRestTimer } from '../../src/platform/rest-timer.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('rests once nothing was asked for a second after an answer, and not while it works', () => {
  const rest = vi.fn<() => void>();
  const timer = createRestTimer(rest);
  timer.end();
  vi.advanceTimersByTime(10_000);
  expect(rest).not.toHaveBeenCalled();
  timer.begin();
  vi.advanceTimersByTime(900);
  timer.end();
  timer.begin();
  vi.advanceTimersByTime(900);
  expect(rest).not.toHaveBeenCalled();
  vi.advanceTimersByTime(10_000);
  expect(rest).toHaveBeenCalledOnce();
});
