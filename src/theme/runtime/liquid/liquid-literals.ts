/** Liquid's words `empty` and `blank`: what is compared with them is asked whether it is. */
import { isMapLike } from '../template-values.js';
import { textOf } from './liquid-text.js';

/** One of the words; where it isn't compared it is true, and an empty text. */
export class LiquidLiteral {
  readonly matches: (value: unknown) => boolean;

  constructor(matches: (value: unknown) => boolean) {
    this.matches = matches;
  }

  toString(): string {
    return '';
  }

  toJSON(): string {
    return '';
  }
}

const EMPTY: LiquidLiteral = new LiquidLiteral((value) => {
  const written = textOf(value);
  if (written !== undefined) return written === '';
  return hasNoEntries(value);
});

const BLANK: LiquidLiteral = new LiquidLiteral((value) => {
  if (value === undefined || value === null || value === false) return true;
  const written = textOf(value);
  if (written !== undefined) return written.trim() === '';
  return hasNoEntries(value);
});

function hasNoEntries(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isMapLike(value) && Object.keys(value as object).length === 0;
}

export function liquidEmpty(): unknown {
  return EMPTY;
}

export function liquidBlank(): unknown {
  return BLANK;
}
