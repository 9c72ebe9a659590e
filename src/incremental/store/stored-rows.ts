/**
 * Rows of the tables of `.finews`: what was stored stays columns, of which an object is made when it is
 * asked for; what came since is objects.
 */
import { NO_ROW, type Rows, type SortedTable } from '../../model/sorted-table.js';
import { sortedNames } from '../sorted-tables.js';
import { type Column, readTable, type TableReader } from './columns.js';
import type { TakenSegments } from './segments.js';

/** A segment's columns. */
export interface StoredPart<T> {
  readonly names: readonly string[];
  /** Each build asks for all of them. */
  readonly digests: Column<string>;
  at(row: number): T;
  /** The row says that the name has no value any more. */
  isGone(row: number): boolean;
}

const BITS = 14;
/** Of a segment: its place and that of a row in it make one number. */
export const MOST_ROWS: number = 1 << BITS;
const IN_PART = MOST_ROWS - 1;
/** The first row of those that came since. */
const ADDED = 1 << 30;
/** Rows that nobody needs any more, and that may stay. */
const SPARE = 4096;

interface Digested {
  readonly digest: string;
}

export class StoredRows<T extends Digested, Part extends StoredPart<T>> implements Rows<T> {
  readonly #parts: readonly Part[];
  #added: T[] = [];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  at(row: number): T {
    const part = this.part(row);
    return part === null ? (this.#added[row - ADDED] as T) : part.at(row & IN_PART);
  }

  digestOf(row: number): string {
    const part = this.part(row);
    return part === null ? this.at(row).digest : part.digests(row & IN_PART);
  }

  add(value: T): number {
    return ADDED + this.#added.push(value) - 1;
  }

  /** Of a stored row; null: it is an object. */
  protected part(row: number): Part | null {
    return row >= ADDED ? null : (this.#parts[row >> BITS] as Part);
  }

  protected inPart(row: number): number {
    return row & IN_PART;
  }

  /** Lets go of what came since and is in none of these rows, which are numbered anew. */
  keepOnly(rows: Int32Array): void {
    if (this.#added.length <= SPARE) return;
    let count = 0;
    for (const row of rows) if (row >= ADDED) count++;
    if (this.#added.length <= count + SPARE) return;
    const kept: T[] = [];
    for (const [place, row] of rows.entries()) {
      if (row >= ADDED) rows[place] = ADDED + kept.push(this.#added[row - ADDED] as T) - 1;
    }
    this.#added = kept;
  }
}

/** A table whose values are rows of a file. */
export interface StoredTable<T, R extends Rows<T>> extends SortedTable<T> {
  readonly values: R;
}

/**
 * The tables of a file's segments as one. Of a name the last segment's row counts; without those that
 * are gone. Forged tables are left out. Names that were written at once are all different, and need not
 * be looked up.
 */
export function tableIn<T, Part extends StoredPart<T>, R extends Rows<T>>(
  { parts, whole }: TakenSegments,
  read: (table: TableReader) => Part | null,
  rowsOf: (parts: readonly Part[]) => R,
): StoredTable<T, R> {
  const found: Part[] = [];
  const since = new Map<string, number>();
  const [names, rows]: [string[], number[]] = [[], []];
  const add = (name: string, row: number): void => {
    if (row === NO_ROW) return;
    names.push(name);
    rows.push(row);
  };
  const eachIn = (bytes: Buffer, visit: (name: string, row: number) => void): void => {
    const part = readTable(bytes, read);
    if (part === null || part.names.length > MOST_ROWS) return;
    const first = (found.push(part) - 1) << BITS;
    for (let row = 0; row < part.names.length; row++) {
      visit(part.names[row] ?? '', part.isGone(row) ? NO_ROW : first + row);
    }
  };
  for (const part of parts.slice(whole)) {
    eachIn(part, (name, row) => {
      // The order is that of the last ones.
      since.delete(name);
      since.set(name, row);
    });
  }
  for (const part of parts.slice(0, whole)) {
    eachIn(part, (name, row) => {
      const later = since.get(name);
      if (later !== undefined) since.delete(name);
      add(name, later ?? row);
    });
  }
  for (const [name, row] of since) add(name, row);
  return { places: sortedNames(names), rows: Int32Array.from(rows), values: rowsOf(found) };
}
