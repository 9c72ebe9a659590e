/** Character references that are decoded without the standard's table of two thousand names. */

/** The common references, with their characters. */
export const COMMON: ReadonlyMap<string, string> = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
  ['&nbsp;', '\u00a0'],
  ['&ldquo;', '\u201c'],
  ['&rdquo;', '\u201d'],
  ['&middot;', '\u00b7'],
  ['&mdash;', '\u2014'],
  ['&hellip;', '\u2026'],
]);

/** Text that a parser may read as a reference; in an attribute not before `=`, as in an address. */
const REFERENCE = /&(?:#[a-zA-Z0-9]*|[a-zA-Z0-9]+)[;=]?/g;

/** `text` as the parser reads it, in an attribute or outside; null when it has uncommon references. */
export function decodeCommon(text: string, inAttribute: boolean): string | null {
  if (!text.includes('&')) return text;
  let certain = true;
  const decoded = text.replace(REFERENCE, (reference) => {
    const character = COMMON.get(reference);
    if (character !== undefined) return character;
    certain &&= inAttribute && reference.endsWith('=');
    return reference;
  });
  return certain ? decoded : null;
}
