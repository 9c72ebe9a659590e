/**
 * How templates see values: as text, as a list, as something to print. Shared by compiled templates
 * and filters, so that both agree. Nothing here throws for null, undefined or a map.
 */
import nunjucks from 'nunjucks';
import { SiteDate } from '../content/site-date.js';

const SafeString: typeof nunjucks.runtime.SafeString = nunjucks.runtime.SafeString;

/** Whether a value is finished HTML. */
export function isSafe(value: unknown): boolean {
  return value instanceof SafeString;
}

/** Finished for a `<script>`; for an attribute it has to be escaped as any text. */
export class ScriptText extends SafeString {}

/** A map as YAML or a template writes it; views and dates are none. */
export function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** Text of any value: nothing for null and undefined, lists with commas, maps as JSON. */
export function text(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'undefined':
    case 'function':
      return '';
    case 'object':
      return objectText(value);
    default:
      // oxlint-disable-next-line typescript/no-base-to-string -- it has a `toString` of its own
      return String(value);
  }
}

function objectText(value: object | null): string {
  if (value === null) return '';
  if (Array.isArray(value)) return Array.from(value, text).join(',');
  if (value.toString === Object.prototype.toString || isPlainMap(value)) return json(value);
  // oxlint-disable-next-line typescript/no-base-to-string -- it has a `toString` of its own
  return String(value);
}

/** JSON, with finished HTML as its text; '' for what JSON doesn't have. */
export function json(value: unknown, indent = 0): string {
  const plain = (_: string, part: unknown): unknown => {
    if (isSafe(part) || typeof part === 'bigint') return String(part);
    return part;
  };
  return JSON.stringify(value, plain, indent) ?? '';
}

const SPECIAL: RegExp = /[&<>"'\\]/g;
const HAS_SPECIAL: RegExp = /[&<>"'\\]/;
const REFERENCES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;', '\\': '&#92;' },
};

/** Text as HTML text or a quoted attribute's value; the characters are nunjucks'. */
export function escapeHtml(value: string): string {
  return HAS_SPECIAL.test(value)
    ? value.replace(SPECIAL, (char) => REFERENCES[char] ?? char)
    : value;
}

/** What `{{ value }}` prints. */
export function print(value: unknown): string {
  if (typeof value === 'string') return escapeHtml(value);
  return isSafe(value) ? String(value) : escapeHtml(text(value));
}

/** `value.key`; of nothing it is undefined, and a method stays with its object. */
export function member(value: unknown, key: PropertyKey): unknown {
  if (value === undefined || value === null) return undefined;
  const found: unknown = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  if (found === undefined && LIQUID_MEMBERS.has(String(key))) return liquidMember(value, key);
  return typeof found === 'function' ? bind(value, found as Method) : found;
}

/** What lists and texts have in Liquid; a map may have keys of these names. */
export const LIQUID_MEMBERS: ReadonlySet<string> = new Set(['size', 'first', 'last']);

export function liquidMember(value: unknown, key: PropertyKey): unknown {
  const items: unknown = typeof value === 'string' ? Array.from(value) : value;
  if (!Array.isArray(items)) return undefined;
  if (key === 'size') return items.length;
  if (key === 'first') return items[0];
  return key === 'last' ? items[items.length - 1] : undefined;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** A method that knows its object, whoever calls it. */
export function bind(value: unknown, method: Method): Method {
  return (...args) => method.apply(value, args);
}

/** Something with a length: a view of a list, for one. */
export function isArrayLike(value: object): value is ArrayLike<unknown> {
  return 'length' in value && typeof value.length === 'number';
}

/** A set, a map, a generator. */
export function isIterable(value: object): value is Iterable<unknown> {
  return Symbol.iterator in value;
}

/** What `{% for x in value %}` runs over: a map's `[key, value]` pairs, a text's characters. */
export function iterable(value: unknown): ArrayLike<unknown> {
  if (Array.isArray(value)) return value;
  if (typeof value === 'string' || isSafe(value)) return Array.from(text(value));
  if (typeof value !== 'object' || value === null) return [];
  if (isPlainMap(value)) return Object.entries(value);
  if (isArrayLike(value)) return value;
  return isIterable(value) ? Array.from(value) : Object.entries(value);
}

/** `item in collection`: a part of a text, an entry of a list, a key of a map; nothing is in no text. */
export function contains(collection: unknown, item: unknown): boolean {
  if (typeof collection === 'string' || isSafe(collection)) {
    return item !== undefined && item !== null && text(collection).includes(text(item));
  }
  if (isPlainMap(collection)) return Object.hasOwn(collection, text(item));
  const items = iterable(collection);
  for (let index = 0; index < items.length; index++) {
    if (same(items[index], item)) return true;
  }
  return false;
}

/** Equal as templates mean it: finished HTML and dates by their value. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (a instanceof SiteDate && b instanceof SiteDate) return a.ms === b.ms;
  return (isSafe(a) || isSafe(b)) && text(a) === text(b);
}
