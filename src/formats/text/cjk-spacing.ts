/**
 * Which characters are written without spaces between them: asked where a line break between two
 * of them must not show as one, in Markdown and in plain text.
 */

/** Quotes, dashes and the ellipsis: as wide as their neighbours. */
const SHARED = '\u2014\u2018\u2019\u201c\u201d\u2026\u00b7';

/** Han, kana, bopomofo and full-width punctuation, by code point; Hangul has spaces. */
export function isUnspaced(code: number): boolean {
  if (code < 0x2e80) return false;
  if (code <= 0xa4cf) return !(code >= 0x302a && code <= 0x302f) && code !== 0x3000;
  if (code >= 0xf900 && code <= 0xfaff) return true;
  if (code >= 0xfe30 && code <= 0xfe4f) return true;
  if (code >= 0xff01 && code <= 0xff9f) return true;
  return code >= 0x1b000 && code <= 0x3ffff && (code <= 0x1b16f || code >= 0x20000);
}

/** Whether nothing belongs between text that ends with `before` and text that starts with `after`. */
export function joinsTightly(before: string, after: string): boolean {
  const left = lastCode(before);
  const right = after.codePointAt(0) ?? 0;
  const leftWide = isUnspaced(left);
  const rightWide = isUnspaced(right);
  if (leftWide) return rightWide || SHARED.includes(String.fromCodePoint(right));
  return rightWide && SHARED.includes(String.fromCodePoint(left));
}

function lastCode(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  const isLow = last >= 0xdc00 && last <= 0xdfff;
  return (isLow ? text.codePointAt(text.length - 2) : last) || 0;
}
