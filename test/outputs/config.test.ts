/** Settings of machine pages that nobody can mean: told with their line, and nothing is built. */
import { expect, it } from 'vitest';
import { createSite } from '../support/site.js';

it.each([
  'feed: {posts_limit: many}',
  'feed: {posts_limit: 0}',
  'feed: {min_posts: -1}',
  'feed: {excerpt_only: maybe}',
  'feed: {tags: 5}',
  'feed: {hub: hub.example}',
  'sitemap: {news: 2}',
  'robots: {ai: some}',
  'redirects: {netlify: "on"}',
  'canonical: theirs',
  'indexnow_key: short',
  'cname: https://news.example',
  'headers: strict',
])('%s', async (line) => {
  const problems = await createSite({ '_config.yml': `title: T\n${line}\n` }).fail();
  expect(problems).toMatchObject([{ code: 'config-value', file: '_config.yml', line: 2 }]);
  expect(problems[0]?.hint).toMatch(/\.$/);
});
