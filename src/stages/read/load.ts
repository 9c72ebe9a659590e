/** A story's bytes, loaded when it is its turn; what can't be had is a problem, never a crash. */
import path from 'node:path';
import { seenOf } from '../../content/look.js';
import type { Config } from '../../model/config.js';
import type { Io, OpenFile, Stat } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import type { Seen } from '../../model/story.js';
import { setAside } from './links.js';

export type LoadedPost =
  | {
      readonly kind: 'ok';
      readonly bytes: Buffer;
      /** Ms since the epoch. */
      readonly modified: number;
      /** How the file looked then; null where that can't be trusted. */
      readonly seen: Seen | null;
    }
  | { readonly kind: 'fail'; readonly problem: Problem };

/** A file is read again while its length differs from what was seen: someone is still writing it. */
const TRIES = 3;

/** `now` in ms since the epoch. */
export function loadPost(
  file: Pick<PostFile, 'path'>,
  config: Config,
  { io, now }: { readonly io: Io; readonly now: number },
): LoadedPost {
  const entry = { path: file.path, kind: 'file' } as const;
  const fail = (code: string, message: string, hint: string): LoadedPost => ({
    kind: 'fail',
    problem: setAside(code, entry, message, hint),
  });
  try {
    const absolute = path.join(config.source, file.path);
    for (let tries = 0; tries < TRIES; tries++) {
      const { found, bytes, isLink } = readThrough(absolute, config.limits.post, io);
      if (bytes === null) {
        const size = `${found.size} bytes, over the limit of ${config.limits.post}`;
        return fail('post-size', `The file has ${size}`, 'Split it, or raise limits.post.');
      }
      if (bytes.length === found.size) {
        // What a link leads to changes without the link.
        const seen = isLink ? null : seenOf(found, now);
        return { kind: 'ok', bytes, modified: found.modified, seen };
      }
    }
    return fail('post-changing', 'The file kept changing while it was read', 'Build again.');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    return fail('post-unreadable', `The file can't be read (${code})`, 'Check its permissions.');
  }
}

interface Read {
  readonly found: Stat;
  /** Null: more than `limit`. */
  readonly bytes: Buffer | null;
  readonly isLink: boolean;
}

function readThrough(absolute: string, limit: number, io: Io): Read {
  const { file, isLink } = openThrough(absolute, io);
  try {
    const found = file.stat;
    return { found, bytes: found.size > limit ? null : file.read(0, found.size), isLink };
  } finally {
    file.close();
  }
}

interface Opened extends Pick<Read, 'isLink'> {
  readonly file: OpenFile;
}

/** What a link stands for may be read: links that leave the site were refused when they were found. */
function openThrough(absolute: string, io: Io): Opened {
  try {
    return { file: io.openFile(absolute), isLink: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    return { file: io.openFile(io.realPath(absolute)), isLink: true };
  }
}
