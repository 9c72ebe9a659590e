import { describe, expect, it } from 'vitest';
import {
  changedEntries,
  entriesOf,
  missingIn,
  sortedNames,
  sortedTable,
  valuesAt,
} from '../../src/incremental/sorted-tables.js';

const column = (entries: Readonly<Record<string, number | null>>) =>
  sortedTable(new Map(Object.entries(entries)));

describe('places', () => {
  it('know where each name is', () => {
    const places = sortedNames(['b', 'a']);
    expect([...places]).toEqual(['b', 'a']);
    expect(places.size).toBe(2);
    expect([places.at('a'), places.at('b'), places.at('c')]).toEqual([1, 0, undefined]);
    expect([places.has('a'), places.has('c')]).toEqual([true, false]);
  });

  it('give a column’s values by place where they are its own, else by name', () => {
    const { places, values } = column({ a: 1, b: 2 });
    expect([0, 1, 2].map(valuesAt({ places, values }, places))).toEqual([1, 2, undefined]);
    const others = sortedNames(['b', 'c', 'a']);
    expect([0, 1, 2].map(valuesAt({ places, values }, others))).toEqual([2, undefined, 1]);
  });

  it('tell what came, what is another, and what went', () => {
    const before = column({ a: 1, b: 2, c: 3 });
    const now = column({ c: 3, b: 5, d: 4, e: null });
    expect(changedEntries(now, before)).toEqual([
      ['b', 5],
      ['d', 4],
    ]);
    expect(missingIn(before.places, now.places)).toEqual(['a']);
    expect(entriesOf(before)).toEqual(Object.entries({ a: 1, b: 2, c: 3 }));
  });

  it('are compared by place where nothing came or went', () => {
    const { places, values } = column({ a: 1, b: 2 });
    expect(changedEntries({ places, values: [1, 3] }, { places, values })).toEqual([['b', 3]]);
    expect(missingIn(places, places)).toEqual([]);
  });
});
