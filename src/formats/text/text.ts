/**
 * What is made of plain text: descriptions, titles, and text cleaned where it comes in. Everything
 * is linear in the text, and the same on every machine.
 */

import { lazy } from '../../platform/lazy.js';
import { isUnspaced } from './cjk-spacing.js';
import { withoutHidden } from './hidden.js';

/** Made where a text isn't plain: its tables are larger than all that finews itself has to make. */
const graphemes: () => Intl.Segmenter = lazy(
  () => new Intl.Segmenter('en', { granularity: 'grapheme' }),
);
/** Text of which every UTF-16 unit is a grapheme, for sure. */
const PLAIN =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u3000-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff9d]*$/;

/**
 * At most `max` characters as people count them, the ellipsis included, as Liquid's `truncate`
 * has it; never cut inside one.
 */
export function truncateText(text: string, max: number, ellipsis = '…'): string {
  if (text.length <= max || fits(text, max)) return text;
  const room = Math.max(0, max - count(ellipsis));
  return `${head(text, room).trimEnd()}${ellipsis}`;
}

function fits(text: string, max: number): boolean {
  return !PLAIN.test(text.slice(0, max + 1)) && head(text, max).length === text.length;
}

function count(text: string): number {
  return PLAIN.test(text) ? text.length : graphemesOf(text).length;
}

/** UTF-16 units: the segmenter takes longer for each character the longer the text is. */
const PIECE = 1024;

/** Whole characters as readers see them: no emoji or accent is cut apart. */
export function graphemesOf(text: string): string[] {
  if (PLAIN.test(text)) return text.split('');
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const piece = rest.length > PIECE ? wholeStart(rest, PIECE) : rest;
    const whole = Array.from(graphemes().segment(piece), ({ segment }) => segment);
    // The last of a piece may go on in the next one.
    const next = at + piece.length;
    const last = next < text.length && whole.length > 1 ? whole.pop() : undefined;
    for (const one of whole) found.push(one);
    at = next - (last?.length ?? 0);
  }
  return found;
}

/**
 * UTF-16 units that a grapheme takes at most: families and flags have some twenty, a letter below a
 * hundred thousand accents is an attack on every list that would show it.
 */
const LONGEST = 64;

/** The first `max` graphemes. */
function head(text: string, max: number): string {
  if (PLAIN.test(text.slice(0, max + 1))) return text.slice(0, max);
  const start = text.length > max * LONGEST ? wholeStart(text, max * LONGEST) : text;
  let left = max;
  for (const { index } of graphemes().segment(start)) {
    if (left-- <= 0) return text.slice(0, index);
  }
  return start;
}

/** Cut, but not between the halves of a surrogate pair. */
function wholeStart(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** A description out of plain text, at most `max` characters; Latin text ends with a whole word. */
export function summarise(text: string, max = 120): string {
  const short = truncateText(text, max);
  if (short === text) return text;
  const cut = short.slice(0, -1);
  const whole = wholeSentences(cut);
  if (whole.length > cut.length / 2) return whole;
  const inWord = /[\p{L}\p{N}]$/u.test(cut) && !isUnspaced(cut.charCodeAt(cut.length - 1));
  const space = inWord ? cut.lastIndexOf(' ') : -1;
  return space > cut.length / 2 ? `${cut.slice(0, space).trimEnd()}…` : short;
}

/** The sentences that end in a text, with the marks that close them. */
function wholeSentences(text: string): string {
  const end = Math.max(
    ...[...text.matchAll(/[。！？!?…]+[”’」』）)]*|\.[”’")]*(?=\s)/gu)].map(
      ({ 0: mark, index }) => index + mark.length,
    ),
    0,
  );
  return text.slice(0, end);
}

/**
 * A title for a story that has none: its first sentence, or, where that is longer than `max`
 * characters, as many of its clauses as fit, or its beginning. Without punctuation at the end.
 */
export function firstWords(text: string, max = 30): string {
  const start = text.slice(0, max * 8).trimStart();
  const sentence = /^[\s\S]*?(?=[。！？!?；;\n]|\.\s|$)/u.exec(start)?.[0] ?? '';
  const whole = head(sentence, max);
  const comma = whole === sentence ? -1 : whole.search(/[，,、：:][^，,、：:]*$/);
  const title = trimEnd(comma > 0 ? whole.slice(0, comma) : whole);
  return title === '' ? trimEnd(head(start, max)) : title;
}

function trimEnd(text: string): string {
  return text.replace(/[\s，,、：:；;。.…—-]{1,9}$/u, '');
}

/** Controls but tab and line feed, the byte-order mark, lone surrogates, noncharacters. */
const UNFIT = /(?![\t\n])[\p{Cc}\ufeff\p{Surrogate}\p{Noncharacter_Code_Point}]/gu;

/** Text without what no page or feed may contain, and whether there was any. */
export interface CleanText {
  readonly text: string;
  readonly changed: boolean;
}

/** For bodies: line feeds and tabs stay. */
export function cleanText(text: string): CleanText {
  const clean = text.replace(UNFIT, '');
  return { text: clean, changed: clean.length !== text.length };
}

/** For titles: on one line, and without what readers can't see or what turns the text around it. */
export function cleanTitle(text: string): string {
  const clean = text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(UNFIT, '');
  return withoutHidden(clean).trim();
}

/** For names of terms: as titles, and without hyphens that show only where a line ends. */
export function cleanName(text: string): string {
  return cleanTitle(text.replaceAll('\u00ad', ''));
}
