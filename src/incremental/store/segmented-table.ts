/** Tables of the segments of a file as one: those that were written at once, and what was appended since. */
import type { SortedTable } from '../../model/sorted-table.js';
import { sortedNames } from '../sorted-tables.js';
import { readTable, type TableReader } from './columns.js';
import type { SegmentFile } from './segments.js';

/**
 * Of a name the last segment's value counts; without those that are gone. Forged tables are left out.
 * Names that were written at once are all different, and need not be looked up.
 */
export function tableIn<T>(
  { parts, whole }: Pick<SegmentFile, 'parts' | 'whole'>,
  read: (table: TableReader) => SortedTable<T> | null,
  isGone: (value: T) => boolean,
): SortedTable<T> {
  const since = new Map<string, T>();
  for (const part of parts.slice(whole)) {
    const { places, values } = readTable(part, read) ?? NOTHING;
    for (const [row, name] of places.names.entries()) {
      // The order is that of the last ones.
      since.delete(name);
      since.set(name, values[row] as T);
    }
  }
  const names: string[] = [];
  const all: T[] = [];
  for (const part of parts.slice(0, whole)) {
    const { places, values } = readTable(part, read) ?? NOTHING;
    for (const [row, name] of places.names.entries()) {
      const value = since.size > 0 && since.has(name) ? (since.get(name) as T) : (values[row] as T);
      if (since.size > 0) since.delete(name);
      if (isGone(value)) continue;
      names.push(name);
      all.push(value);
    }
  }
  for (const [name, value] of since) {
    if (isGone(value)) continue;
    names.push(name);
    all.push(value);
  }
  return { places: sortedNames(names), values: all };
}

const NOTHING = { places: sortedNames([]), values: [] };
