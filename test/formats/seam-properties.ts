/** What holds wherever Markdown meets HTML, for `runs` stories; tried shortly in tests, long in soaks. */
import * as fc from 'fast-check';
import { finishHtml, type HtmlPolicy } from '../../src/formats/html/finish.js';
import { createMarkdown } from '../../src/formats/markdown/markdown.js';
import { htmlStory, type Mixture, mixedStory } from '../support/mixtures.js';
import { shownText } from './html/trees.js';

export const POLICIES: readonly HtmlPolicy[] = ['sanitize', 'trust'];

/** What stands in the page of a story. */
export function pageOf(text: string, html: HtmlPolicy): string {
  const rendered = createMarkdown({ html, nesting: 100 }).render(text);
  return finishHtml(rendered.html, html, { nesting: 100 }).html;
}

type Failure = readonly [Mixture] | null;

/** Of a story that is HTML, the page shows what a browser shows of the source; else the smallest that fails. */
export function shownOtherwise(policy: HtmlPolicy, runs: number): Failure {
  const isSame = ({ text }: Mixture): boolean =>
    shownText(pageOf(text, policy)) === shownText(text);
  return fc.check(fc.property(htmlStory, isSame), { numRuns: runs }).counterexample;
}

/** Of a story with Markdown, every word is on the page, and none that HTML hides; else the smallest that fails. */
export function losingWords(policy: HtmlPolicy, runs: number): Failure {
  const isWhole = ({ text, shown, hidden }: Mixture): boolean => {
    const page = shownText(pageOf(text, policy));
    return (
      shown.every((word) => page.includes(word)) && !hidden.some((word) => page.includes(word))
    );
  };
  return fc.check(fc.property(mixedStory, isWhole), { numRuns: runs }).counterexample;
}
