/**
 * The operators of expressions, for compiled templates and tests: JavaScript's, as in Nunjucks, but for
 * any value. A map is no text and no number: it equals itself alone, is neither more nor less than
 * anything, and is its JSON where a text is put together.
 */
import { isMapLike, text } from './template-values.js';

type Primitive = string | number | boolean | null | undefined;

/** What JavaScript would make of a value beside an operator; null and undefined stay. */
function primitive(value: unknown): Primitive {
  switch (typeof value) {
    case 'object':
      return value === null ? null : ofObject(value);
    case 'bigint':
      return Number(value);
    case 'function':
    case 'symbol':
      return undefined;
    default:
      return value as Primitive;
  }
}

function ofObject(value: object): Primitive {
  if (Array.isArray(value) || isMapLike(value)) return text(value);
  const own: unknown = value.valueOf();
  return typeof own === 'object' ? text(value) : primitive(own);
}

function numberOf(value: unknown): number {
  return isMapLike(value) ? Number.NaN : Number(primitive(value));
}

/** `==`: what JavaScript thinks equal, `1` and `'1'` among it; two lists or dates only when they are one. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const [isObject, isOther] = [isReference(a), isReference(b)];
  if (isObject && isOther) return false;
  if ((isObject && isMapLike(a)) || (isOther && isMapLike(b))) return false;
  // oxlint-disable-next-line eslint/eqeqeq
  // biome-ignore lint/suspicious/noDoubleEquals: as templates mean it
  return primitive(a) == primitive(b);
}

function isReference(value: unknown): boolean {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** `===` */
export function same(a: unknown, b: unknown): boolean {
  return a === b;
}

/** `a < b` */
export function less(a: unknown, b: unknown): boolean {
  if (isMapLike(a) || isMapLike(b)) return false;
  return (primitive(a) as number) < (primitive(b) as number);
}

/** `a <= b`, which is not `!(b < a)`: of what can't be compared both are false. */
export function atMost(a: unknown, b: unknown): boolean {
  if (isMapLike(a) || isMapLike(b)) return false;
  return (primitive(a) as number) <= (primitive(b) as number);
}

export function more(a: unknown, b: unknown): boolean {
  return less(b, a);
}

export function atLeast(a: unknown, b: unknown): boolean {
  return atMost(b, a);
}

/** `+`: a sum of numbers, else one text. */
export function add(a: unknown, b: unknown): string | number {
  return (primitive(a) as number) + (primitive(b) as number);
}

/** `~` */
export function concat(a: unknown, b: unknown): string {
  return `${primitive(a)}${primitive(b)}`;
}

/** The other operators of numbers; what is none counts as `NaN`. */
export function subtract(a: unknown, b: unknown): number {
  return numberOf(a) - numberOf(b);
}

export function multiply(a: unknown, b: unknown): number {
  return numberOf(a) * numberOf(b);
}

export function divide(a: unknown, b: unknown): number {
  return numberOf(a) / numberOf(b);
}

export function floorDivide(a: unknown, b: unknown): number {
  return Math.floor(divide(a, b));
}

export function remainder(a: unknown, b: unknown): number {
  return numberOf(a) % numberOf(b);
}

export function power(a: unknown, b: unknown): number {
  return numberOf(a) ** numberOf(b);
}

export function plus(value: unknown): number {
  return numberOf(value);
}

export function negate(value: unknown): number {
  return -numberOf(value);
}
