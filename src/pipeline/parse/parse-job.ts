/** The job of parsing post files (`parse-files.ts`). */
import type { Job } from '../../model/job.js';
import type { PostFile } from '../../model/source.js';
import type { ParseDone } from '../../model/story.js';
import { crashedPost } from './crashed-post.js';

const parseJob: Job<readonly PostFile[], readonly ParseDone[]> = {
  module: import.meta.url,
  cost: 0.3,
  worth: 1500,
  fillsMemory: true,
  async open(place) {
    const { openParser } = await import('./parse-files.js');
    return openParser(place);
  },
  async without(item, files, run) {
    const parse = async (some: readonly PostFile[]): Promise<readonly ParseDone[]> =>
      some.length === 0 ? [] : await run(some);
    const before = await parse(files.slice(0, item));
    return [
      ...before,
      crashedPost(files[item]?.path, null),
      ...(await parse(files.slice(item + 1))),
    ];
  },
};

export default parseJob;
