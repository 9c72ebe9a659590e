/** Every address that a site names, asked of the handler of `finews serve`, gives what the site means by it. */
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { respond } from '../../src/dev/serve/respond.js';
import { disk } from '../../src/effects/disk.js';
import type { BuildResult } from '../../src/index.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const ORIGIN = 'https://news.example';

interface Given {
  readonly status: number;
  readonly text: string;
}

/** What a visitor gets at an address in the end: folders are led to, redirect pages are not followed. */
function ask(site: TestSite, address: string): Given {
  const root = path.join(site.root, 'public');
  const request = { method: 'GET', target: address, headers: {}, arrivedAt: undefined };
  const { status, headers, body } = respond(
    request,
    { root, baseurl: '', addition: null, isBuilding: false },
    disk,
  );
  if (status === 301) return ask(site, headers['Location'] ?? '');
  if (body instanceof Uint8Array) return { status, text: Buffer.from(body).toString() };
  const text = body.file.read(body.start, body.length).toString();
  body.file.close();
  return { status, text };
}

/** Addresses in a text by the pattern's group, those of the site itself, without origin. */
function named(text: string, pattern: RegExp): readonly string[] {
  const found = Array.from(text.matchAll(pattern), ([, one = '']) => one.replaceAll('&amp;', '&'));
  const own = found.map((one) => (one.startsWith(ORIGIN) ? one.slice(ORIGIN.length) || '/' : one));
  return own.filter((one) => /^\/(?!\/)/.test(one)).map((one) => one.replace(/[?#].*$/s, ''));
}

const canonicalOf = (html: string): string | undefined =>
  named(html, /<link rel="canonical" href="([^"]*)"/g)[0];

/** Each story's address as sitemaps and feeds have it, and every other that a page or list names. */
function expectAnswers(site: TestSite, { problems }: BuildResult): void {
  const tree = [...site.tree()].filter(([, text]) => !text.includes(REFRESH));
  const textsOf = (pattern: RegExp): string =>
    tree.flatMap(([name, text]) => (pattern.test(name) ? [text] : [])).join('\n');
  const stories = named(textsOf(/^sitemaps\/\d{4}-\d\d\.xml$/), /<loc>([^<]*)<\/loc>/g);
  for (const address of stories) {
    const { status, text } = ask(site, address);
    expect(`${status} ${canonicalOf(text)}`, address).toBe(`200 ${address}`);
    expect(text, address).toContain('正文');
  }
  const others = [
    ...named(textsOf(/^(?:sitemap\.xml|sitemaps\/.*|robots\.txt)$/), /(?:<loc>|Sitemap: )(\S+?)(?:<|\n)/g),
    ...named(textsOf(/\.(?:xml|json)$/), /(?:<id>|<link>|href="|"(?:url|id)": ?")([^"<]*)/g),
    ...named(textsOf(/\.html$/), /(?:href|content)="(?:0; url=)?([^"]*)"/g),
  ]; // biome-ignore format: a list
  expectRedirects(site);
  // Where the site's own file is in the way of a list, that is told, and there is no such page.
  if (problems.some(({ code, fate }) => code === 'url-clash' && fate === undefined)) return;
  for (const address of new Set(others)) expect(ask(site, address).status, address).toBe(200);
}

/** Stands in pages that lead elsewhere, which may be nowhere. */
const REFRESH = 'http-equiv="refresh"';

/** What hosts are told to lead on is a page that leads there; asking on and on comes to an end. */
function expectRedirects(site: TestSite): void {
  const list = site.tree().get('redirects.json') ?? '';
  const targets = list.startsWith('{') ? Object.entries<string>(JSON.parse(list)) : [];
  const next = new Map(targets.map(([from, to]) => [encodeURI(from), to.replace(ORIGIN, '')]));
  for (const [from, to] of next) {
    if (/(?:\/|\.x?html?|\/[^./]*)$/.test(from)) expect(ask(site, from).text, from).toContain(to);
    let [at, steps] = [from, 0];
    while (next.has(at)) {
      at = next.get(at) ?? '';
      expect(++steps, `from ${from}`).toBeLessThan(20);
    }
  }
}

const lost = ({ problems }: BuildResult): readonly string[] =>
  problems
    .filter(({ fate }) => fate === 'set-aside')
    .map(({ code, file, message }) => `${code} ${file} ${message}`);

const own = (permalink: string, more = ''): string =>
  post(`title: x\npermalink: ${JSON.stringify(permalink)}${more}`);
const A = '_posts/2022-05-16-a.md';
const CONFIG = `title: x\nurl: ${ORIGIN}\ntimezone: Asia/Shanghai\ncname: news.example\n`;

describe('a story’s address', () => {
  it.each([
    ['/feed.xml', 'the feed of x', {}],
    ['/rss.xml', 'rss.xml', { 'rss.xml': '<rss/>' }],
    ['/feed.json', 'the feed of x', {}],
    ['/robots.txt', "finews' own robots.txt", {}],
    ['/sitemap.xml', "finews' own sitemap.xml", {}],
    ['/sitemaps/2022-05.xml', 'the sitemaps', {}],
    ['/sitemaps/news.xml', 'the sitemaps', {}],
    ['/CNAME', 'CNAME', { CNAME: 'news.example\n' }],
    ['/dl/v1.0', 'dl/v1.0', { 'dl/v1.0': 'x' }],
    ['/DL/V1.0', 'dl/v1.0', { 'dl/v1.0': 'x' }],
    ['/img/logo.png', 'img/logo.png', { 'img/logo.png': 'x' }],
    ['/caf\u00e9', 'cafe\u0301', { 'cafe\u0301': 'x' }],
    ['/docs', 'docs/index.html', { 'docs/index.html': 'x' }],
    ['/docs', 'docs/index.md', { 'docs/index.md': post('title: Docs') }],
    ['/docs/', 'docs.md', { 'docs.md': own('/docs') }],
    ['/2022', 'the archive of /2022/', {}],
    ['/a', '_posts/2022-05-15-b.md', { '_posts/2022-05-15-b.md': own('/a/') }],
    ['/a/', '_posts/2022-05-15-b.md', { '_posts/2022-05-15-b.md': own('/a') }],
    ['/A/', '_posts/2022-05-15-b.md', { '_posts/2022-05-15-b.md': own('/a') }],
    ['/a/index.html', '_posts/2022-05-15-b.md', { '_posts/2022-05-15-b.md': own('/a') }],
    ['/a.html', '_posts/2022-05-15-b.md', { '_posts/2022-05-15-b.md': own('/a') }],
  ])('%s is set aside where %s has it', async (permalink, winner, files: Files) => {
    const site = createSite({ '_config.yml': CONFIG, ...files, [A]: own(permalink) });
    const result = await site.build();
    expect(lost(result)).toEqual([expect.stringMatching(/^url-clash /)]);
    expect(lost(result)[0]).toContain(`${A} `);
    expect(lost(result)[0]).toMatch(/ is already the place of /);
    expect(lost(result)[0]?.split(' is already the place of ')[1]).toBe(winner);
    expectAnswers(site, result);
    expect((await site.build()).problems).toEqual(result.problems);
  }); // biome-ignore format: a table

  it.each([
    ['/a.html', '/a/'],
    ['/a.htm', '/a.htm.html'],
    ['/a/b', '/a.html'],
    ['/feed.xml/', '/feeds'],
  ])('%s stands beside %s', async (one, other) => {
    const files = { [A]: own(one), '_posts/2022-05-15-b.md': own(other) };
    const site = createSite({ '_config.yml': 'title: x\ntimezone: Asia/Shanghai\n', ...files });
    const result = await site.build();
    expect(lost(result)).toEqual([]);
    for (const address of [one, other]) expect(ask(site, address).text).toContain('正文');
  });
});

describe('a site’s addresses', () => {
  const NAMES = [
    'a', 'A', 'b', 'docs', 'feed.xml', 'robots.txt', 'sitemap.xml', 'dl/v1.0', 'dl', 'index', '404', '404.html', 'CNAME',
    'category/a', 'category/a/feed.xml', 'tag/b', '2022', '2022/05', '2022/05/16', 'page/1', 'page', 'sitemaps/2022-05.xml',
    'sitemaps', 'feeds', 'redirects.json', 'caf\u00e9', 'cafe\u0301', 'ＡＢ', 'x.y', 'x.y.html', '新闻',
  ]; // biome-ignore format: a list
  const address = fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.constantFrom('', '/', '.html', '/index.html', '.htm', '/b'),
    )
    .map(([name, end]) => `/${name}${end}`);
  const story = fc.record({
    permalink: fc.option(address, { freq: 6 }),
    from: fc.array(address, { maxLength: 2 }),
    to: fc.option(address, { freq: 5, nil: null }),
    term: fc.constantFrom('a', 'b', '2022', 'docs'),
  });
  const site = fc.record({
    stories: fc.array(story, { minLength: 1, maxLength: 6 }),
    pages: fc.array(story, { maxLength: 2 }),
    files: fc.uniqueArray(
      fc.constantFrom(...NAMES.filter((name) => !/[\u0301Ａ]|^A$/.test(name))),
      { maxLength: 2 },
    ),
    terms: fc.constantFrom('/category/:slug.html', '/category/:slug', '/category/:slug/'),
    style: fc.constantFrom('date', 'pretty', '/:title', '/:categories/:title'),
  });

  it('give what is meant by them, and no story is lost without a word', async () => {
    await fc.assert(
      fc.asyncProperty(site, async ({ stories, pages, files, terms, style }) => {
        const textOf = ({ permalink, from, to, term }: (typeof stories)[number]): string => {
          const lines = {
            title: 'x',
            ...(permalink === null ? {} : { permalink }),
            categories: [term],
            tags: [term],
            ...(from.length === 0 ? {} : { redirect_from: from }),
            ...(to === null ? {} : { redirect_to: to }),
          };
          const front = Object.entries(lines).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
          return post(front.join('\n'));
        };
        const built = createSite({
          '_config.yml': `${CONFIG}permalink: ${style}\ncategory_permalink: ${terms}\npaginate: 2\n`,
          ...Object.fromEntries(files.filter((file) => !files.some((o) => o.startsWith(`${file}/`))).map((file) => [file, `file ${file}`])),
          ...Object.fromEntries(stories.map((one, at) => [`_posts/2022-05-1${at}-s${at}.md`, textOf(one)])),
          ...Object.fromEntries(pages.map((one, at) => [`p${at}.md`, textOf(one)])),
        });
        const result = await built.build();
        expectAnswers(built, result);
        const away = lost(result).filter((one) => one.includes('_posts/'));
        expect(result.posts.published + away.length).toBe(stories.length);
      }),
      { numRuns: 30 },
    );
  }); // biome-ignore format: long lines
});
