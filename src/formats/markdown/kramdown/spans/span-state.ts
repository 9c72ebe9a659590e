/** What kramdown's rules for words read from and add to. */
import type { StateCore, Token } from 'markdown-it';
import type { KramdownSettings } from '../../../../model/config.js';
import type { KramdownEnv } from '../blocks/block-tree.js';

export interface SpanState {
  readonly src: string;
  pos: number;
  /** The end of what is parsed. */
  max: number;
  tokens: Token[];
  /** Text that is no token yet. */
  pending: string;
  /** From here on no rule has taken anything: quotes look at the character before them. */
  plainFrom: number;
  /** Inside of an element such as `<code>`: nothing but tags is Markdown. */
  isRaw: boolean;
  /** What is open around: `em`, `strong`, `a`, `img`, names of elements. */
  readonly open: string[];
  readonly shared: SharedWords;
}

/** The same for all that is parsed of one inline token. */
export interface SharedWords {
  readonly core: StateCore;
  readonly env: KramdownEnv;
  /** `{::options … /}` changes them. */
  settings: KramdownSettings;
  readonly hasHtml: boolean;
  /** Lines up to a place, from 0. */
  readonly lines: { at: number; line: number };
  /** Marks that are nowhere from a place on. */
  readonly last: Map<string, number>;
  /** What never ends, and from where on: it isn't looked for there a second time. */
  readonly endless: Map<string, number>;
  /** Where the bracket that begins at a place ends. */
  brackets: ReadonlyMap<number, number> | null;
  /** Parses on up to where `isEnd` says, or to the end; whether that was found. */
  readonly parseOn: (state: SpanState, isEnd: SpanEnd | null) => boolean;
}

export type SpanRule = (state: SpanState) => boolean;
export type SpanEnd = (state: SpanState) => boolean;

export function push(state: SpanState, type: string, tag: string, nesting: -1 | 0 | 1): Token {
  flush(state);
  const token = new state.shared.core.Token(type, tag, nesting);
  state.tokens.push(token);
  return token;
}

export function flush(state: SpanState): void {
  if (state.pending === '') return;
  const token = new state.shared.core.Token(state.isRaw ? 'html_inline' : 'text', '', 0);
  token.content = state.isRaw ? state.pending.replaceAll('<', '&lt;') : state.pending;
  state.tokens.push(token);
  state.pending = '';
}

/** As text. */
export function take(state: SpanState, text: string, length: number = text.length): true {
  state.pending += text;
  state.pos += length;
  return true;
}

export function match(state: SpanState, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = state.pos;
  const found = pattern.exec(state.src);
  return found !== null && state.pos + found[0].length <= state.max ? found : null;
}

/** The character before the place; empty at the text's start. */
export function before({ src, pos }: SpanState): string {
  return src.charAt(pos - 1);
}

export function isEndless({ shared, pos }: SpanState, kind: string): boolean {
  return pos >= (shared.endless.get(kind) ?? Infinity);
}

export function noteEndless({ shared, pos }: SpanState, kind: string): void {
  shared.endless.set(kind, Math.min(pos, shared.endless.get(kind) ?? Infinity));
}

/** Where the mark is next, before the end of what is parsed; -1: nowhere. */
export function find(state: SpanState, mark: string, from: number): number {
  const { src, shared, max } = state;
  if (from >= (shared.last.get(mark) ?? Infinity)) return -1;
  const at = src.indexOf(mark, from);
  if (at === -1) shared.last.set(mark, Math.min(from, shared.last.get(mark) ?? Infinity));
  return at === -1 || at + mark.length > max ? -1 : at;
}

/** The line of the place, from 0; the places that are asked for only move on. */
export function lineNow({ src, pos, shared }: SpanState): number {
  const { lines } = shared;
  for (let feed = src.indexOf('\n', lines.at); feed !== -1 && feed < pos; ) {
    lines.line++;
    lines.at = feed + 1;
    feed = src.indexOf('\n', lines.at);
  }
  return lines.line;
}
