/** Columns of values by name: made, and compared with what they were (`model/sorted-table.ts`). */
import { NO_ROW, type SortedNames, type SortedTable } from '../model/sorted-table.js';
import { firstNotBelow, isSameList } from '../platform/list-places.js';
import { indexesAmong, type Moves, movesOf } from './merge-join.js';

/**
 * `names` has each once. Where each is, is found out when it is first asked for. `before` may be a list
 * that is nearly the same; the very same one is given where nothing differs.
 */
export function sortedNames(
  names: readonly string[],
  before: SortedNames | null = null,
): SortedNames {
  if (before !== null && isSameList(before.names, names)) return before;
  return new OrderedNames(names, before instanceof OrderedNames ? before : null);
}

/** Names with where they are. */
interface MappedNames {
  readonly names: readonly string[];
  readonly places: ReadonlyMap<string, number>;
}

/**
 * Names that are sought by going through a list, and through those before it: a fresh process asks for few, and a map
 * takes as long as a hundred of them.
 */
const MOST_SOUGHT = 32;

/** A list whose places follow from an older one's, as long as little differs: a map of an archive is dear. */
class OrderedNames implements SortedNames {
  readonly names: readonly string[];
  /** Null: nothing was looked up in any. */
  #basis: MappedNames | null;
  #placeOf: ((name: string) => number | undefined) | null = null;
  /** How many names were sought without a basis. */
  #sought: number;
  /** Where the last one was. */
  #last = -1;

  constructor(names: readonly string[], before: OrderedNames | null) {
    this.names = names;
    this.#basis = before?.basis ?? null;
    this.#sought = before?.sought ?? 0;
  }

  get size(): number {
    return this.names.length;
  }

  get basis(): MappedNames | null {
    return this.#basis;
  }

  get sought(): number {
    return this.#sought;
  }

  at(name: string): number | undefined {
    // Many names are asked for in their order.
    const next = this.#last + 1;
    const place = this.names[next] === name ? next : this.#find(name);
    if (place !== undefined) this.#last = place;
    return place;
  }

  has(name: string): boolean {
    return this.at(name) !== undefined;
  }

  [Symbol.iterator](): Iterator<string> {
    return this.names[Symbol.iterator]();
  }

  #find(name: string): number | undefined {
    if (this.#basis === null && this.#sought < MOST_SOUGHT) {
      this.#sought++;
      const place = this.names.indexOf(name);
      return place === -1 ? undefined : place;
    }
    this.#placeOf ??= this.#open();
    return this.#placeOf(name);
  }

  #open(): (name: string) => number | undefined {
    const moves = this.#basis === null ? null : movesOf(this.#basis.names, this.names);
    if (this.#basis !== null && moves !== null) return placesMoved(this.#basis.places, moves);
    const places = new Map(this.names.map((name, place) => [name, place]));
    this.#basis = { names: this.names, places };
    return (name) => places.get(name);
  }
}

function placesMoved(
  places: MappedNames['places'],
  { starts, shifts, removed, added }: Moves,
): (name: string) => number | undefined {
  return (name) => {
    const own = added.get(name);
    if (own !== undefined || removed.has(name)) return own;
    const place = places.get(name);
    return place === undefined
      ? place
      : place + (shifts[firstNotBelow(starts, place + 1) - 1] ?? 0);
  };
}

/** Names, and where each of them is among other ones. */
const compared = new WeakMap<SortedNames, WeakMap<SortedNames, Int32Array>>();

/** Where in `others` each of the names is; -1: nowhere. Any two are compared once: an archive's are many. */
function placesAmong(names: SortedNames, others: SortedNames): Int32Array {
  const known = compared.get(names) ?? new WeakMap<SortedNames, Int32Array>();
  compared.set(names, known);
  const inverse = compared.get(others)?.get(names);
  const among =
    known.get(others) ??
    (inverse === undefined ? indexesAmong(names.names, others.names) : inverted(inverse, names));
  known.set(others, among);
  return among;
}

function inverted(among: Int32Array, { size }: SortedNames): Int32Array {
  const places = new Int32Array(size).fill(-1);
  for (let other = 0; other < among.length; other++) {
    const place = among[other] ?? -1;
    if (place >= 0) places[place] = other;
  }
  return places;
}

/** Where in `places` the names of other ones are; -1: nowhere. */
export function indexIn(places: SortedNames, asked: SortedNames): (place: number) => number {
  if (places === asked) return (place) => place;
  const among = placesAmong(asked, places);
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
  const placeBefore = indexIn(before.places, now.places);
  const changed: number[] = [];
  const { rows } = now;
  for (let place = 0; place < rows.length; place++) {
    const row = rows[place] ?? NO_ROW;
    if (row !== NO_ROW && row !== before.rows[placeBefore(place)]) changed.push(place);
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
  if (names === others) return [];
  const among = placesAmong(names, others);
  const missing: string[] = [];
  for (let place = 0; place < among.length; place++) {
    if (among[place] === -1) missing.push(names.names[place] ?? '');
  }
  return missing;
}
