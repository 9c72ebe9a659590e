/**
 * What work costs, whatever the machine and whatever else it does: processor time, as a multiple of a
 * fixed piece of work that the same process does. One is about 10 ms of a usual machine.
 */
import { lazy } from '../../src/platform/lazy.js';

const ROUNDS = 5;

const yardstick = lazy((): number => {
  const text = JSON.stringify(
    Array.from({ length: 48_000 }, (_, at) => ({ at, name: `第${at}条` })),
  );
  const rounds = Array.from({ length: ROUNDS }, () => cpuOf(() => void JSON.parse(text)));
  return Math.min(...rounds);
});

/** In microseconds. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

export function effort(work: () => void): number {
  const unit = yardstick();
  return cpuOf(work) / unit;
}

/** For work that waits in between; nothing else may go on in the process. */
export async function effortOf(work: () => Promise<void>): Promise<number> {
  const unit = yardstick();
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / unit;
}
