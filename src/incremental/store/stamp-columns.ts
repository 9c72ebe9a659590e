/** Columns of stamps in a table. */
import type { Stamp } from '../../model/story.js';
import type { TableReader, TableWriter } from './columns.js';

/** By row. */
export type StampColumns = Readonly<Record<keyof Stamp, Float64Array>>;

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
