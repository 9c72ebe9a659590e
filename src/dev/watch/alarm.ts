/**
 * Rings when the clock on the wall says so. A timer alone would not: it knows nothing of a clock that is
 * set, stands still while a laptop sleeps, and takes no wait of over 24 days. So the clock is looked at
 * often enough.
 */

export interface Alarm {
  /** Rings once, at a time in ms since the epoch, soon where that is past; null: never. */
  set(at: number | null): void;
  close(): void;
}

/** Between two checks of the clock, in ms. */
const LONGEST = 30_000;

/** `now` in ms since the epoch. */
export function createAlarm(now: () => number, ring: () => void): Alarm {
  let timer: NodeJS.Timeout | undefined;
  const check = (at: number): void => {
    const left = at - now();
    if (left <= 0) ring();
    else wait(at, Math.min(left, LONGEST));
  };
  const wait = (at: number, delay: number): void => {
    timer = setTimeout(() => check(at), delay);
    timer.unref();
  };
  return {
    set(at) {
      clearTimeout(timer);
      if (at !== null) wait(at, Math.min(Math.max(0, at - now()), LONGEST));
    },
    close: () => clearTimeout(timer),
  };
}
