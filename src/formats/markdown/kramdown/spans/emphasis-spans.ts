/** kramdown's emphasis: a mark is an end where no blank stands before it; what doesn't end is text. */
import { before, find, match, push, type SpanRule, type SpanState, take } from './span-state.js';

const MARK = /\*\*?|__?/y;
const LETTERS = /\p{L}-?\p{L}*$/u;
const SHARE = /\*ST(?!\s?[a-z0-9])/iy;

export const emphasis: SpanRule = (state) => {
  const { src, pos, open } = state;
  const [mark = ''] = match(state, MARK) ?? [];
  if (mark === '') return false;
  // `*ST康美` is a share's name.
  if (match(state, SHARE) !== null && before(state) !== '*') return take(state, '*');
  const sign = mark.charAt(0);
  const name = mark.length === 2 ? 'strong' : 'em';
  const next = src.charAt(pos + mark.length);
  const isWord = sign === '_' && LETTERS.test(src.slice(Math.max(0, pos - 50), pos));
  if (isWord || /[ \t\n\r\f\v]/.test(next) || open.includes(name)) return take(state, mark);
  if (parseEmphasis(state, mark, name)) return true;
  if (name === 'strong' && open.at(-1) !== 'em' && !open.includes('em')) {
    if (parseEmphasis(state, sign, 'em')) return true;
  }
  return take(state, mark);
};

function parseEmphasis(state: SpanState, mark: string, name: 'em' | 'strong'): boolean {
  const { shared, pos, tokens, pending, plainFrom } = state;
  const key = `${mark} ${state.open.includes('em')} ${state.open.includes('strong')} ${state.max}`;
  if (pos >= (shared.endless.get(key) ?? Infinity)) return false;
  if (find(state, mark, pos + mark.length) === -1) return false;
  const kept = tokens.length;
  const start = push(state, `${name}_open`, name, 1);
  start.markup = mark;
  const first = tokens.length;
  state.pos += mark.length;
  state.plainFrom = state.pos;
  state.open.push(name);
  const isFound = shared.parseOn(state, (inner) => {
    if (!inner.src.startsWith(mark, inner.pos) || /[ \t\n\r\f\v]/.test(before(inner))) return false;
    const rest = inner.src.slice(inner.pos, inner.pos + 4);
    if (name === 'em' && rest.charAt(1) === mark && rest.charAt(2) !== mark) return false;
    if (
      mark.startsWith('_') &&
      /^[\p{L}\p{N}]/u.test(inner.src.slice(inner.pos + mark.length, inner.pos + mark.length + 2))
    ) {
      return false;
    }
    return inner.tokens.length > first || inner.pending !== '';
  });
  state.open.pop();
  if (isFound) {
    push(state, `${name}_close`, name, -1).markup = mark;
    state.pos += mark.length;
    return true;
  }
  tokens.length = kept;
  Object.assign(state, { pos, pending, plainFrom });
  shared.endless.set(key, Math.min(pos, shared.endless.get(key) ?? Infinity));
  return false;
}

const DELETION = /~~(?![\s~])/y;

/** GitHub's `~~x~~`. */
export const deletion: SpanRule = (state) => {
  if (!state.shared.settings.isGfm || match(state, DELETION) === null) return false;
  const { pos, max } = state;
  for (let end = find(state, '~~', pos + 3); end !== -1; end = find(state, '~~', end + 1)) {
    if (/[\s~]/.test(state.src.charAt(end - 1))) continue;
    push(state, 'del_open', 'del', 1);
    Object.assign(state, { pos: pos + 2, max: end, plainFrom: pos + 2 });
    state.shared.parseOn(state, null);
    Object.assign(state, { pos: end, max });
    push(state, 'del_close', 'del', -1);
    state.pos = end + 2;
    return true;
  }
  return false;
};
