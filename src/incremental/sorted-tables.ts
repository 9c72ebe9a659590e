/** Columns of values by name: made, and compared with what they were (`model/sorted-table.ts`). */
import { NO_ROW, type SortedNames, type SortedTable } from '../model/sorted-table.js';
import { lazy } from '../platform/lazy.js';
import { absentFrom, indexesAmong } from './merge-join.js';

/** `names` has each once. Where each is, is found out when it is first asked for. */
export function sortedNames(names: readonly string[]): SortedNames {
  const places = lazy(() => new Map(names.map((name, place) => [name, place])));
  return {
    names,
    size: names.length,
    at: (name) => places().get(name),
    has: (name) => places().has(name),
    [Symbol.iterator]: () => names[Symbol.iterator](),
  };
}

/** Where in `places` the names of other ones are; -1: nowhere. */
export function indexIn(places: SortedNames, asked: SortedNames): (place: number) => number {
  if (places === asked) return (place) => place;
  const among = indexesAmong(asked.names, places.names);
  return (place) => among[place] ?? -1;
}

/** The rows that a table has for the names of other places. */
export function rowsAt(
  { places, rows }: SortedTable<unknown>,
  asked: SortedNames,
): (place: number) => number {
  const placeOf = indexIn(places, asked);
  return (place) => rows[placeOf(place)] ?? NO_ROW;
}

/** What a table has for the names of other places. */
export function valuesAt<T>(
  table: SortedTable<T>,
  asked: SortedNames,
): (place: number) => T | undefined {
  const rowAt = rowsAt(table, asked);
  return (place) => {
    const row = rowAt(place);
    return row === NO_ROW ? undefined : table.values.at(row);
  };
}

export function valueNamed<T>(
  { places, rows, values }: SortedTable<T>,
  name: string,
): T | undefined {
  const row = rows[places.at(name) ?? -1] ?? NO_ROW;
  return row === NO_ROW ? undefined : values.at(row);
}

/** Of a table. */
export type NamedValue<T> = readonly [name: string, value: T];

export function* entriesOf<T>({ places, rows, values }: SortedTable<T>): Generator<NamedValue<T>> {
  for (const [place, row] of rows.entries()) {
    if (row !== NO_ROW) yield [places.names[place] ?? '', values.at(row)];
  }
}

/** Places of `now` with a value that `before`, a table of the same rows, has not. */
export function changedPlaces<T>(now: SortedTable<T>, before: SortedTable<T>): readonly number[] {
  const rowBefore = rowsAt(before, now.places);
  const changed: number[] = [];
  for (const [place, row] of now.rows.entries()) {
    if (row !== NO_ROW && row !== rowBefore(place)) changed.push(place);
  }
  return changed;
}

export function changedEntries<T>(
  now: SortedTable<T>,
  before: SortedTable<T>,
): readonly NamedValue<T>[] {
  const { places, rows, values } = now;
  return changedPlaces(now, before).map((place) => {
    return [places.names[place] ?? '', values.at(rows[place] ?? NO_ROW)];
  });
}

/** Those of `names` that are not among the others. */
export function missingIn(names: SortedNames, others: SortedNames): readonly string[] {
  return names === others ? [] : absentFrom(names.names, others.names);
}
