/** kramdown's smaller rules for words: code, formulas, entities, escapes, breaks, attribute lists, extensions. */
import { addAttributes, reportUnknown } from '../attributes.js';
import { kramdownList } from '../lax-attributes.js';
import { endOfMath, SPAN as MATH } from '../math.js';
import { kramdownSettings } from '../settings.js';
import {
  before,
  find,
  isEndless,
  lineNow,
  match,
  noteEndless,
  push,
  type SpanRule,
  type SpanState,
  take,
} from './span-state.js';

const TICKS = /`+/y;

export const codeSpan: SpanRule = (state) => {
  const [ticks = ''] = match(state, TICKS) ?? [];
  const from = state.pos + ticks.length;
  const isSimple = ticks.length === 1;
  if (isSimple && /^\s?$/.test(before(state)) && /\s/.test(state.src.charAt(from))) {
    return take(state, ticks);
  }
  const kind = `${ticks} ${state.max}`;
  const end = isEndless(state, kind) ? -1 : find(state, ticks, from);
  if (end === -1) {
    noteEndless(state, kind);
    return take(state, ticks);
  }
  const text = state.src.slice(from, end);
  push(state, 'code_inline', 'code', 0).content = isSimple ? text : text.replace(/^ | $/g, '');
  state.pos = end + ticks.length;
  return true;
};

export const mathSpan: SpanRule = (state) => {
  const { src, pos } = state;
  if (!src.startsWith('$$', pos)) return false;
  const end = endOfMath(src, pos);
  if (end === -1 || end + 2 > state.max) {
    const [signs = ''] = match(state, /\$+/y) ?? [];
    return take(state, signs);
  }
  push(state, MATH, '', 0).content = src.slice(pos + 2, end).trim();
  state.pos = end + 2;
  return true;
};

const ENTITY = /&(?:[A-Za-z_:][\w.:-]{0,40}|#\d{1,10}|#x[0-9a-fA-F]{1,8});/y;

export const entity: SpanRule = (state) => {
  const [found] = match(state, ENTITY) ?? [];
  if (found === undefined) return false;
  return take(state, state.shared.core.md.utils.unescapeAll(found), found.length);
};

const ESCAPE = /\\([\\.*_+`<>()[\]{}#!:|"'$=-])/y;
const ESCAPE_GFM = /\\([\\.*_+`<>()[\]{}#!:|"'$=\-~])/y;
const ESCAPED_ANGLES = /\\(<<|>>)/y;
const BREAK = /\\\\(?=\n)/y;

export const escaped: SpanRule = (state) => {
  // A backslash before a formula that begins a block: it is one of words, and no block of its own.
  if (state.pos === 0 && /^\\\$\$[^$]+\$\$\s*$/.test(state.src)) {
    state.pos += 1;
    return mathSpan(state);
  }
  const broken = match(state, BREAK);
  if (broken !== null) return take(state, '\\\\');
  const [angles, two = ''] = match(state, ESCAPED_ANGLES) ?? [];
  if (angles !== undefined) return take(state, two, 3);
  const pattern = state.shared.settings.isGfm ? ESCAPE_GFM : ESCAPE;
  const [found, sign = ''] = match(state, pattern) ?? [];
  return found !== undefined && take(state, sign, 2);
};

/** A line's end: a break behind two blanks or two backslashes, with GitHub's habits behind one. */
export const lineEnd: SpanRule = (state) => {
  const { isGfm, hardWrap } = state.shared.settings;
  const { pending } = state;
  const isPlain = state.plainFrom < state.pos;
  const backslash = state.src.startsWith('\\\\', state.pos - 2)
    ? 2
    : isGfm && before(state) === '\\'
      ? 1
      : 0;
  const isSpaced = isPlain && pending.endsWith('  ');
  const cut = backslash > 0 && pending.endsWith('\\'.repeat(backslash)) ? backslash : 0;
  state.pending = pending.slice(0, pending.length - cut).replace(/[ \t]+$/, '');
  push(state, hardWrap || isSpaced || cut > 0 ? 'hardbreak' : 'softbreak', 'br', 0);
  const blanks = /[ \t]*/y;
  state.pos++;
  state.plainFrom = state.pos - 1;
  const [indent = ''] = match(state, blanks) ?? [];
  state.pos += indent.length;
  return true;
};

const EXTENSION = /\{::(comment|nomarkdown|options)(?:\s((?:\\\}|[^}]){0,2000}?))??(\/)?\}/y;
const LIST = /\{:((?:\\\}|[^}]){1,2000}?)\}/y;

/** `{::comment}…{:/}`, and lists on what stands right before them. */
export const spanExtension: SpanRule = (state) => {
  if (find(state, '}', state.pos) === -1) return false;
  const [found, name, options = '', isWhole] = match(state, EXTENSION) ?? [];
  if (found !== undefined && name !== undefined)
    return extension(state, [found, name, options], isWhole !== undefined);
  const [written, inside = ''] = match(state, LIST) ?? [];
  if (written === undefined || /^[:/]/.test(inside) || state.pending !== '') return false;
  const target = lastElement(state);
  if (target === null) return false;
  const { env } = state.shared;
  const at = lineNow(state);
  const list = kramdownList(inside, env, at);
  reportUnknown(list, { env, text: written, line: at + 1 });
  addAttributes(target, list, env);
  if (target.type === 'html_inline') writeAttributes(target, state);
  state.pos += written.length;
  return true;
};

/** Into a tag's text; of two attributes of one name HTML has the first. */
function writeAttributes(tag: SpanState['tokens'][number], { shared }: SpanState): void {
  const { escapeHtml, unescapeAll } = shared.core.md.utils;
  const [, own] = /\sclass\s*=\s*("[^"]*"|'[^']*')/i.exec(tag.content) ?? [];
  const written = (tag.attrs ?? []).map(([name, value]) => {
    const whole =
      name === 'class' && own !== undefined ? `${unescapeAll(own.slice(1, -1))} ${value}` : value;
    return ` ${name}="${escapeHtml(String(whole))}"`;
  });
  tag.attrs = null;
  tag.content = tag.content.replace(/^<[^\s/>]+/, (name) => name + written.join(''));
}

/** What was opened and closed right before; null: it is text, or still open. */
function lastElement({ tokens }: SpanState): SpanState['tokens'][number] | null {
  let depth = 0;
  for (let index = tokens.length - 1; index >= 0; index--) {
    const token = tokens[index];
    if (token === undefined) return null;
    depth -= token.nesting;
    if (depth < 0) return null;
    if (depth > 0) continue;
    if (token.type === 'html_inline' || token.nesting > 0) return token;
    return /^(?:code_inline|image|footnote_ref|math_inline)$/.test(token.type) ? token : null;
  }
  return null;
}

/** For what follows, also in later paragraphs. */
function setOptions(state: SpanState, options: string): void {
  const { shared } = state;
  const { attributes } = kramdownList(options, shared.env, lineNow(state));
  shared.settings = kramdownSettings(shared.settings, Object.fromEntries(attributes));
  shared.env.settings = shared.settings;
}

function extension(
  state: SpanState,
  [start, name, options]: readonly [string, string, string],
  isWhole: boolean,
): boolean {
  if (isWhole) {
    if (name === 'options') setOptions(state, options);
    state.pos += start.length;
    return true;
  }
  const from = state.pos + start.length;
  const named = find(state, `{:/${name}}`, from);
  const short = find(state, '{:/}', from);
  const end = named === -1 || (short !== -1 && short < named) ? short : named;
  if (end === -1) return false;
  if (name === 'nomarkdown') {
    const type = state.shared.hasHtml ? 'html_inline' : 'text';
    push(state, type, '', 0).content = state.src.slice(from, end);
  } else push(state, 'html_inline', '', 0);
  state.pos = end + (end === short ? '{:/}' : `{:/${name}}`).length;
  return true;
}
