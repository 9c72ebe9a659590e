/** Columns of stamps in a table, and rows that are compared with the stamps on the disk. */
import type { Stamp } from '../../model/story.js';
import { sameStamp } from '../file-stamp.js';
import type { Stamps } from './bulk-stat.js';
import type { NumberColumn, TableReader, TableWriter } from './columns.js';
import { type StoredPart, StoredRows } from './stored-rows.js';

/** By row. */
export type StampColumns = Readonly<Record<keyof Stamp, NumberColumn>>;

export function writeStamps(stamps: readonly Stamp[], table: TableWriter): void {
  table.numbers(stamps.map(({ size }) => size));
  table.numbers(stamps.map(({ modified }) => modified));
  table.numbers(stamps.map(({ changed }) => changed));
  table.numbers(stamps.map(({ inode }) => inode));
}

export function readStamps(table: TableReader): StampColumns {
  const [size, modified] = [table.numbers(), table.numbers()];
  const [changed, inode] = [table.numbers(), table.numbers()];
  return { size, modified, changed, inode };
}

export function stampIn({ size, modified, changed, inode }: StampColumns, row: number): Stamp {
  return {
    size: size[row] ?? 0,
    modified: modified[row] ?? 0,
    changed: changed[row] ?? 0,
    inode: inode[row] ?? 0,
  };
}

interface StampedValue extends Stamp {
  readonly digest: string;
}

interface StampedPart<T> extends StoredPart<T> {
  readonly stamps: StampColumns;
}

export class StampedRows<T extends StampedValue, Part extends StampedPart<T>> extends StoredRows<
  T,
  Part
> {
  /** Whether the file at a place has the row's stamp. */
  hasStamp(row: number, now: Stamps, place: number): boolean {
    const part = this.part(row);
    if (part !== null) return now.isAt(place, part.stamps, this.inPart(row));
    const stamp = now.at(place);
    return stamp !== null && sameStamp(this.at(row), stamp);
  }
}
