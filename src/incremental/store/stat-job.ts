/** The job of taking files' stamps. */
import type { Job, Workers } from '../../model/job.js';
import { chunk } from '../../platform/chunk.js';
import {
  joinNames,
  type StampRows,
  type Stamps,
  type StatBatch,
  stampsOf,
  statAll,
} from './bulk-stat.js';

const statJob: Job<StatBatch, StampRows> = {
  module: import.meta.url,
  cost: 0.006,
  worth: 60,
  fillsMemory: false,
  open: ({ io }) => ({ run: (batch) => statAll(batch, io), close() {} }),
};

/** @public Other threads import it by its URL. */
export default statJob;

/** Files whose stamps take as long as a thread takes to start: a machine may seem to have more cores than it gives. */
const WORTH_A_THREAD = 16_384;

/**
 * Stamps of files below a folder, taken while this thread goes on; null where it is quicker to take
 * them one by one. What was touched about `now` isn't trusted.
 */
export function statElsewhere(
  folder: string,
  names: readonly string[],
  now: number,
  workers: Pick<Workers, 'begin'>,
): Promise<Stamps> | null {
  let size = names.length;
  const batches = workers.begin(statJob, names.length, (threads) => {
    const parts = Math.max(1, Math.min(threads, Math.floor(names.length / WORTH_A_THREAD)));
    size = Math.ceil(names.length / parts);
    return chunk(names, size).map((part) => ({ folder, names: joinNames(part), now }));
  });
  return batches?.then((parts) => stampsOf(parts, size)) ?? null;
}
