/**
 * Formulas between `$$` and `$$`, as Jekyll's kramdown reads them: nothing in them is Markdown. They
 * come out between `\[` and `\]` where they are blocks, else between `\(` and `\)`, which MathJax and
 * KaTeX find without being told.
 */
import type { Env, MarkdownIt, RendererRule, StateBlock, StateInline, Token } from 'markdown-it';
import { isIndented, isOutside, pushParagraph, textAt } from '../block-lines.js';
import { blanked, SPAN as SPAN_OF_CODE } from '../code.js';

/** In a line. */
export const SPAN = 'math_inline';
/** A block of its own. */
export const BLOCK = 'math_block';

/** How formulas are written, by the types of their tokens. */
export const MATH_RENDERERS: Readonly<Record<string, RendererRule>> = {
  [SPAN]: made((tex) => `\\(${tex}\\)`),
  [BLOCK]: made((tex) => `\\[${tex}\\]`),
};

/** As markup where it has some, else by `show`, which gets the escaped TeX. */
export function made(show: (tex: string) => string): RendererRule {
  return (tokens, index, _options, _env, self) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const markup: unknown = token.meta?.['markup'];
    const shown = typeof markup === 'string' ? markup : show(escapeHtml(token.content));
    const isNamed = token.type === BLOCK && (token.attrs ?? []).length > 0;
    return isNamed ? `<div${self.renderAttrs(token)}>${shown}</div>\n` : shown;
  };
}

/** In a picture's description, where nothing is markup, a formula is as it was written. */
export function showMathInDescriptions({ renderer }: MarkdownIt): void {
  const asText = renderer.renderInlineAsText.bind(renderer);
  renderer.renderInlineAsText = (tokens, options, env) =>
    tokens
      .map((token) => (token.type === SPAN ? asWritten(token) : asText([token], options, env)))
      .join('');
}

/** Between its own marks. */
function asWritten({ markup, content }: Token): string {
  const mark = markup === '' ? '$$' : markup;
  return `${mark}${content}${mark === '\\(' ? '\\)' : mark}`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** kramdown's way to have a formula that is a whole paragraph in the line. */
const IN_LINE = /^\\\$\$(?:(?!\$\$)[\s\S])+\$\$[ \t]*(?:\n|$)/;

/** Before the rule for backslashes: `$$x$$`; `$$5 and $$6` are amounts. */
export function mathSpans(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  const isEscaped = pos === 0 && src.startsWith('\\$$') && IN_LINE.test(src);
  const start = isEscaped ? 1 : pos;
  if (!src.startsWith('$$', start)) return false;
  const end = endOfMath(src, start);
  if (end === -1 || end + 2 > state.posMax) return !isEscaped && takeSigns(state, silent);
  if (!silent) state.push(SPAN, '', 0).content = src.slice(start + 2, end).trim();
  state.pos = end + 2;
  return true;
}

/** Signs that begin no formula: all of a row, or its end would begin one. */
function takeSigns(state: StateInline, silent: boolean): true {
  const start = state.pos;
  while (state.pos < state.posMax && state.src.charAt(state.pos) === '$') state.pos++;
  if (!silent) state.pending += state.src.slice(start, state.pos);
  return true;
}

/** Where the formula that begins at `start` ends, before its marks; -1: none begins there. */
export function endOfMath(text: string, start: number): number {
  const end = text.indexOf('$$', start + 2);
  if (end === -1 || isAmount(text, start, end)) return -1;
  return text.slice(start + 2, end).trim() === '' ? -1 : end;
}

/** Whether marks at `end` begin something rather than end it, as in `$$5 and $$6` or `$$ or $$x$$`. */
export function isAmount(text: string, start: number, end: number): boolean {
  const after = text.charAt(end + 2);
  if (/\d/.test(after)) return true;
  const isSpaced = /[ \t]/.test(text.charAt(end - 1));
  return isSpaced && (/[a-z\\]/i.test(after) || /\d/.test(text.charAt(start + 2)));
}

/** Whether there is any in the text: most have none, and need not be looked through. */
interface MathEnv extends Env {
  hasMath?: boolean;
}

function hasMath({ src, env }: { readonly src: string; readonly env: MathEnv }): boolean {
  env.hasMath ??= src.includes('$$');
  return env.hasMath;
}

/** `$$…$$` with nothing beside it, over any lines, blank ones too, and a blank line below it. */
export function mathBlocks(
  state: StateBlock,
  start: number,
  end: number,
  silent: boolean,
): boolean {
  if (silent || !hasMath(state) || !lineAt(state, start).startsWith('$$')) return false;
  let last = start;
  let close = lineAt(state, start).indexOf('$$', 2);
  while (close === -1) {
    last++;
    if (last >= end || isOutside(state, last)) return false;
    close = textAt(state, last).indexOf('$$');
  }
  const rest = textAt(state, last).slice(close + 2);
  if (rest.trim() !== '' || !isBoundary(state, last + 1, end)) return false;
  const lines = state.getLines(start, last + 1, state.blkIndent, false).trim();
  const content = lines.slice(2, -2).trim();
  if (content === '') return false;
  const formula = new state.Token(BLOCK, '', 0);
  formula.content = content;
  // Without content of its own: no rule for words finds any.
  pushParagraph(state, [start, last + 1], { children: [formula] });
  return true;
}

/** Empty where it is indented as code is. */
function lineAt(state: StateBlock, line: number): string {
  return isIndented(state, line) ? '' : textAt(state, line);
}

function isBoundary(state: StateBlock, line: number, end: number): boolean {
  return (
    line >= end ||
    state.isEmpty(line) ||
    isOutside(state, line) ||
    textAt(state, line).startsWith('{:')
  );
}

/**
 * Before the rules for paragraphs and underlined headings: a paragraph with a formula over several
 * lines, of which one may begin as a list's item, a quote or a heading does.
 */
export function mathParagraphs(
  state: StateBlock,
  start: number,
  end: number,
  silent: boolean,
): boolean {
  if (silent || !hasMath(state)) return false;
  const terminators = state.md.block.ruler.getRules('paragraph');
  const before = state.parentType;
  state.parentType = 'paragraph';
  let isCrossed = false;
  let line = start;
  for (; ; line++) {
    const last = lastLineOfMath(state, line, end);
    isCrossed ||= last > line;
    line = last;
    const next = line + 1;
    if (next >= end || state.isEmpty(next)) break;
    if (isIndented(state, next) || (state.sCount[next] ?? 0) < 0) continue;
    if (terminators.some((rule) => rule(state, next, end, true))) break;
    // An underlined heading is another rule's.
    if (!isCrossed && /^(?:-+|=+)[ \t]*$/.test(textAt(state, next))) break;
  }
  state.parentType = before;
  if (!isCrossed) return false;
  const stop = line + 1;
  const content = state.getLines(start, stop, state.blkIndent, false).trim();
  pushParagraph(state, [start, stop], { content });
  return true;
}

/** Of the formulas that begin in a line: the line itself where all of them end there. */
function lastLineOfMath(state: StateBlock, first: number, end: number): number {
  let line = first;
  let text = wordsAt(state, line);
  for (let at = text.indexOf('$$'); at !== -1; at = text.indexOf('$$', at)) {
    let last = line;
    let close = text.indexOf('$$', at + 2);
    // Of the lines between nothing matters but that they are there.
    while (close === -1 && ++last < end && !state.isEmpty(last) && !isOutside(state, last)) {
      const next = wordsAt(state, last);
      const found = next.indexOf('$$');
      if (found === -1) continue;
      const start = text.slice(at, at + 3);
      text = `${start}\n${next}`;
      [at, close] = [0, start.length + 1 + found];
    }
    if (close === -1 || isAmount(text, at, close)) return line;
    line = last;
    at = close + 2;
  }
  return line;
}

/** A line with blanks for its code, in which signs begin no formula. */
function wordsAt(state: StateBlock, line: number): string {
  const text = textAt(state, line);
  return text.includes('`') ? blanked(text, [SPAN_OF_CODE]) : text;
}
