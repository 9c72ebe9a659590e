/** Lists read side by side give what looking each name up would give, whatever came, went or moved. */
import { assert, integer, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexesAmong } from '../../src/incremental/merge-join.js';

const many = (count: number, name: (at: number) => string = String): string[] =>
  Array.from({ length: count }, (_, at) => name(at));

const listAndEdits = record({
  names: uniqueArray(integer({ min: 0, max: 200 }).map(String), { maxLength: 120 }),
  others: uniqueArray(integer({ min: 0, max: 200 }).map(String), { maxLength: 120 }),
});

describe('names side by side', () => {
  it('have the places that looking them up gives', () => {
    assert(
      property(listAndEdits, ({ names, others }) => {
        expect([...indexesAmong(names, others)]).toEqual(names.map((name) => others.indexOf(name)));
      }),
    );
  });

  it.each([
    ['the same', many(5000), many(5000)],
    ['one came', ['x', ...many(5000)], many(5000)],
    ['one went', many(5000), ['x', ...many(5000)]],
    ['one moved to the end', [...many(5000).slice(1), '0'], many(5000)],
    [
      'a block came that is longer than is looked ahead',
      [...many(3000, (at) => `a${at}`), ...many(3000)],
      many(3000),
    ],
    ['the other way round', many(5000).reverse(), many(5000)],
    ['nothing in common', many(3000, (at) => `a${at}`), many(3000)],
    ['none', [], many(3)],
    ['none beside', many(3), []],
  ])('are found where they are: %s', (_case, names, others) => {
    const placeOf = new Map(others.map((name, place) => [name, place]));
    expect([...indexesAmong(names, others)]).toEqual(names.map((name) => placeOf.get(name) ?? -1));
  });

  it('are found where others have them twice', () => {
    expect([...indexesAmong(['a', 'b'], ['b', 'a', 'b', 'a'])].every((at) => at >= 0)).toBe(true);
  });
});
