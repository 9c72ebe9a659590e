/**
 * What keeps increments small: a generated file follows from its record, the stories it
 * names and the config, and from nothing else; and one new story changes few of them.
 */

import { describe, expect, it } from 'vitest';
import { sortedNames } from '../../src/incremental/sorted-tables.js';
import type { Config } from '../../src/model/config.js';
import type { GeneratedPage, Page } from '../../src/model/page.js';
import type { Post } from '../../src/model/post.js';
import type { Arrangement } from '../../src/model/site.js';
import { byNamedList } from '../../src/model/term-types.js';
import { createGeneratedWriter } from '../../src/outputs/kinds.js';
import { configure } from '../../src/pipeline/configure/configure.js';
import { organise } from '../../src/pipeline/organise/organise.js';
import { plan } from '../../src/pipeline/plan/plan.js';
import { newSession } from '../../src/pipeline/session.js';
import { createSite, type Files, post } from '../support/site.js';

const CONFIG =
  'title: T\nurl: https://news.example\ntimezone: Asia/Shanghai\nlang: zh-CN\nheaders: true\n' +
  'feed: {min_posts: 2, terms_excerpt_only: false}\nsitemap: {url_lists: true}\nredirects: {netlify: true, apache: true, nginx: true}\n';

function card(n: number): Post {
  const date = Date.UTC(2022, 0, 1 + n);
  const name = `s${String(n).padStart(2, '0')}`;
  return {
    path: `_posts/${name}.md`,
    digest: name,
    title: `Title ${name}`,
    date,
    modified: date,
    zoneless: null,
    url: `/${name}.html`,
    output: `${name}.html`,
    ownPermalink: false,
    slug: name,
    ...byNamedList(() => []),
    facts: n % 7 === 0 ? { redirect_from: `/old/${name}/` } : {},
    categories: ['c', `c${n % 5}`],
    tags: ['t'],
    layout: null,
    summary: `Summary ${name}`,
    image: null,
    words: 1,
    bulk: 1,
    minutes: 1,
    draft: false,
    published: true,
    data: n % 7 === 0 ? { redirect_from: `/old/${name}/` } : {},
    card: name,
  };
}

function arranged(posts: readonly Post[], text: string): Arrangement {
  const site = createSite({ '_config.yml': text });
  const io = {
    read: () => Buffer.from(text),
    stat: (file: string) => (/_(?:layouts|includes)$/.test(file) ? undefined : { kind: 'folder' }),
    realPath: (path: string) => path,
  };
  const options = {
    source: site.root,
    destination: `${site.root}/public`,
    config: ['_config.yml'],
    now: '2022-02-10T00:00:00Z',
  };
  const effects = { io, clock: { now: () => 0, ticks: () => 0 } };
  const { value: config } = configure(
    options,
    effects as unknown as Parameters<typeof configure>[1],
  );
  const sources = {
    posts: [],
    files: sortedNames([]),
    pages: [],
    statics: [],
    kept: [],
    themeAssets: [],
    templates: [],
    filters: [],
    styles: { compiler: null, isFilter: false, lacksTheme: false, files: [], loadPaths: [] },
    pictureMaker: null,
    data: {},
  };
  return organise({ posts, documents: [], sources }, config, newSession()).value.arrangement;
}

const NOW = Date.UTC(2022, 1, 10);

function planned(posts: readonly Post[]): {
  readonly pages: readonly GeneratedPage[];
  readonly config: Config;
} {
  const site = arranged(posts, CONFIG);
  const isGenerated = (page: Page): page is GeneratedPage => page.kind === 'generated';
  const { pages } = plan(site, NOW, newSession()).value;
  return { pages: pages.filter(isGenerated), config: { ...site.config, now: NOW } };
}

const CARDS = Array.from({ length: 40 }, (_, n) => card(n));

describe('a generated file', () => {
  it('reads no story but those it names, and no body unless it says so', () => {
    const { pages, config } = planned(CARDS);
    const formats = new Set(pages.map(({ format }) => format));
    expect([...formats].sort().join(' ')).toBe(
      'atom gone-nginx headers json-feed news-sitemap opensearch redirect redirects-apache redirects-json redirects-netlify redirects-nginx robots rss search-manifest search-names search-shard search-stories search-variants sitemap sitemap-index url-list',
    );
    for (const page of pages) {
      const read = new Set<number>();
      let bodies = 0;
      const write = createGeneratedWriter({
        config,
        post(rank) {
          read.add(rank);
          return CARDS[rank];
        },
        content() {
          bodies++;
          return '<p>x</p>';
        },
        made: () => new Uint8Array(),
        text() {
          bodies++;
          return 'x';
        },
        pictureOf: ({ image }) => image,
      });
      write(page);
      const strange = [...read].filter((rank) => !page.ranks.includes(rank));
      expect([strange, bodies > 0], page.output).toEqual([[], page.bodies]);
    }
  });

  it('is a plain record that says all of it: the same after a trip through JSON', () => {
    const { pages, config } = planned(CARDS);
    const write = createGeneratedWriter({
      config,
      post: (rank) => CARDS[rank],
      content: () => '<p>x</p>',
      text: () => 'x',
      made: () => new Uint8Array(),
      pictureOf: ({ image }) => image,
    });
    const copies: readonly GeneratedPage[] = JSON.parse(JSON.stringify(pages));
    expect(copies.map(write)).toEqual(pages.map(write));
  });

  it('does not follow the clock, but for the news of two days', () => {
    const { pages, config } = planned(CARDS);
    const at = (now: number): readonly (string | Uint8Array)[] =>
      pages.map(
        createGeneratedWriter({
          config: { ...config, now },
          post: (rank) => CARDS[rank],
          content: () => '',
          text: () => '',
          made: () => new Uint8Array(),
          pictureOf: ({ image }) => image,
        }),
      );
    expect(at(0)).toEqual(at(4_000_000_000_000));
  });

  it.each([
    [true, 'url: https://news.example\n'],
    [false, 'url: https://news.example\nsitemap: false\n'],
    [false, 'url: https://news.example\nsitemap: {news: false}\n'],
    [false, 'title: T\n'],
  ])('is planned anew (%j) once two days are over, with %j', (isAnew, text) => {
    const site = arranged(CARDS, text);
    const session = newSession();
    const before = plan(site, NOW, session);
    expect(plan(site, NOW + 60_000, session)).toBe(before);
    expect(plan(site, NOW + 3 * 24 * 3_600_000, session) !== before).toBe(isAnew);
  });
});

describe('one new story', () => {
  it('changes at most 25 files, and the feeds of its terms', async () => {
    const day = (n: number): string =>
      `2022-0${1 + Math.floor(n / 28)}-${String(1 + (n % 28)).padStart(2, '0')}`;
    const story = (n: number): Files => ({
      [`_posts/${day(n)}-s${n}.md`]: post(
        `title: S${n}\ncategories: c\ntags: [t]\ndate: ${day(n)} 08:00:00`,
      ),
    });
    const rest = Array.from({ length: 59 }, (_, n) => story(n));
    const site = createSite({
      '_config.yml': `${CONFIG}paginate: 10\n`,
      ...Object.assign({}, ...rest),
      '_posts/2022-03-03-other.md': post(
        'title: Other\ncategories: d\ntags: [u]\ndate: 2022-03-03 07:00:00',
      ),
    });
    await site.build({ now: '2022-03-04T00:00:00Z' });
    const before = site.tree();
    site.write({
      '_posts/2022-03-03-new.md': post(
        'title: New\ncategories: c\ntags: [t]\ndate: 2022-03-03 09:00:00',
      ),
    });
    const { outputs } = await site.build({ now: '2022-03-04T00:00:00Z' });
    const changed = [...site.tree()]
      .filter(([name, text]) => before.get(name) !== text)
      .map(([name]) => name);
    expect(outputs.added + outputs.changed).toBe(changed.length);
    expect(
      changed.filter((name) => name.startsWith('sitemaps/') || name.endsWith('sitemap.xml')),
    ).toEqual([
      ...['sitemap.xml', 'sitemaps/2022-03.txt', 'sitemaps/2022-03.xml', 'sitemaps/news.xml'],
      // The two lists got a numbered page each.
      'sitemaps/pages.xml',
    ]);
    const ofTerms = changed.filter((name) => /^(?:category|tag)\/.*\.(?:xml|json)$/.test(name));
    expect(ofTerms).toHaveLength(6);
    expect(changed.length - ofTerms.length).toBeLessThanOrEqual(25);
    expect(changed).not.toContain('feeds.html');
    expect(changed).not.toContain('robots.txt');
  });
});
