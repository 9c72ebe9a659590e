/**
 * Addresses in the text as links: `见https://a.example/x，另` ends before the comma. Chinese has no blanks
 * around an address, so Han letters belong to it only at a segment's or a value's start.
 */
import type { StateCore, Token } from 'markdown-it';

const HAN = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}';
/** Behind these, and behind another one, a Han letter is part of the address; not at a host's own `/`. */
const BEFORE_HAN = `(?<=[=#_-]|_\\(|[^:/]/[^/\\s]{1,200}/|[${HAN}])`;
const REST = `(?:[\\w.~:/?#@!$&'()*+,;=%\\-]|${BEFORE_HAN}[${HAN}])`;
const ADDRESS = new RegExp(
  `(?<![\\w@./])https?://([a-z\\d.-]{1,253})(?::\\d{1,5})?(?:[/?#]${REST}{0,2000})?`,
  'giu',
);
const HOST = /^[a-z\d](?:[a-z\d-]|\.(?=[a-z\d]))*\.[a-z\d-]{2,}$/i;

/** Whether there may be one: most texts have none. */
function mayHaveAddress(text: string): boolean {
  return text.includes('://');
}

/** After words are parsed, and their links judged: these are of the web alone. */
export function bareLinks(state: StateCore): void {
  if (!mayHaveAddress(state.src)) return;
  for (const inline of state.tokens) {
    if (inline.type !== 'inline' || !mayHaveAddress(inline.content)) continue;
    inline.children = linked(inline.children ?? [], state);
  }
}

function linked(tokens: readonly Token[], state: StateCore): Token[] {
  let links = 0;
  return tokens.flatMap((token) => {
    if (token.type === 'link_open') links++;
    else if (token.type === 'link_close') links--;
    else if (token.type === 'html_inline') links += linkTag(token.content);
    return links <= 0 && token.type === 'text' ? inText(token, state) : [token];
  });
}

function linkTag(tag: string): number {
  if (/^<a[\s>]/i.test(tag)) return 1;
  return /^<\/a\s*>/i.test(tag) ? -1 : 0;
}

function inText(token: Token, state: StateCore): readonly Token[] {
  if (!mayHaveAddress(token.content)) return [token];
  const parts: Token[] = [];
  const push = (type: string, tag: string, nesting: -1 | 0 | 1): Token => {
    const part = new state.Token(type, tag, nesting);
    part.level = token.level;
    parts.push(part);
    return part;
  };
  const pushText = (content: string): void => {
    if (content !== '') push('text', '', 0).content = content;
  };
  let done = 0;
  for (const { 0: found, 1: host = '', index } of token.content.matchAll(ADDRESS)) {
    const address = withoutEnd(found);
    if (!HOST.test(host.replace(/\.$/, ''))) continue;
    pushText(token.content.slice(done, index));
    push('link_open', 'a', 1).attrs = [['href', state.md.normalizeLink(address)]];
    pushText(address);
    push('link_close', 'a', -1);
    done = index + address.length;
  }
  if (done === 0) return [token];
  pushText(token.content.slice(done));
  return parts;
}

/** Without the sentence's own signs behind it, and without a bracket that was opened before it. */
function withoutEnd(address: string): string {
  let opened = address.split('(').length - address.split(')').length;
  let end = address.length;
  for (; end > 0; end--) {
    const last = address.charAt(end - 1);
    if (last === ')' && opened < 0) opened++;
    else if (!/[.,:;!?'*(]/.test(last)) break;
  }
  return address.slice(0, end);
}
