/** What Liquid's filters take for a list: its own entries, a map or a single value as the only one. */
import { pairsOf } from '../../runtime/liquid/liquid-members.js';
import { LiquidRange } from '../../runtime/liquid/liquid-range.js';
import { isIterable, isMapLike, iterable } from '../../runtime/template-values.js';

/** Lists within lists are one list; nothing is an empty one. */
export function rubyItems(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flat(Number.POSITIVE_INFINITY);
  return isSequence(value) ? Array.from(iterable(value)) : [value];
}

/** A range, a set: entries without an end that could be indexed. */
function isSequence(value: unknown): boolean {
  if (value instanceof LiquidRange) return true;
  if (typeof value !== 'object' || value === null || isMapLike(value)) return false;
  return isIterable(value) && !(value instanceof String);
}

/** As Jekyll's filters see it, for which a map is the list of its values. */
export function jekyllItems(value: unknown): unknown[] {
  if (Array.isArray(value)) return Array.from(value);
  if (!isMapLike(value)) return rubyItems(value);
  const pairs = pairsOf(value as object, 0, Number.POSITIVE_INFINITY);
  return pairs.map((pair) => (pair as readonly unknown[])[1]);
}
