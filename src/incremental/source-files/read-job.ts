/** The job of reading post files for their digests. */
import type { Job, Workers } from '../../model/job.js';
import type { DigestedFile } from '../../model/story.js';
import { chunk } from '../../platform/chunk.js';
import { joinNames } from '../store/bulk-stat.js';
import { digestsOf, type ReadPosts } from './packed-digests.js';

/** Paths below the source, in one text. */
const readJob: Job<string, ReadPosts> = {
  module: import.meta.url,
  cost: 0.05,
  worth: 100,
  fillsMemory: false,
  async open({ config, io, began: now }) {
    const { readAll } = await import('./read-posts.js');
    return { run: (names) => readAll(names, config, { io, now }), close() {} };
  },
};

/** @public Other threads import it by its URL. */
export default readJob;

/** Files a batch. */
const FILES = 512;

/** By paths below the source; null for a file that can't be read, which parsing it will tell. */
export async function digestPosts(
  paths: readonly string[],
  workers: Pick<Workers, 'map'>,
): Promise<readonly (DigestedFile | null)[]> {
  const batches = chunk(paths, FILES).map(joinNames);
  return (await workers.map(readJob, batches, paths.length)).flatMap(digestsOf);
}
