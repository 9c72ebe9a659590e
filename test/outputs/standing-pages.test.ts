/**
 * A kind of output says which of its pages stand whatever stories come: those are planned as they were
 * without any of the stories that may have come.
 */
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { sortedNames } from '../../src/incremental/sorted-tables.js';
import type { Page } from '../../src/model/page.js';
import type { Post, PostHead } from '../../src/model/post.js';
import { type Arrangement, termsIn } from '../../src/model/site.js';
import { byNamedList, TERM_TYPES } from '../../src/model/term-types.js';
import { standingPages } from '../../src/outputs/kinds.js';
import { configure } from '../../src/pipeline/configure/configure.js';
import { type Organised, organise } from '../../src/pipeline/organise/organise.js';
import { plan } from '../../src/pipeline/plan/plan.js';
import { PlannedKeys } from '../../src/pipeline/render/page-key.js';
import { newSession } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { runs } from '../support/runs.js';
import { createSite } from '../support/site.js';

const NOW = '2022-06-01T00:00:00Z';
const DAY = 24 * 3_600_000;
const CONFIG =
  'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\nlang: zh-CN\n' +
  'feed: {min_posts: 2, terms_excerpt_only: false}\nsitemap: {url_lists: true, news: true}\n';

interface Story {
  readonly day: number;
  readonly terms: readonly string[];
  readonly series: readonly string[];
  readonly bulk: number;
}

const aStory: fc.Arbitrary<Story> = fc.record({
  day: fc.integer({ min: 0, max: 140 }),
  terms: fc.subarray(['a', 'A', 'b', 'C', 'C++', 'c']),
  series: fc.subarray(['s'], { minLength: 0 }),
  bulk: fc.integer({ min: 1, max: 40_000 }),
});

function card({ day, terms, series, bulk }: Story, n: number): Post {
  const date = Date.UTC(2022, 0, 1) + day * DAY;
  const name = `s${n}`;
  return {
    ...{ path: `_posts/${name}.md`, digest: name, title: name, date, modified: date },
    ...{ zoneless: null, url: `/${name}.html`, output: `${name}.html`, ownPermalink: false },
    ...{ slug: name, ...byNamedList(() => []), categories: terms, tags: [...terms].reverse() },
    ...{ series, sources: terms.slice(0, 1), authors: terms.slice(1, 2) },
    ...{ facts: {}, layout: null, summary: '', image: null, words: 1, bulk, minutes: 1 },
    ...{ draft: false, published: true, data: {}, card: name },
  };
}

interface PlannedSite extends Pick<Organised, 'arrangement'> {
  readonly pages: readonly Page[];
  /** What plan gives a page, and what it shows of stories: its half of the key. */
  keyAt(output: string): number;
}

function planner(pagination: string): (posts: readonly Post[]) => PlannedSite {
  const source = createSite({ '_config.yml': CONFIG + pagination }).root;
  const { value: config } = configure({ source, now: NOW }, effectsWith(disk));
  const sources = {
    ...{ posts: [], files: sortedNames([]), pages: [], statics: [], kept: [], themeAssets: [] },
    ...{ templates: [], filters: [], pictureMaker: null, data: {} },
    styles: { compiler: null, isFilter: false, lacksTheme: false, files: [], loadPaths: [] },
  };
  return (posts) => {
    const { value } = organise({ posts, documents: [], sources }, config, newSession());
    const { site, arrangement } = value;
    const { value: planned } = plan(arrangement, config.now, newSession());
    const keys = new PlannedKeys(planned, site, { seed: [1, 2], foundation: '' }, null);
    const { pages } = planned;
    const keyAt = (output: string): number => {
      const index = planned.outputs.at(output) ?? -1;
      const page = pages[index];
      return page === undefined ? 0 : keys.keyOf(index, page);
    };
    return { arrangement, pages, keyAt };
  };
}

/** Whether a term has its name and address of that story. */
function beginsTerm(site: Arrangement, rank: number): boolean {
  return TERM_TYPES.some((type) =>
    site.postTerms[type][rank]?.some((index) => termsIn(site, type)[index]?.posts[0] === rank),
  );
}

it.each([
  ['stable', 'paginate: 2\n'],
  ['as jekyll-paginate has it', 'paginate: 2\npagination: {order: newest-first}\n'],
])('pages stand whatever stories come, where lists are %s', (_order, pagination) => {
  const planOf = planner(pagination);
  const kinds = new Map<string, number>();
  fc.assert(
    fc.property(
      fc.array(aStory, { minLength: 12, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.infiniteStream(fc.boolean()),
      (stories, share, chance) => {
        const all = stories.map(card);
        const { arrangement, pages, keyAt } = planOf(all);
        const { posts } = arrangement;
        const first = Math.floor(share * posts.length);
        const last = posts.length - 1;
        const isFree = (rank: number): boolean => rank === last || !beginsTerm(arrangement, rank);
        const came = new Set(
          posts.filter((_, rank) => rank >= first && isFree(rank) && chance.next().value),
        );
        const has = (rank: number): boolean => came.has(posts[rank] as PostHead);
        const ranks = posts.flatMap((_post, rank) => (has(rank) ? [rank] : []));
        const isStanding = standingPages(arrangement, { first: ranks[0] ?? posts.length, has });
        const before = planOf(all.filter((post) => !came.has(post as PostHead)));
        for (const page of pages.filter(isStanding)) {
          const name = page.kind === 'generated' ? page.format : page.kind;
          kinds.set(name, (kinds.get(name) ?? 0) + 1);
          expect(keyAt(page.output), page.output).toBe(before.keyAt(page.output));
        }
      },
    ),
    { numRuns: runs(600) },
  );
  // Else nothing was tried.
  const tried = ['atom', 'json-feed', 'list', 'post', 'rss', 'search-shard', 'search-stories'];
  expect([...kinds.keys()].sort()).toEqual([...tried, 'sitemap', 'url-list']);
});

it('nearly all pages stand where one story came', () => {
  const stories = Array.from({ length: 600 }, (_, n) => {
    return { day: n / 5, terms: [`t${n % 40}`], series: [], bulk: 1000 };
  });
  const { arrangement, pages } = planner('')(stories.map(card));
  const last = arrangement.posts.length - 1;
  const isStanding = standingPages(arrangement, { first: last, has: (rank) => rank === last });
  const others = pages.filter((page) => !isStanding(page));
  expect(pages.length).toBeGreaterThan(900);
  expect(others.length).toBeLessThan(80);
});
