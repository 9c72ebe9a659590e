/** A story's bytes, loaded when it is its turn; what can't be had is a problem, never a crash. */
import path from 'node:path';
import { looksLike, seenOf } from '../../content/look.js';
import type { Config } from '../../model/config.js';
import type { Io, OpenFile, Stat } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import type { Seen } from '../../model/story.js';
import { refusal, setAside } from './links.js';

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
    for (let tries = 0; tries < TRIES; tries++) {
      const read = readThrough(file.path, config, io);
      if ('refused' in read) return { kind: 'fail', problem: read.refused };
      const { found, after, bytes, isLink } = read;
      if (bytes === null) {
        const size = `${found.size} bytes, over the limit of ${config.limits.post}`;
        return fail('post-size', `The file has ${size}`, 'Split it, or raise limits.post.');
      }
      if (bytes.length === after.size) {
        // What a link leads to changes without the link; and of a file that was written while it was
        // read nobody knows which of its bytes go with which look.
        const trusted = !isLink && looksLike(found, after);
        const seen = trusted ? seenOf(found, now) : null;
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
  /** When it had been read. */
  readonly after: Stat;
  /** Null: more than `limit`. */
  readonly bytes: Buffer | null;
  readonly isLink: boolean;
}

/** A link that leaves the site. */
interface Refused {
  readonly refused: Problem;
}

function readThrough(name: string, config: Config, io: Io): Read | Refused {
  const opened = openThrough(name, config, io);
  if ('refused' in opened) return opened;
  const { file, isLink } = opened;
  try {
    const found = file.stat;
    const tooLarge = found.size > config.limits.post;
    const bytes = tooLarge ? null : file.read(0, found.size);
    return { found, after: file.statNow(), bytes, isLink };
  } finally {
    file.close();
  }
}

interface Opened extends Pick<Read, 'isLink'> {
  readonly file: OpenFile;
}

/** What a link stands for is read where it stays in the site: it may have come after the list was made. */
function openThrough(name: string, config: Config, io: Io): Opened | Refused {
  const absolute = path.join(config.source, name);
  try {
    return { file: io.openFile(absolute), isLink: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ELOOP') throw error;
    const refused = refusal({ path: name, kind: 'link' }, config, io);
    return refused === null
      ? { file: io.openFile(io.realPath(absolute)), isLink: true }
      : { refused };
  }
}
