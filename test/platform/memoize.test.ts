/** Answers that are remembered. */
import { expect, it } from 'vitest';
import { memoizeByFolder, memoizeByKey, memoizeByObject } from '../../src/platform/memoize.js';

it('by key: as many as are wanted', () => {
  let made = 0;
  const squared = memoizeByKey((key: number) => ({ made: ++made, square: key * key }), 2);
  expect(squared(3)).toBe(squared(3));
  expect([squared(4).square, squared(5).square, made]).toEqual([16, 25, 3]);
  expect(squared(3).made).toBe(4);
});

it('by object: of the very same, and not of one that is equal', () => {
  let made = 0;
  const sizeOf = memoizeByObject((list: readonly number[]) => [list.length, ++made]);
  const [one, other] = [
    [1, 2],
    [1, 2],
  ];
  expect(sizeOf(one)).toBe(sizeOf(one));
  expect([sizeOf(other), made]).toEqual([[2, 2], 2]);
});

it('by folder: once for each, in whatever order paths come', () => {
  const made: string[] = [];
  const folderOf = memoizeByFolder((folder) => {
    made.push(folder);
    return `in ${folder}`;
  });
  const paths = ['x', 'a/x', 'a/y', 'a/b/x', 'a/x', 'ab/x', 'a/b', 'y', 'a/b/'];
  expect(paths.map(folderOf)).toEqual(
    ['', 'a', 'a', 'a/b', 'a', 'ab', 'a', '', 'a/b'].map((folder) => `in ${folder}`),
  );
  expect(made).toEqual(['', 'a', 'a/b', 'ab']);
});
