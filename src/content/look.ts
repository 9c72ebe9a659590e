/**
 * How a file looks, by which a change is told without reading it. A look is trusted only where
 * whoever touches the file later can't leave it the same.
 */
import type { Stat } from '../model/io.js';
import type { Reading, Seen } from '../model/story.js';
import { compact, digest } from './digest.js';

/** A disk's clock may be this coarse: a file changed again so soon may look the same. In ms. */
const COARSE = 2000;

/** `now` in ms since the epoch. Null: no regular file, or touched within two seconds of `now`. */
export function seenOf(found: Stat | undefined, now: number): Seen | null {
  const seen = fileSeen(found);
  const fresh = seen !== null && Math.max(seen.modified, seen.changed) > now - COARSE;
  return fresh ? null : seen;
}

/** However lately it was touched; null: no regular file. */
export function fileSeen(found: Stat | undefined): Seen | null {
  if (found?.kind !== 'file') return null;
  const { size, modified, changed, inode } = found;
  return { size, modified, changed, inode };
}

export function looksLike(a: Seen, b: Seen): boolean {
  return (
    a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode
  );
}

/** As one text; empty where there is nothing to trust. */
export function markOf(seen: Seen | null): string {
  if (seen === null) return '';
  const { size, modified, changed, inode } = seen;
  return [size, modified, changed, inode].join(' ');
}

/** What is remembered of a file's bytes; `seen` is how it looked when they were read. */
export function readingOf(bytes: Uint8Array, seen: Seen | null): Reading {
  const its = compact(digest(bytes));
  return { digest: its, look: seen === null ? null : { ...seen, digest: its, blob: '' } };
}
