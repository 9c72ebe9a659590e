/**
 * Whether a build in another thread may still be stopped: one number that both threads share. Only
 * one of them has its way: once publishing has begun it goes on to its end.
 */

export const FREE = 0;
export const PUBLISHING = 1;
export const STOPPED = 2;

/** Throws where the build was stopped. */
export function beginPublishing(phase: Int32Array): void {
  const before = Atomics.compareExchange(phase, 0, FREE, PUBLISHING);
  if (before === STOPPED) throw new Error('This build was stopped before it published');
}
