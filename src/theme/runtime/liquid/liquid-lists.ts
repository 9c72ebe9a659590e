/** What Liquid's loops run over, and the parts of it that `limit` and `offset` name. */
import { isIterable, isMapLike, iterable } from '../template-values.js';
import { LiquidFloat } from './liquid-float.js';
import { pairsOf } from './liquid-members.js';
import { LiquidRange } from './liquid-range.js';
import { textOf } from './liquid-text.js';

/** A list's entries, a map's pairs, a text as one entry; of anything else none. */
export function liquidEntries(value: unknown): ArrayLike<unknown> {
  return Array.isArray(value) ? value : cut(value, 0, Number.POSITIVE_INFINITY);
}

/**
 * The entries from `offset` on, at most `limit`, then turned round: null and undefined are none given. Of a
 * lazy list only these are made, and asked for.
 */
export function liquidCut(
  value: unknown,
  offset: unknown,
  limit: unknown,
  reversed: unknown,
): ArrayLike<unknown> {
  const from = count(offset) ?? 0;
  const most = count(limit);
  const to = most === undefined ? Number.POSITIVE_INFINITY : from + most;
  const isWhole = from <= 0 && most === undefined;
  const found = isWhole ? liquidEntries(value) : cut(value, Math.max(0, from), Math.max(0, to));
  return reversed === true ? Array.from(found).reverse() : found;
}

/** What `render … for` runs over: what is no list is one entry. */
export function liquidListed(value: unknown): ArrayLike<unknown> {
  const isList = Array.isArray(value) || value instanceof LiquidRange;
  return isList ? liquidEntries(value) : [value];
}

function cut(value: unknown, from: number, to: number): readonly unknown[] {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && value !== '' ? [value] : [];
  }
  const end = Number.isFinite(to) ? to : undefined;
  if (Array.isArray(value)) return value.slice(from, end);
  if (value instanceof LiquidRange) return value.slice(from, to);
  if (isMapLike(value)) return pairsOf(value, from, to);
  const written = textOf(value);
  // A text is not cut: Ruby has no entries of it to count.
  if (written !== undefined) return written === '' ? [] : [value];
  return isIterable(value) ? Array.from(iterable(value)).slice(from, end) : [];
}

/** A whole number; undefined: the value is none. */
function count(value: unknown): number | undefined {
  if (value instanceof LiquidFloat) return value.value;
  const number = typeof value === 'number' ? value : Number.parseInt(textOf(value) ?? '', 10);
  return Number.isNaN(number) ? undefined : Math.trunc(number);
}
