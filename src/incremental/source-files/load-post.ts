/** A post's bytes, loaded when it is its turn; what can't be had is a problem, never a crash. */

import type { Config } from '../../model/config.js';
import type { Io, Stat } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import type { PostFile } from '../../model/source.js';
import type { Stamp } from '../../model/story.js';
import { sameStamp, trustedStamp } from '../file-stamp.js';
import { setAside } from './leaving-links.js';
import { type Listed, withListed } from './open-listed.js';

export type LoadedPost =
  | {
      readonly kind: 'ok';
      readonly bytes: Buffer;
      /** Ms since the epoch. */
      readonly modified: number;
      /** The file's then; null where that can't be trusted. */
      readonly stamp: Stamp | null;
    }
  /** The file is gone since the list was made: a deletion, which is no problem. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'fail';
      readonly problem: Problem;
      /** It may be another thing when it is tried again: nothing is known of what the file holds. */
      readonly passing: boolean;
    };

/** A file is read again while its length differs from its stamp's: someone is still writing it. */
const TRIES = 3;

/** `now` in ms since the epoch. */
export function loadPost(
  file: Pick<PostFile, 'path'>,
  config: Config,
  { io, now }: { readonly io: Io; readonly now: number },
): LoadedPost {
  const entry = { path: file.path, kind: 'file' } as const;
  const fail = (code: ProblemCode, message: string, hint: string, passing = true): LoadedPost => ({
    kind: 'fail',
    problem: setAside(code, entry, message, hint),
    passing,
  });
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      const read = readThrough(file.path, config, io);
      if (read.kind === 'gone') return read;
      if (read.kind === 'refused') return { kind: 'fail', problem: read.problem, passing: false };
      const { found, after, bytes, isLink } = read.value;
      if (bytes === null) {
        const size = `${found.size.toLocaleString('en')} bytes, over the limit of ${config.limits.post.toLocaleString('en')}`;
        return fail('post-size', `The file has ${size}`, 'Split it, or raise limits.post.', false);
      }
      if (bytes.length === after.size) {
        // What a link leads to changes without the link; and of a file that was written while it was
        // read nobody knows which of its bytes go with which stamp.
        const trusted = !isLink && sameStamp(found, after);
        const stamp = trusted ? trustedStamp(found, now) : null;
        return { kind: 'ok', bytes, modified: found.modified, stamp };
      }
    }
    return fail('post-changing', 'The file kept changing while it was read', 'Build again.');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return fail('post-unreadable', `The file can't be read (${code})`, 'Check its permissions.');
  }
}

interface ReadPost {
  readonly found: Stat;
  /** When it had been read. */
  readonly after: Stat;
  /** Null: more than `limit`. */
  readonly bytes: Buffer | null;
  readonly isLink: boolean;
}

function readThrough(name: string, config: Config, io: Io): Listed<ReadPost> {
  return withListed(name, config, io, ({ file, isLink }) => {
    const found = file.stat;
    const tooLarge = found.size > config.limits.post;
    const bytes = tooLarge ? null : file.read(0, found.size);
    return { found, after: file.statNow(), bytes, isLink };
  });
}
