/** Lists patched with what differs are those that are made from nothing. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Differences, differencesOf } from '../../src/incremental/merge-join.js';
import { patched } from '../../src/incremental/patch-list.js';

interface Named {
  readonly path: string;
}

const names = fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { maxLength: 150 });

/** Of lists that differ in few places. */
function found<T>(before: readonly T[], after: readonly T[]): Differences<T> {
  const differences = differencesOf(before, after, (a, b) => a === b);
  expect(differences).not.toBe(null);
  return differences ?? { removed: [], added: [] };
}

const ascending = (some: readonly number[]): readonly number[] => [...some].sort((a, b) => a - b);

it('gives what left and what came, and nothing that stayed beside its neighbours', () => {
  fc.assert(
    fc.property(names, names, (before, after) => {
      const { removed, added } = found(before, after);
      const stayed = before.filter((one) => !removed.includes(one));
      expect(ascending(stayed)).toEqual(ascending(after.filter((one) => !added.includes(one))));
    }),
  );
  const all = Array.from({ length: 500 }, (_, at) => at);
  const others = [
    ...all.slice(0, 100),
    1000,
    ...all.slice(100, 300),
    1001,
    ...all.slice(301),
    1002,
  ];
  expect(found(all, others)).toEqual({ removed: [300], added: [1000, 1001, 1002] });
  const far = Array.from({ length: 2000 }, (_, at) => at);
  expect(
    differencesOf(
      far,
      far.map((one) => one + 5000),
      (a, b) => a === b,
    ),
  ).toBe(null);
});

it('patches a list in the order of paths', () => {
  const known = new Map<number, Named>();
  const entry = (number: number): Named => {
    const one = known.get(number) ?? { path: String(number).padStart(3, '0') };
    known.set(number, one);
    return one;
  };
  const inOrder = (some: readonly number[]): readonly Named[] => ascending(some).map(entry);
  fc.assert(
    fc.property(names, names, (before, after) => {
      const [old, now] = [before.map(entry), after.map(entry)];
      expect(patched(inOrder(before), found(old, now))).toEqual(inOrder(after));
    }),
  );
  const list = inOrder([1, 2]);
  expect(patched(list, { removed: [], added: [] })).toBe(list);
});
