/** `url` is a scheme and a host: what else stands there is told, with what was probably meant. */
import { expect, it } from 'vitest';
import { createSite, post } from '../../support/site.js';

const ROWS: readonly (readonly [url: string, hint: string | null])[] = [
  ['https://news.example', null],
  ['https://news.example/', null],
  ['http://localhost:4000//', null],
  ['HTTPS://news.example', null],
  ['news.example', 'Write url: https://news.example'],
  ['//news.example', 'Write url: https://news.example'],
  ['https://you.github.io/news', 'Write url: https://you.github.io and baseurl: /news'],
  ['https://news.example/a/b/', 'Write url: https://news.example and baseurl: /a/b'],
];

it.each(ROWS)('url: %s', async (url, hint) => {
  const site = createSite({
    '_config.yml': `title: T\nurl: ${url}\n`,
    '_posts/2022-05-16-a.md': post('title: A'),
  });
  const { problems } = await site.build();
  const expected = { code: 'config-url', severity: 'warning', line: 2, column: 6, hint };
  expect(problems).toMatchObject(hint === null ? [] : [expected]);
  expect(problems).toHaveLength(hint === null ? 0 : 1);
});
