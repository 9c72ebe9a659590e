/**
 * Data as YAML, JSON and templates have it. Maps carry no prototype, so no key is special, and have
 * their keys in the order in which the file has them.
 */
export type Value = string | number | boolean | null | readonly Value[] | Data;

export interface Data {
  readonly [key: string]: Value;
}

/** A map without keys. */
export const NO_DATA: Data = Object.freeze(Object.create(null));

export function isMap(value: Value | undefined): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** An array index (ECMA-262, OrdinaryOwnPropertyKeys), and the few whole numbers that are longer. */
const WHOLE_NUMBER = /^(?:0|[1-9]\d{0,9})$/;

/** Whether JavaScript puts the key before others, in ascending order, whenever it was set. */
export function isNumberKey(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 0x30 && first <= 0x39 && WHOLE_NUMBER.test(key);
}

/**
 * The map with its keys in the given order, to whoever asks for them: `Object.keys`, `JSON.stringify`
 * and with it every digest. Only where JavaScript has another order is it a stand-in of the map, for
 * nothing else than a Proxy can name whole numbers in an order of its own; what would copy it without
 * its order (a structured clone) throws. `keys` are all of the map's, each once.
 */
export function inOrder<T extends object>(map: T, keys: readonly string[]): T {
  if (!keys.some(isNumberKey)) return map;
  if (Object.keys(map).every((key, at) => key === keys[at])) return map;
  const all = [...keys, ...Object.getOwnPropertySymbols(map)];
  return new Proxy(Object.freeze(map), { ownKeys: () => all });
}

const MARK = '\0number\0';

/** A key under which what knows no order of keys keeps them as they come: parsers, for a moment. */
export function markKey(key: string): string {
  return MARK + key;
}

export function unmarkKey(key: string): string {
  return key.charCodeAt(0) === 0 && key.startsWith(MARK) ? key.slice(MARK.length) : key;
}

/** A map of entries; of equal keys the last value counts, in the first one's place. */
export function dataOf(entries: Iterable<readonly [key: string, value: Value]>): Data {
  const map: Record<string, Value> = Object.create(null);
  const keys: string[] = [];
  for (const [key, value] of entries) {
    if (!(key in map)) keys.push(key);
    map[key] = value;
  }
  return inOrder(map, keys);
}

/** A new map with `over` merged in: maps deeply, anything else, lists too, replaced. */
export function mergeData(base: Data, over: Data): Data {
  return merged(base, over, (old, value) =>
    isMap(old) && isMap(value) ? mergeData(old, value) : value,
  );
}

/** A new map with the entries of `over` in place of those of the same keys, or behind them all. */
export function withEntries(base: Data, over: Data): Data {
  return merged(base, over, (_, value) => value);
}

function merged(base: Data, over: Data, both: (old: Value, value: Value) => Value): Data {
  const map: Record<string, Value> = Object.create(null);
  const keys = Object.keys(base);
  for (const key of keys) map[key] = base[key] ?? null;
  for (const key of Object.keys(over)) {
    const old = map[key];
    const value = over[key] ?? null;
    if (old === undefined) keys.push(key);
    map[key] = old === undefined ? value : both(old, value);
  }
  return inOrder(map, keys);
}

/**
 * A copy of data, or of what a parser made of its text, with all maps freed of their prototype and
 * of marks. Frozen: templates see it, and what one of them changed others would see.
 */
export function plainData(data: Data): Data {
  const map: Record<string, Value> = Object.create(null);
  const keys = Object.keys(data);
  for (const [at, key] of keys.entries()) {
    const own = unmarkKey(key);
    keys[at] = own;
    map[own] = plainValue(data[key] ?? null);
  }
  return inOrder(Object.freeze(map), keys);
}

/** The same for any value. */
export function plainValue(value: Value): Value {
  if (isList(value)) return Object.freeze(value.map(plainValue));
  return isMap(value) ? plainData(value) : value;
}
