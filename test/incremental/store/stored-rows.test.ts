/** What was stored stays columns, what came since is objects: and both are rows of one table. */
import { array, assert, dictionary, integer, property, string } from 'fast-check';
import { expect, it } from 'vitest';
import { entriesOf } from '../../../src/incremental/sorted-tables.js';
import { stampsEach } from '../../../src/incremental/store/bulk-stat.js';
import { type TableReader, writeTable } from '../../../src/incremental/store/columns.js';
import {
  readStamps,
  type StampColumns,
  StampedRows,
  stampIn,
  writeStamps,
} from '../../../src/incremental/store/stamp-columns.js';
import {
  MOST_ROWS,
  type StoredPart,
  type StoredTable,
  tableIn,
} from '../../../src/incremental/store/stored-rows.js';
import { NO_ROW } from '../../../src/model/sorted-table.js';
import type { Stamp } from '../../../src/model/story.js';

interface Value extends Stamp {
  readonly digest: string;
}

interface Part extends StoredPart<Value> {
  readonly stamps: StampColumns;
}

class Rows extends StampedRows<Value, Part> {}

const stamp = (size: number): Value => {
  return { size, modified: 1.5, changed: 2, inode: 3, digest: `of ${size}` };
};

/** Names with sizes; zero: gone. */
function segment(sizes: Readonly<Record<string, number>>): Buffer {
  return writeTable(Object.keys(sizes).length, (table) => {
    table.texts(Object.keys(sizes));
    const all = Object.values(sizes).map(stamp);
    table.digests(all.map(({ digest }) => digest));
    writeStamps(all, table);
  });
}

function read(table: TableReader): Part {
  const [names, digests, stamps] = [table.texts(), table.digests(), readStamps(table)];
  const isGone = (row: number): boolean => stamps.size[row] === 0;
  const at = (row: number): Value => ({ ...stampIn(stamps, row), digest: digests(row) });
  return { names, digests, stamps, at, isGone };
}

function tableOf(parts: readonly Buffer[], whole: number): StoredTable<Value, Rows> {
  return tableIn({ parts, whole }, read, (found) => new Rows(found));
}

const sizesIn = (table: StoredTable<Value, Rows>): readonly (readonly [string, number])[] =>
  Array.from(entriesOf(table), ([name, { size }]) => [name, size]);

it('of a name the last row counts, and what is gone is in no table', () => {
  const parts = [
    segment({ a: 1, b: 2 }),
    segment({ c: 3 }),
    segment({ b: 5, d: 4, e: 6 }),
    segment({ d: 0, a: 0 }),
  ];
  expect(sizesIn(tableOf(parts, 2))).toEqual([
    ['b', 5],
    ['c', 3],
    ['e', 6],
  ]);
});

it('of any names the last row counts, in whichever segment it is', () => {
  const sizes = dictionary(string({ minLength: 1, maxLength: 9 }), integer({ min: 0, max: 9 }), {
    noNullPrototype: true,
  });
  assert(
    property(sizes, array(sizes, { maxLength: 3 }), (whole, since) => {
      const last = new Map(Object.entries(Object.assign({}, whole, ...since)));
      const found = sizesIn(tableOf([whole, ...since].map(segment), 1));
      const remaining = [...last].filter(([, size]) => size !== 0);
      expect([found.length, new Map(found)]).toEqual([remaining.length, new Map(remaining)]);
    }),
  );
});

it('forged segments are left out, those of too many rows as well', () => {
  const names = Array.from({ length: MOST_ROWS + 1 }, (_, at) => [`${at}`, 1] as const);
  const parts = [Buffer.from('forged'), segment(Object.fromEntries(names)), segment({ a: 1 })];
  expect(sizesIn(tableOf(parts, 3))).toEqual([['a', 1]]);
});

it('rows that came since are numbered anew when most of them are nobody’s', () => {
  const { rows, values, places } = tableOf([segment({ a: 1, b: 2 })], 1);
  const now = Int32Array.from(rows);
  for (let size = 3; size < 10_000; size++) now[1] = values.add(stamp(size));
  const [last] = now.subarray(1);
  values.keepOnly(now);
  expect(now[1]).toBeLessThan(last ?? 0);
  expect(sizesIn({ places, rows: now, values })).toEqual([
    ['a', 1],
    ['b', 9999],
  ]);
  expect(now[0]).toBe(rows[0]);
});

it.each([
  [stamp(1), true],
  [{ ...stamp(1), modified: 1.25 }, false],
  [{ ...stamp(1), changed: 0 }, false],
  [{ ...stamp(1), inode: 4 }, false],
  [stamp(2), false],
  [null, false],
])('a row is compared with %j, stored or not', (now, isSame) => {
  const { rows, values } = tableOf([segment({ a: 1 })], 1);
  const stamps = stampsEach(() => now);
  expect(values.hasStamp(rows[0] ?? NO_ROW, stamps, 0)).toBe(isSame);
  expect(values.hasStamp(values.add(stamp(1)), stamps, 0)).toBe(isSame);
  expect(values.digestOf(rows[0] ?? NO_ROW)).toBe('of 1');
  expect(values.digestOf(values.add(stamp(2)))).toBe('of 2');
});
