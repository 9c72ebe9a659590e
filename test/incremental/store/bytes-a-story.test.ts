/** What is remembered of a story is a row of a table: what its page read is remembered once for all. */
import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createSite, type Files, post } from '../../support/site.js';

function stories(from: number, to: number): Files {
  const numbers = Array.from({ length: to - from }, (_, at) => String(from + at).padStart(3, '0'));
  const text = post('title: 某市新闻\ncategories: a\ntags: b', '正文。');
  return Object.fromEntries(numbers.map((n) => [`_posts/2022-05-16-${n}.md`, text]));
}

it('remembers less than a kilobyte of a story', async () => {
  const site = createSite({ '_config.yml': 'url: https://news.example\n', ...stories(0, 20) });
  await site.build();
  const bytes = (): number => {
    const folder = path.join(site.root, '.finews');
    const sizes = readdirSync(folder).map((name) => statSync(path.join(folder, name)).size);
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  const before = bytes();
  site.write(stories(20, 120));
  await site.build();
  expect((bytes() - before) / 100).toBeLessThan(1000);
});
