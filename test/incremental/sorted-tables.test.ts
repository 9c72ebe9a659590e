import { array, assert, integer, property, uniqueArray } from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  changedEntries,
  entriesOf,
  indexIn,
  missingIn,
  sortedNames,
  valueNamed,
  valuesAt,
} from '../../src/incremental/sorted-tables.js';
import { NO_ROW, type SortedNames, type SortedTable } from '../../src/model/sorted-table.js';

/** Rows that are numbers, and have themselves as values. */
const VALUES = { at: (row: number) => row, add: (value: number) => value };

const column = (entries: Readonly<Record<string, number>>): SortedTable<number> => ({
  places: sortedNames(Object.keys(entries)),
  rows: Int32Array.from(Object.values(entries)),
  values: VALUES,
});

/** Of some lists nothing is asked. */
const ALL = Array.from({ length: 61 }, (_, number) => String(number));

describe('places', () => {
  it('know where each name is', () => {
    const places = sortedNames(['b', 'a']);
    expect([...places]).toEqual(['b', 'a']);
    expect(places.size).toBe(2);
    expect([places.at('a'), places.at('b'), places.at('c')]).toEqual([1, 0, undefined]);
    expect([places.has('a'), places.has('c')]).toEqual([true, false]);
  });

  it('follow from those of a list before, whatever came, went or moved', () => {
    const lists = uniqueArray(integer({ min: 0, max: 60 }).map(String), { maxLength: 50 });
    assert(
      property(array(lists, { minLength: 2, maxLength: 5 }), (all) => {
        let before: SortedNames | null = null;
        for (const names of all) {
          const places: SortedNames = sortedNames(names, before);
          const asked = names.length % 3 === 0 ? [] : ALL;
          expect(asked.map((name) => places.at(name) ?? -1)).toEqual(
            asked.map((name) => names.indexOf(name)),
          );
          before = places;
        }
      }),
    );
  });

  it('make a map of names only where many are asked for, out of their order', () => {
    const all = Array.from({ length: 500 }, (_, number) => `a${number}`);
    const made = vi.fn<() => void>();
    const counted = (names: readonly string[]): readonly string[] => {
      const map = (...args: Parameters<typeof names.map>): unknown => {
        made();
        return names.map(...args);
      };
      return Object.assign([...names], { map });
    };
    const places = sortedNames(counted(all));
    expect(all.map((name) => places.at(name))).toEqual(all.map((_, place) => place));
    expect(['a7', 'x', 'a9', 'a8'].map((name) => places.at(name))).toEqual([7, undefined, 9, 8]);
    expect(made).not.toHaveBeenCalled();
    let before: SortedNames = places;
    for (let time = 0; time < 100; time++) {
      before = sortedNames(counted([...all, `b${time}`]), before);
      expect([`b${time}`, 'a3'].map((name) => before.at(name))).toEqual([500, 3]);
    }
    // What watches asks on and on: all later lists follow from one.
    expect(made).toHaveBeenCalledOnce();
  });

  it('are the very same for the same names', () => {
    const before = sortedNames(['b', 'a']);
    expect(sortedNames(['b', 'a'], before)).toBe(before);
    expect(sortedNames(['a', 'b'], before)).not.toBe(before);
  });

  it('give a table’s values by place where they are its own, else by name', () => {
    const table = column({ a: 1, b: 2, x: NO_ROW });
    expect([0, 1, 2, 3].map(valuesAt(table, table.places))).toEqual([1, 2, undefined, undefined]);
    const others = sortedNames(['b', 'c', 'a']);
    expect([0, 1, 2].map(valuesAt(table, others))).toEqual([2, undefined, 1]);
    expect(['b', 'c', 'x'].map((name) => valueNamed(table, name))).toEqual([
      2,
      undefined,
      undefined,
    ]);
  });

  it('tell what came, what is another, and what went', () => {
    const before = column({ a: 1, b: 2, c: 3 });
    const now = column({ c: 3, b: 5, d: 4, e: NO_ROW });
    expect(changedEntries(now, before)).toEqual([
      ['b', 5],
      ['d', 4],
    ]);
    expect(missingIn(before.places, now.places)).toEqual(['a']);
    expect([...entriesOf(now)]).toEqual(Object.entries({ c: 3, b: 5, d: 4 }));
  });

  it('are found among others from either side, however often they are compared', () => {
    const some = uniqueArray(integer({ min: 0, max: 40 }).map(String), { maxLength: 30 });
    assert(
      property(some, some, (one, other) => {
        const [a, b] = [sortedNames(one), sortedNames(other)];
        for (const [names, others] of [
          [a, b],
          [b, a],
          [a, b],
        ] as const) {
          const absent = names.names.filter((name) => !others.has(name));
          expect(missingIn(names, others)).toEqual(absent);
          expect(names.names.map((_, place) => indexIn(others, names)(place))).toEqual(
            names.names.map((name) => others.at(name) ?? -1),
          );
        }
      }),
    );
  });

  it('are compared by place where nothing came or went', () => {
    const table = column({ a: 1, b: 2 });
    const now = { ...table, rows: Int32Array.of(1, 3) };
    expect(changedEntries(now, table)).toEqual([['b', 3]]);
    expect(missingIn(table.places, table.places)).toEqual([]);
  });
});
