/** A total order over anything that templates sort, and keys for what they group. */
import { SiteDate } from '../../formats/dates/site-date.js';
import { LiquidFloat } from '../runtime/liquid/liquid-float.js';
import { text } from '../runtime/template-values.js';

/** Numbers and dates before texts before the rest; nothing is placed by the caller. */
function kind(value: unknown): number {
  if (typeof value === 'number' || typeof value === 'boolean') return 0;
  if (value instanceof SiteDate || value instanceof LiquidFloat) return 0;
  return typeof value === 'string' ? 1 : 2;
}

/** By code point; `<` compares UTF-16 units, where U+FFxx come after emoji. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x, y] = [a.charCodeAt(index), b.charCodeAt(index)];
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates after all other units, as their characters are. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Negative: `a` comes first; zero: they are equal; a total order. */
export function compare(a: unknown, b: unknown): number {
  const kinds = kind(a) - kind(b);
  if (kinds !== 0) return kinds;
  return kind(a) === 0 ? Number(a) - Number(b) : compareText(text(a), text(b));
}

/** Sorted by `key` (stable); entries without one come first, as in Jekyll, or last. */
export function sortBy(
  items: readonly unknown[],
  key: (item: unknown) => unknown,
  missing: 'first' | 'last',
): unknown[] {
  const keyed = items.map((item) => ({ item, key: key(item) ?? null }));
  const none = missing === 'first' ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null)
      return a.key === b.key ? 0 : a.key === null ? none : -none;
    return compare(a.key, b.key);
  });
  return keyed.map(({ item }) => item);
}

/** Entries by key, in the order of first appearance; any text is a key like another. */
export function groupBy<Key>(
  items: readonly unknown[],
  key: (item: unknown) => Key,
): ReadonlyMap<Key, readonly unknown[]> {
  const groups = new Map<Key, unknown[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group) group.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}

/** What makes two entries one for `uniq`. */
export function identity(value: unknown): unknown {
  return value instanceof SiteDate ? value.ms : value;
}
