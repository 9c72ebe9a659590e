/** kramdown's abbreviations: where the words of `*[HTML]: Hypertext …` stand, they get its title. */
import type { StateCore, Token } from 'markdown-it';
import { isSparing } from '../growth.js';
import { addAttributes } from './attributes.js';
import type { KramdownEnv } from './blocks/block-tree.js';

export function abbreviations(state: StateCore): void {
  const env: KramdownEnv = state.env;
  if (env.abbreviations === undefined || isSparing(env, 'reuse')) return;
  const names = [...env.abbreviations.keys()].toSorted((a, b) => b.length - a.length);
  const escaped = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  // As in Ruby, other scripts' letters end no word: between Han characters nothing else does.
  const pattern = new RegExp(`(?<!\\w)(?:${escaped.join('|')})(?!\\w)`, 'g');
  for (const token of state.tokens) {
    if (token.type !== 'inline' || token.children === null) continue;
    token.children = token.children.flatMap((child) =>
      child.type === 'text' ? parted(child, pattern, state) : [child],
    );
  }
}

function parted(text: Token, pattern: RegExp, state: StateCore): Token[] {
  const tokens: Token[] = [];
  const env: KramdownEnv = state.env;
  let from = 0;
  const push = (type: string, tag: string, nesting: -1 | 0 | 1, content = ''): Token => {
    const token = new state.Token(type, tag, nesting);
    token.content = content;
    tokens.push(token);
    return token;
  };
  for (const { 0: found, index } of text.content.matchAll(pattern)) {
    const known = env.abbreviations?.get(found);
    if (known === undefined) continue;
    if (index > from) push('text', '', 0, text.content.slice(from, index));
    const open = push('abbr_open', 'abbr', 1);
    for (const list of known.end.lists) addAttributes(open, list, env);
    if (known.title !== '') open.attrSet('title', known.title);
    env.borrowed = (env.borrowed ?? 0) + 1;
    push('text', '', 0, found);
    push('abbr_close', 'abbr', -1);
    from = index + found.length;
  }
  if (from === 0) return [text];
  if (from < text.content.length) push('text', '', 0, text.content.slice(from));
  return tokens;
}
