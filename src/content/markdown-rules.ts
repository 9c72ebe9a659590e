/** finews' own Markdown rules, one function each; `markdown.ts` puts them in their places. */
import type {
  Env,
  MarkdownIt,
  RendererRule,
  StateBlock,
  StateCore,
  StateInline,
  Token,
} from 'markdown-it';
import { LAZY } from './html/allow.js';
import { joinsTightly } from './wide.js';

/** What the nesting rule leaves behind: the first line (from 0) that was nested too deep. */
export interface NestingEnv extends Env {
  nestedLine?: number;
}

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

/**
 * First of the block rules: in a container at level `most`, all that is left of it becomes one
 * paragraph. Without this the parser drops that text and says nothing.
 */
export function limitNesting(most: number): BlockRule {
  return (state, start, end, silent) => {
    if (state.level < most || silent) return false;
    const env: NestingEnv = state.env;
    env.nestedLine ??= start;
    // A list hands down the whole text: an item ends where a line is indented less.
    let stop = start + 1;
    while (stop < end && goesOn(state, stop)) stop++;
    state.push('paragraph_open', 'p', 1).map = [start, stop];
    const inline = state.push('inline', '', 0);
    inline.content = state.getLines(start, stop, state.blkIndent, false).trim();
    inline.map = [start, stop];
    inline.children = [];
    state.push('paragraph_close', 'p', -1);
    state.line = stop;
    return true;
  };
}

/** A quote marks the lines that go on with it without its sign by an indentation below zero. */
function goesOn(state: StateBlock, line: number): boolean {
  const indent = state.sCount[line] ?? 0;
  return state.isEmpty(line) || indent >= state.blkIndent || indent < 0;
}

/** Lines that quotes look through for their ends: more than any text has, and soon done. */
const MOST_LAZY_LINES = 1_000_000;

/** What quotes have looked through: lines in all, and up to which one. */
interface QuoteEnv extends Env {
  lazyLines?: number;
  lastLazyLine?: number;
}

/**
 * Asked by a quote of each line without its sign. It looks for its end before it reads what is in it,
 * and where that ends sooner, at a heading or a code's line, has looked in vain: thousands of such
 * quotes would take quadratic time. Beyond the limit a quote ends at the first such line.
 */
export function limitLazyLines(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  if (!silent) return false;
  const env: QuoteEnv = state.env;
  const last = env.lastLazyLine ?? start;
  env.lazyLines = (env.lazyLines ?? 0) + Math.max(1, start - last);
  env.lastLazyLine = start;
  return env.lazyLines > MOST_LAZY_LINES;
}

const SHARE = /\*ST(?!\s?[a-z0-9])/iy;

/** The star of `*ST康美` belongs to the share's name: before emphasis, which would pair it. */
export function shareNames(state: StateInline, silent: boolean): boolean {
  return (
    state.src.charAt(state.pos - 1) !== '*' && matchesAt(SHARE, state) && takeAsText(state, silent)
  );
}

const LABEL = /\[\^[^\]\s]{1,200}\]/y;

/** Before references to footnotes, which would look for the end of `[^` through all of the text. */
export function longLabels(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('[^', state.pos) || matchesAt(LABEL, state)) return false;
  return takeAsText(state, silent);
}

function takeAsText(state: StateInline, silent: boolean): true {
  if (!silent) state.pending += state.src.charAt(state.pos);
  state.pos++;
  return true;
}

function matchesAt(pattern: RegExp, state: StateInline): boolean {
  pattern.lastIndex = state.pos;
  return pattern.test(state.src);
}

const SPACED_LABEL = /[ \t]*(?:\n[ \t]*| )\[([^[\]^][^[\]]{0,200})?\]/y;

/** With what stands before and in it: no picture's, no footnote's, no box of a list of tasks. */
const SPACED_TEXT = /(?<!!)\[(?!\^|[ xX]\])/y;

/**
 * `[text] [label]`, with a blank or line end between: a link in Markdown before CommonMark, and in
 * Jekyll's kramdown, where the label is defined and the text is no other.
 */
export function spacedReference(state: StateInline, silent: boolean): boolean {
  const { src, pos: start, posMax, md } = state;
  const env: Env = state.env;
  if (env.references === undefined || !matchesAt(SPACED_TEXT, state)) return false;
  const end = md.helpers.parseLinkLabel(state, start, true);
  if (end < 0) return false;
  SPACED_LABEL.lastIndex = end + 1;
  const [found, label] = SPACED_LABEL.exec(src) ?? [];
  if (found === undefined) return false;
  const referenceOf = (name: string) => env.references?.[md.utils.normalizeReference(name)];
  const own = referenceOf(src.slice(start + 1, end));
  const reference = label === undefined ? own : referenceOf(label);
  // `[甲] [乙]`, both defined, are two links: the second one's words would be lost.
  if (reference === undefined || (own !== undefined && own !== reference)) return false;
  if (!silent) {
    const { href, title } = reference;
    const open = state.push('link_open', 'a', 1);
    open.attrSet('href', href);
    if (title) open.attrSet('title', title);
    Object.assign(state, { pos: start + 1, posMax: end });
    md.inline.tokenize(state);
    state.push('link_close', 'a', -1);
  }
  Object.assign(state, { pos: end + 1 + found.length, posMax });
  return true;
}

/** Up to 500 characters of a line, with what stands between round brackets. */
const BLANKS = /(?:[^\n<>()"']|\([^\n<>()"']*\)){1,500}/y;
/** A file's name or a folder's at the end: prose in brackets is no address. */
const PATH = /\.[a-z]\w{1,4}(?:[?#]\S*)?$|\/$/i;

type Destination = ReturnType<MarkdownIt['helpers']['parseLinkDestination']>;

/**
 * An address with blanks in it, `![](/img/Screen Shot (1).png)`, which CommonMark would have between
 * `<` and `>`, and Jekyll's kramdown takes as it stands. `found` is CommonMark's reading.
 */
export function spacedDestination(text: string, start: number, found: Destination): Destination {
  if (!found.ok || text.charAt(start) === '<' || text.charAt(found.pos) !== ' ') return found;
  BLANKS.lastIndex = start;
  const [run = ''] = BLANKS.exec(text) ?? [];
  const path = run.trimEnd();
  const after = text.charAt(start + run.length);
  const isEnd = after === ')' || (path !== run && /["']/.test(after));
  if (!isEnd || !path.includes(' ') || !PATH.test(path)) return found;
  return { ok: true, pos: start + path.length, str: path };
}

/** Aligned cells say so with a class: a page's content policy may forbid `style`. */
export function alignByClass(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'td_open' && token.type !== 'th_open') continue;
    const alignment = /^text-align:(\w+)$/.exec(String(token.attrGet('style')))?.[1];
    if (alignment === undefined) continue;
    token.attrs = alignment === 'left' ? null : [['class', `align-${alignment}`]];
  }
}

/** `~~x~~` is `<del>`, as GitHub and kramdown have it. */
export function deletions(state: StateCore): void {
  for (const { children } of state.tokens) {
    for (const token of children ?? []) if (token.tag === 's') token.tag = 'del';
  }
}

/** Pictures are fetched when they are scrolled to; the sanitiser does the same for HTML's. */
export function lazyImages(state: StateCore): void {
  for (const { children } of state.tokens) {
    for (const token of children ?? []) {
      if (token.type !== 'image') continue;
      for (const [name, value] of LAZY) {
        if (token.attrIndex(name) === -1) token.attrSet(name, value);
      }
    }
  }
}

/** Characters that links and pictures, one inside another too, have in their attributes. */
export function addressLength(tokens: readonly Token[]): number {
  let length = 0;
  for (const { attrs, children } of tokens) {
    for (const [, value] of attrs ?? []) length += String(value).length;
    if (children !== null) length += addressLength(children);
  }
  return length;
}

/** A line break in the source is a space, but nothing between Han characters, which have none. */
export const renderSoftBreak: RendererRule = (tokens, index, options) => {
  if (options.breaks) return '<br>\n';
  return joinsTightly(neighbour(tokens, index, -1), neighbour(tokens, index, 1)) ? '' : '\n';
};

/** The nearest text on one side, past the marks of emphasis and links. */
function neighbour(tokens: readonly Token[], index: number, step: -1 | 1): string {
  for (let at = index + step; ; at += step) {
    const token = tokens[at];
    if (token === undefined) return '';
    if (token.type === 'text' || token.type === 'code_inline') {
      if (token.content !== '') return token.content;
    } else if (token.nesting === 0) {
      return '';
    }
  }
}
