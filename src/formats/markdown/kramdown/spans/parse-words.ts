/** The words of a kramdown text: what may begin with a character is asked in order; the rest is text. */
import type { StateCore, Token } from 'markdown-it';
import type { KramdownSettings } from '../../../../model/config.js';
import { taskBox } from '../../tasks.js';
import { dollarSpan } from '../../writing/dollar-math.js';
import { mark } from '../../writing/marks.js';
import type { KramdownEnv } from '../blocks/block-tree.js';
import { deletion, emphasis } from './emphasis-spans.js';
import { autolink, footnoteMark, link } from './link-spans.js';
import { smartQuote, symbol } from './quote-spans.js';
import { codeSpan, entity, escaped, lineEnd, mathSpan, spanExtension } from './small-spans.js';
import {
  flush,
  type SharedWords,
  type SpanEnd,
  type SpanRule,
  type SpanState,
} from './span-state.js';
import { tag } from './tag-spans.js';

/** The rules, by the characters that they begin with. */
const SPAN_RULES: Readonly<Record<string, readonly SpanRule[]>> = {
  '*': [emphasis],
  _: [emphasis],
  '`': [codeSpan],
  '<': [autolink, tag, symbol],
  '[': [footnoteMark, link],
  '!': [link],
  '"': [smartQuote],
  "'": [smartQuote],
  $: [mathSpan, dollarSpan],
  '{': [spanExtension],
  '&': [entity],
  '-': [symbol],
  '.': [symbol],
  '>': [symbol],
  '\\': [dollarSpan, escaped],
  '\n': [lineEnd],
  '~': [deletion],
  '=': [mark],
};
/** Inside of an element whose text is no Markdown. */
const RAW_RULES: Readonly<Record<string, readonly SpanRule[]>> = { '<': [tag] };
const SPECIAL = /["'*_`<[\\&{\n]|!\[|>>|\$|~~|==|--|\.\.\./g;

/** Instead of markdown-it's own step for words. */
export function parseWords(settings: KramdownSettings): (state: StateCore) => void {
  return (core) => {
    const env: KramdownEnv = core.env;
    for (const token of core.tokens) {
      if (token.type === 'inline') token.children = wordsOf(token, core, env.settings ?? settings);
    }
  };
}

function wordsOf(inline: Token, core: StateCore, settings: KramdownSettings): Token[] {
  const { content, map, meta } = inline;
  const tokens: Token[] = [];
  const box = meta?.['box'];
  if (box !== undefined) tokens.push(taskBox(core, box === 'checked'));
  const shared: SharedWords = {
    core,
    env: core.env,
    settings,
    hasHtml: core.md.options.html,
    lines: { at: 0, line: map?.[0] ?? 0 },
    last: new Map(),
    endless: new Map(),
    brackets: null,
    parseOn,
  };
  const state: SpanState = {
    src: content,
    pos: 0,
    max: content.length,
    tokens,
    pending: '',
    plainFrom: 0,
    isRaw: false,
    open: [],
    shared,
  };
  parseOn(state, null);
  flush(state);
  return tokens;
}

function parseOn(state: SpanState, isEnd: SpanEnd | null): boolean {
  const { src } = state;
  for (;;) {
    SPECIAL.lastIndex = state.pos;
    const next = SPECIAL.exec(src)?.index ?? state.max;
    if (next > state.pos) {
      const at = Math.min(next, state.max);
      state.pending += src.slice(state.pos, at);
      state.pos = at;
    }
    if (state.pos >= state.max) return false;
    if (isEnd?.(state) === true) return true;
    const sign = src.charAt(state.pos);
    const rules = state.isRaw ? RAW_RULES[sign] : SPAN_RULES[sign];
    if (rules?.some((rule) => rule(state)) !== true) {
      state.pending += sign;
      state.pos++;
    }
    if (sign !== '\n') state.plainFrom = state.pos;
  }
}
