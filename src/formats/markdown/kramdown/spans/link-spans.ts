/** kramdown's links, pictures, addresses in angle brackets, and marks of footnotes. */
import type { AttributeList } from '../attributes.js';
import { addAttributes } from '../attributes.js';
import { linkName } from '../blocks/reference-blocks.js';
import { find, flush, match, push, type SpanRule, type SpanState, take } from './span-state.js';

const START = /!?\[(?=[^^])/y;
/** Longer ones are text: each would be looked through. */
const LONGEST_LABEL = 1000;
/** Signs in an address that may end it. */
const MOST_SIGNS = 100;
const LABEL = /\s*?\[([^\]]+)?\]/y;

interface LinkTarget {
  readonly address: string;
  readonly title: string;
  /** Behind the link. */
  readonly end: number;
  /** Of the definition. */
  readonly label?: string;
  readonly lists?: readonly AttributeList[];
}

export const link: SpanRule = (state) => {
  const [start] = match(state, START) ?? [];
  if (start === undefined) return false;
  const isPicture = start.startsWith('!');
  const isInside = state.open.includes('a') || state.open.includes('img');
  if (!isPicture && isInside) return take(state, start);
  const { pos, max } = state;
  const from = pos + start.length;
  state.shared.brackets ??= bracketsOf(state.src);
  const close = state.shared.brackets.get(from - 1) ?? -1;
  const target = close === -1 || close >= max ? null : targetOf(state, from, close);
  if (target === null) return take(state, start);
  const { env } = state.shared;
  const parse = (name: string): void => {
    Object.assign(state, { pos: from, max: close, plainFrom: from });
    state.open.push(name);
    state.shared.parseOn(state, null);
    state.open.pop();
    flush(state);
  };
  const token = isPicture ? push(state, 'image', 'img', 0) : push(state, 'link_open', 'a', 1);
  // References are written once more where the attribute is.
  const { unescapeAll } = state.shared.core.md.utils;
  const read = (value: string): string =>
    value.includes('&') ? unescapeAll(value.replaceAll('\\', '\\\\')) : value;
  const address = read(target.address);
  token.attrs = isPicture
    ? [
        ['src', address],
        ['alt', ''],
      ]
    : [['href', address]];
  if (target.title !== '') token.attrs.push(['title', read(target.title)]);
  token.meta = { at: pos, ...(target.label === undefined ? {} : { label: target.label }) };
  for (const list of target.lists ?? []) addAttributes(token, list, env);
  if (isPicture) {
    const text = new state.shared.core.Token('text', '', 0);
    text.content = read(unescaped(state.src.slice(from, close)));
    token.content = text.content;
    token.children = [text];
  } else {
    parse('a');
    push(state, 'link_close', 'a', -1);
  }
  Object.assign(state, { pos: target.end, max });
  return true;
};

function unescaped(words: string): string {
  return words.replace(/\\([\\.*_+`<>()[\]{}#!:|"'$=~-])/g, '$1');
}

function targetOf(state: SpanState, from: number, close: number): LinkTarget | null {
  const { src, max } = state;
  LABEL.lastIndex = close + 1;
  const found = LABEL.exec(src);
  const hasLabel = found !== null && close + 1 + found[0].length <= max;
  if (!hasLabel && src.charAt(close + 1) === '(' && close + 1 < max)
    return inlineTarget(state, close + 2);
  const end = close + 1 + (hasLabel ? found[0].length : 0);
  const own = hasLabel ? found[1] : undefined;
  if (own === undefined && close - from > LONGEST_LABEL) return null;
  // What stands in for a label is words.
  const label = linkName(own ?? unescaped(src.slice(from, close)));
  const { links } = state.shared.env;
  const definition = links?.get(label);
  if (definition === undefined) return null;
  const { address, title, end: block } = definition;
  return { address: address.trim(), title, end, label, lists: block.lists };
}

const IN_ANGLES = /<([^\n>]{0,2000}?)>/y;
const TITLE = /\s*?(["'])([\s\S]{1,1000}?)\1\s*?\)/y;
const SIGN = /[()]|\s(?=['"])/g;

/** What stands behind `](`. */
function inlineTarget(state: SpanState, from: number): LinkTarget | null {
  const { src, max } = state;
  if (find(state, ')', from) === -1) return null;
  IN_ANGLES.lastIndex = from;
  const angled = IN_ANGLES.exec(src);
  if (angled !== null) {
    const end = from + angled[0].length;
    const address = angled[1] ?? '';
    if (src.charAt(end) === ')' && end < max) return { address, title: '', end: end + 1 };
    return titled(src, address, end, max);
  }
  let depth = 1;
  let signs = 0;
  SIGN.lastIndex = from;
  for (let sign = SIGN.exec(src); sign !== null; sign = SIGN.exec(src)) {
    if (sign.index >= max || ++signs > MOST_SIGNS) return null;
    if (sign[0] === '(') depth++;
    else if (sign[0] === ')') {
      depth--;
      if (depth > 0) continue;
      return { address: src.slice(from, sign.index).trim(), title: '', end: sign.index + 1 };
    } else return titled(src, src.slice(from, sign.index).trim(), sign.index, max);
  }
  return null;
}

function titled(src: string, address: string, from: number, max: number): LinkTarget | null {
  TITLE.lastIndex = from;
  const [found, , title = ''] = TITLE.exec(src) ?? [];
  if (found === undefined || from + found.length > max) return null;
  return { address, title, end: from + found.length };
}

const BRACKET = /\\[\s\S]|`+|[[\]]/g;

/** Pairs of brackets, but for those that are escaped, in code, or of a footnote's mark. */
function bracketsOf(src: string): ReadonlyMap<number, number> {
  const pairs = new Map<number, number>();
  const open: number[] = [];
  const endless = new Set<string>();
  BRACKET.lastIndex = 0;
  for (let found = BRACKET.exec(src); found !== null; found = BRACKET.exec(src)) {
    const [sign] = found;
    if (sign === '[') open.push(found.index);
    else if (sign === ']') {
      const start = open.pop();
      if (start !== undefined) pairs.set(start, found.index);
    } else if (sign.startsWith('`') && !endless.has(sign)) {
      const end = src.indexOf(sign, BRACKET.lastIndex);
      if (end === -1) endless.add(sign);
      else BRACKET.lastIndex = end + sign.length;
    }
  }
  return pairs;
}

const NOTE = /\[\^(\w[\w:-]*)\]/y;

export const footnoteMark: SpanRule = (state) => {
  const [found, name = ''] = match(state, NOTE) ?? [];
  if (found === undefined) return false;
  // Of no footnote: text as it stands, and no link's either.
  if (state.shared.env.notes?.has(name) !== true) return take(state, found);
  // Numbered when all of them are known.
  push(state, 'footnote_ref', '', 0).meta = { label: name, id: 0, subId: 0 };
  state.pos += found.length;
  return true;
};

const ADDRESS =
  /<((?:mailto|https?|ftps?):[^\n]{1,2000}?|[\p{L}\p{N}._-]{1,200}@[\p{L}\p{N}._-]{1,200})>/uy;

export const autolink: SpanRule = (state) => {
  const [found, address = ''] = match(state, ADDRESS) ?? [];
  if (found === undefined) return false;
  const isMail = !/^(?:mailto|https?|ftps?):/.test(address);
  const token = push(state, 'link_open', 'a', 1);
  const { unescapeAll } = state.shared.core.md.utils;
  const read = unescapeAll(address.replaceAll('\\', '\\\\'));
  token.attrs = [['href', isMail ? `mailto:${read}` : read]];
  token.meta = { at: state.pos };
  push(state, 'text', '', 0).content = read.replace(/^mailto:/, '');
  push(state, 'link_close', 'a', -1);
  state.pos += found.length;
  return true;
};
