/** Filters on numbers, with Liquid's meaning: texts count as the number they start with. */
import { text } from '../runtime/template-values.js';
import { type Filters, integer, number } from './filter.js';

/** Without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
export function tidy(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15));
}

/** An integer by an integer is cut down to one, as in Ruby. */
function dividedBy(value: unknown, by: unknown): number {
  const [a, b] = [number(value), number(by)];
  if (b === 0) throw new Error('division by zero');
  return Number.isInteger(a) && Number.isInteger(b) ? Math.floor(a / b) : tidy(a / b);
}

/** With the divisor's sign, as in Ruby. */
function modulo(value: unknown, by: unknown): number {
  const [a, b] = [number(value), number(by)];
  if (b === 0) throw new Error('division by zero');
  return tidy(a - b * Math.floor(a / b));
}

/** Half away from zero, as in Ruby; `method` is Nunjucks': `ceil` or `floor`. */
function round(value: unknown, digits: unknown, method: unknown): number {
  const factor = 10 ** integer(digits);
  const scaled = tidy(number(value) * factor);
  if (method === 'ceil') return tidy(Math.ceil(scaled) / factor);
  if (method === 'floor') return tidy(Math.floor(scaled) / factor);
  return tidy((Math.sign(scaled) * Math.round(Math.abs(scaled))) / factor);
}

function toInteger(value: unknown): number {
  return typeof value === 'boolean' ? Number(value) : integer(value);
}

/** `plus`, `round` and their like. */
export const numbers: Filters = {
  plus: (value, by) => tidy(number(value) + number(by)),
  minus: (value, by) => tidy(number(value) - number(by)),
  times: (value, by) => tidy(number(value) * number(by)),
  divided_by: dividedBy,
  modulo,
  round,
  ceil: (value) => Math.ceil(number(value)),
  floor: (value) => Math.floor(number(value)),
  abs: (value) => Math.abs(number(value)),
  at_least: (value, least) => Math.max(number(value), number(least)),
  at_most: (value, most) => Math.min(number(value), number(most)),
  to_integer: toInteger,
  int: (value, otherwise) => integer(text(value), integer(otherwise)),
  float: (value, otherwise) => number(text(value), number(otherwise)),
};
