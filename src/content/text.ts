/**
 * Plain text: out of a finished body for descriptions and counts, and cleaned where it comes in.
 * Everything is linear in the text, and the same on every machine.
 */
import { parseFragment } from 'parse5';
import { rawEnd, tagEnd } from './html/balance.js';
import { COMMON } from './html/references.js';
import { isWide, joinsTightly } from './wide.js';

/** Elements after which, and before which, text is on another line. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol ' +
    'option p pre search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** Elements whose content is no text for people. */
const SILENT: ReadonlySet<string> = new Set(
  'script style template noscript iframe object svg math textarea select title'.split(' '),
);
/** White space that finished bodies have no other use for. */
const BLOCK_EDGE = '\f';
const NAME = /[a-zA-Z][^\s/>]*/y;
const REFERENCE = /&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?/g;
/**
 * What a reader reads: no tags, comments or scripts, references decoded, white space collapsed. A
 * block's edge is a space, but nothing after a full-width mark that ends a sentence anyway.
 */
export function plainText(html: string): string {
  let text = '';
  let at = 0;
  for (;;) {
    const tag = html.indexOf('<', at);
    if (tag === -1) break;
    text += html.slice(at, tag);
    const [end, mark] = skipMarkup(html, tag);
    text += mark;
    at = end;
  }
  return collapse(decodeReferences(text + html.slice(at)));
}

/** The position after the markup at `<`, and what stands for it in the text. */
function skipMarkup(html: string, at: number): readonly [number, string] {
  if (html.startsWith('<!--', at)) return [endOr(html.indexOf('-->', at + 4), 3, html), ''];
  const isEnd = html.charAt(at + 1) === '/';
  NAME.lastIndex = at + (isEnd ? 2 : 1);
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) {
    return /[!?/]/.test(html.charAt(at + 1))
      ? [endOr(html.indexOf('>', at), 1, html), '']
      : [at + 1, '<'];
  }
  const end = tagEnd(html, NAME.lastIndex);
  if (end === -1) return [html.length, ''];
  const mark = BLOCKS.has(name) ? BLOCK_EDGE : '';
  if (isEnd) return [end, mark];
  if (SILENT.has(name)) return [endOr(rawEnd(html, name, end), 0, html), mark];
  // The notes' own signs: "[1]" and the arrow back.
  if (html.startsWith('<sup class="footnote-ref">', at))
    return [endOr(html.indexOf('</sup>', end), 6, html), ''];
  if (html.slice(at, end).includes('class="footnote-backref"'))
    return [endOr(html.indexOf('</a>', end), 4, html), ''];
  return [end, mark];
}

function endOr(found: number, length: number, html: string): number {
  return found === -1 ? html.length : found + length;
}

function decodeReferences(text: string): string {
  if (!text.includes('&')) return text;
  const known = new Map(COMMON);
  return text.replace(REFERENCE, (reference) => {
    const decoded = known.get(reference) ?? decodeOne(reference);
    known.set(reference, decoded);
    return decoded;
  });
}

/** The parser knows the standard's two thousand names. */
function decodeOne(reference: string): string {
  const [node] = parseFragment(reference).childNodes;
  return node !== undefined && 'value' in node ? node.value : reference;
}

/**
 * Typed spaces between Han characters stay ("张 三"), line ends there don't; a block's end does where
 * no punctuation parts the two (a heading and its first paragraph).
 */
function collapse(text: string): string {
  const joined = text.replace(/[\s\u00a0\u3000]+/g, (run, at: number) => {
    const before = text.slice(Math.max(0, at - 2), at);
    const isEdge = run.includes(BLOCK_EDGE);
    if (isEdge ? !/\p{P}$/u.test(before) : !run.includes('\n')) return ' ';
    return joinsTightly(before, text.slice(at + run.length, at + run.length + 2)) ? '' : ' ';
  });
  return joined.trim();
}

const graphemes: Intl.Segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
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
  return PLAIN.test(text) ? text.length : [...graphemes.segment(text)].length;
}

/** The first `max` graphemes. */
function head(text: string, max: number): string {
  if (PLAIN.test(text.slice(0, max + 1))) return text.slice(0, max);
  let left = max;
  for (const { index } of graphemes.segment(text)) {
    if (left-- <= 0) return text.slice(0, index);
  }
  return text;
}

/** A description out of plain text, at most `max` characters; Latin text ends with a whole word. */
export function summarise(text: string, max = 120): string {
  const short = truncateText(text, max);
  if (short === text) return text;
  const cut = short.slice(0, -1);
  const inWord = /[\p{L}\p{N}]$/u.test(cut) && !isWide(cut.charCodeAt(cut.length - 1));
  const space = inWord ? cut.lastIndexOf(' ') : -1;
  return space > cut.length / 2 ? `${cut.slice(0, space).trimEnd()}…` : short;
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

/** For titles: on one line, and without the marks that turn the text around them. */
export function cleanTitle(text: string): string {
  const clean = text.replace(/[\t\n\r\u2028\u2029]+/g, ' ').replace(UNFIT, '');
  return clean.replace(/[\u202a-\u202e\u2066-\u2069]/g, '').trim();
}
