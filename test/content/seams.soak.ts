/** The seam between Markdown and HTML, over as many stories as `SOAK_STORIES` says. */
import { expect, test } from 'vitest';
import { amount } from '../support/amount.js';
import { losingWords, POLICIES, shownOtherwise } from './seam-properties.js';

const RUNS = amount('SOAK_STORIES', 20_000);

test.each(POLICIES)('a story that is HTML shows what a browser shows of it: %s', (policy) => {
  expect(shownOtherwise(policy, RUNS)).toBeNull();
});

test.each(POLICIES)('no word of a story with Markdown is lost: %s', (policy) => {
  expect(losingWords(policy, RUNS)).toBeNull();
});
