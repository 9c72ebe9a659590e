/** Tables as bytes: what was written is read, and of whatever else comes nothing is. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  readNote,
  readTable,
  type TableReader,
  writeTable,
} from '../../../src/incremental/store/columns.js';
import { anyText } from '../../support/any-text.js';

const DIGEST = 'abcdefghijklmnopqrstuv-_';

interface Row {
  readonly text: string;
  readonly digest: string;
  readonly number: number;
  readonly whole: number;
  readonly rare: string;
  readonly list: readonly string[];
  readonly piece: string;
}

const aText = fc.oneof(anyText(), fc.string({ unit: 'grapheme' }));
const aRow: fc.Arbitrary<Row> = fc.record({
  text: fc.oneof(aText, fc.constantFrom('', '\0', '\ud800', '一\0二')),
  digest: fc.constantFrom('', DIGEST, 'short'),
  number: fc.double({ noNaN: true, noDefaultInfinity: true }),
  whole: fc.oneof(fc.nat(300), fc.integer()),
  rare: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, aText),
  list: fc.constantFrom<readonly string[]>([], ['一'], ['一', '二']),
  piece: fc.string({ unit: 'grapheme' }),
});

function written(rows: readonly Row[]): Buffer {
  return writeTable(rows.length, (table) => {
    table.note('about');
    table.texts(rows.map(({ text }) => text));
    table.digests(rows.map(({ digest }) => digest));
    table.numbers(rows.map(({ number }) => number));
    table.numbers(rows.map(({ whole }) => whole));
    table.rareTexts(rows.map(({ rare }) => rare));
    table.shared(rows.map(({ list }) => JSON.stringify(list)));
    table.pieces(rows.map(({ piece }) => piece));
  });
}

function rowsIn(table: TableReader): readonly Row[] {
  expect(table.note()).toBe('about');
  const [texts, digests, numbers] = [table.texts(), table.digests(), table.numbers()];
  const [whole, rare, lists] = [table.numbers(), table.rareTexts(), table.shared(listOf)];
  const { bytes, ends } = table.pieces();
  return Array.from({ length: table.rows }, (_, row) => ({
    text: texts[row] ?? '?',
    digest: digests(row),
    number: numbers[row] ?? Number.NaN,
    whole: whole[row] ?? Number.NaN,
    rare: rare.get(row) ?? '',
    list: lists(row),
    piece: bytes.toString('utf8', row === 0 ? 0 : ends[row - 1], ends[row]),
  }));
}

const ROW: Row = {
  ...{ text: '一', digest: DIGEST, number: 1.5, whole: -1 },
  ...{ rare: '', list: ['甲'], piece: '二' },
};

function listOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value : undefined;
}

function readNumbers(numbers: readonly number[]): readonly number[] | null {
  const bytes = writeTable(numbers.length, (table) => table.numbers(numbers));
  return readTable(bytes, (table) => [...table.numbers()]);
}

describe('a table', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(fc.array(aRow), (rows) => {
        expect(readTable(written(rows), rowsIn)).toEqual(rows);
      }),
    );
  });

  it('has one object for equal values', () => {
    const lists = readTable(written([ROW, ROW]), rowsIn)?.map(({ list }) => list) ?? [];
    expect(lists[0]).toBe(lists[1]);
  });

  it.each([
    [[0, 255], 1],
    [[0, 256], 2],
    [[0, 65_536], 4],
    [[-1, 0], 4],
    [[0, 2 ** 31], 8],
    [[0.5, 0], 8],
    [[-0, 0], 8],
  ])('has %j in %d bytes each', (numbers, width) => {
    const bytes = writeTable(2, (table) => table.numbers(numbers));
    const empty = writeTable(2, (table) => table.note(''));
    expect(bytes.length - empty.length).toBe(2 * width);
    expect(readTable(bytes, (table) => [...table.numbers()])).toEqual(numbers);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'is none with %d for a number',
    (odd) => {
      for (const numbers of [
        [odd, 0.5],
        [0.5, odd],
      ])
        expect(readNumbers(numbers)).toBeNull();
    },
  );

  it('has the largest numbers, the smallest, and zero with its sign', () => {
    const numbers = [Number.MAX_VALUE, -Number.MAX_VALUE, Number.MIN_VALUE, -0, 0];
    expect(readNumbers(numbers)).toEqual(numbers);
  });

  it('is none when it was cut, or has more behind it', () => {
    const bytes = written([ROW, { ...ROW, text: '' }]);
    for (let length = 0; length < bytes.length; length++) {
      expect(readTable(bytes.subarray(0, length), plainly), `${length}`).toBeNull();
    }
    expect(readTable(Buffer.concat([bytes, Buffer.of(0)]), plainly)).toBeNull();
  });

  it('is none, or another one of as many rows, whatever is in its bytes', () => {
    const bytes = written([ROW, { ...ROW, text: '\0' }, ROW]);
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      const forged = Buffer.from(bytes);
      forged.writeUInt8((forged[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
      const rows = readTable(forged, plainly);
      for (const column of rows ?? []) expect(column.length, `${bit}`).toBe(3);
    }
  });

  it('is none on a machine with another order of bytes', () => {
    const bytes = written([ROW]);
    expect(readNote(bytes)).toBe('about');
    bytes.subarray(0, 4).reverse();
    expect(readTable(bytes, plainly)).toBeNull();
    expect(readNote(bytes)).toBeNull();
  });

  it('is none with a value that is not one of ours', () => {
    const bytes = writeTable(1, (table) => table.shared(['{"a":1}']));
    expect(readTable(bytes, (table) => table.shared(listOf))).toBeNull();
  });
});

/** The same columns, whatever is in them. */
function plainly(table: TableReader): readonly { readonly length: number }[] {
  table.note();
  const [texts, digests, numbers] = [table.texts(), table.digests(), table.numbers()];
  const [whole, rare, lists] = [table.numbers(), table.rareTexts(), table.shared(listOf)];
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  expect([...rare.keys()].every((row) => rows.includes(row))).toBe(true);
  return [texts, rows.map(digests), numbers, whole, rows.map(lists), table.pieces().ends];
}
