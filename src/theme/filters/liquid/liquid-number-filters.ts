/** Filters on numbers as Ruby has them: floats and whole numbers are two kinds, and stay what they are. */
import { isFloat, LiquidFloat, liquidFloat } from '../../runtime/liquid/liquid-float.js';
import { liquidMember } from '../../runtime/liquid/liquid-members.js';
import { textOf } from '../../runtime/liquid/liquid-text.js';
import type { Filters } from '../filter.js';
import { productOf, quotientOf, remainderOf, roundedTo, sumOf } from './decimal.js';
import { rubyItems } from './ruby-items.js';

interface RubyNumber {
  readonly value: number;
  readonly isFloat: boolean;
}

const ZERO: RubyNumber = { value: 0, isFloat: false };

/** Liquid's `to_number`: a text with a point is a float, another the whole number that it starts with. */
function numberOf(value: unknown): RubyNumber {
  if (typeof value === 'number') return { value, isFloat: isFloat(value) };
  if (value instanceof LiquidFloat) return { value: value.value, isFloat: true };
  const written = textOf(value)?.trim();
  if (written === undefined) return ZERO;
  if (/^-?\d+\.\d+$/.test(written)) return { value: Number(written), isFloat: true };
  const [digits] = /^[+-]?\d+(?:_\d+)*/.exec(written) ?? ['0'];
  return { value: Number(digits.replaceAll('_', '')), isFloat: false };
}

/** The whole number of a value, as Ruby's `to_i` has it. */
export function wholeOf(value: unknown): number {
  return Math.trunc(numberOf(value).value);
}

function shownAs({ value, isFloat: isKept }: RubyNumber): unknown {
  return isKept ? liquidFloat(value) : value;
}

/** A float where one of both is. */
function combined(
  a: unknown,
  b: unknown,
  combine: (one: number, other: number) => number,
): unknown {
  const [one, other] = [numberOf(a), numberOf(b)];
  return shownAs({
    value: combine(one.value, other.value),
    isFloat: one.isFloat || other.isFloat,
  });
}

function dividedBy(value: unknown, by: unknown): unknown {
  const [a, b] = [numberOf(value), numberOf(by)];
  if (a.isFloat || b.isFloat) return combined(value, by, quotientOf);
  if (b.value === 0) throw new Error('divided by 0');
  return Math.floor(a.value / b.value);
}

function modulo(value: unknown, by: unknown): unknown {
  const [a, b] = [numberOf(value), numberOf(by)];
  if (b.value === 0 && !a.isFloat && !b.isFloat) throw new Error('divided by 0');
  return combined(value, by, remainderOf);
}

function round(value: unknown, places: unknown): unknown {
  const number = numberOf(value);
  const digits = wholeOf(places);
  const rounded = roundedTo(number.value, digits);
  return shownAs({ value: rounded, isFloat: number.isFloat && digits > 0 });
}

function sum(value: unknown, name: unknown): unknown {
  const items = rubyItems(value);
  const numbers =
    name === undefined || name === null ? items : items.map((item) => liquidMember(item, name));
  return numbers.reduce((total, item) => combined(total, item, sumOf), 0);
}

/** Jekyll's: a truth is 1 or 0. */
function toInteger(value: unknown): number {
  return typeof value === 'boolean' ? Number(value) : wholeOf(value);
}

/** `plus`, `round` and their like. */
export const liquidNumbers: Filters = {
  plus: (value, by) => combined(value, by, sumOf),
  minus: (value, by) => combined(value, by, (a, b) => sumOf(a, -b)),
  times: (value, by) => combined(value, by, productOf),
  divided_by: dividedBy,
  modulo,
  round,
  ceil: (value) => Math.ceil(numberOf(value).value),
  floor: (value) => Math.floor(numberOf(value).value),
  abs(value) {
    const number = numberOf(value);
    return shownAs({ ...number, value: Math.abs(number.value) });
  },
  at_least(value, least) {
    const [a, b] = [numberOf(value), numberOf(least)];
    return shownAs(b.value > a.value ? b : a);
  },
  at_most(value, most) {
    const [a, b] = [numberOf(value), numberOf(most)];
    return shownAs(b.value < a.value ? b : a);
  },
  sum,
  to_integer: toInteger,
};
