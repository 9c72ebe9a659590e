/** Coloured code: highlight.js' grammars, Rouge's class names, so that a Jekyll theme's colours fit. */
import { escapeAttribute } from '../html/serialise.js';
import { createGrammars } from './grammars.js';
import { createClassify } from './rouge-classes.js';

/** Keeps the grammars that it has loaded: one for all texts of a thread. */
export interface Highlighter {
  /**
   * HTML of the code, its text unchanged, with a `<span class="k">` for each part that has a colour.
   * Null: no grammar has this name, or the code is too long to be looked at; then it stays plain.
   */
  highlight(code: string, language: string): string | null;
}

/** UTF-16 units: longer code stays plain. */
const MOST_CODE = 32 << 10;
/** Of a line: patterns that look for the end of a line again and again take quadratic time. */
const MOST_LINE = 2000;

export function createHighlighter(): Highlighter {
  const grammars = createGrammars();
  const classify = createClassify();
  return {
    highlight(code, language) {
      const grammar = grammars.nameOf(language);
      if (grammar === null) return null;
      if (grammar === 'plaintext') return escapeAttribute(code);
      if (isTooLong(code)) return null;
      const parts = grammars.parse(code, grammar);
      if (parts === null) return null;
      let html = '';
      for (const { className, text } of classify(parts)) {
        const escaped = escapeAttribute(text);
        html += className === '' ? escaped : `<span class="${className}">${escaped}</span>`;
      }
      return html;
    },
  };
}

function isTooLong(code: string): boolean {
  if (code.length > MOST_CODE) return true;
  return code.length > MOST_LINE && code.split('\n').some((line) => line.length > MOST_LINE);
}
