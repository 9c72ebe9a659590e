import { expect, test } from 'vitest';
import { cardReader, cardText } from '../../src/incremental/card.js';
import type { Post } from '../../src/model/post.js';
import { byNamedList } from '../../src/model/term-types.js';

const POST: Post = {
  ...{ path: '_posts/a.md', digest: 'd', card: 'c', title: 'A', slug: 'a', summary: '' },
  ...{
    date: 0,
    modified: 0,
    zoneless: null,
    url: '/a.html',
    output: 'a.html',
    ownPermalink: false,
    layout: null,
  },
  ...{ ...byNamedList(() => []), draft: false, published: true },
  ...{ image: null, words: 1, bulk: 1, minutes: 1, facts: {}, data: {} },
};

/** The card as a cache would have it, with another value. */
function readAgain(changed: Partial<Post>): Post | null {
  const { head, rest } = cardText({ ...POST, ...changed });
  return cardReader()(JSON.parse(head), rest);
}

test('a card is what it was', () => {
  expect(readAgain({})).toMatchObject({ url: '/a.html', output: 'a.html', title: 'A' });
});

test.each([
  { url: 'javascript:alert(1)' },
  { url: '//evil.example/' },
  { url: '/\\evil.example/' },
  { url: '' },
  { modified: Number.NaN },
  { zoneless: 'x' as 'day' },
  { output: '../a.html' },
  { output: '/etc/passwd' },
])('a forged one is none: %j', (changed) => {
  expect(readAgain(changed)).toBeNull();
});
