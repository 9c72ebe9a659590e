/** Columns of values by name: made, and compared with what they were (`model/places.ts`). */
import type { Column, Names, Places } from '../model/places.js';
import { lazily } from './lazily.js';

/** `names` has each once. Where each is, is found out when it is first asked for. */
export function placesOf(names: readonly string[]): Places {
  const places = lazily(() => new Map(names.map((name, place) => [name, place])));
  return {
    names,
    size: names.length,
    at: (name) => places().get(name),
    has: (name) => places().has(name),
    [Symbol.iterator]: () => names[Symbol.iterator](),
  };
}

export function columnOf<T>(entries: ReadonlyMap<string, T>): Column<T> {
  return { places: placesOf([...entries.keys()]), values: [...entries.values()] };
}

export function entriesOf<T>({ places, values }: Column<T>): readonly (readonly [string, T])[] {
  return values.map((value, place) => [places.names[place] ?? '', value]);
}

/** What a column has for the names of other places. */
export function valuesAt<T>(
  { places, values }: Column<T>,
  asked: Places,
): (place: number) => T | undefined {
  if (places === asked) return (place) => values[place];
  return (place) => values[places.at(asked.names[place] ?? '') ?? -1];
}

/** The entries of `now` that `before` has not, or with another value; null is as good as none. */
export function freshIn<T>(now: Column<T>, before: Column<T>): readonly (readonly [string, T])[] {
  const valueBefore = valuesAt(before, now.places);
  const fresh: (readonly [string, T])[] = [];
  for (const [place, value] of now.values.entries()) {
    if ((valueBefore(place) ?? null) !== value) fresh.push([now.places.names[place] ?? '', value]);
  }
  return fresh;
}

/** Those of `names` that are not among the others. */
export function missingIn(names: Names, others: Names): readonly string[] {
  return names === others ? [] : [...names].filter((name) => !others.has(name));
}
