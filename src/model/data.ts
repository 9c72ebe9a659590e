/** Data as YAML, JSON and templates have it. Objects carry no prototype, so no key is special. */
export type Value = string | number | boolean | null | readonly Value[] | Data;

export interface Data {
  readonly [key: string]: Value;
}

export function isMap(value: Value | undefined): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** A new map with `over` merged in: maps deeply, anything else, lists too, replaced. */
export function mergeData(base: Data, over: Data): Data {
  const result: Record<string, Value> = Object.assign(Object.create(null), base);
  for (const key of Object.keys(over)) {
    const old = result[key];
    const value = over[key] ?? null;
    result[key] = isMap(old) && isMap(value) ? mergeData(old, value) : value;
  }
  return result;
}

/**
 * A copy of data that was JSON's or another thread's, with all its maps freed of their prototype
 * again. Frozen: templates see it, and what one of them changed others would see.
 */
export function plainData(data: Data): Data {
  const map: Record<string, Value> = Object.create(null);
  for (const key of Object.keys(data)) map[key] = plainValue(data[key] ?? null);
  return Object.freeze(map);
}

function plainValue(value: Value): Value {
  if (isList(value)) return Object.freeze(value.map(plainValue));
  return isMap(value) ? plainData(value) : value;
}
