/**
 * Whether a build in another thread may still be stopped: one number that both threads share. Only
 * one of them has its way: the first rename begins publishing, and from then on it goes on to its end.
 */
import type { Io } from '../model/io.js';

export const FREE = 0;
export const PUBLISHING = 1;
export const STOPPED = 2;

/** The disk of a build that may be stopped until its first rename: publishing is renames, and nothing else is. */
export function stoppable(io: Io, phase: Int32Array): Io {
  return {
    ...io,
    rename(from, to) {
      const before = Atomics.compareExchange(phase, 0, FREE, PUBLISHING);
      if (before === STOPPED) throw new Error('This build was stopped before it published');
      io.rename(from, to);
    },
  };
}
