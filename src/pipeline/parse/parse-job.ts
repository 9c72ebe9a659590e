/** The job of parsing post files (`parse-files.ts`). */
import type { Job } from '../../model/job.js';
import { WHOLE } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import type { ParseDone } from '../../model/story.js';

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
    return [...before, lostPost(files[item]?.path), ...(await parse(files.slice(item + 1)))];
  },
};

export default parseJob;

/** Not remembered: it may have been the machine, so the next build tries again. */
function lostPost(file: string | undefined): ParseDone {
  const problem = {
    code: 'post-crashed',
    severity: 'warning',
    message: 'Reading this story crashed or stalled, which may not happen again',
    hint: 'Build again; if it is named again, take out what is unusual in it and report it.',
    fate: 'set-aside',
    ...(file === undefined ? {} : { file, ...WHOLE }),
  } as const;
  return { known: null, card: null, digest: '', problems: [problem], body: null, isGone: false };
}
