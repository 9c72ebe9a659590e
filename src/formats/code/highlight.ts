/** Coloured code: highlight.js' grammars, Rouge's class names, so that a Jekyll theme's colours fit. */
import { escapeAttribute } from '../html/serialise.js';
import { createGrammars } from './grammars.js';
import { createClassify } from './rouge-classes.js';

/** Keeps the grammars that it has loaded: one for all texts of a thread. */
export interface Highlighter {
  /**
   * HTML of the code, its text unchanged, with a `<span class="k">` for each part that has a colour; of
   * code that is too long without. Null: no language has this name.
   */
  highlight(code: string, language: string): string | null;
  isKnown(language: string): boolean;
}

/** UTF-16 units: longer code stays plain, for grammars may take quadratic time. */
const MOST_CODE = 16 << 10;
/** Of a line: what is longer was written by a program. */
const MOST_LINE = 1000;

export function createHighlighter(): Highlighter {
  const grammars = createGrammars();
  const classify = createClassify();
  return {
    isKnown: (language) => grammars.nameOf(language) !== null,
    highlight(code, language) {
      const grammar = grammars.nameOf(language);
      if (grammar === null) return null;
      if (grammar === 'plaintext' || isTooLong(code)) return escapeAttribute(code);
      const parts = grammars.parse(code, grammar);
      if (parts === null) return escapeAttribute(code);
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
