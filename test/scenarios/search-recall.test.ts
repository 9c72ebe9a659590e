/** Whatever is asked of the site's own search, it finds the stories that a scan of all pages finds. */
import { expect, it } from 'vitest';
import { recallOf } from '../support/search-recall.js';

const [STORIES, QUERIES] = [120, 60];
const SEED = Number(process.env['SEED'] ?? 20220516);

it(`${QUERIES} queries over ${STORIES} stories, seed ${SEED}`, async () => {
  const { queries, hits, disagreements } = await recallOf(STORIES, QUERIES, SEED);
  expect(disagreements).toEqual([]);
  expect(hits).toBeGreaterThan(queries);
});
