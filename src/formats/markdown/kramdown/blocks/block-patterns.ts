/** What kramdown's blocks begin with and end at; all match at a line's start. */

export const OPT = ' {0,3}';
/** Blanks of a line: an ideographic one is text. */
export const WS = '[ \\t\\r\\f\\v]';
/** What stands between the braces of a list; counted, as many may be open. */
export const INSIDE = '(?:\\\\\\}|[^}]){1,2000}?';
export const NAME = '[A-Za-z_][\\w.-]*(?::[A-Za-z_][\\w.-]*)?';
const WORD_ELEMENTS =
  'a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|ruby|' +
  'samp|select|small|span|strong|sub|sup|tt|u|var';

/** Elements of words: they begin no block. */
export const SPANS: ReadonlySet<string> = new Set(WORD_ELEMENTS.split('|'));

/** A tag's name at the start of a line that ends paragraphs. */
const HTML_LINE = `${OPT}</?(?!(?:${WORD_ELEMENTS}|script)\\b)${NAME}`;
const HTML_END_LINE = `${OPT}</(?!(?:${WORD_ELEMENTS}|script)\\b)${NAME}\\s*>`;
const HTML_START_LINE = `${OPT}<(?!(?:${WORD_ELEMENTS}|script)\\b)${NAME}`;

export const IAL: string = `\\{:(?![:/])(${INSIDE})\\}${WS}*\\n`;
export const EOB: string = `\\^${WS}*\\n`;
export const EOB_LINE: RegExp = new RegExp(EOB, 'y');
export const BLANKS: RegExp = /(?:[ \t\r\f\v]*\n)+/y;
export const BLANK_LINE: RegExp = /[ \t\r\f\v]*\n/y;

/** Lines that end what goes on lazily: paragraphs, quotes, code. */
const LAZY_ENDS: string = [
  `${WS}*\\n`,
  `${OPT}${IAL}`,
  EOB,
  HTML_END_LINE,
  HTML_START_LINE,
  '(?![\\s\\S])',
].join('|');
export const LAZY_END: RegExp = new RegExp(LAZY_ENDS, 'y');
/** Besides blank lines. */
export const CODE_END: RegExp = new RegExp(
  `${OPT}${IAL}|${EOB}|${HTML_END_LINE}|${HTML_START_LINE}`,
  'y',
);
/** In a list a line below its item goes on with it, but for these. */
export const ITEM_END: string = `(?:\\{:(?![:/])${INSIDE}\\}${WS}*\\n|${HTML_LINE.slice(OPT.length)})`;

export const QUOTE: RegExp = new RegExp(`${OPT}> ?`, 'y');
export const RULE: RegExp = new RegExp(`${OPT}([*_-])[ \\t]*\\1[ \\t]*\\1(?:\\1|[ \\t])*\\n`, 'y');
const TAIL = '[\\t| ][^\\n]*\\n';
export const LIST: RegExp = new RegExp(`${OPT}(?:[+*-]|\\d+\\.)${TAIL}`, 'y');
export const DEFINITION: RegExp = new RegExp(`(${OPT}:)(${TAIL})`, 'y');
/** What may begin a box. */
const COLONS = `${OPT}:{3,}[ \\t]*[a-zA-Z]`;
const FENCE = `${OPT}(?:~{3,}|\`{3,})`;
/** A line of another block, which ends a paragraph without a blank line. */
export const PARAGRAPH_END: RegExp = new RegExp(`${LAZY_ENDS}|${COLONS}|${OPT}:${TAIL}`, 'y');
export const PARAGRAPH_END_GFM: RegExp = new RegExp(
  `${LAZY_ENDS}|${COLONS}|${OPT}:${TAIL}|${OPT}(?:[+*-]|\\d+\\.)${TAIL}|#{1,6}[\\t ]+[^\\n]*\\n|${OPT}>|${FENCE}`,
  'y',
);

/** The start of a list's item whose words begin at column `indent`. */
export function itemStart(sign: string, indent: number): RegExp {
  const blanks = Math.min(3, Math.max(0, indent - 1));
  return new RegExp(`( {0,${blanks}}${sign})(${TAIL})`, 'y');
}

/** Whether the pattern is where a text begins. */
export function begins(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}
