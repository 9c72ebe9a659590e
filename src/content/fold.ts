/**
 * When two names or two paths are "the same". Terms are united by `foldName` (organise), outputs
 * clash by `foldPath` (organise and plan).
 */

/** Text that folding changes in its case only: Han characters have one form, and no case. */
const SIMPLE = /^[\x20-\x7e\u3400-\u4dbf\u4e00-\u9fff]*$/;

/** What hardly shows in a name; joiners within emoji and the tags of their flags do. */
const UNSEEN =
  /[\u00ad\u061c]|[\u200c\u200e\u200f]|\u034f|[\u180b-\u180f]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|(?<!\p{Extended_Pictographic}|\ufe0f|[\u{1f3fb}-\u{1f3ff}])\u200d/gu;

/**
 * The key of a category's or tag's name: NFKC, case folded, outer white space off, inner runs one
 * blank, without characters that hardly show. A key to compare by, never to show.
 */
export function foldName(name: string): string {
  const seen = SIMPLE.test(name) ? name : name.replace(UNSEEN, '');
  return foldCase(seen).replace(/\s+/g, ' ').trim();
}

/**
 * The key under which two outputs are one file on some disk: NFKC, case folded, default-ignorable
 * code points off. Segment by segment, for NFKC makes a slash of some characters (`℀` is `a/c`).
 */
export function foldPath(path: string): string {
  if (SIMPLE.test(path)) return path.toLowerCase();
  return path.split('/').map(foldSegment).join('/');
}

function foldSegment(segment: string): string {
  const seen = foldCase(segment).replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  return foldCase(seen).replaceAll('/', '\u2044');
}

/** Lower, upper, lower: each unites what the others keep apart (ẞ and ß, ß and SS, ſ and s). */
function foldCase(text: string): string {
  if (SIMPLE.test(text)) return text.toLowerCase();
  const lower = text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase();
  // Σ at a word's end becomes ς: undone, so that the key does not depend on what follows.
  return lower.replaceAll('ς', 'σ').normalize('NFKC');
}
