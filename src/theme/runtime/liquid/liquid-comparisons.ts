/**
 * Liquid's truth and comparisons: Ruby's, for any values. Where Ruby refuses to compare (`1 < 'a'`) a page
 * of Jekyll's is not made at all; here the comparison is false.
 */
import { SiteDate } from '../../../formats/dates/site-date.js';
import { compareText } from '../../filters/order.js';
import { isPlainMap, isShown } from '../template-values.js';
import { LiquidFloat } from './liquid-float.js';
import { LiquidLiteral } from './liquid-literals.js';
import { LiquidRange } from './liquid-range.js';
import { rubyText, textOf } from './liquid-text.js';

/** Only nothing and `false` are false. */
export function liquidTrue(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined;
}

/** `==` */
export function liquidEqual(a: unknown, b: unknown): boolean {
  if (a instanceof LiquidLiteral) return a.matches(b);
  if (b instanceof LiquidLiteral) return b.matches(a);
  if (a === b) return true;
  if (a === null || a === undefined) return b === null || b === undefined;
  if (typeof a !== 'object' && typeof b !== 'object') return false;
  const [one, other] = [comparable(a), comparable(b)];
  if (typeof one !== 'object' || typeof other !== 'object') return one === other;
  return one !== null && other !== null && equalObjects(one, other);
}

/** Texts without their marks, numbers out of their boxes, dates as themselves. */
function comparable(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return value instanceof LiquidFloat ? value.value : (textOf(value) ?? value);
}

function equalObjects(a: object, b: object): boolean {
  if (a instanceof SiteDate) return b instanceof SiteDate && a.ms === b.ms;
  if (a instanceof LiquidRange) {
    return b instanceof LiquidRange && a.start === b.start && a.end === b.end;
  }
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) && a.length === b.length && a.every((entry, at) => liquidEqual(entry, b[at]))
    );
  }
  if (isShown(a) || isShown(b)) return isSameView(a, b);
  return isPlainMap(a) && isPlainMap(b) && equalMaps(a, b);
}

/** Views are made anew for each list: two of one story are equal. */
function isSameView(a: object, b: object): boolean {
  if (!isShown(a) || !isShown(b) || a.constructor !== b.constructor) return false;
  const [one, other] = [Reflect.get(a, 'url'), Reflect.get(b, 'url')];
  return typeof one === 'string' && one === other;
}

function equalMaps(
  a: Readonly<Record<string, unknown>>,
  b: Readonly<Record<string, unknown>>,
): boolean {
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && liquidEqual(a[key], b[key]));
}

/** Negative: `a` is less; undefined: Ruby has no order of the two. */
function order(a: unknown, b: unknown): number | undefined {
  const [one, other] = [comparable(a), comparable(b)];
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'string' && typeof other === 'string') return compareText(one, other);
  if (one instanceof SiteDate && other instanceof SiteDate) return one.ms - other.ms;
  return undefined;
}

/** `a < b` */
export function liquidLess(a: unknown, b: unknown): boolean {
  const found = order(a, b);
  return found !== undefined && found < 0;
}

/** `a > b` */
export function liquidMore(a: unknown, b: unknown): boolean {
  return liquidLess(b, a);
}

/** `a <= b` */
export function liquidAtMost(a: unknown, b: unknown): boolean {
  const found = order(a, b);
  return found !== undefined && found <= 0;
}

/** `a >= b` */
export function liquidAtLeast(a: unknown, b: unknown): boolean {
  return liquidAtMost(b, a);
}

/** `a contains b`: a part of a text, an entry of a list, a number of a range, a key of a map. */
export function liquidContains(a: unknown, b: unknown): boolean {
  if (!liquidTrue(a) || !liquidTrue(b)) return false;
  const written = textOf(a);
  if (written !== undefined) return written.includes(rubyText(b));
  if (Array.isArray(a)) {
    return !(b instanceof LiquidLiteral) && a.some((entry) => liquidEqual(entry, b));
  }
  if (a instanceof LiquidRange) {
    const number = comparable(b);
    return typeof number === 'number' && number >= a.start && number <= a.end;
  }
  return isPlainMap(a) && Object.hasOwn(a, rubyText(b));
}
