/**
 * Formulas in a line between single dollars, `$x^2$`, and between `\(` and `\)`. News has money in it: a
 * dollar beside a digit or a letter on the wrong side, or what reads as an amount, begins none.
 */
import type { StateInline } from 'markdown-it';
import { SPAN } from '../kramdown/math.js';
import { match, push, type SpanRule } from '../kramdown/spans/span-state.js';

/** Neither blanks at its ends nor an empty line in it; dollars in it have a backslash. */
const DOLLARS = /\$(?![\s$])((?:\\[\s\S]|[^\\$\n]|\n(?![ \t]*\n)){1,1000}?)(?<!\s)\$(?![\w$])/y;
const BRACKETS = /\\\(((?:\\(?!\))[\s\S]|[^\\\n]|\n(?![ \t]*\n)){1,1000}?)\\\)/y;

/** Words in a formula stand in `\text{…}`. */
const TEXTS = /\\(?:text|textbf|textit|textrm|mathrm|mbox|operatorname\*?)\s*\{[^{}]*\}/g;
const HAN = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]|\p{Extended_Pictographic}/u;
/** What amounts and sentences don't have. */
const SIGNS = /[\\^_=<>{}+*/|]/;

/** Whether what stands between two marks is a formula, and no sentence with two amounts in it. */
function isFormula(text: string): boolean {
  const rest = text.replace(TEXTS, ' ');
  if (HAN.test(rest)) return false;
  if (/^\d/.test(rest) && !SIGNS.test(rest)) return /^[\d.]+[a-z]?$/i.test(rest);
  // Two words beside each other and no sign: prose.
  return SIGNS.test(rest) || !/[a-z]{2,}\s+[a-z]{2,}/i.test(rest);
}

interface FoundFormula {
  readonly length: number;
  readonly tex: string;
  readonly mark: string;
}

const OPEN = /[\w\\$]/;

function formulaAt(text: string, at: number): FoundFormula | null {
  const isDollar = text.charAt(at) === '$';
  if (isDollar && OPEN.test(text.charAt(at - 1))) return null;
  const pattern = isDollar ? DOLLARS : BRACKETS;
  pattern.lastIndex = at;
  const [found, tex = ''] = pattern.exec(text) ?? [];
  if (found === undefined || !isFormula(tex.trim()) || tex.trim() === '') return null;
  return { length: found.length, tex: tex.trim(), mark: isDollar ? '$' : '\\(' };
}

/** Before the rule for backslashes, and behind the one for `$$`. */
export function dollarMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state;
  if (src.charAt(pos) !== '$' && !src.startsWith('\\(', pos)) return false;
  const found = formulaAt(src, pos);
  if (found === null || pos + found.length > state.posMax) return false;
  if (!silent) Object.assign(state.push(SPAN, '', 0), { content: found.tex, markup: found.mark });
  state.pos += found.length;
  return true;
}

/** The same among kramdown's rules for words, where the config asks for it. */
export const dollarSpan: SpanRule = (state) => {
  if (!state.shared.settings.hasDollars || match(state, /\$(?!\$)|\\\(/y) === null) return false;
  const found = formulaAt(state.src, state.pos);
  if (found === null || state.pos + found.length > state.max) return false;
  Object.assign(push(state, SPAN, '', 0), { content: found.tex, markup: found.mark });
  state.pos += found.length;
  return true;
};

const DOLLAR_PAIR = /\$[^\s$][^$]{0,1000}\$(?![\w$])|\$[^\s$]\$(?![\w$])/;

/** Whether there may be one anywhere between dollars: most texts have none, and take the fast way. */
export function mayHaveDollars(text: string): boolean {
  return text.includes('$') && DOLLAR_PAIR.test(text);
}
