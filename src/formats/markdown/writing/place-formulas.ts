/** Formulas become MathML once all of a text's words are parsed; what can't be is shown as TeX, and reported. */
import type { Env, StateCore, Token } from 'markdown-it';
import { type OwnParts, standIn } from '../../html/own-parts.js';
import type { RenderFormula } from '../../math/mathml.js';
import { lineIn, quoted, reportFault } from '../body-faults.js';
import { BLOCK, SPAN } from '../kramdown/math.js';

/** TeX of one text that is read, in UTF-16 units: it takes time and multiplies. */
const MOST_TEX = 100_000;

export interface FormulaEnv extends Env {
  own?: OwnParts;
}

/** `render` is null where the engine isn't installed. */
export function placeFormulas(render: RenderFormula | null): (state: StateCore) => void {
  return (state) => {
    let left = MOST_TEX;
    const place = (token: Token, line: (found: string) => number): void => {
      if (token.type !== SPAN && token.type !== BLOCK) return;
      const { content: tex } = token;
      left -= tex.length;
      if (render === null) {
        reportMissing(state.env, line(tex), tex);
        return;
      }
      const formula =
        left < 0 ? { fault: 'the story has too many' } : render(tex, token.type === BLOCK);
      const { own }: FormulaEnv = state.env;
      if ('html' in formula && own !== undefined) {
        token.meta = { ...token.meta, markup: standIn(own, formula.html) };
      } else if ('fault' in formula) reportUnreadable(state.env, line(tex), tex, formula.fault);
    };
    for (const token of state.tokens) {
      place(token, () => (token.map?.[0] ?? 0) + 1);
      for (const child of token.children ?? []) {
        place(child, (tex) => lineIn(token, Math.max(0, token.content.indexOf(tex))));
      }
    }
  };
}

function reportMissing(env: Env, line: number, tex: string): void {
  reportFault(env, 'math-engine', () => ({
    message: 'Formulas are shown as TeX: temml, which makes MathML of them, is not installed',
    hint: 'Run `npm install temml`, or write `math: tex` where a script of the site shows them.',
    line,
    found: tex,
  }));
}

function reportUnreadable(env: Env, line: number, tex: string, fault: string): void {
  reportFault(env, 'math-unreadable', () => ({
    message: `The formula ${quoted(tex)} is shown as TeX: ${fault}`,
    hint: 'Correct it; a dollar that is money may have a backslash before it.',
    line,
    found: tex,
  }));
}
