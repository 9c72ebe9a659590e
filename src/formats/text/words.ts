/**
 * How much there is to read: characters where words aren't parted by blanks, words elsewhere. For
 * reading times and the `number_of_words` filter.
 */

/** How much text there is: characters of Han, kana and Hangul, and words of other scripts. */
export interface TextCounts {
  readonly han: number;
  readonly words: number;
}

/** Letters, digits and marks of the scripts that have words. */
const WORDLY = /[\p{L}\p{N}\p{M}_]/u;
const CONNECTORS = "'’.,-";

// What a character may be, and between which two the counter is.
const OTHER = 0;
const CONNECTOR = 1;
const IN_WORD = 2;
const UNSPACED = 4;
const OUTSIDE = 0;
const INSIDE = 8;
const AFTER_CONNECTOR = 16;

/** Half a character, or one that hasn't been asked about. */
const UNKNOWN = 3;
/** Of the first plane, filled as it is asked. */
const KINDS: Uint8Array = new Uint8Array(0x10000).fill(UNKNOWN);

/** By state and kind, since a table asks no questions that a processor could guess wrong. */
const NEXT: Uint8Array = new Uint8Array(24);
const STARTS: Uint8Array = new Uint8Array(24);
for (const state of [OUTSIDE, INSIDE, AFTER_CONNECTOR]) NEXT[state + IN_WORD] = INSIDE;
NEXT[INSIDE + CONNECTOR] = AFTER_CONNECTOR;
STARTS[OUTSIDE + IN_WORD] = 1;

/** A word is a run of letters, digits and marks, with `'`, `.`, `,` or `-` inside: 3.5, don't. */
export function countWords(text: string): TextCounts {
  let han = 0;
  let words = 0;
  let state = OUTSIDE;
  for (let at = 0; at < text.length; at++) {
    let kind = KINDS[text.charCodeAt(at)] ?? UNKNOWN;
    if (kind === UNKNOWN) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at++;
      kind = kindOf(code);
    }
    han += kind >> 2;
    words += STARTS[state + kind] ?? 0;
    state = NEXT[state + kind] ?? OUTSIDE;
  }
  return { han, words };
}

function kindOf(code: number): number {
  const character = String.fromCodePoint(code);
  const other = CONNECTORS.includes(character) ? CONNECTOR : OTHER;
  const kind = isUnspaced(code) ? UNSPACED : WORDLY.test(character) ? IN_WORD : other;
  if (code < 0xd800 || (code > 0xdfff && code < 0x10000)) KINDS[code] = kind;
  return kind;
}

function isUnspaced(code: number): boolean {
  if (code < 0x1100) return false;
  if (code >= 0x4e00) return code <= 0x9fff || isUnspacedBeyond(code);
  if (code >= 0x3400) return code <= 0x4dbf;
  if (code >= 0x3041) return code <= 0x3096 || (code >= 0x30a1 && code <= 0x30fa);
  return code <= 0x11ff || (code >= 0x3005 && code <= 0x3007);
}

function isUnspacedBeyond(code: number): boolean {
  if (code >= 0xac00 && code <= 0xd7a3) return true;
  if (code >= 0xf900 && code <= 0xfaff) return true;
  return (code >= 0xff66 && code <= 0xff9d) || (code >= 0x20000 && code <= 0x3ffff);
}

/**
 * How much a text weighs in an index, a word as four characters, rounded up to the next of 1, 2, 3, 4, 6,
 * 8, 12, 16, …
 */
export function bulkOf({ han, words }: TextCounts): number {
  const count = han + 4 * words;
  if (count < 1) return 0;
  const power = 2 ** Math.floor(Math.log2(count));
  if (count === power) return power;
  return count <= power * 1.5 ? power * 1.5 : power * 2;
}

/** Whole minutes, at least 1: 400 characters or 220 words each (measured averages of adults). */
export function readingMinutes(counts: TextCounts): number {
  return Math.max(1, Math.round(counts.han / 400 + counts.words / 220));
}
