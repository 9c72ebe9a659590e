/**
 * Blocks of HTML in Markdown, where Jekyll's kramdown, CommonMark and HTML are furthest apart: a comment,
 * `<pre>` or script that is open ends where HTML ends it, blank lines or not; `markdown="1"` makes the
 * inside of an element Markdown; what stands in the line below an element's end is Markdown, too; and
 * nothing is code for being indented inside an open element.
 */
import type { Env, StateBlock, Token } from 'markdown-it';
import { HtmlReader } from './html/reader.js';
import { blanked, SPAN } from './markdown-code.js';
import { tellFault } from './markdown-faults.js';
import { TAG, unendedFault } from './markdown-html-spans.js';

interface HtmlEnv extends Env {
  /** What is open where the next block begins, and how many tokens that was read from. */
  html?: { reader: HtmlReader; seen: number };
  /** Whether there is any HTML with `markdown="1"`. */
  hasParsed?: boolean;
  lastEnds?: ReadonlyMap<string, number>;
  /** Markup whose end was looked for in vain, by its kind, and in which lines: it isn't looked for again. */
  endlessHtml?: Map<string, readonly [from: number, to: number]>;
}

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
  if ((state.sCount[line] ?? 0) - state.blkIndent >= 4) return '';
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  if (state.src.charAt(from) !== '<') return '';
  return state.src.slice(from, state.eMarks[line]).trimEnd();
}

const PARSED = 'markdown';

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

/** What all blocks so far leave open; each token is looked at once. */
function htmlBefore(state: StateBlock): HtmlReader {
  const env: HtmlEnv = state.env;
  env.html ??= { reader: new HtmlReader(), seen: 0 };
  const { html } = env;
  for (; html.seen < state.tokens.length; html.seen++) {
    const token = state.tokens[html.seen];
    if (token !== undefined) readToken(html.reader, token);
  }
  return html.reader;
}

const TAG_NAME = /^<(\/?)([a-z][\w-]*)/i;
const CONTAINER = /^(blockquote|list_item|footnote_reference)_(open|close)$/;

function readToken(reader: HtmlReader, token: Token): void {
  const { type, nesting, content } = token;
  if (type === 'html_block') readHtml(reader, token);
  else if (type === 'inline') {
    if (!content.includes('<')) return;
    reader.read(`${blanked(content, [SPAN])}\n`);
    reader.giveUp();
  } else if (nesting !== 0) {
    const [, container = '', edge] = CONTAINER.exec(type) ?? [];
    if (edge === 'open') reader.start(container, 'container');
    else if (edge === 'close') reader.end(container, 'container');
  }
}

function readHtml(reader: HtmlReader, { content, markup }: Token): void {
  const [, slash, written] = (markup === PARSED && TAG_NAME.exec(content)) || [];
  const name = written?.toLowerCase();
  if (name === undefined) reader.read(content);
  else if (slash === '/') reader.end(name, 'markdown');
  else {
    reader.start(name, 'markdown');
    reader.read(content.slice(content.indexOf('>') + 1));
  }
  reader.giveUp();
}

/** In a line of their own they are words of a paragraph for kramdown, with those in the next line. */
const WORDS: ReadonlySet<string> = new Set(
  'a abbr b big br cite code del dfn em i img input ins kbd label mark q s small span strong sub sup tt u var'.split(
    ' ',
  ),
);
const LONE: ReadonlySet<string> = new Set(['br', 'img', 'input']);
/** So far the end of a link around pictures may be away. */
const NEAR = 10;

function isWord(state: StateBlock, start: number, end: number, line: string): boolean {
  const [, slash = '', written = ''] = TAG_NAME.exec(line) ?? [];
  const name = written.toLowerCase();
  if (!WORDS.has(name)) return false;
  return LONE.has(name) || (slash === '' && isClosedNear(state, start, end, name));
}

function isClosedNear(state: StateBlock, start: number, end: number, name: string): boolean {
  for (let line = start + 1; line < Math.min(end, start + NEAR); line++) {
    if (state.isEmpty(line)) return false;
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
    if (text.includes(`</${name}>`)) return true;
  }
  return false;
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
/** The seventh. */
const LONE_TAG = new RegExp(`^${TAG}$`, 'i');

/** CommonMark's rule for HTML, but for where the block ends: `endOfHtml`. */
export function htmlBlock(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  const line = lineAt(state, start);
  if (!line.startsWith('<') || !state.md.options.html) return false;
  if (BLOCK_START.test(line)) return silent || pushHtml(state, start, end, 'element');
  if (MARKUP_START.test(line)) return silent || pushHtml(state, start, end, 'markup');
  if (silent || !LONE_TAG.test(line) || isWord(state, start, end, line)) return false;
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
  if (silent || (state.sCount[start] ?? 0) - state.blkIndent < 4) return false;
  if (!state.md.options.html) return false;
  const { elements } = htmlBefore(state);
  const from = (state.bMarks[start] ?? 0) + (state.tShift[start] ?? 0);
  const isBelow = state.tokens.at(-1)?.type === 'html_block';
  const isInside = isBelow
    ? elements.length > 0 || state.src.startsWith('</', from)
    : elements.some((name) => (lastEnds(state).get(name) ?? -1) >= from);
  return isInside && pushHtml(state, start, end, 'element');
}

/** Where the last end tag of each name is. */
function lastEnds(state: StateBlock): ReadonlyMap<string, number> {
  const env: HtmlEnv = state.env;
  env.lastEnds ??= new Map(
    Array.from(state.src.matchAll(/<\/([a-z][^\s/>]*)/gi), ({ 1: name = '', index }) => [
      name.toLowerCase(),
      index,
    ]),
  );
  return env.lastEnds;
}

/** Among kinds of markup: an element such as `<pre>`; no name of one. */
const WHOLE_ELEMENT = '<>';

/** What a block of HTML begins with: markup that has its own end, or an element's tag. */
type Start = 'markup' | 'element';

function pushHtml(state: StateBlock, start: number, end: number, begins: Start): true {
  const env: HtmlEnv = state.env;
  const before = htmlBefore(state);
  const ignored = new Set<string>();
  for (const [kind, [from, to]] of (state.level > 0 && env.endlessHtml) || []) {
    if (start >= from && end <= to) ignored.add(kind);
  }
  for (;;) {
    const reader = new HtmlReader(before, ignored);
    const isBounded = ignored.has(WHOLE_ELEMENT);
    const block = readBlock(state, start, end, { begins, before, reader, isBounded });
    if (block.endless === null) {
      const token = state.push('html_block', '', 0);
      token.content = withoutInert(state, start, block);
      token.map = [start, block.stop];
      env.html = { reader: block.reader, seen: state.tokens.length };
      state.line = block.stop;
      return true;
    }
    ignored.add(block.endless);
    env.endlessHtml ??= new Map();
    env.endlessHtml.set(block.endless, [start, end]);
  }
}

interface Reading {
  readonly begins: Start;
  /** What was open before the block, and what will be behind it. */
  readonly before: HtmlReader;
  readonly reader: HtmlReader;
  /** Whether elements end where the item of a list does, as their own end isn't in the text. */
  readonly isBounded: boolean;
}

interface Block {
  readonly reader: HtmlReader;
  readonly content: string;
  /** The line below it. */
  readonly stop: number;
  /** The kind of markup that never ends, which must be text here; null: there is none. */
  readonly endless: string | null;
}

/**
 * A block ends at a blank line, or where Markdown may begin in the next one; but not inside of markup or an
 * element that goes on as it is. Outside of lists and quotes such markup may be open to the end of the
 * text, as in HTML; inside of them it would take with it what stands below.
 */
function readBlock(state: StateBlock, start: number, end: number, reading: Reading): Block {
  const { reader } = reading;
  let content = '';
  /** The first line that is outside of the list's item or the quote. */
  let outside = 0;
  for (let line = start; ; ) {
    const text = state.getLines(line, line + 1, state.blkIndent, true);
    content += text;
    reader.read(text.endsWith('\n') ? text : `${text}\n`);
    line++;
    const isOver = line >= end;
    if (!isOver && outside === 0 && isOutside(state, line)) outside = line;
    const block = { reader, content, stop: line, endless: null };
    if (reader.unended?.kind === 'tag' && (isOver || outside > 0 || state.isEmpty(line))) {
      const rest = isOver ? '' : state.getLines(line, Math.min(end, line + NEAR), 0, true);
      if (!isOver && WHOLE_TAG.test(content.slice(reader.unended.at) + rest)) continue;
      reader.giveUp();
      return block;
    }
    const isInside = reader.unended !== null || reader.isInWhole;
    if (isOver && isInside && state.level > 0) {
      const kind = reader.unended?.kind ?? (reading.isBounded ? null : WHOLE_ELEMENT);
      return { ...block, endless: kind };
    }
    if (isOver) return block;
    if (isInside && !(outside > 0 && reading.isBounded && reader.unended === null)) continue;
    if (outside > 0 || state.isEmpty(line) || isMarkdown(state, line, reading)) return block;
  }
}

function isOutside(state: StateBlock, line: number): boolean {
  return !state.isEmpty(line) && (state.sCount[line] ?? 0) < state.blkIndent;
}

const WHOLE_TAG = new RegExp(`^${TAG}`, 'i');

/** Whether Markdown begins in the line, which is below one of HTML. */
function isMarkdown(state: StateBlock, line: number, { begins, before, reader }: Reading): boolean {
  if (begins === 'markup') return true;
  if (!reader.endsElement) return false;
  // A paragraph that an earlier block opened is mostly one that nobody closed.
  const isForgotten = reader.element === 'p' && reader.depth <= before.depth;
  if (reader.element !== '' && !isForgotten) return false;
  const from = (state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0);
  return state.src.charAt(from) !== '<' && (state.sCount[line] ?? 0) - state.blkIndent < 4;
}

/** Markup that doesn't end is shown as it is written, and told. */
function withoutInert(state: StateBlock, start: number, { content, reader }: Block): string {
  let html = '';
  let from = 0;
  for (const at of reader.inert) {
    html += `${content.slice(from, at)}&lt;`;
    from = at + 1;
    tellFault(state.env, 'html-unbalanced', () =>
      unendedFault(content, at, start + content.slice(0, at).split('\n').length),
    );
  }
  return html + content.slice(from);
}
