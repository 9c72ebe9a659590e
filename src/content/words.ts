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
const IN_WORD = /[\p{L}\p{N}\p{M}_]/u;
const CONNECTORS = "'’.,-";

/** A word is a run of letters, digits and marks, with `'`, `.`, `,` or `-` inside: 3.5, don't. */
export function countWords(text: string): TextCounts {
  let han = 0;
  let words = 0;
  let inside = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.codePointAt(at) ?? 0;
    if (code > 0xffff) at++;
    if (isUnspaced(code)) {
      han++;
      inside = false;
    } else if (isInWord(code)) {
      if (!inside) words++;
      inside = true;
    } else if (inside) {
      inside = CONNECTORS.includes(text.charAt(at)) && isInWord(text.codePointAt(at + 1) ?? 0);
    }
  }
  return { han, words };
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

/** Answers of the regular expression for the first plane, asked once each: 1 no, 2 yes. */
const ASKED: Uint8Array = new Uint8Array(0x10000);

function isInWord(code: number): boolean {
  if (code > 0xffff) return !isUnspaced(code) && IN_WORD.test(String.fromCodePoint(code));
  if (code >= 0x80) {
    ASKED[code] ||= !isUnspaced(code) && IN_WORD.test(String.fromCodePoint(code)) ? 2 : 1;
    return ASKED[code] === 2;
  }
  if (code >= 0x61) return code <= 0x7a;
  if (code >= 0x41) return code <= 0x5a || code === 0x5f;
  return code >= 0x30 && code <= 0x39;
}

/** Whole minutes, at least 1: 400 characters or 220 words each (measured averages of adults). */
export function readingMinutes(counts: TextCounts): number {
  return Math.max(1, Math.round(counts.han / 400 + counts.words / 220));
}
