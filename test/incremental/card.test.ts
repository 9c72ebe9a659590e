import { expect, test } from 'vitest';
import {
  CARD_KEYS,
  cardReader,
  cardText,
  cardWith,
  readCards,
  writeCards,
} from '../../src/incremental/card.js';
import { readTable, writeTable } from '../../src/incremental/store/columns.js';
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

/** The card of a file of `.finews`; undefined: the file has none of ours. */
function readStored(changed: Partial<Post>): Post | null | undefined {
  const post = { ...POST, ...changed };
  const bytes = writeTable(2, (table) => writeCards([null, post], table));
  const digests = (): string => post.digest;
  const cardAt = readTable(bytes, (table) => readCards(table, ['', post.path], digests));
  expect(cardAt?.(0) ?? null).toBeNull();
  return cardAt?.(1);
}

/** All that it has, read one by one. */
const valuesIn = (post: Post | null | undefined): unknown =>
  CARD_KEYS.map((key) => [key, post?.[key]]);

const FULL: Post = {
  ...{ ...POST, title: '题', slug: '字', summary: '摘要', words: 3, minutes: 2, bulk: 70_000 },
  ...{ date: 1.5, modified: 1_700_000_000_000, zoneless: 'day', url: '/%E5%AD%97/' },
  ...{ output: '字/index.html', ownPermalink: true, layout: 'x', draft: true, published: false },
  ...{ image: '', facts: { pinned: true }, data: { a: [1] } },
  ...byNamedList(({ list }) => [list, 'b']),
};

test.each([POST, FULL])('a card is what it was, read from text or from columns: %#', (post) => {
  expect(valuesIn(readAgain(post))).toEqual(valuesIn(post));
  expect(valuesIn(readStored(post))).toEqual(valuesIn(post));
  expect(cardText(readStored(post) as Post)).toEqual(cardText(post));
});

test('a card with another value has all others, and is no other card', () => {
  const post = readStored(FULL) as Post;
  expect(valuesIn(cardWith(post, { summary: '别' }))).toEqual(valuesIn({ ...FULL, summary: '别' }));
  expect(post.summary).toBe('摘要');
});

test('many cards have their own values each', () => {
  const read = cardReader();
  const paths = Array.from({ length: 3000 }, (_, number) => `_posts/${number}.md`);
  const posts = paths.map((path) => {
    const { head, rest } = cardText({ ...POST, path });
    return read(JSON.parse(head), rest);
  });
  expect(posts.map((post) => post?.path)).toEqual(paths);
});

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

test.each([
  { url: 'javascript:alert(1)' },
  { url: '//evil.example/' },
  { url: '' },
  { output: '../a.html' },
  { output: '/etc/passwd' },
  { facts: 'x' as unknown as Post['facts'] },
  { tags: [1] as unknown as readonly string[] },
])('columns with a forged one are none: %j', (changed) => {
  expect(readStored(changed)).toBeUndefined();
});
