/**
 * Ruby's floats and whole numbers, which JavaScript has as one. A number with a fraction is a float as it
 * is; one without (`7.0`) is boxed, so that `7.0 | divided_by: 2` is 3.5 and `2.0` prints as that. Numbers
 * of YAML are not boxed: `version: 1.0` is 1 by then.
 */

/** A float without a fraction; passes for its number wherever JavaScript asks for one. */
export class LiquidFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  valueOf(): number {
    return this.value;
  }

  toString(): string {
    return floatText(this.value);
  }

  toJSON(): number {
    return this.value;
  }
}

/** A number as a float: `7.0` in a template, the quotient of one. */
export function liquidFloat(value: unknown): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? new LiquidFloat(value) : value;
}

/** Whether Ruby has the value as a float. */
export function isFloat(value: unknown): boolean {
  return value instanceof LiquidFloat || (typeof value === 'number' && !Number.isInteger(value));
}

/** Ruby's `to_s` of a number that is not boxed. */
export function numberText(value: number): string {
  if (!Number.isInteger(value)) return floatText(value);
  // JavaScript writes larger ones with an exponent.
  return Math.abs(value) < 1e21 ? String(value) : String(BigInt(value));
}

function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-4) return exponentText(value);
  const written = String(value);
  return written.includes('.') ? written : `${written}.0`;
}

/** `1.0e+20`, `2.5e-05`. */
function exponentText(value: number): string {
  const [digits = '', power = ''] = value.toExponential().split('e');
  const sign = power.startsWith('-') ? '-' : '+';
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return `${mantissa}e${sign}${power.slice(1).padStart(2, '0')}`;
}
