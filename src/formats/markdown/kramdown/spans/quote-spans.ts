/** kramdown's typography: curly quotes, dashes, dots, angle quotes. Beside Han characters quotes and dashes stay. */
import { before, match, type SpanRule, type SpanState, take } from './span-state.js';

const HAN = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;
const PUNCTUATION = /^[!"#$%'()*+,\-./:;<=>?@[\\\]^_`{|}~]/;
const WORD = /[A-Za-z0-9_]/;
const ANY_WORD = /[\p{L}\p{M}\p{N}\p{Pc}]/u;

function isBesideHan(src: string, from: number, to: number): boolean {
  return HAN.test(src.slice(Math.max(0, from - 2), from)) || HAN.test(src.slice(to, to + 2));
}

/** What the character before is to a quote: none where another rule has taken it. */
function plainBefore(state: SpanState): string {
  return state.plainFrom < state.pos ? before(state) : '';
}

export const smartQuote: SpanRule = (state) => {
  const { src, pos } = state;
  const sign = src.charAt(pos);
  if (isBesideHan(src, pos, pos + 1)) return take(state, sign);
  const [left, right, leftTwo, rightTwo] = state.shared.settings.quotes;
  const opened = sign === '"' ? leftTwo : left;
  const closed = sign === '"' ? rightTwo : right;
  const prev = plainBefore(state);
  const rest = src.slice(pos + 1, Math.min(pos + 6, state.max));
  const isOpenPair = /^["']/.test(rest) && rest.charAt(0) !== sign && WORD.test(rest.charAt(1));
  const pair = (): true => take(state, sign === '"' ? leftTwo + left : left + leftTwo, 2);
  const isSpaced = /[ \t\n\r\f\v]/.test(prev);
  if (prev === '') {
    if (/^[_*]{1,2}[^\s]/.test(rest)) return take(state, opened, 1);
    if (isBeforePunctuation(rest)) return take(state, closed, 1);
    if (isOpenPair) return pair();
    if (sign === "'" && /^\d\ds/.test(rest)) return take(state, right, 1);
    if (/^["']/.test(rest)) {
      // The first of two is text, as in kramdown.
      return take(state, sign + (rest.startsWith('"') ? rightTwo : right), 2);
    }
    if (rest === '' || /^(?:\s|s(?![\p{L}\p{N}_]))/u.test(rest)) return take(state, closed, 1);
    return take(state, opened, 1);
  }
  if (isSpaced) {
    if (isOpenPair) return pair();
    if (sign === "'" && /^\d\ds/.test(rest)) return take(state, right, 1);
    return take(state, opened, 1);
  }
  return take(state, /[\\[{(-]/.test(prev) ? opened : closed, 1);
};

/** Before a mark that no word follows, but for three dots. */
function isBeforePunctuation(rest: string): boolean {
  if (!PUNCTUATION.test(rest) || rest.startsWith('...', 0)) return false;
  if (rest.slice(1, 3) === '..') return false;
  return !ANY_WORD.test(rest.charAt(1));
}

const SYMBOLS = /---|--|\.\.\.|<< |<<|>>/y;

export const symbol: SpanRule = (state) => {
  const [found] = match(state, SYMBOLS) ?? [];
  if (found === undefined) return false;
  const { src, pos } = state;
  switch (found) {
    case '---':
    case '--':
      if (isBesideHan(src, pos, pos + found.length)) return take(state, found);
      return take(state, found === '--' ? '–' : '—', found.length);
    case '...':
      return take(state, '…', 3);
    case '<< ':
      return take(state, '«\u00a0', 3);
    case '<<':
      return take(state, '«', 2);
    default:
      if (plainBefore(state) === ' ') state.pending = `${state.pending.slice(0, -1)}\u00a0`;
      return take(state, '»', 2);
  }
};
