/**
 * Plain text out of a finished body, for descriptions and counts, in one pass over its characters.
 * Linear in the HTML.
 */
import { Buffer } from 'node:buffer';
import { parseFragment } from 'parse5';
import { memoizeByKey } from '../../platform/memoize.js';
import { joinsTightly } from '../text/cjk-spacing.js';
import { rawEnd, tagEnd } from './balance.js';
import { COMMON } from './references.js';

/** Elements after which, and before which, text is on another line. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol ' +
    'option p pre search section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
/** Elements whose content is no text for people. */
const SILENT: ReadonlySet<string> = new Set(
  'script style template noscript iframe object svg textarea select title'.split(' '),
);
const NAME = /[a-zA-Z][^\s/>]*/y;
const REFERENCE = /&(?:#[xX]?[0-9a-fA-F]{1,8}|[a-zA-Z][a-zA-Z0-9]{1,31});?/y;
const PUNCTUATION = /\p{P}$/u;

// What stands between the text so far and what comes next: a sum of these.
const BLANK = 1;
const LINE_END = 2;
const EDGE = 4;
const BREAK = 8;

/** Tags without attributes, as nearly all are: what `gapOf` says. */
const SHORT_TAGS: ReadonlyMap<string, number> = new Map(
  [...BLOCKS, ...'br a b strong i em u s sub span'.split(' ')].flatMap((name) => {
    const gap = gapOf(name);
    return [[`<${name}>`, gap] as const, [`</${name}>`, gap] as const];
  }),
);

/** What an element's tag puts between two texts; 0: nothing. */
function gapOf(name: string): number {
  return BLOCKS.has(name) ? EDGE : name === 'br' ? BREAK : 0;
}
const LONGEST = 12;

const LESS_THAN = 0x3c;
const AMPERSAND = 0x26;
/** Beyond it only U+FEFF is white space. */
const LAST_SPACE = 0x3000;
/** Up to there: what begins markup, and white space. */
const SPECIALS =
  '<&\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a' +
  '\u2028\u2029\u202f\u205f\u3000';
const SPECIAL: Uint8Array = new Uint8Array(LAST_SPACE + 1);
for (const character of SPECIALS) SPECIAL[character.charCodeAt(0)] = 1;

function isSpecial(code: number): boolean {
  return code > LAST_SPACE ? code === 0xfeff : SPECIAL[code] === 1;
}

/**
 * What a reader reads: no tags, comments or scripts, references decoded, white space collapsed. A
 * block's edge is a space, but nothing after a full-width mark that ends a sentence anyway.
 */
export function plainText(html: string): string {
  return textOf(html, spaceBetween);
}

/** The same, with every block on a line of its own, and every other run of white space one blank. */
export function textLines(html: string): string {
  return textOf(html, (gap) => ((gap & EDGE) === 0 ? 0x20 : 0x0a));
}

/** The unit that stands for a gap before `at`, where the text so far has `length` units; 0: none. */
type Between = (gap: number, units: Uint16Array, length: number, at: number) => number;

function textOf(html: string, between: Between): string {
  // The text is put together over the HTML it is made of: cheaper than a string of pieces.
  const bytes = Buffer.allocUnsafeSlow(html.length * 2);
  bytes.write(html, 'utf16le');
  const units = new Uint16Array(bytes.buffer);
  let length = 0;
  let gap = 0;
  /** Before this position `<` and `&` are text. */
  let decoded = 0;
  for (let at = 0; at < html.length; ) {
    const code = units[at] ?? 0;
    if (!isSpecial(code) || (at < decoded && (code === LESS_THAN || code === AMPERSAND))) {
      const shown = gap === 0 || length === 0 ? 0 : between(gap, units, length, at);
      if (shown !== 0) units[length++] = shown;
      gap = 0;
      units[length++] = code;
      at++;
      for (; at < html.length; at++) {
        const next = units[at] ?? 0;
        if (isSpecial(next)) break;
        units[length++] = next;
      }
    } else if (code === LESS_THAN) {
      const short = shortTag(html, at);
      const known = SHORT_TAGS.get(short);
      const [end, added] = known === undefined ? skipMarkup(html, at) : [at + short.length, known];
      if (end === at) decoded = at + 1;
      gap |= added;
      at = end;
    } else if (code === AMPERSAND) {
      const reference = referenceAt(html, at);
      decoded = at + reference.length;
      at = putBefore(decoded, COMMON.get(reference) ?? decodeRare(reference), units);
    } else {
      gap |= code === 0x0c ? EDGE : code === 0x0a ? LINE_END : BLANK;
      at++;
    }
  }
  return bytes.toString('utf16le', 0, length * 2);
}

/**
 * Typed spaces between Han characters stay ("张 三"), line ends there don't; a block's end does where
 * no punctuation parts the two (a heading and its first paragraph).
 */
const spaceBetween: Between = (gap, units, length, at) => {
  const before = pair(units, length - 2);
  const isEdge = (gap & (EDGE | BREAK)) !== 0;
  if (isEdge ? !PUNCTUATION.test(before) : (gap & LINE_END) === 0) return 0x20;
  return joinsTightly(before, pair(units, at)) ? 0 : 0x20;
};

function pair(units: Uint16Array, at: number): string {
  return String.fromCharCode(units[at] ?? 0, units[at + 1] ?? 0);
}

/** The tag at `<` where it is short, else something that is no tag. */
function shortTag(html: string, at: number): string {
  let end = at + 2;
  while (end < at + LONGEST && html.charCodeAt(end) !== 0x3e) end++;
  return html.slice(at, end + 1);
}

/** The position after the markup at `<` (where there is none, its own), and its gap. */
function skipMarkup(html: string, at: number): readonly [number, number] {
  if (html.startsWith('<!--', at)) return [endOr(html.indexOf('-->', at + 4), 3, html), 0];
  const isEnd = html.charAt(at + 1) === '/';
  NAME.lastIndex = at + (isEnd ? 2 : 1);
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) {
    return /[!?/]/.test(html.charAt(at + 1)) ? [endOr(html.indexOf('>', at), 1, html), 0] : [at, 0];
  }
  const end = tagEnd(html, NAME.lastIndex);
  if (end === -1) return [html.length, 0];
  const gap = gapOf(name);
  if (isEnd) return [end, gap];
  if (SILENT.has(name)) return [endOr(rawEnd(html, name, end), 0, html), gap];
  // The notes' own signs: "[1]" and the arrow back.
  if (html.startsWith('<sup class="footnote-ref">', at))
    return [endOr(html.indexOf('</sup>', end), 6, html), 0];
  if (html.slice(at, end).includes('class="footnote-backref"'))
    return [endOr(html.indexOf('</a>', end), 4, html), 0];
  return [end, gap];
}

function endOr(found: number, length: number, html: string): number {
  return found === -1 ? html.length : found + length;
}

/** Puts `text` before the position `end`; the position where it starts. */
function putBefore(end: number, text: string, units: Uint16Array): number {
  const start = end - text.length;
  for (let index = 0; index < text.length; index++) units[start + index] = text.charCodeAt(index);
  return start;
}

function referenceAt(html: string, at: number): string {
  REFERENCE.lastIndex = at;
  return REFERENCE.exec(html)?.[0] ?? '&';
}

/** The parser knows the standard's two thousand names. */
const decodeRare = memoizeByKey((reference: string): string => {
  const [node] = parseFragment(reference).childNodes;
  return node !== undefined && 'value' in node ? node.value : reference;
}, 1000);
