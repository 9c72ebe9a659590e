/** When a file's look is trusted, and what of it counts. */
import { expect, it } from 'vitest';
import {
  digestedFile,
  sameStamp,
  stampText,
  trustedStamp,
} from '../../src/incremental/file-stamp.js';
import type { Stat } from '../../src/model/io.js';

const NOW = 1_700_000_000_000;
const OLD: Stat = {
  ...{ kind: 'file', size: 5, modified: NOW - 9000, changed: NOW - 9000 },
  ...{ device: 1, givesGroup: false, inode: 7 },
};
const SEEN = { size: 5, modified: NOW - 9000, changed: NOW - 9000, inode: 7 };

it.each([
  ['long before', {}, SEEN],
  ['two seconds before', { modified: NOW - 2000 }, { ...SEEN, modified: NOW - 2000 }],
  ['a second before', { modified: NOW - 1000 }, null],
  ['under another name a second before', { changed: NOW - 1000 }, null],
  ['after', { modified: NOW + 5 }, null],
])('a file touched %s', (_, touched, seen) => {
  expect(trustedStamp({ ...OLD, ...touched }, NOW)).toEqual(seen);
});

it('is trusted of files alone', () => {
  expect(trustedStamp(undefined, NOW)).toBeNull();
  expect(trustedStamp({ ...OLD, kind: 'link' }, NOW)).toBeNull();
  expect(stampText(null)).toBe('');
});

it('differs where size, times or inode do', () => {
  expect(sameStamp(SEEN, { ...SEEN })).toBe(true);
  for (const key of ['size', 'modified', 'changed', 'inode'] as const) {
    const other = { ...SEEN, [key]: 1 };
    expect(sameStamp(SEEN, other)).toBe(false);
    expect(stampText(SEEN)).not.toBe(stampText(other));
  }
});

it('is kept beside the digest of the bytes', () => {
  const { digest, known } = digestedFile(Buffer.from('a'), SEEN);
  expect(known).toEqual({ ...SEEN, digest, blob: '' });
  expect(digestedFile(Buffer.from('a'), null)).toEqual({ digest, known: null });
});
