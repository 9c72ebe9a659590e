/**
 * Tables as bytes, column by column, as files of `.finews` have them: they load by reading, not by
 * parsing. What is read back is a stranger's: lengths and places that don't fit make no table.
 */
import { jsonOf } from './stored-values.js';

/** Of a digest (`platform/digest.ts`): characters, and the bytes that they stand for. */
const [DIGEST_LENGTH, DIGEST_BYTES] = [24, 18];
/** Of none; no bytes have such a digest. */
const NO_DIGEST = 'A'.repeat(DIGEST_LENGTH);
/** Between texts that have none in them. */
const BETWEEN = '\0';
/** Half a surrogate pair, which UTF-8 has no bytes for. */
const HALF = /\p{Surrogate}/u;
/** Bytes of a count. */
const COUNT = 4;
/** Stands first, as numbers are written here: a machine with another order of bytes reads no table. */
const ORDER = 0x01020304;

/** How a column of texts is written: with a mark between, or as JSON where that is in one of them. */
const [JOINED, LISTED] = [0, 1];

/** Takes columns in the order in which they are read. */
export interface TableWriter {
  texts(values: readonly string[]): void;
  /** Texts of which most are empty. */
  rareTexts(values: readonly string[]): void;
  /** Most of them digests; an empty text is none. */
  digests(values: readonly string[]): void;
  /** In as few bytes each as all of them fit in. */
  numbers(values: readonly number[]): void;
  /** Values of JSON, given as text; few are different. */
  shared(jsons: readonly string[]): void;
  /** Texts that stay bytes until somebody asks for one. */
  pieces(values: readonly string[]): void;
  /** A text about the whole table: its first column, where it has one. */
  note(text: string): void;
}

/** The value of a row. */
export type Column<T> = (row: number) => T;

export type NumberColumn = Float64Array | Int32Array | Uint16Array | Uint8Array;

/** Pieces of text, in UTF-8: each ends where the next one begins. */
export interface Pieces {
  readonly bytes: Buffer;
  readonly ends: Int32Array;
}

/** Gives each column as long as the table; throws where the bytes have none. */
export interface TableReader {
  readonly rows: number;
  texts(): readonly string[];
  rareTexts(): ReadonlyMap<number, string>;
  digests(): Column<string>;
  numbers(): NumberColumn;
  /** The same object for equal values, which `read` gives of each; undefined: it is not sound. */
  shared<T>(read: (value: unknown) => T | undefined): Column<T>;
  pieces(): Pieces;
  note(): string;
}

export function writeTable(rows: number, write: (table: TableWriter) => void): Buffer {
  const parts: Uint8Array[] = [];
  const add = (bytes: Uint8Array): void => void parts.push(countOf(bytes.length), bytes);
  const texts = (values: readonly string[]): void => {
    const joined = values.join(BETWEEN);
    const isPlain = !HALF.test(joined) && values.every((value) => !value.includes(BETWEEN));
    const text = isPlain ? joined : JSON.stringify(values);
    add(Buffer.concat([Buffer.of(isPlain ? JOINED : LISTED), Buffer.from(text)]));
  };
  const numbers = (values: readonly number[]): void => add(bytesOf(narrowest(values)));
  parts.push(bytesOf(Int32Array.of(ORDER)), countOf(rows));
  write({
    texts,
    numbers,
    rareTexts(values) {
      const written = [...values.keys()].filter((row) => values[row] !== '');
      numbers([written.length]);
      numbers(written);
      texts(written.map((row) => values[row] ?? ''));
    },
    digests(values) {
      const isPacked = values.every(({ length }) => length === DIGEST_LENGTH || length === 0);
      numbers([Number(isPacked)]);
      if (!isPacked) texts(values);
      else add(Buffer.from(values.map((value) => value || NO_DIGEST).join(''), 'base64url'));
    },
    shared(jsons) {
      const indexes = new Map<string, number>();
      const indexOf = (json: string): number => {
        const index = indexes.get(json) ?? indexes.size;
        indexes.set(json, index);
        return index;
      };
      numbers(jsons.map(indexOf));
      numbers([indexes.size]);
      texts([...indexes.keys()]);
    },
    pieces(values) {
      const all = values.map((value) => Buffer.from(value));
      numbers(all.map(({ length }) => length));
      add(Buffer.concat(all));
    },
    note: (text) => add(Buffer.from(text)),
  });
  return Buffer.concat(parts);
}

/** Null: it was forged, for what is damaged is found before (`segments.ts`). */
export function readTable<T>(bytes: Buffer, read: (table: TableReader) => T | null): T | null {
  try {
    const reader = new BytesReader(bytes);
    const value = read(reader);
    return reader.isAtEnd ? value : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The text about a table, of its bytes; null: it has none. */
export function readNote(bytes: Buffer): string | null {
  try {
    return new BytesReader(bytes).note();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function countOf(count: number): Uint8Array {
  const bytes = Buffer.alloc(COUNT);
  bytes.writeUInt32LE(count);
  return bytes;
}

function bytesOf({ buffer, byteLength }: NumberColumn): Uint8Array {
  return new Uint8Array(buffer, 0, byteLength);
}

/** Kinds of numbers by their bytes. */
const WIDTHS = [Uint8Array, Uint16Array, Int32Array, Float64Array] as const;

function narrowest(values: readonly number[]): NumberColumn {
  let [least, most, isWhole] = [0, 0, true];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
    isWhole &&= Number.isInteger(value) && !Object.is(value, -0);
  }
  if (!isWhole || least < -0x8000_0000 || most > 0x7fff_ffff) return Float64Array.from(values);
  if (least < 0 || most > 0xffff) return Int32Array.from(values);
  return most > 0xff ? Uint16Array.from(values) : Uint8Array.from(values);
}

class BytesReader implements TableReader {
  readonly #bytes: Buffer;
  #at = 0;
  readonly rows: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    expect(
      bytes.length >= COUNT &&
        new Int32Array(Uint8Array.from(bytes.subarray(0, COUNT)).buffer)[0] === ORDER,
    );
    this.#at = COUNT;
    this.rows = this.#count();
    // A row has a byte at least.
    expect(this.rows <= bytes.length);
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  texts(): readonly string[] {
    return this.#texts(this.rows);
  }

  rareTexts(): ReadonlyMap<number, string> {
    const count = this.#one(this.rows);
    const rows = this.#numbers(count);
    const texts = this.#texts(count);
    const found = new Map<number, string>();
    let before = -1;
    for (const [at, row] of rows.entries()) {
      expect(row > before && row < this.rows && Number.isInteger(row));
      before = row;
      found.set(row, texts[at] ?? '');
    }
    return found;
  }

  digests(): Column<string> {
    const isPacked = this.#one(1);
    if (isPacked === 0) {
      const texts = this.texts();
      return (row) => texts[row] ?? '';
    }
    const bytes = this.#column();
    expect(bytes.length === DIGEST_BYTES * this.rows);
    // One text: each would have an object of its own.
    const text = bytes.toString('base64url');
    return (row) => {
      const digest = text.slice(DIGEST_LENGTH * row, DIGEST_LENGTH * (row + 1));
      return digest === NO_DIGEST ? '' : digest;
    };
  }

  numbers(): NumberColumn {
    return this.#numbers(this.rows);
  }

  shared<T>(read: (value: unknown) => T | undefined): Column<T> {
    const indexes = this.numbers();
    const count = this.#one(this.rows);
    const values = this.#texts(count).map((text): T => {
      const value = read(jsonOf(text));
      if (value === undefined) throw new RangeError('No table has such a value');
      return value;
    });
    expect(indexes.every((index) => values[index] !== undefined));
    return (row) => values[indexes[row] ?? -1] as T;
  }

  pieces(): Pieces {
    const lengths = this.numbers();
    const bytes = this.#column();
    const ends = new Int32Array(this.rows);
    let end = 0;
    lengths.forEach((length, row) => {
      expect(length >= 0 && length <= bytes.length - end && Number.isInteger(length));
      end += length;
      ends[row] = end;
    });
    expect(end === bytes.length);
    return { bytes, ends };
  }

  note(): string {
    return this.#column().toString('utf8');
  }

  #texts(count: number): readonly string[] {
    const column = this.#column();
    const text = column.toString('utf8', 1);
    if (column[0] === LISTED) return textsIn(jsonOf(text), count);
    const texts = count === 0 ? [] : text.split(BETWEEN);
    expect(texts.length === count);
    return texts;
  }

  /** A number that is no more than `most`. */
  #one(most: number): number {
    const [count = -1] = this.#numbers(1);
    expect(count >= 0 && count <= most && Number.isInteger(count));
    return count;
  }

  #numbers(count: number): NumberColumn {
    const bytes = this.#column();
    const kind = WIDTHS.find(({ BYTES_PER_ELEMENT: width }) => bytes.length === width * count);
    if (kind === undefined) throw new RangeError('No table has such numbers');
    // A copy, for places in a file are no multiples of a number's bytes.
    const { byteOffset: start, byteLength: length } = bytes;
    const numbers = new kind(bytes.buffer.slice(start, start + length) as ArrayBuffer);
    if (numbers instanceof Float64Array) expect(areFinite(numbers));
    return numbers;
  }

  #column(): Buffer {
    const start = this.#at + COUNT;
    const end = start + this.#count();
    expect(end <= this.#bytes.length);
    this.#at = end;
    return this.#bytes.subarray(start, end);
  }

  #count(): number {
    const count = this.#bytes.readUInt32LE(this.#at);
    this.#at += COUNT;
    return count;
  }
}

/** The upper half of a double's bits; its exponent is all ones where it is no finite number. */
const UPPER = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1;
const EXPONENT = 0x7ff0_0000;

/** By their bits: to look at each as a number makes an object of it, until V8 has compiled the loop. */
function areFinite({ buffer, length }: Float64Array): boolean {
  const words = new Uint32Array(buffer, 0, 2 * length);
  for (let at = UPPER; at < words.length; at += 2) {
    if (((words[at] ?? 0) & EXPONENT) === EXPONENT) return false;
  }
  return true;
}

function textsIn(list: unknown, count: number): readonly string[] {
  expect(Array.isArray(list) && list.length === count);
  const texts = list as unknown[];
  expect(texts.every((text) => typeof text === 'string'));
  return texts as readonly string[];
}

function expect(isSound: boolean): void {
  if (!isSound) throw new RangeError('No table has such bytes');
}
