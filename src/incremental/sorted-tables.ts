/** Columns of values by name: made, and compared with what they were (`model/sorted-table.ts`). */
import type { SortedNames, SortedTable } from '../model/sorted-table.js';
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

export function sortedTable<T>(entries: ReadonlyMap<string, T>): SortedTable<T> {
  return { places: sortedNames([...entries.keys()]), values: [...entries.values()] };
}

export function entriesOf<T>({
  places,
  values,
}: SortedTable<T>): readonly (readonly [string, T])[] {
  return values.map((value, place) => [places.names[place] ?? '', value]);
}

/** Where in `places` the names of other ones are; -1: nowhere. */
export function indexIn(places: SortedNames, asked: SortedNames): (place: number) => number {
  if (places === asked) return (place) => place;
  const among = indexesAmong(asked.names, places.names);
  return (place) => among[place] ?? -1;
}

/** What a column has for the names of other places. */
export function valuesAt<T>(
  { places, values }: SortedTable<T>,
  asked: SortedNames,
): (place: number) => T | undefined {
  const placeOf = indexIn(places, asked);
  return (place) => values[placeOf(place)];
}

/** The entries of `now` that `before` has not, or with another value; null is as good as none. */
export function changedEntries<T>(
  now: SortedTable<T>,
  before: SortedTable<T>,
): readonly (readonly [string, T])[] {
  const valueBefore = valuesAt(before, now.places);
  const fresh: (readonly [string, T])[] = [];
  for (const [place, value] of now.values.entries()) {
    if ((valueBefore(place) ?? null) !== value) fresh.push([now.places.names[place] ?? '', value]);
  }
  return fresh;
}

/** Those of `names` that are not among the others. */
export function missingIn(names: SortedNames, others: SortedNames): readonly string[] {
  return names === others ? [] : absentFrom(names.names, others.names);
}
