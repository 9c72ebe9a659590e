/** The site's own search beside a plain scan: as many stories and queries as SOAK_STORIES says. */
import { expect, it } from 'vitest';
import { amount } from '../support/amount.js';
import { recallOf } from '../support/search-recall.js';

const STORIES: number = amount('SOAK_STORIES', 2000);
const QUERIES: number = STORIES / 2;
const SEED: number = amount('SOAK_SEED', Date.now() % 2 ** 31);

it('finds what a scan of all pages finds, and nothing else', async () => {
  console.log(`search: ${STORIES} stories, ${QUERIES} queries, SOAK_SEED=${SEED}`);
  const { queries, hits, disagreements } = await recallOf(STORIES, QUERIES, SEED);
  console.log(`search: ${queries} queries, ${hits} stories found`);
  expect(disagreements).toEqual([]);
  expect(hits).toBeGreaterThan(queries);
});
