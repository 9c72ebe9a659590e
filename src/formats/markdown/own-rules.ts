/** finews' own Markdown rules, one function each; `markdown.ts` puts them in their places. */
import type { Env, RendererRule, StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import { LAZY } from '../html/allow.js';
import { joinsTightly } from '../text/cjk-spacing.js';
import { pushParagraph } from './block-lines.js';
import { reportFault } from './body-faults.js';

/** Whether the nesting rule has reported a fault: of several the first is enough. */
interface NestingEnv extends Env {
  nested?: boolean;
}

export const NESTED: Readonly<{ message: string; hint: string }> = {
  message: 'Quotes or lists are nested too deep; the innermost are shown as one paragraph',
  hint: 'Nest quotes and lists less.',
};

type BlockRule = (state: StateBlock, start: number, end: number, silent: boolean) => boolean;

/**
 * The first block rule: in a container at level `most`, the rest of the container becomes one paragraph.
 * Without the rule the parser would drop that text silently.
 */
export function limitNesting(most: number): BlockRule {
  return (state, start, end, silent) => {
    if (state.level < most || silent) return false;
    const env: NestingEnv = state.env;
    if (env.nested !== true)
      reportFault(env, 'markdown-nesting', () => ({ ...NESTED, line: start + 1 }));
    env.nested = true;
    // In a list, `end` is that of the whole text: an item ends where a line is indented less.
    let stop = start + 1;
    while (stop < end && goesOn(state, stop)) stop++;
    const content = state.getLines(start, stop, state.blkIndent, false).trim();
    pushParagraph(state, [start, stop], { content });
    return true;
  };
}

/** markdown-it gives a quote's lazy lines, those without `>`, a negative indentation. */
function goesOn(state: StateBlock, line: number): boolean {
  const indent = state.sCount[line] ?? 0;
  return state.isEmpty(line) || indent >= state.blkIndent || indent < 0;
}

/** The most lines that quotes may search for their ends in one text. */
const MOST_LAZY_LINES = 1_000_000;

/** The lines that quotes have searched: their number, and the last one. */
interface QuoteEnv extends Env {
  lazyLines?: number;
  lastLazyLine?: number;
}

/**
 * Ends a quote at a lazy line once the limit is passed. A quote searches its end before its content is
 * read; where the content ends sooner, at a heading or a line of code, the search was in vain, and
 * thousands of such quotes would take quadratic time.
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

/** Runs before footnote references, which would search the whole text for the end of `[^`. */
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

/** Aligned cells say so with a class: a page's content policy may forbid `style`. */
export function alignByClass(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'td_open' && token.type !== 'th_open') continue;
    const alignment = /^text-align:(\w+)$/.exec(String(token.attrGet('style')))?.[1];
    if (alignment === undefined) continue;
    token.attrs = alignment === 'left' ? null : [['class', `align-${alignment}`]];
  }
}

/** As above, and for layouts whose style lacks that class by the old attribute, which no policy forbids. */
export function alignByAttribute(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type !== 'td_open' && token.type !== 'th_open') continue;
    const alignment = /^text-align:(\w+)$/.exec(String(token.attrGet('style')))?.[1];
    if (alignment === undefined) continue;
    token.attrs = [['align', alignment]];
    if (alignment !== 'left') token.attrs.push(['class', `align-${alignment}`]);
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
