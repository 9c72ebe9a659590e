/**
 * Markup without the blanks that Ruby's Liquid passes over inside of a path: `site.data [page.lang] . name`.
 * What is read of it has its places in the text as it was written. Pure.
 */
import type { MarkupSpan } from './markup.js';

export interface ClosedUp {
  readonly text: string;
  /** The place, in the text as it was written, of a character of `text`. */
  readonly at: (index: number) => number;
}

/** Texts in quotes, which stay, or blanks before a bracket, before a dot, behind a dot. */
const PARTS =
  /"[^"]*"|'[^']*'|(?<=[\w\]?-])(?<!(?:^|[^\w-])(?:and|or|contains|in))\s+(?=\[)|(?<=[\w\]?-])\s+(?=\.[^.])|(?<=[^.]\.)\s+(?=[a-z_])/gi;

/** Null: there are none. */
export function closedUp(text: string, { from, to }: MarkupSpan): ClosedUp | null {
  const written = text.slice(from, to);
  const gaps = [...written.matchAll(PARTS)].filter(([part]) => /^\s/.test(part));
  if (gaps.length === 0) return null;
  const places: number[] = [];
  let before = 0;
  for (const { index, 0: gap } of [...gaps, { index: written.length, 0: '' }]) {
    for (let at = before; at < index; at++) places.push(from + at);
    before = index + gap.length;
  }
  const closed = places.map((place) => text.charAt(place)).join('');
  return { text: closed, at: (index) => places[index] ?? to };
}
