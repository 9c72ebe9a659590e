/**
 * HTML in Markdown where Jekyll's kramdown and CommonMark are furthest apart: `markdown="1"` makes the
 * inside of an element Markdown, what stands in the line below an element's end is Markdown, too, and
 * nothing is code for being indented inside an open one.
 */
import type { Env, StateBlock } from 'markdown-it';

/** How many elements of each name are open. */
interface HtmlEnv extends Env {
  /** Those with `markdown="1"`. */
  parsed?: Map<string, number>;
  /** The others, and up to which token they were counted. */
  raw?: { seen: number; readonly open: Map<string, number>; total: number };
}

/** What kramdown parses as blocks (`parser/html.rb`), but for what is mostly left open. */
const BLOCKS =
  'address article aside blockquote center details div fieldset figcaption figure footer form header hgroup li main nav section summary td';
const BLOCK_NAMES: ReadonlySet<string> = new Set(BLOCKS.split(' '));

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
  const env: HtmlEnv = state.env;
  const ended = END_TAG.exec(line)?.[1]?.toLowerCase() ?? '';
  const open = env.parsed?.get(ended) ?? 0;
  if (ended !== '' && open === 0) return false;
  if (ended !== '') {
    if (!silent) env.parsed?.set(ended, open - 1);
    return silent || pushTag(state, start, line);
  }
  const [tag = '', name = '', attributes = ''] = START_TAG.exec(line) ?? [];
  const mode = MARKDOWN.exec(attributes);
  if (mode === null) return false;
  const without = `<${name}${attributes.replace(MARKDOWN, '')}>`;
  const isBlock = BLOCK_NAMES.has(name.toLowerCase())
    ? !mode.includes('span')
    : mode.includes('block');
  const rest = line.slice(tag.length);
  // A summary may stand behind its details.
  if (/^(?:<.*>)?$/.test(rest) && isBlock && !rest.endsWith(`</${name}>`)) {
    return silent || pushStart(state, start, name.toLowerCase(), without + rest);
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
  const token = state.push('html_block', '', 0);
  token.content = `${tag}\n`;
  token.markup = PARSED;
  state.line = start + 1;
  return true;
}

function pushStart(state: StateBlock, start: number, name: string, tag: string): true {
  const env: HtmlEnv = state.env;
  env.parsed ??= new Map();
  env.parsed.set(name, (env.parsed.get(name) ?? 0) + 1);
  return pushTag(state, start, tag);
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

/**
 * Before the rule for code: inside an element that is still open, blank lines and what is indented
 * below them are HTML as it stands.
 */
export function indentedHtml(
  state: StateBlock,
  start: number,
  end: number,
  silent: boolean,
): boolean {
  if (silent || (state.sCount[start] ?? 0) - state.blkIndent < 4) return false;
  const last = state.tokens.at(-1);
  if (last?.type !== 'html_block' || last.markup === PARSED || openElements(state) === 0) {
    return false;
  }
  let stop = start + 1;
  while (stop < end && !state.isEmpty(stop) && (state.sCount[stop] ?? 0) >= state.blkIndent) stop++;
  state.push('html_block', '', 0).content = state.getLines(start, stop, state.blkIndent, true);
  state.line = stop;
  return true;
}

/** What may follow a name is said, or each hyphen of a long one would be tried as its end. */
const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-z][\w-]*)(?=[\s/>])[^<>]*>/gi;
/** They are seldom closed where they stand, and seldom have blank lines in them. */
const COUNTED: ReadonlySet<string> = new Set(
  `${BLOCKS} dl ol table tbody tfoot thead tr ul`
    .split(' ')
    .filter((name) => !/^(?:li|td)$/.test(name)),
);

/** Whose ends are looked for; `hr` has none, and is left out where they are counted. */
const ENDED: ReadonlySet<string> = new Set([
  ...COUNTED,
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'iframe',
  'p',
]);
/** Until these end, other ends are a script's own, or code. */
const AWAITED: ReadonlySet<string> = new Set([...ENDED, 'pre', 'script', 'style', 'textarea']);

/** In all raw HTML so far; each token is looked at once. */
function openElements(state: StateBlock): number {
  const env: HtmlEnv = state.env;
  env.raw ??= { seen: 0, open: new Map(), total: 0 };
  const { raw } = env;
  for (; raw.seen < state.tokens.length; raw.seen++) {
    const token = state.tokens[raw.seen];
    if (token?.type !== 'html_block' || token.markup === PARSED) continue;
    for (const [, slash, written = ''] of token.content.matchAll(TAG)) {
      const name = written.toLowerCase();
      if (!COUNTED.has(name)) continue;
      const open = raw.open.get(name) ?? 0;
      if (slash === '/' && open === 0) continue;
      const step = slash === '/' ? -1 : 1;
      raw.open.set(name, open + step);
      raw.total += step;
    }
  }
  return raw.total;
}

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

/** In a line of their own they are words of a paragraph for kramdown, with those in the next line. */
const WORDS: ReadonlySet<string> = new Set(
  'a abbr b big br cite code del dfn em i img input ins kbd label mark q s small span strong sub sup tt u var'.split(
    ' ',
  ),
);
const LONE: ReadonlySet<string> = new Set(['br', 'img', 'input']);
/** So far the end of a link around pictures may be away. */
const NEAR = 10;

const FIRST_TAG = /^<(\/?)([a-z][\w-]*)/i;
/** The end of an element, or a rule; nothing is counted that may be in a comment. */
const LAST_TAG = /(?:<\/[a-z][\w-]*>|<hr\b[^<>]*>)[ \t]*$/i;

/** The rule for HTML, which ends where the elements do, if Markdown begins in the next line. */
export function endingHtml(html: BlockRule): BlockRule {
  return (state, start, end, silent) => {
    const [, slash = '', written = ''] = FIRST_TAG.exec(lineAt(state, start)) ?? [];
    const name = written.toLowerCase();
    if (WORDS.has(name)) {
      const isWord = LONE.has(name) || (slash === '' && isClosedNear(state, start, end, name));
      return !isWord && html(state, start, end, silent);
    }
    // Where it finds no HTML, all that follows would be looked through again at each such line.
    const mayEnd = !silent && (ENDED.has(name) || name === 'hr') && html(state, start, end, true);
    const stop = mayEnd ? endOfElements(state, start, end) : null;
    if (stop === null) return html(state, start, end, silent);
    state.push('html_block', '', 0).content = state.getLines(start, stop, state.blkIndent, true);
    state.line = stop;
    return true;
  };
}

function isClosedNear(state: StateBlock, start: number, end: number, name: string): boolean {
  for (let line = start + 1; line < Math.min(end, start + NEAR); line++) {
    if (state.isEmpty(line)) return false;
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
    if (text.includes(`</${name}>`)) return true;
  }
  return false;
}

/** The line below the last one of all that is open; null where that is blank, or begins with a tag. */
function endOfElements(state: StateBlock, start: number, end: number): number | null {
  let open = openElements(state);
  for (let line = start; line + 1 < end && !state.isEmpty(line + 1); line++) {
    if ((state.sCount[line + 1] ?? 0) < state.blkIndent) return null;
    const text = state.src.slice(state.bMarks[line], state.eMarks[line]);
    if (text.includes('<!--')) return null;
    for (const [, slash, name = ''] of text.matchAll(TAG)) {
      if (AWAITED.has(name.toLowerCase())) open = Math.max(0, open + (slash === '/' ? -1 : 1));
    }
    const next = state.src.charAt((state.bMarks[line + 1] ?? 0) + (state.tShift[line + 1] ?? 0));
    if (open > 0 || next === '<' || (state.sCount[line + 1] ?? 0) - state.blkIndent >= 4) continue;
    if (LAST_TAG.test(text)) return line + 1;
  }
  return null;
}
