import { expect, it } from 'vitest';
import { isSameData } from '../../src/incremental/same-data.js';

const same: readonly (readonly [unknown, unknown])[] = [
  [1, 1],
  [Number.NaN, Number.NaN],
  [null, null],
  [[], []],
  [{ a: [1, { b: 'x' }] }, { a: [1, { b: 'x' }] }],
  [Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
];
const different: readonly (readonly [unknown, unknown])[] = [
  [1, '1'],
  [0, -0],
  [null, {}],
  [[], {}],
  [[1], [1, 2]],
  [{ a: 1 }, { a: 1, b: undefined }],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [{ a: { b: 'x' } }, { a: { b: 'y' } }],
];

it('is the same data with the same in the same order', () => {
  for (const [a, b] of same) expect([a, b, isSameData(a, b)]).toEqual([a, b, true]);
  for (const [a, b] of different) expect([a, b, isSameData(a, b)]).toEqual([a, b, false]);
});
