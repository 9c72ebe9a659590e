/** Lists patched with what differs are those that are made from nothing. */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { differencesOf, patched } from '../../src/incremental/list-differences.js';

interface Named {
  readonly path: string;
}

const names = fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { maxLength: 150 });

const ascending = (some: readonly number[]): readonly number[] => [...some].sort((a, b) => a - b);

it('gives what left and what came, and nothing that stayed beside its neighbours', () => {
  fc.assert(
    fc.property(names, names, (before, after) => {
      const { left, came } = differencesOf(before, after, (a, b) => a === b);
      const stayed = before.filter((one) => !left.includes(one));
      expect(ascending(stayed)).toEqual(ascending(after.filter((one) => !came.includes(one))));
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
  const { left, came } = differencesOf(all, others, (a, b) => a === b);
  expect({ left, came }).toEqual({ left: [300], came: [1000, 1001, 1002] });
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
      const differences = differencesOf(old, now, (a, b) => a === b);
      expect(patched(inOrder(before), differences)).toEqual(inOrder(after));
    }),
  );
  const list = inOrder([1, 2]);
  expect(patched(list, { left: [], came: [] })).toBe(list);
});
