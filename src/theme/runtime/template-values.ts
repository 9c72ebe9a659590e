/**
 * How templates see values: as text, as a list, as something to print. Shared by compiled templates
 * and filters, so that both agree. Nothing here throws for null, undefined or a map.
 */
import { SiteDate } from '../../formats/dates/site-date.js';
import { inOrder } from '../../model/data.js';

/** Finished HTML, with a text's methods. No `String`, which would have each character as a key. */
export class SafeString {
  readonly val: string;
  readonly length: number;

  constructor(html: string) {
    this.val = html;
    this.length = html.length;
  }

  valueOf(): string {
    return this.val;
  }

  toString(): string {
    return this.val;
  }
}
Object.setPrototypeOf(SafeString.prototype, String.prototype);

/** Whether a value is finished HTML. */
export function isSafe(value: unknown): boolean {
  return value instanceof SafeString;
}

/** Finished HTML, for kinds of it. */
export class ReadyHtml extends SafeString {}

/** Finished for a `<script>`; for an attribute it has to be escaped as any text. */
export class ScriptText extends ReadyHtml {}

/** A map as YAML or a template writes it; views and dates are none. */
export function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** The method by which a view, whatever keys a story gave it, says what it is as JSON. */
export const SHOWN: unique symbol = Symbol('shown');

/** A view of a story: its keys may be called as a list's or a method's are. */
export interface PrintedValue {
  [SHOWN](): object;
}

export function isShown(value: object): value is PrintedValue {
  return SHOWN in value;
}

/** A map, or a view of one: neither text nor list. */
export function isMapLike(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (isPlainMap(value) || isShown(value));
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
  const own: unknown = value.toString;
  const hasText = typeof own === 'function' && own !== Object.prototype.toString;
  if (!hasText || isMapLike(value)) return json(value);
  // oxlint-disable-next-line typescript/no-base-to-string -- it has a `toString` of its own
  return String(value);
}

/** JSON, with finished HTML as its text; '' for what JSON doesn't have. */
export function json(value: unknown, indent = 0): string {
  return JSON.stringify(value, plainPart, indent) ?? '';
}

/** `this` has the part as it was before its `toJSON`, which a story's key may be called as well. */
function plainPart(this: unknown, key: string, part: unknown): unknown {
  if (isSafe(part) || typeof part === 'bigint') return String(part);
  if (typeof part !== 'object' || part === null) return part;
  const original: unknown = Reflect.get(this as object, key);
  return typeof original === 'object' && original !== null && isShown(original)
    ? original[SHOWN]()
    : part;
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

/** `value.key`; of nothing it is undefined, and a method stays with its object. Any value is a key. */
export function member(value: unknown, wanted: unknown): unknown {
  if (value === undefined || value === null) return undefined;
  const key = typeof wanted === 'string' || typeof wanted === 'number' ? wanted : keyOf(wanted);
  // Every object of the language has one of this name.
  if (key === '__proto__' && !Object.hasOwn(value, key)) return undefined;
  const found: unknown = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  if (found === undefined && LIQUID_MEMBERS.has(String(key))) return liquidMember(value, key);
  return typeof found === 'function' ? method(value, found as Method, key) : found;
}

function keyOf(wanted: unknown): string {
  return wanted === null || wanted === undefined ? String(wanted) : text(wanted);
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

/**
 * A method bound to its object. Properties that every JavaScript object has, or that implement a view,
 * are no keys of the data: `page.constructor` exists when a post's front matter has it.
 */
export function method(value: unknown, found: Method, key: PropertyKey): Method | undefined {
  if (key === 'constructor' || found === Reflect.get(Object.prototype, key)) return undefined;
  if (isMapLike(value) && isShown(value as object)) return undefined;
  return (...args) => found.apply(value, args);
}

/** `{a: x}` in a template: a map like a file's. */
export function mapOf(entries: readonly (readonly [key: string, value: unknown])[]): object {
  const map: Record<string, unknown> = Object.create(null);
  for (const [key, value] of entries) map[key] = value;
  return inOrder(map, [...new Set(entries.map(([key]) => key))]);
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
  if (isMapLike(value)) return Object.entries(value);
  if (isArrayLike(value)) return value;
  return isIterable(value) ? Array.from(value) : Object.entries(value);
}

/** `item in collection`: a part of a text, an entry of a list, a key of a map; nothing is in no text. */
export function contains(collection: unknown, item: unknown): boolean {
  if (typeof collection === 'string' || isSafe(collection)) {
    return item !== undefined && item !== null && text(collection).includes(text(item));
  }
  if (typeof collection === 'object' && collection !== null && isMapLike(collection)) {
    return Object.hasOwn(collection, text(item));
  }
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
