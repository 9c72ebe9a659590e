/**
 * Stamps: what tells a changed file without reading it. A stamp is trusted only where whoever touches
 * the file later can't leave it the same.
 */
import type { Stat } from '../model/io.js';
import type { DigestedFile, Stamp } from '../model/story.js';
import { compact, digest } from '../platform/digest.js';

/** A disk's clock may be this coarse: a file changed again so soon may have the same stamp. In ms. */
const COARSE = 2000;

/** `now` in ms since the epoch. Null: no regular file, or touched within two seconds of `now`. */
export function trustedStamp(found: Stat | undefined, now: number): Stamp | null {
  const stamp = stampOf(found);
  const fresh = stamp !== null && Math.max(stamp.modified, stamp.changed) > now - COARSE;
  return fresh ? null : stamp;
}

/** However lately it was touched; null: no regular file. */
export function stampOf(found: Stat | undefined): Stamp | null {
  if (found?.kind !== 'file') return null;
  const { size, modified, changed, inode } = found;
  return { size, modified, changed, inode };
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return (
    a.size === b.size && a.modified === b.modified && a.changed === b.changed && a.inode === b.inode
  );
}

/** As one text; empty where there is nothing to trust. */
export function stampText(stamp: Stamp | null): string {
  if (stamp === null) return '';
  const { size, modified, changed, inode } = stamp;
  return [size, modified, changed, inode].join(' ');
}

/**
 * In place of a blob's name, of bytes with a carriage return: git may have the same blob for others of
 * the same number, with the line's end elsewhere. Without one the file has its blob's very bytes, or
 * another size.
 */
export const NO_BLOB = '-';

const CARRIAGE_RETURN = 0x0d;

/** What is remembered of a file's bytes; `stamp` is the file's when they were read. */
export function digestedFile(bytes: Uint8Array, stamp: Stamp | null): DigestedFile {
  const its = compact(digest(bytes));
  const blob = bytes.includes(CARRIAGE_RETURN) ? NO_BLOB : '';
  if (stamp === null) return { digest: its, known: null };
  const { size, modified, changed, inode } = stamp;
  return { digest: its, known: { size, modified, changed, inode, digest: its, blob } };
}
