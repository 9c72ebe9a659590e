/**
 * What a filter is, and the few readings of untyped values that all filters share. A filter is pure:
 * the same arguments and page give the same value; null and undefined in, empty out.
 */
import { LiquidFloat } from '../runtime/liquid/liquid-float.js';
import { keywordsOf } from '../runtime/macros.js';
import {
  isArrayLike,
  isIterable,
  isMapLike,
  isSafe,
  iterable,
  text,
} from '../runtime/template-values.js';

/** What a filter may know besides its arguments. */
export interface FilterScope {
  /** Names the page; the same for the same page in every build. */
  readonly seed: string;
  /** A template variable, as the filter's place sees it. */
  variable(name: string): unknown;
}

/** `{{ input | filter(...args) }}`. */
export type Filter = (this: FilterScope, input: unknown, ...args: unknown[]) => unknown;

/** A filter that keeps marks of origin; `plain` is the same where there are none. */
export type MarkKeeper = Filter & { readonly plain: Filter };

/** Filters by name. */
export type Filters = Readonly<Record<string, Filter>>;

/** Liquid's idea of a list: a single value is a list of one, nothing is an empty one. */
export function list(value: unknown): ArrayLike<unknown> {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || isMapLike(value) || isSafe(value)) return [value];
  return isIterable(value) || isArrayLike(value) ? iterable(value) : [value];
}

/** A copy from `start` to before `end`: of a lazy list no more entries are made, or asked for, than these. */
export function part(items: ArrayLike<unknown>, start: number, end: number): readonly unknown[] {
  if (Array.isArray(items)) {
    return items.slice(Math.max(0, start), Number.isFinite(end) ? Math.max(0, end) : undefined);
  }
  const result: unknown[] = [];
  for (let index = Math.max(0, start); index < Math.min(end, items.length); index++) {
    result.push(items[index]);
  }
  return result;
}

/** All entries, as an array of its own. */
export function entries(value: unknown): unknown[] {
  return Array.from(list(value));
}

/** The number of a number or numeric text; `otherwise` for anything else. */
export function number(value: unknown, otherwise = 0): number {
  if (typeof value === 'number') return value;
  if (value instanceof LiquidFloat) return value.value;
  if (typeof value !== 'string' && !isSafe(value)) return otherwise;
  const parsed = Number.parseFloat(text(value));
  return Number.isNaN(parsed) ? otherwise : parsed;
}

/** The same, cut to an integer. */
export function integer(value: unknown, otherwise = 0): number {
  return Math.trunc(number(value, otherwise));
}

/** A property by path (`author.name`), as data has it: methods and missing parts are undefined. */
export function property(item: unknown, path: string): unknown {
  if (!path.includes('.')) return own(item, path);
  return path.split('.').reduce(own, item);
}

function own(item: unknown, key: string): unknown {
  if (typeof item !== 'object' || item === null) return undefined;
  // Every object of the language has one of this name.
  if (key === '__proto__' && !Object.hasOwn(item, key)) return undefined;
  const value = (item as Readonly<Record<string, unknown>>)[key];
  return typeof value === 'function' ? undefined : value;
}

/** A keyword argument (`sort(attribute='date')`), which nunjucks passes in a last object. */
export function keyword(args: readonly unknown[], name: string): unknown {
  return keywordsOf(args)?.[name];
}
