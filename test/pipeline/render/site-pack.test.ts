import { expect, it } from 'vitest';
import type { Post } from '../../../src/model/post.js';
import type { Site } from '../../../src/model/site.js';
import { byNamedList, byTermList } from '../../../src/model/term-types.js';
import { packSite, unpackSite } from '../../../src/pipeline/render/site-pack.js';

/** More than two parts have, and than a thread has as objects. */
const COUNT = 9000;
/** Cards that a thread has as objects at most. */
const MOST_CARDS = 4096;

function card(rank: number): Post {
  const path = `_posts/2022-05-16-${rank}.md`;
  return {
    ...{ path, digest: `d${rank}`, card: `c${rank}`, title: `第${rank}条\t快讯` },
    ...{
      date: rank,
      modified: rank,
      zoneless: null,
      url: `/${rank}.html`,
      output: `${rank}.html`,
      ownPermalink: false,
    },
    ...{ ...byNamedList(() => []), slug: `${rank}`, categories: [`甲${rank % 7}`] },
    ...{
      layout: 'post',
      summary: '摘'.repeat(rank % 50),
      image: null,
      words: rank,
      bulk: 1,
      minutes: 1,
    },
    ...{ draft: false, published: true, facts: {}, data: { rank } },
  };
}

function cards(count: number): readonly Post[] {
  return Array.from({ length: count }, (_, rank) => card(rank));
}

function siteOf(posts: readonly Post[]): Site {
  const config = { values: { title: '新闻' } };
  return { ...byTermList(() => []), documents: [], posts, config, data: {} } as unknown as Site;
}

function unpackedPosts(posts: readonly Post[]): readonly Post[] {
  return unpackSite(packSite({ site: siteOf(posts), body: () => null })).site.posts;
}

const urlOf = ({ url }: Post): string => url;

it('gives other threads every card, wherever its story’s HTML lies', () => {
  const posts = cards(COUNT);
  const site = siteOf(posts);
  // The build's own thread has a number below those of the others.
  const body = (rank: number) =>
    rank % 2 === 0 ? null : { pack: (rank % 3) - 1, offset: rank * 2 ** 20, length: rank };
  const unpacked = unpackSite(packSite({ site, body }));
  expect(unpacked.site.posts).toHaveLength(COUNT);
  for (const [rank, post] of posts.entries()) {
    const { title, path, summary, categories, data } = unpacked.site.posts[rank] ?? card(-1);
    expect({ title, path, summary, categories, data: { ...data } }).toEqual({
      ...{ title: post.title, path: post.path, summary: post.summary },
      ...{ categories: post.categories, data: post.data },
    });
    expect(unpacked.body(rank)).toEqual(body(rank));
  }
  expect(unpacked.site.config.values['title']).toBe('新闻');
});

it('gives cards in any order', () => {
  const posts = unpackedPosts(cards(COUNT));
  // Each far from the one before.
  for (let rank = 0, count = 0; count < 1000; count++, rank = (rank + 4001) % COUNT) {
    expect([posts[rank]?.url, posts[rank]?.slug]).toEqual([`/${rank}.html`, `${rank}`]);
  }
});

it.each([0, 1, 200])('gives %d cards as a list like any other', (count) => {
  const [posts, given] = [unpackedPosts(cards(count)), cards(count)];
  const late = ({ date }: Post): boolean => date > 150;
  const answers = (list: readonly Post[]): readonly unknown[] => [
    ...[Array.isArray(list), list.length, list[count], list[-1], list.at(-1)?.url],
    ...[list.map(urlOf), list.flatMap(({ categories }) => categories)],
    ...[list.slice(60, 70).map(urlOf), list.slice(-3).map(urlOf), list.slice().length],
    ...[list.filter(late).map(urlOf), list.some(late), list.every(late), list.findIndex(late)],
    ...[[...list].map(urlOf), [...list.entries()].map(([rank, post]) => [rank, post.url])],
    ...[[...list.keys()], list.concat(list).map(urlOf), list.toReversed().map(urlOf)],
    ...[list.reduce((sum, { words }) => sum + words, 0), Object.keys(list), 0 in list],
  ];
  expect(answers(posts)).toEqual(answers(given));
});

it('has few cards as objects, and those that it forgot say what they did', () => {
  const posts = unpackedPosts(cards(COUNT));
  const first = [...posts];
  expect(posts[COUNT - 1]).toBe(first[COUNT - 1]);
  const known = first.toReversed().findIndex((post, back) => posts[COUNT - 1 - back] !== post);
  expect(known).toBeGreaterThan(0);
  expect(known).toBeLessThanOrEqual(MOST_CARDS);
  expect(first[0]).not.toBe(posts[0]);
  expect([first[0]?.url, first[0]?.title]).toEqual([posts[0]?.url, posts[0]?.title]);
});
