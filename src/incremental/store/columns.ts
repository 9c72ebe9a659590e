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
  /** Most of them digests; an empty text is none. */
  digests(values: readonly string[]): void;
  numbers(values: readonly number[]): void;
  /** Whole, of 32 bits. */
  ints(values: readonly number[]): void;
  /** Values of JSON, given as text; few are different. */
  shared(jsons: readonly string[]): void;
  /** Texts that stay bytes until somebody asks for one. */
  pieces(values: readonly string[]): void;
  /** A text about the whole table: its first column, where it has one. */
  note(text: string): void;
}

/** Pieces of text, in UTF-8: each ends where the next one begins. */
export interface Pieces {
  readonly bytes: Buffer;
  readonly ends: Int32Array;
}

/** Gives each column as long as the table; throws where the bytes have none. */
export interface TableReader {
  readonly rows: number;
  texts(): readonly string[];
  digests(): readonly string[];
  numbers(): Float64Array;
  ints(): Int32Array;
  /** The same object for equal values; `isSound` is asked of each. */
  shared<T>(isSound: (value: unknown) => value is T): readonly T[];
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
  const ints = (values: ArrayLike<number>): void => add(bytesOf(Int32Array.from(values)));
  parts.push(bytesOf(Int32Array.of(ORDER)), countOf(rows));
  write({
    texts,
    ints,
    numbers: (values) => add(bytesOf(Float64Array.from(values))),
    digests(values) {
      const isPacked = values.every(({ length }) => length === DIGEST_LENGTH || length === 0);
      ints([Number(isPacked)]);
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
      ints(jsons.map(indexOf));
      ints([indexes.size]);
      texts([...indexes.keys()]);
    },
    pieces(values) {
      const all = values.map((value) => Buffer.from(value));
      let end = 0;
      ints(all.map(({ length }) => (end += length)));
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

function bytesOf({ buffer, byteLength }: Float64Array | Int32Array): Uint8Array {
  return new Uint8Array(buffer, 0, byteLength);
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

  digests(): readonly string[] {
    const [isPacked] = this.#ints(1);
    if (isPacked === 0) return this.texts();
    const bytes = this.#column();
    expect(bytes.length === DIGEST_BYTES * this.rows);
    const text = bytes.toString('base64url');
    const digests = new Array<string>(this.rows).fill('');
    for (let row = 0; row < this.rows; row++) {
      const digest = text.slice(DIGEST_LENGTH * row, DIGEST_LENGTH * (row + 1));
      if (digest !== NO_DIGEST) digests[row] = digest;
    }
    return digests;
  }

  numbers(): Float64Array {
    const numbers = new Float64Array(this.#copyOf(8 * this.rows));
    expect(numbers.every(Number.isFinite));
    return numbers;
  }

  ints(): Int32Array {
    return this.#ints(this.rows);
  }

  shared<T>(isSound: (value: unknown) => value is T): readonly T[] {
    const indexes = this.ints();
    const [count = 0] = this.#ints(1);
    expect(count >= 0 && count <= this.rows);
    const values = this.#texts(count).map((text): T => {
      const value = jsonOf(text);
      if (!isSound(value)) throw new RangeError('No table has such a value');
      return value;
    });
    const all: T[] = [];
    for (const index of indexes) {
      expect(index >= 0 && index < count);
      all.push(values[index] as T);
    }
    return all;
  }

  pieces(): Pieces {
    const ends = this.ints();
    const bytes = this.#column();
    let before = 0;
    for (const end of ends) {
      expect(end >= before);
      before = end;
    }
    expect(before === bytes.length);
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

  #ints(count: number): Int32Array {
    return new Int32Array(this.#copyOf(4 * count));
  }

  /** A copy, for places in a file are no multiples of a number's bytes. */
  #copyOf(length: number): ArrayBuffer {
    const bytes = this.#column();
    expect(bytes.length === length);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + length) as ArrayBuffer;
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

function textsIn(list: unknown, count: number): readonly string[] {
  expect(Array.isArray(list) && list.length === count);
  const texts = list as unknown[];
  expect(texts.every((text) => typeof text === 'string'));
  return texts as readonly string[];
}

function expect(isSound: boolean): void {
  if (!isSound) throw new RangeError('No table has such bytes');
}
