/** Liquid's ranges, `(1..5)`: two numbers, whose entries are made when they are read. */
import { LiquidFloat } from './liquid-float.js';
import { textOf } from './liquid-text.js';

/** Of a range: as many as a large archive has stories. A story may say how long one is. */
const MOST_ENTRIES = 1_000_000;

export class LiquidRange {
  readonly start: number;
  readonly end: number;

  constructor(start: number, end: number) {
    this.start = start;
    this.end = end;
  }

  get size(): number {
    return Math.max(0, this.end - this.start + 1);
  }

  /** Those from position `from` to before `to`, at most a million. */
  slice(from: number, to: number): number[] {
    const count = Math.min(to, this.size) - from;
    const first = this.start + from;
    return Array.from(
      { length: Math.min(Math.max(0, count), MOST_ENTRIES) },
      (_, at) => first + at,
    );
  }

  *[Symbol.iterator](): IterableIterator<number> {
    yield* this.slice(0, MOST_ENTRIES);
  }

  toString(): string {
    return `${this.start}..${this.end}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** `(a..b)`; what is no number counts as Ruby's `to_i` has it. */
export function liquidRange(start: unknown, end: unknown): unknown {
  return new LiquidRange(bound(start), bound(end));
}

function bound(value: unknown): number {
  if (value instanceof LiquidFloat) return value.value;
  const number = typeof value === 'number' ? value : Number.parseInt(textOf(value) ?? '', 10);
  // Beyond these a step of one is lost.
  const isCounted = Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER;
  return isCounted ? Math.trunc(number) : 0;
}
