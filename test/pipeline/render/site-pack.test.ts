import { expect, it } from 'vitest';
import type { Post } from '../../../src/model/post.js';
import type { Site } from '../../../src/model/site.js';
import { byNamedList, byTermList } from '../../../src/model/term-types.js';
import { packSite, unpackSite } from '../../../src/pipeline/render/site-pack.js';

/** More than two parts have. */
const COUNT = 9000;

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

it('gives other threads every card, wherever its story’s HTML lies', () => {
  const posts = Array.from({ length: COUNT }, (_, rank) => card(rank));
  const config = { values: { title: '新闻' } };
  const lists = { ...byTermList(() => []), documents: [] };
  const site = { ...lists, posts, config, data: {} } as unknown as Site;
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
