/**
 * HTML in the words of Markdown: a tag as HTML has it, names with a colon too; a comment, `<pre>` or script
 * whole, up to its own end, over blank lines where that is below one. What has no end is text, and reported.
 */
import type { Env, StateCore, StateInline, Token } from 'markdown-it';
import { RAW, rawEnd } from '../../html/balance.js';
import { isWhole } from '../../html/reader.js';
import { type BodyFault, lineIn, quoted, reportFault } from '../body-faults.js';

/** An attribute may follow the quote of another at once, and bare values have `=` in them, as in HTML. */
const ATTRIBUTE =
  '(?:\\s+|(?<=["\']))[a-z_:][\\w:.-]*(?:\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s"\'<>`]+))?';
/** With what stands before a colon as Word and its like have it: `o:p`, `st1:chsdate`. */
const NAME = '(?:[a-z][a-z\\d]{0,15}:[a-z_][\\w.-]*|[a-z][a-z\\d-]*)';

/** A tag, but not in upper case: for patterns that mind none. */
export const TAG: string = `<(?:${NAME}(?:${ATTRIBUTE})*\\s*/?|/${NAME}\\s*)>`;

const TAG_HERE = new RegExp(TAG, 'iy');
/** An attribute whose value the text ends in. */
const OPEN_ATTRIBUTE = '(?:\\s+|(?<=["\']))[a-z_:][\\w:.-]*\\s*=\\s*(?:"[^"]*|\'[^\']*)?';
/** A tag that may go on in the next line. */
const OPEN_TAG_HERE = new RegExp(
  `<(?:${NAME}(?:${ATTRIBUTE})*(?:${OPEN_ATTRIBUTE})?\\s*/?|/${NAME}\\s*)$`,
  'iy',
);
const NAME_HERE = /<([a-z][a-z\d-]*)/iy;
/** Those of other languages, and what Word writes around its lists; all end at the next `>`. */
const BOGUS_HERE = /<(?:[?!][a-z]|!\[(?:if|endif)\b)/iy;
const DATA = '<![CDATA[';
/** A kind of markup, as the others are named by their element. */
export const COMMENT = '<!--';
/** The kind of a tag that goes on below the text. */
export const OPEN_TAG = '<';
const COMMENT_END = /--!?>/g;

/** Markup in a text that has no end there. */
export interface UnendedMarkup {
  readonly kind: string;
  /** The text, and where in it the markup is. */
  readonly src: string;
  readonly at: number;
}

/** What the rules for HTML in words know of a text. */
export interface SpanEnv extends Env {
  unended?: UnendedMarkup[];
  /** Kinds whose end was looked for in vain in a text, and from where on. */
  endlessSpans?: { readonly src: string; readonly from: Map<string, number> };
  /** The first `>` behind a place in a text; -1: there is none. */
  nextClose?: { readonly src: string; readonly from: number; readonly at: number };
  /** The next markup that may be open over lines. */
  nextMarkup?: { readonly from: number; readonly at: number };
  endless?: Map<string, readonly [from: number, to: number]>;
}

/** `<m:abc>`, but for the letters of Word and its like. */
const NAMED = /^<((?![opvwx]:)[a-z]:[\w.-]+)>$/i;
/** So far the end tag of one may be away. */
const NEAR = 2000;

/** Whether a tag is none: for CommonMark a letter before a colon makes no address, and what nothing ends no tag. */
export function isName(tag: string, ends: { has(name: string): boolean }): boolean {
  const name = NAMED.exec(tag)?.[1];
  return name !== undefined && !ends.has(name.toLowerCase());
}

/** Instead of markdown-it's own rule for HTML in words. */
export function htmlSpan(state: StateInline, silent: boolean): boolean {
  if (!state.md.options.html || state.src.charAt(state.pos) !== '<') return false;
  const end = spanEnd(state, silent);
  if (end === -1) return false;
  if (!silent) {
    const token = state.push('html_inline', '', 0);
    token.content = state.src.slice(state.pos, end);
    if (/^<a[\s>]/i.test(token.content)) state.linkLevel++;
    if (/^<\/a\s*>/i.test(token.content)) state.linkLevel--;
  }
  state.pos = end;
  return true;
}

/** The position after the markup here, or -1: there is none, or it is open. */
function spanEnd(state: StateInline, silent: boolean): number {
  const { src, pos } = state;
  if (src.startsWith(COMMENT, pos)) {
    const short = ['>', '->'].find((mark) => src.startsWith(mark, pos + COMMENT.length));
    if (short !== undefined) return pos + COMMENT.length + short.length;
    return endOf(COMMENT, pos + COMMENT.length, state, silent);
  }
  if (src.startsWith(DATA, pos)) return endOf(DATA, pos + DATA.length, state, silent);
  const bogus = bogusEnd(state);
  if (bogus !== -1) return bogus;
  const end = endAt(TAG_HERE, state);
  if (end === -1) {
    if (!silent && endAt(OPEN_TAG_HERE, state) !== -1) noteUnended(state, OPEN_TAG);
    return -1;
  }
  const below = src.slice(end, end + NEAR).toLowerCase();
  if (isName(src.slice(pos, end), { has: (name) => below.includes(`</${name}`) })) return -1;
  NAME_HERE.lastIndex = pos;
  const name = NAME_HERE.exec(src)?.[1]?.toLowerCase() ?? '';
  if (!isWhole(name) || src.charAt(pos + 1 + name.length) === ':') return end;
  if (src.endsWith('/>', end) && !RAW.has(name)) return end;
  const stop = endOf(name, end, state, silent);
  // Of the others a browser would show what is in them.
  return stop === -1 && !RAW.has(name) ? end : stop;
}

/** Of a processing instruction, a declaration, a condition of Word's: the next `>` ends them. */
function bogusEnd(state: StateInline): number {
  const { src, pos } = state;
  const isBogus = endAt(BOGUS_HERE, state) !== -1;
  if (!isBogus && !src.startsWith('<?', pos)) return -1;
  const env: SpanEnv = state.env;
  const known = env.nextClose;
  const isKnown = known?.src === src && known.from <= pos && (pos < known.at || known.at === -1);
  const at = isKnown ? known.at : src.indexOf('>', pos);
  if (!isKnown) env.nextClose = { src, from: pos, at };
  const isClosed = isBogus || (at > pos + 2 && src.charAt(at - 1) === '?');
  return at !== -1 && isClosed ? at + 1 : -1;
}

function endAt(pattern: RegExp, { src, pos }: StateInline): number {
  pattern.lastIndex = pos;
  return pattern.test(src) ? pattern.lastIndex : -1;
}

/** The position after the end of markup of that kind, looked for from `from`; else it is noted as open. */
function endOf(kind: string, from: number, state: StateInline, silent: boolean): number {
  const env: SpanEnv = state.env;
  if (env.endlessSpans?.src !== state.src) {
    env.endlessSpans = { src: state.src, from: new Map() };
  }
  const { from: endless } = env.endlessSpans;
  const end = from < (endless.get(kind) ?? Infinity) ? kindEnd(kind, state.src, from) : -1;
  if (end !== -1 && end <= state.posMax) return end;
  if (end === -1) endless.set(kind, Math.min(from, endless.get(kind) ?? Infinity));
  if (!silent) noteUnended(state, kind);
  return -1;
}

function noteUnended({ env, src, pos }: StateInline, kind: string): void {
  const known: SpanEnv = env;
  known.unended ??= [];
  known.unended.push({ kind, src, at: pos });
}

/** The position after the end of a comment or of a whole element, or -1. */
export function kindEnd(kind: string, text: string, from: number): number {
  if (kind === COMMENT) {
    COMMENT_END.lastIndex = from;
    return COMMENT_END.test(text) ? COMMENT_END.lastIndex : -1;
  }
  if (kind === DATA) return text.indexOf('>', from) + 1 || -1;
  const tag = kind === 'plaintext' ? -1 : rawEnd(text, kind, from);
  const end = tag === -1 ? -1 : text.indexOf('>', tag);
  return end === -1 ? -1 : end + 1;
}

/** After all words are parsed: what is open in them, and shown as text, is reported. */
export function reportUnended(state: StateCore): void {
  const env: SpanEnv = state.env;
  for (const { kind, src, at } of env.unended ?? []) {
    if (kind === OPEN_TAG || (isWhole(kind) && !RAW.has(kind))) continue;
    reportFault(env, 'html-unbalanced', () => unendedFault(src, at, lineOf(state.tokens, src, at)));
  }
}

/** Of markup at `at` in `text` that is shown as it is written; `line` from 1. */
export function unendedFault(text: string, at: number, line: number): Omit<BodyFault, 'code'> {
  const [start = ''] = text.slice(at).split('\n', 1);
  const message = `${quoted(start)} never ends, and is shown as text`;
  return { message, hint: 'Write its end, or `&lt;` where it is no markup.', line };
}

/** A table's cells know no line: theirs is that of their row. */
function lineOf(tokens: readonly Token[], src: string, at: number): number {
  const index = tokens.findIndex(({ type, content }) => type === 'inline' && content === src);
  const words = tokens[index];
  const map = tokens.slice(0, index + 1).findLast((token) => token.map !== null)?.map ?? [0];
  return words?.map ? lineIn(words, at) : map[0] + 1;
}
