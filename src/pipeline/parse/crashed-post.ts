/** What is told of a story that finews can't read for a fault of its own, or of its thread. */
import { WHOLE } from '../../model/problem.js';
import type { ParseDone } from '../../model/story.js';

/**
 * Not remembered: it may have been the machine, so the next build tries the story anew. `error`: what was
 * thrown; null: its thread died or did not end.
 */
export function crashedPost(file: string | undefined, error: string | null): ParseDone {
  const problem = {
    code: 'post-crashed',
    severity: 'warning',
    message:
      error === null
        ? 'Reading this story crashed or stalled, which may not happen again'
        : `Reading this story ended in an error of finews (${error})`,
    hint: 'Build again; if it is named again, take out what is unusual in it and report it.',
    fate: 'set-aside',
    ...(file === undefined ? {} : { file, ...WHOLE }),
  } as const;
  return { known: null, card: null, digest: '', problems: [problem], body: null, isGone: false };
}
