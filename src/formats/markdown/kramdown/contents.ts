/** kramdown's `{:toc}`: the first list that has it becomes a table of contents, one link a heading. */
import type { StateCore, Token } from 'markdown-it';
import { isSparing } from '../growth.js';
import type { KramdownEnv } from './blocks/block-tree.js';
import { CONTENTS } from './layout.js';

interface Heading {
  readonly level: number;
  readonly id: string;
  readonly words: readonly Token[];
}

interface ContentsEntry {
  readonly heading: Heading;
  readonly entries: ContentsEntry[];
}

/** After headings have their ids. A heading without one, or of the class `no_toc`, is left out. */
export function contentsOf(levels: readonly number[]): (state: StateCore) => void {
  return (state) => {
    const env: KramdownEnv = state.env;
    placeContents(state, env.settings?.tocLevels ?? levels);
  };
}

function placeContents(state: StateCore, levels: readonly number[]): void {
  if (isSparing(state.env, 'reuse')) return;
  const start = state.tokens.findIndex(
    ({ type, meta }) => type.endsWith('_list_open') && meta?.['isContents'] === true,
  );
  const list = state.tokens[start];
  if (list === undefined) return;
  const end = state.tokens.findIndex(
    ({ level, nesting }, index) => index > start && nesting === -1 && level === list.level,
  );
  const id = list.attrGet('id') ?? 'markdown-toc';
  list.attrSet('id', id);
  list.attrs = (list.attrs ?? []).filter(([name]) => name !== 'start');
  list.meta = { ...list.meta, id };
  const contents = tokensOf(nest(findHeadings(state.tokens, levels)), list, { state, level: 0 });
  const last = contents.at(-1);
  if (last !== undefined) last.meta = state.tokens[end]?.meta ?? null;
  state.tokens = [...state.tokens.slice(0, start), ...contents, ...state.tokens.slice(end + 1)];
}

function findHeadings(tokens: readonly Token[], levels: readonly number[]): readonly Heading[] {
  return tokens.flatMap((token, index) => {
    const id = token.type === 'heading_open' ? token.attrGet('id') : null;
    if (id === null || !levels.includes(Number(token.tag.slice(1)))) return [];
    if (/(?:^|\s)no_toc(?:\s|$)/.test(String(token.attrGet('class')))) return [];
    const words = (tokens[index + 1]?.children ?? []).filter(isShown);
    return [{ level: Number(token.tag.slice(1)), id: String(id), words }];
  });
}

/** A link in a link would end it, and a note is referred to once. */
function isShown({ type, content }: Token): boolean {
  if (type === 'html_inline') return !/^<\/?a\b/i.test(content);
  return !/^(?:link_open|link_close|footnote_ref)$/.test(type);
}

/** Nested as the headings are; one that skips a level is one level deeper, as in kramdown. */
function nest(headings: readonly Heading[]): readonly ContentsEntry[] {
  const entries: ContentsEntry[] = [];
  const open: ContentsEntry[] = [];
  for (const heading of headings) {
    while ((open.at(-1)?.heading.level ?? 0) >= heading.level) open.pop();
    const entry = { heading, entries: [] };
    (open.at(-1)?.entries ?? entries).push(entry);
    open.push(entry);
  }
  return entries;
}

/** `list` is the start of the list that they are in, `level` its level. */
function tokensOf(
  entries: readonly ContentsEntry[],
  list: Token,
  { state, level }: { readonly state: StateCore; readonly level: number },
): readonly Token[] {
  if (entries.length === 0) return [];
  const make = (type: string, tag: string, nesting: -1 | 0 | 1, own: number): Token => {
    const token = new state.Token(type, tag, nesting);
    return Object.assign(token, { block: true, level: own });
  };
  list.level = level;
  const inner = make(CONTENTS, list.tag, 1, level + 2);
  inner.meta = list.meta;
  const items = entries.flatMap((entry) => {
    const link = make('inline', '', 0, level + 2);
    link.children = linkTo(entry.heading, String(list.meta?.['id']), state);
    const item = make('contents_item_open', 'li', 1, level + 1);
    const below = tokensOf(entry.entries, inner, { state, level: level + 2 });
    return [item, link, ...below, make('contents_item_close', 'li', -1, level + 1)];
  });
  return [list, ...items, make('contents_close', list.tag, -1, level)];
}

function linkTo({ id, words }: Heading, contents: string, state: StateCore): Token[] {
  const link = new state.Token('link_open', 'a', 1);
  link.attrs = [
    ['href', `#${id}`],
    ['id', `${contents}-${id}`],
  ];
  return [link, ...words, new state.Token('link_close', 'a', -1)];
}
