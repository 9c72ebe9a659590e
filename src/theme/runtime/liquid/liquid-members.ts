/** `target.key` and `target[key]` as Liquid has them: of data, never of the language's own objects. */

import { keyMarked, memberMarked, viewMarked } from '../../escape/story-text.js';
import { isMapLike } from '../template-values.js';
import { LiquidRange } from './liquid-range.js';
import { rubyText, textOf } from './liquid-text.js';

/** Nothing has any; a map's keys win over `size` and `first`. */
export function liquidMember(target: unknown, wanted: unknown): unknown {
  if (typeof target !== 'object' || target === null) {
    return typeof target === 'string' && wanted === 'size' ? sizeOf(target) : undefined;
  }
  const key = typeof wanted === 'string' ? wanted : keyOf(wanted);
  if (Array.isArray(target)) return ofList(target, key);
  if (isMapLike(target)) return ofMap(target, key);
  if (target instanceof LiquidRange) return ofRange(target, key);
  const written = textOf(target);
  return written !== undefined && key === 'size' ? sizeOf(written) : undefined;
}

/** The same where the key is known and `found` was read: none that a list has, or every object. */
export function liquidKey(target: unknown, found: unknown, key: string): unknown {
  if (found === undefined || typeof found === 'function' || typeof target !== 'object') {
    return undefined;
  }
  const marked = viewMarked(target, key, found);
  if (marked !== undefined) return marked;
  return isMapLike(target) ? found : undefined;
}

/** The same without a mark: what is only asked of needs none. */
export function liquidBare(target: unknown, found: unknown): unknown {
  if (found === undefined || typeof found === 'function' || typeof target !== 'object') {
    return undefined;
  }
  return isMapLike(target) ? found : undefined;
}

/** Numbers stay: they are a list's positions. */
function keyOf(wanted: unknown): string | number {
  return typeof wanted === 'number' ? wanted : rubyText(wanted);
}

/** In characters, as Ruby counts them. */
export function sizeOf(written: string): number {
  let size = 0;
  for (const _ of written) size++;
  return size;
}

function ofList(list: readonly unknown[], key: string | number): unknown {
  if (typeof key === 'number') {
    if (!Number.isInteger(key)) return undefined;
    return list[key < 0 ? list.length + key : key];
  }
  if (key === 'first') return list[0];
  if (key === 'size') return list.length;
  return key === 'last' ? list[list.length - 1] : undefined;
}

function ofMap(map: object, key: string | number): unknown {
  const found = property(map, key);
  if (found !== undefined) return memberMarked(map, key, found);
  if (key === 'size') return Object.keys(map).length;
  return key === 'first' ? pairsOf(map, 0, 1)[0] : undefined;
}

/** Methods, and what every object has, are no keys of the data. */
function property(target: object, key: string | number): unknown {
  if (key === '__proto__' && !Object.hasOwn(target, key)) return undefined;
  const found = (target as Readonly<Record<string | number, unknown>>)[key];
  return typeof found === 'function' ? undefined : found;
}

function ofRange(range: LiquidRange, key: string | number): unknown {
  if (key === 'first') return range.start;
  if (key === 'last') return range.end;
  return key === 'size' ? range.size : undefined;
}

/** `[key, value]` of a map's entries from `from` to before `to`; only these are read. */
export function pairsOf(map: object, from: number, to: number): unknown[] {
  const keys = Object.keys(map).slice(from, to);
  return keys.map((key) => [keyMarked(map, key), memberMarked(map, key, property(map, key))]);
}
