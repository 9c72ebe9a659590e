/** Sums of decimal fractions as people write them: 0.1 + 0.2 is 0.3, 0.3 / 0.1 is 3. */

/** `digits` × 10^-`scale`, scale not negative. */
interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

/** Of a finite number, as JavaScript writes it. */
function decimal(value: number): Decimal {
  const [written = '', power = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = written.split('.');
  const scale = fraction.length - Number(power);
  const digits = BigInt(whole + fraction);
  return scale < 0 ? { digits: digits * 10n ** BigInt(-scale), scale: 0 } : { digits, scale };
}

function toNumber(digits: bigint, scale: number): number {
  return Number(`${digits}e-${scale}`);
}

function raised({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}

function areFinite(a: number, b: number): boolean {
  return Number.isFinite(a) && Number.isFinite(b);
}

export function sumOf(a: number, b: number): number {
  // Most are whole, and need no care.
  if (!areFinite(a, b) || (Number.isInteger(a) && Number.isInteger(b))) return a + b;
  const [one, other] = [decimal(a), decimal(b)];
  const scale = Math.max(one.scale, other.scale);
  return toNumber(raised(one, scale) + raised(other, scale), scale);
}

export function productOf(a: number, b: number): number {
  if (!areFinite(a, b) || (Number.isInteger(a) && Number.isInteger(b))) return a * b;
  const [one, other] = [decimal(a), decimal(b)];
  return toNumber(one.digits * other.digits, one.scale + other.scale);
}

/** More digits than a number has. */
const PRECISION = 25;

export function quotientOf(a: number, b: number): number {
  if (!areFinite(a, b) || b === 0) return a / b;
  const [one, other] = [decimal(a), decimal(b)];
  const scale = Math.max(one.scale, other.scale);
  const divisor = raised(other, scale);
  const digits = PRECISION + String(divisor).length;
  return toNumber((raised(one, scale) * 10n ** BigInt(digits)) / divisor, digits);
}

/** With the divisor's sign, as in Ruby. */
export function remainderOf(a: number, b: number): number {
  if (!areFinite(a, b) || b === 0) return Number.NaN;
  const [one, other] = [decimal(a), decimal(b)];
  const scale = Math.max(one.scale, other.scale);
  const divisor = raised(other, scale);
  const rest = raised(one, scale) % divisor;
  return toNumber(rest !== 0n && rest < 0n !== divisor < 0n ? rest + divisor : rest, scale);
}

/** To so many digits behind the point, or before it; half away from zero. */
export function roundedTo(value: number, places: number): number {
  if (!Number.isFinite(value)) return value;
  const { digits, scale } = decimal(value);
  const dropped = scale - places;
  if (dropped <= 0) return value;
  // Further left there is nothing of any number.
  if (dropped > scale + 400) return 0;
  const unit = 10n ** BigInt(dropped);
  const half = digits < 0n ? -unit / 2n : unit / 2n;
  return toNumber(((digits + half) / unit) * unit, scale);
}
