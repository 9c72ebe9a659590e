/**
 * What a story is found by: every two neighbours of which one is of a script without word borders, and
 * words of the others, as `3.9` and `refinance`. Of white space between two characters of such scripts
 * nothing is left: 张 三 and a line that was broken are found as one.
 */
import { DIGIT, foldUnits, HAN, SPACE, unitKinds, WORD } from './search-fold.js';

/** Units of a word that count; what is longer is told apart by the page itself. */
export const LONGEST_WORD = 32;

const LINE_FEED = 0x0a;
/** Between digits they are of the number. */
const [POINT, COMMA] = [0x2e, 0x2c];

export interface TakeTerms {
  /** Two neighbours. */
  pair(first: number, second: number): void;
  /** Gets the place of a word in `units`, which are those of the next text soon. */
  word(units: Uint16Array, start: number, end: number): void;
}

/** What stands between the last unit of a text so far and the next. */
const NOTHING = 0;
const BLANK = 1;
const BORDER = 2;

/** Cuts texts into terms: every pair and every word. */
export function cutTerms(text: string, take: TakeTerms): void {
  const { units, length } = foldUnits(text);
  let gap = BORDER;
  let last = 0;
  let lastKind = 0;
  /** Where the word began that isn't over; -1: there is none. */
  let start = -1;
  let end = 0;
  for (let at = 0; at < length; at++) {
    const unit = units[at] ?? 0;
    const kind = unitKinds[unit] ?? 0;
    if ((kind & HAN) !== 0) {
      if (gap === NOTHING || (gap === BLANK && (lastKind & HAN) !== 0)) take.pair(last, unit);
      if (start >= 0) take.word(units, start, Math.min(end, start + LONGEST_WORD));
      start = -1;
      gap = NOTHING;
      last = unit;
      lastKind = kind;
    } else if ((kind & WORD) !== 0) {
      if (gap === NOTHING && (lastKind & HAN) !== 0) take.pair(last, unit);
      if (start >= 0 && gap !== NOTHING) {
        take.word(units, start, Math.min(end, start + LONGEST_WORD));
        start = -1;
      }
      if (start < 0) start = at;
      end = at + 1;
      gap = NOTHING;
      last = unit;
      lastKind = kind;
    } else if (!isJoiner(units, at, length)) {
      const isBlank = (kind & SPACE) !== 0 && unit !== LINE_FEED;
      if (!isBlank) gap = BORDER;
      else if (gap === NOTHING) gap = BLANK;
    }
  }
  if (start >= 0) take.word(units, start, Math.min(end, start + LONGEST_WORD));
}

/** A point or comma between two digits. */
function isJoiner(units: Uint16Array, at: number, length: number): boolean {
  const unit = units[at];
  if ((unit !== POINT && unit !== COMMA) || at === 0 || at + 1 >= length) return false;
  const [before, behind] = [units[at - 1] ?? 0, units[at + 1] ?? 0];
  return ((unitKinds[before] ?? 0) & (unitKinds[behind] ?? 0) & DIGIT) !== 0;
}
