/**
 * Blocks of HTML in Markdown, where Jekyll's kramdown, CommonMark and HTML are furthest apart: a comment,
 * `<pre>` or script that is open ends where HTML ends it, blank lines or not; `markdown="1"` makes the
 * inside of an element Markdown; what stands in the line below the end of an element that went over a blank
 * line is Markdown, too; and nothing is code for being indented inside an open element.
 */
import type { StateBlock } from 'markdown-it';
import { isIndented, startOf } from '../block-lines.js';
import { pushHtml } from './html-extent.js';
import { losesWords } from './html-losses.js';
import { type HtmlEnv, htmlBefore, lastEnds, PARSED } from './html-open.js';
import { isName, TAG } from './html-spans.js';

/** What kramdown parses as blocks (`parser/html.rb`), but for what is mostly left open. */
const PARSED_AS_BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote center details div fieldset figcaption figure footer form header hgroup li main nav section summary td'.split(
    ' ',
  ),
);

const START_TAG = /^<([a-z][\w-]*)(\s[^<>]*)>/i;
const END_TAG = /^<\/([a-z][\w-]*)>$/i;
const MARKDOWN = /\smarkdown=(?:"(1|block|span)"|'(1|block|span)'|(1|block|span)(?=\s|$))/;

/** A line of one tag with `markdown="1"`, of its end, or of a whole element. */
export function markdownHtml(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  const line = lineAt(state, start);
  if (!line.startsWith('<') || !state.md.options.html) return false;
  const ended = END_TAG.exec(line)?.[1]?.toLowerCase() ?? '';
  if (ended !== '') {
    const env: HtmlEnv = state.env;
    if (env.hasParsed !== true || htmlBefore(state).originOf(ended) !== 'markdown') return false;
    return silent || pushTag(state, start, line);
  }
  const [tag = '', name = '', attributes = ''] = START_TAG.exec(line) ?? [];
  const mode = MARKDOWN.exec(attributes);
  if (mode === null) return false;
  const without = `<${name}${attributes.replace(MARKDOWN, '')}>`;
  const isBlock = PARSED_AS_BLOCKS.has(name.toLowerCase())
    ? !mode.includes('span')
    : mode.includes('block');
  const rest = line.slice(tag.length);
  // A summary may stand behind its details.
  if (/^(?:<.*>)?$/.test(rest) && isBlock && !rest.endsWith(`</${name}>`)) {
    return silent || pushTag(state, start, without + rest);
  }
  const end = `</${name}>`;
  if (!rest.endsWith(end)) return false;
  return silent || pushElement(state, start, [without, rest.slice(0, -end.length), end], isBlock);
}

/** Empty where it is indented as code is. */
function lineAt(state: StateBlock, line: number): string {
  if (isIndented(state, line)) return '';
  const from = startOf(state, line);
  if (state.src.charAt(from) !== '<') return '';
  return state.src.slice(from, state.eMarks[line]).trimEnd();
}

function pushTag(state: StateBlock, start: number, tag: string): true {
  const env: HtmlEnv = state.env;
  env.hasParsed = true;
  const token = state.push('html_block', '', 0);
  token.content = `${tag}\n`;
  token.markup = PARSED;
  state.line = start + 1;
  return true;
}

function pushElement(
  state: StateBlock,
  start: number,
  [tag, text, end]: readonly [string, string, string],
  isBlock: boolean,
): true {
  pushTag(state, start, tag);
  if (isBlock) state.push('paragraph_open', 'p', 1);
  const inline = state.push('inline', '', 0);
  inline.content = text.trim();
  inline.map = [start, start + 1];
  inline.children = [];
  if (isBlock) state.push('paragraph_close', 'p', -1);
  return pushTag(state, start, end);
}

/** CommonMark's first five kinds of HTML blocks, and what Word writes around its lists: where these end, they do. */
const MARKUP_START =
  /^<(?:(?:script|pre|style|textarea)(?=[\s>]|$)|!--|\?|![a-z]|!\[(?:CDATA\[|if\b|endif\b))/i;
/** The sixth kind, which may end a paragraph. */
const BLOCK_START = new RegExp(
  `^</?(?:${(
    'address article aside base basefont blockquote body caption center col colgroup dd details dialog dir div dl dt ' +
      'fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li link ' +
      'main menu menuitem nav noframes ol optgroup option p param search section summary table tbody td tfoot th thead ' +
      'title tr track ul'
  ).replaceAll(' ', '|')})(?=[\\s>]|/>|$)`,
  'i',
);
/** Words of a paragraph, with those in the next line: pictures have their captions there. */
const WORD = /^<(?:br|img|input)(?![\w-])/i;
/** The seventh. */
const LONE_TAG = new RegExp(`^${TAG}$`, 'i');

/** CommonMark's rule for HTML, but for where the block ends: `endOfHtml`. */
export function htmlBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const line = lineAt(state, start);
  if (!line.startsWith('<') || !state.md.options.html) return false;
  if (BLOCK_START.test(line)) return silent || pushHtml(state, start, end, 'element');
  if (MARKUP_START.test(line)) return silent || pushHtml(state, start, end, 'markup');
  if (silent || !LONE_TAG.test(line) || WORD.test(line)) return false;
  if (isName(line, lastEnds(state)) || losesWords(state, start)) return false;
  return pushHtml(state, start, end, 'element');
}

/**
 * Before the rule for code: inside an element that is still open, blank lines and what is indented
 * below them are HTML as it stands. Behind Markdown, where the element may have been left open long
 * ago, only if an end is still to come.
 */
export function indentedHtml(
  state: StateBlock,
  start: number,
  end: number,
  silent: boolean,
): boolean {
  if (silent || !isIndented(state, start)) return false;
  if (!state.md.options.html) return false;
  const { elements } = htmlBefore(state);
  const from = startOf(state, start);
  const isBelow = state.tokens.at(-1)?.type === 'html_block';
  const isInside = isBelow
    ? elements.length > 0 || state.src.startsWith('</', from)
    : elements.some((name) => (lastEnds(state).get(name) ?? -1) >= from);
  return isInside && pushHtml(state, start, end, 'element');
}
