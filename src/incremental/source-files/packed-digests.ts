/** Digests of many post files, packed: an object a file would cost as much as much of the work. */
import type { DigestedFile } from '../../model/story.js';
import { joinNames, rowAt, type StampRows, splitNames, stampRows } from '../store/bulk-stat.js';

export interface ReadPosts {
  readonly stamps: StampRows;
  /** In one text; empty for a file that can't be read. */
  readonly digests: string;
  /** In one text, as `KnownFile` has them. */
  readonly blobs: string;
}

export function packDigests(files: readonly (DigestedFile | null)[]): ReadPosts {
  return {
    stamps: stampRows(files.map((file) => file?.known ?? null)),
    digests: joinNames(files.map((file) => file?.digest ?? '')),
    blobs: joinNames(files.map((file) => file?.known?.blob ?? '')),
  };
}

export function digestsOf({ stamps, digests, blobs }: ReadPosts): readonly (DigestedFile | null)[] {
  const blobOf = splitNames(blobs);
  return splitNames(digests).map((digest, place) => {
    if (digest === '') return null;
    const stamp = rowAt(stamps, place);
    const known = stamp === null ? null : { ...stamp, digest, blob: blobOf[place] ?? '' };
    return { digest, known };
  });
}
