/**
 * Boxes beside the text: GitHub's alerts, `> [!NOTE]`, and blocks between lines of colons, `::: tip Title`.
 * Both come out with GitHub's classes. A block of colons without an end, or with another name, is text.
 */
import type { StateBlock, StateCore, Token } from 'markdown-it';
import { type CalloutKind, textWord } from '../../text/text-words.js';
import { isIndented, textAt } from '../block-lines.js';
import { blanked, FENCED } from '../code.js';
import type { LanguageEnv } from '../tasks.js';

const ALERT = /^\[!(note|tip|important|warning|caution)\][ \t]*([^\n]*)(?:\n|$)/i;

/** By the names that programs for writing have for them. */
const KINDS: Readonly<Record<string, CalloutKind>> = {
  note: 'note',
  info: 'note',
  tip: 'tip',
  success: 'tip',
  important: 'important',
  warning: 'warning',
  caution: 'caution',
  danger: 'caution',
};

/** Before words are parsed: quotes that begin with an alert's mark. */
export function alerts(state: StateCore): void {
  if (!state.src.includes('[!')) return;
  const { tokens } = state;
  const changed: Token[] = [];
  /** By the level of the quote's tokens. */
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    const inline = tokens[index + 2];
    changed.push(token);
    if (token.type === 'blockquote_open' && tokens[index + 1]?.type === 'paragraph_open') {
      const [found, name = '', title = ''] = ALERT.exec(inline?.content ?? '') ?? [];
      if (inline === undefined || found === undefined || !hasMore(tokens, index, found)) continue;
      const kind = KINDS[name.toLowerCase()] ?? 'note';
      asCallout(token, kind);
      open.push(token.level);
      changed.push(...titleTokens(state, { kind, title: title.trim() }, token));
      cutFirstLine(inline, found);
    } else if (token.type === 'blockquote_close' && open.at(-1) === token.level) {
      open.pop();
      token.tag = 'div';
    } else if (token.type === 'paragraph_close' && isEmptied(changed)) {
      changed.splice(-3);
    }
  }
  state.tokens = changed;
}

/** A mark alone is a quote of it. */
function hasMore(tokens: readonly Token[], index: number, found: string): boolean {
  const inline = tokens[index + 2];
  if (inline !== undefined && inline.content.length > found.length) return true;
  return tokens[index + 4]?.type !== 'blockquote_close';
}

function cutFirstLine(inline: Token, found: string): void {
  inline.content = inline.content.slice(found.length);
  const [start = 0, end = 0] = inline.map ?? [];
  if (found.endsWith('\n')) inline.map = [start + 1, end];
  inline.meta = { ...inline.meta, isCut: true };
}

function isEmptied(tokens: readonly Token[]): boolean {
  const inline = tokens.at(-2);
  return inline?.meta?.['isCut'] === true && inline.content.trim() === '';
}

function asCallout(token: Token, kind: CalloutKind): void {
  token.tag = 'div';
  token.attrJoin('class', `markdown-alert markdown-alert-${kind}`);
}

/** The title above a box; of one that opens on a click the words that it is opened by. */
function titleTokens(
  state: StateCore | StateBlock,
  { kind, title }: CalloutStart,
  box: Token,
): readonly Token[] {
  const { language = '' }: LanguageEnv = state.env;
  const tag = kind === null ? 'summary' : 'p';
  const open = new state.Token('callout_title_open', tag, 1);
  if (kind !== null) open.attrs = [['class', 'markdown-alert-title']];
  const inline = new state.Token('inline', '', 0);
  const content = title === '' ? textWord(kind ?? 'details', language) : title;
  Object.assign(inline, { content, children: [], map: box.map });
  const close = new state.Token('callout_title_close', tag, -1);
  const tokens = [open, inline, close];
  for (const [at, token] of tokens.entries()) {
    Object.assign(token, { block: true, level: box.level + (at === 1 ? 2 : 1) });
  }
  return tokens;
}

/** What a line of colons begins; null: nothing. */
export interface CalloutStart {
  /** Null: a box that opens on a click. */
  readonly kind: CalloutKind | null;
  readonly title: string;
}

const START = /^:{3,}[ \t]*([a-z]+)(?![\w:-])[ \t]*([^\n]*?)[ \t]*$/i;
const BRACKETS = /^\[(.*)\]$/;

export function calloutStart(line: string): CalloutStart | null {
  const [found, name = '', written = ''] = START.exec(line) ?? [];
  if (found === undefined) return null;
  const title = BRACKETS.exec(written)?.[1] ?? written;
  if (name.toLowerCase() === 'details') return { kind: null, title };
  const kind = KINDS[name.toLowerCase()];
  return kind === undefined ? null : { kind, title };
}

/** Where blocks of colons begin and end: lines from 0. */
type CalloutEnds = ReadonlyMap<number, number>;

interface CalloutEnv extends LanguageEnv {
  callouts?: { readonly source: string; readonly ends: CalloutEnds };
}

const COLONS = /^[ \t>]*(:{3,})(.*)$/;

/** All of a text, found once: an end belongs to the innermost start that has no more colons than it. */
export function calloutEnds(source: string, env: CalloutEnv): CalloutEnds {
  if (env.callouts?.source === source) return env.callouts.ends;
  const ends = new Map<number, number>();
  const open: { readonly line: number; readonly colons: number }[] = [];
  const lines = source.includes(':::') ? blanked(source, [FENCED]).split('\n') : [];
  for (const [line, text] of lines.entries()) {
    const [, colons = '', rest = ''] = COLONS.exec(text) ?? [];
    if (colons === '') continue;
    if (rest.trim() !== '') {
      if (calloutStart(colons + rest) !== null) open.push({ line, colons: colons.length });
      continue;
    }
    const last = open.at(-1);
    if (last === undefined || last.colons > colons.length) continue;
    open.pop();
    ends.set(last.line, line);
  }
  env.callouts = { source, ends };
  return ends;
}

/** CommonMark's rule for blocks of colons; what stands between them is Markdown. */
export function callouts(state: StateBlock, start: number, end: number, silent: boolean): boolean {
  if (isIndented(state, start) || !textAt(state, start).startsWith(':::')) return false;
  const box = calloutStart(textAt(state, start));
  const close = box === null ? undefined : calloutEnds(state.src, state.env).get(start);
  if (box === null || close === undefined || close >= end) return false;
  if (silent) return true;
  const pushed = pushCallout(state, box, (type, tag, nesting) => {
    const token = state.push(type, tag, nesting);
    token.map = [start, close + 1];
    return token;
  });
  const { parentType, lineMax } = state;
  Object.assign(state, { parentType: 'callout', lineMax: close });
  state.md.block.tokenize(state, start + 1, close);
  Object.assign(state, { parentType, lineMax });
  pushed.close();
  state.line = close + 1;
  return true;
}

/** The start of a box, with its class and its title. */
export function pushCallout(
  state: StateCore | StateBlock,
  box: CalloutStart,
  push: (type: string, tag: string, nesting: -1 | 1) => Token,
): { readonly close: () => void } {
  const tag = box.kind === null ? 'details' : 'div';
  const open = push('callout_open', tag, 1);
  if (box.kind !== null) asCallout(open, box.kind);
  state.tokens.push(...titleTokens(state, box, open));
  return { close: () => void push('callout_close', tag, -1) };
}
