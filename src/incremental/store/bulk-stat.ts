/**
 * Stamps of many files at once, in another thread: what goes there and back is one text and one array
 * of numbers, for an object a file would cost as much as its stamp.
 */
import path from 'node:path';
import type { Io } from '../../model/io.js';
import type { Stamp } from '../../model/story.js';
import { trustedStamp } from '../file-stamp.js';
import type { NumberColumn } from './columns.js';

/** Names below a folder, in one text. */
export interface StatBatch {
  readonly folder: string;
  readonly names: string;
  /** Ms since the epoch: what was touched lately isn't trusted. Infinite: all is. */
  readonly now: number;
}

/** A row of four numbers a file, as `Stamp` has them; a negative size: nothing to trust. */
export type StampRows = Float64Array;

/** Of files, by their places among the names. */
export interface Stamps {
  /** Null: nothing to trust. */
  at(place: number): Stamp | null;
  /** Whether the file has the stamp that columns have in a row. */
  isAt(place: number, columns: Readonly<Record<keyof Stamp, NumberColumn>>, row: number): boolean;
}

/** No file's name has it. */
const BETWEEN = '\0';
const ROW = 4;

/** `names` is not empty. */
export function joinNames(names: readonly string[]): string {
  return names.join(BETWEEN);
}

export function splitNames(names: string): readonly string[] {
  return names.split(BETWEEN);
}

export function statAll({ folder, names, now }: StatBatch, io: Pick<Io, 'stat'>): StampRows {
  return stampRows(splitNames(names).map((name) => stampAt(folder + path.sep + name, io, now)));
}

/** Null as well for what has no stamp to be had: whoever reads the file says why. */
export function stampAt(file: string, io: Pick<Io, 'stat'>, now: number): Stamp | null {
  try {
    return trustedStamp(io.stat(file), now);
  } catch {
    return null;
  }
}

export function stampRows(stamps: readonly (Stamp | null)[]): StampRows {
  const rows = new Float64Array(ROW * stamps.length);
  for (const [place, stamp] of stamps.entries()) {
    const start = ROW * place;
    rows[start] = stamp?.size ?? -1;
    rows[start + 1] = stamp?.modified ?? 0;
    rows[start + 2] = stamp?.changed ?? 0;
    rows[start + 3] = stamp?.inode ?? 0;
  }
  return rows;
}

/** The files of several batches, each of which but the last had `size` of them. */
export function stampsOf(parts: readonly StampRows[], size: number): Stamps {
  return {
    at(place) {
      const part = parts[Math.floor(place / size)];
      return part === undefined ? null : rowAt(part, place % size);
    },
    isAt(place, columns, row) {
      const part = parts[Math.floor(place / size)];
      const start = ROW * (place % size);
      const bytes = part?.[start] ?? -1;
      return (
        bytes >= 0 &&
        bytes === columns.size[row] &&
        part?.[start + 1] === columns.modified[row] &&
        part?.[start + 2] === columns.changed[row] &&
        part?.[start + 3] === columns.inode[row]
      );
    },
  };
}

export function rowAt(rows: StampRows, place: number): Stamp | null {
  const start = ROW * place;
  const size = rows[start] ?? -1;
  if (size < 0) return null;
  const [modified, changed, inode] = [rows[start + 1], rows[start + 2], rows[start + 3]];
  return { size, modified: modified ?? 0, changed: changed ?? 0, inode: inode ?? 0 };
}

/** Each taken when it is asked for. */
export function stampsEach(stampOf: (place: number) => Stamp | null): Stamps {
  return {
    at: stampOf,
    isAt(place, { size, modified, changed, inode }, row) {
      const stamp = stampOf(place);
      return (
        stamp !== null &&
        stamp.size === size[row] &&
        stamp.modified === modified[row] &&
        stamp.changed === changed[row] &&
        stamp.inode === inode[row]
      );
    },
  };
}
