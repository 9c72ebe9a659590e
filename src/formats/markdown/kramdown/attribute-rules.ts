/**
 * Where kramdown's attribute lists stand: on lines of their own below or above a block, behind what a
 * mark made of words, at the start of a list's item, and `{#id}` at the end of a heading. Anywhere
 * else, and where they are not well formed, they are text.
 */
import type { StateBlock, StateCore, StateInline, Token } from 'markdown-it';
import { isIndented, startOf } from '../block-lines.js';
import { lineIn } from '../body-faults.js';
import {
  type AttributeEnv,
  type AttributeList,
  addAttributes,
  keepNamed,
  parseAttributes,
  reportUnknown,
  reportUnnamed,
} from './attributes.js';

/** Blocks that show nothing; a list below one belongs to what comes next. */
export const NOTHING = 'nothing';
const OF_PREVIOUS = 'attributes_of_previous';
const OF_NEXT = 'attributes_of_next';
const OF_SPAN = 'attributes_of_span';

const LINE = /^\{:(?![:/])(?:([A-Za-z_][\w-]*):)?((?:\\.|[^\\{}])+)\}[ \t]*$/;

/** A line `{: .class}`, or `{:name: .class}`; it ends the paragraph, quote, list or table above it. */
export function attributeLines(
  state: StateBlock,
  start: number,
  _end: number,
  silent: boolean,
): boolean {
  const from = startOf(state, start);
  if (!state.src.startsWith('{:', from)) return false;
  if (isIndented(state, start)) return false;
  const [, name, text = ''] = LINE.exec(state.src.slice(from, state.eMarks[start])) ?? [];
  const list = text === '' ? null : parseAttributes(text);
  if (list === null) return false;
  if (silent) return true;
  const written = state.src.slice(from, state.eMarks[start]);
  if (name !== undefined) keepNamed(state.env, name, list, { line: start + 1, text: written });
  const follows = start > 0 && !state.isEmpty(start - 1);
  const type = name !== undefined ? NOTHING : follows ? OF_PREVIOUS : OF_NEXT;
  const token = state.push(type, '', 0);
  token.content = text;
  token.map = [start, start + 1];
  state.line = start + 1;
  return true;
}

/** The state of walking through the blocks of one container. */
interface Siblings {
  previous: Token | null;
  /** For the next block. */
  readonly waiting: AttributeList[];
}

/** Puts the lists between blocks on the blocks, before inline parsing, when all names are known. */
export function placeBlockAttributes(state: StateCore): void {
  if (!/\{[:#]/.test(state.src)) return;
  const tokens: Token[] = [];
  const open: Siblings[] = [{ previous: null, waiting: [] }];
  for (const token of state.tokens) {
    const siblings = open.at(-1);
    if (siblings === undefined) continue;
    if (token.type === OF_PREVIOUS || token.type === OF_NEXT) {
      placeList(token, tokens.at(-1), siblings, state.env);
    } else if (token.type === NOTHING) {
      siblings.previous = null;
    } else {
      if (token.nesting < 0) open.pop();
      else enter(token, siblings, state.env);
      if (token.nesting > 0) open.push({ previous: null, waiting: [] });
      if (token.type === 'inline') takeFromText(token, tokens, state.env);
      if (token.type === 'html_block') token.content = withoutLists(token.content);
      tokens.push(token);
    }
  }
  state.tokens = tokens;
}

function enter(token: Token, siblings: Siblings, env: AttributeEnv): void {
  for (const list of siblings.waiting.splice(0)) addAttributes(token, list, env);
  siblings.previous = token;
}

/** `before` is what was opened or closed just before the list. */
function placeList(
  token: Token,
  before: Token | undefined,
  siblings: Siblings,
  env: AttributeEnv,
): void {
  const list = parseAttributes(token.content);
  if (list === null) return;
  reportUnknown(list, { env, text: `{:${token.content}}`, line: (token.map?.[0] ?? 0) + 1 });
  const isItem = before?.type === 'list_item_open' && before.map?.[0] === token.map?.[0];
  if (token.type === OF_NEXT) siblings.previous = null;
  const target = isItem ? before : siblings.previous;
  if (target === null) siblings.waiting.push(list);
  else addAttributes(target, list, env);
}

const HEADING_ID = /[ \t]\{#([\p{L}_:][\p{L}\p{M}\p{N}_:.-]*)\}[ \t]*$/u;
const ITEM_START = /^\{:(?![:/])((?:\\.|[^\\{}])+)\}\s*/;

/** What belongs to the heading or to the list's item that the text is in; `before` ends with those. */
function takeFromText(inline: Token, before: readonly Token[], env: AttributeEnv): void {
  const block = before.at(-1);
  const item = before.at(-2);
  if (block?.type === 'heading_open') {
    const [found, id] = HEADING_ID.exec(inline.content) ?? [];
    if (found === undefined || id === undefined) return;
    inline.content = inline.content.slice(0, -found.length).trimEnd();
    if (block.attrGet('id') === null) block.attrSet('id', id);
  } else if (block?.type === 'paragraph_open' && item?.type === 'list_item_open') {
    const [found, text = ''] = ITEM_START.exec(inline.content) ?? [];
    const list = found === undefined ? null : parseAttributes(text);
    if (found === undefined || list === null) return;
    inline.content = inline.content.slice(found.length);
    reportUnknown(list, { env, text: `{:${text}}`, line: (inline.map?.[0] ?? 0) + 1 });
    addAttributes(item, list, env);
  }
}

/** HTML goes on to the next blank line; lists below its end are not of it, and it takes none. */
function withoutLists(html: string): string {
  if (!html.includes('{:')) return html;
  const [start = '', name = ''] = /^\s*<([a-z][\w-]*)/i.exec(html) ?? [];
  const end = new RegExp(`${/^(?:img|br|hr)$/i.test(name) ? '' : `</${name}`}>\\s*$`, 'i');
  if (start === '') return html;
  const kept: string[] = [];
  let ends = false;
  for (const line of html.split('\n')) {
    if (ends && isList(line.trim())) continue;
    kept.push(line);
    ends = end.test(line);
  }
  return kept.join('\n');
}

function isList(line: string): boolean {
  const [, , text = ''] = LINE.exec(line) ?? [];
  return text !== '' && parseAttributes(text) !== null;
}

/** What ends the Markdown of an element in a line, or another list. */
const BEFORE = /[)\]*_~`>}$]/;
const SPAN = /\{:(?![:/])((?:\\.|[^\\{}])+)\}/sy;

/** `{: .class}` in a line. Whether something that can have it stands before it shows afterwards. */
export function attributeSpans(state: StateInline, silent: boolean): boolean {
  if (!state.src.startsWith('{:', state.pos)) return false;
  if (!BEFORE.test(state.src.charAt(state.pos - 1))) return false;
  SPAN.lastIndex = state.pos;
  const [found, text = ''] = SPAN.exec(state.src) ?? [];
  if (found === undefined || parseAttributes(text) === null) return false;
  if (!silent) state.push(OF_SPAN, '', 0).content = text;
  state.pos += found.length;
  return true;
}

/** After emphasis is known, puts the lists in lines on what stands before them. */
export function placeSpanAttributes(state: StateCore): void {
  if (!state.src.includes('{:')) return;
  for (const token of state.tokens) {
    if (token.children !== null) token.children = placeSpans(token.children, token, state.env);
  }
  reportUnnamed(state.env);
}

const TEXT = /^(?:text|text_special|softbreak|hardbreak)$/;

function placeSpans(tokens: readonly Token[], inline: Token, env: AttributeEnv): Token[] {
  const placed: Token[] = [];
  const open: Token[] = [];
  let last: Token | null = null;
  for (const token of tokens) {
    if (token.type === OF_SPAN && last !== null) {
      const list = parseAttributes(token.content);
      if (list === null) continue;
      const text = `{:${token.content}}`;
      reportUnknown(list, { env, text, line: lineIn(inline, inline.content.indexOf(text)) });
      addAttributes(last, list, env);
      continue;
    }
    if (token.type === OF_SPAN) {
      token.type = 'text';
      token.content = `{:${token.content}}`;
    } else if (token.nesting > 0) open.push(token);
    // Where emphasis ends, an empty text may be left.
    if (token.nesting < 0) last = open.pop() ?? null;
    else if (token.nesting > 0) last = null;
    else if (token.type !== 'text' || token.content !== '')
      last = TEXT.test(token.type) ? null : token;
    if (token.children !== null) token.children = placeSpans(token.children, inline, env);
    placed.push(token);
  }
  return placed;
}
