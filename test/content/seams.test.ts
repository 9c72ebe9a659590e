/** Where Markdown meets HTML: no text of a story is lost or destroyed there. */
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { finishHtml } from '../../src/content/html/finish.js';
import type { HtmlPolicy } from '../../src/content/html/prove.js';
import { createMarkdown } from '../../src/content/markdown.js';
import { amount } from '../support/amount.js';
import { htmlStory, mixedStory } from '../support/mixtures.js';
import { shownText } from './html/trees.js';

const RUNS = amount('SEAM_RUNS', 1000);
const POLICIES: readonly HtmlPolicy[] = ['sanitize', 'trust'];

const pageOf = (text: string, html: HtmlPolicy): string =>
  finishHtml(createMarkdown({ html, nesting: 100 }).render(text).html, html, { nesting: 100 }).html;

test.each(POLICIES)('a story that is HTML shows what a browser shows of it: %s', (policy) => {
  fc.assert(
    fc.property(htmlStory, ({ text }) => {
      expect(shownText(pageOf(text, policy))).toBe(shownText(text));
    }),
    { numRuns: RUNS },
  );
});

test.each(POLICIES)('no word of a story with Markdown is lost, nor a hidden one shown: %s', (policy) => {
  fc.assert(
    fc.property(mixedStory, ({ text, shown, hidden }) => {
      const page = shownText(pageOf(text, policy));
      expect(shown.filter((word) => !page.includes(word))).toEqual([]);
      expect(hidden.filter((word) => page.includes(word))).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});
