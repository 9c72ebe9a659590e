/** Sitemaps and robots.txt: what search engines are told of, and when those files change. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createZone } from '../../src/formats/dates/zone.js';
import type { Config } from '../../src/model/config.js';
import type { Post } from '../../src/model/post.js';
import { sitemapEntry, sitemapParts } from '../../src/outputs/sitemaps/sitemaps.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';
import { all, one, parseXml, texts } from '../support/xml.js';

const ORIGIN = 'https://news.example';
const CONFIG = `title: 财经\nurl: ${ORIGIN}\ntimezone: Asia/Shanghai\nlang: zh-CN\nsearch: false\n`;
const config = (more: string): Files => ({ '_config.yml': `${CONFIG}${more}\n` });

/** `loc`, `lastmod` and pictures of each entry; throws where the standard's rules don't hold. */
function sitemapAt(site: TestSite, output: string): readonly (readonly string[])[] {
  const root = parseXml(site.read(output));
  expect(root.uri).toBe('http://www.sitemaps.org/schemas/sitemap/0.9');
  return root.children.map((entry) => {
    const loc = one(entry, 'loc').text;
    expect(loc).toMatch(/^https:\/\/news\.example\/[\w./~!$&'()*+,;=:@%-]*$/);
    expect(loc.length).toBeLessThan(2048);
    for (const lastmod of texts(entry, 'lastmod')) {
      expect(lastmod).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
    }
    const images = all(entry, 'image:image').map((image) => one(image, 'image:loc').text);
    return [loc.slice(ORIGIN.length), ...texts(entry, 'lastmod'), ...images];
  });
}

const sitemaps = (site: TestSite): readonly string[] =>
  [...site.tree().keys()].filter((name) => name.startsWith('sitemaps/'));

describe('sitemaps', () => {
  it('part stories by month in site time, oldest first, with what the story says', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-04-30-a.md': post('title: A\ndate: 2022-04-30 17:00:00 Z'),
      '_posts/2022-05-31-b.md': post(
        'title: B\nlast_modified_at: 2022-07-01 09:00:00 +0800\nimage: /b.jpg',
      ),
      '_posts/2022-06-01-c.md': post('title: C', '<img src="x.png?a=1&amp;b=2" width="300">'),
      '_posts/2022-06-02-中.md': post(
        'title: D',
        '<img src="/smiley.gif" width="20"> <img src="/big.jpg">',
      ),
    });
    await site.build();
    expect(sitemapAt(site, 'sitemaps/2022-05.xml')).toEqual([
      ['/2022/05/01/a.html', '2022-05-01T01:00:00+08:00'],
      ['/2022/05/31/b.html', '2022-07-01T09:00:00+08:00', `${ORIGIN}/b.jpg`],
    ]);
    expect(sitemapAt(site, 'sitemaps/2022-06.xml')).toEqual([
      ['/2022/06/01/c.html', '2022-06-01T00:00:00+08:00', `${ORIGIN}/2022/06/01/x.png?a=1&b=2`],
      ['/2022/06/02/%E4%B8%AD.html', '2022-06-02T00:00:00+08:00', `${ORIGIN}/big.jpg`],
    ]);
    expect(sitemapAt(site, 'sitemap.xml')).toEqual([
      ['/sitemaps/pages.xml'],
      ['/sitemaps/2022-05.xml', '2022-07-01T09:00:00+08:00'],
      ['/sitemaps/2022-06.xml', '2022-06-02T00:00:00+08:00'],
    ]);
  });

  it('leave out what asks for it, what moved, and what says it belongs elsewhere', async () => {
    const site = createSite({
      ...config('canonical: source\nredirects: false'),
      '_posts/2022-05-01-a.md': post('sitemap: false'),
      '_posts/2022-05-02-b.md': post('noindex: true'),
      '_posts/2022-05-03-c.md': post('redirect_to: /x.html'),
      '_posts/2022-05-04-d.md': post('source: {name: 报, url: https://source.example/d}'),
      '_posts/2022-05-05-e.md': post(
        'source: {name: 报, url: https://source.example/e}\ncanonical: self',
      ),
      '_posts/2022-05-06-f.md': post('source: 报'),
      'about.html': post('title: About'),
      'hidden.html': post('sitemap: false'),
      'data.json': post('title: x'),
    });
    await site.build();
    expect(sitemapAt(site, 'sitemaps/2022-05.xml').map(([url]) => url)).toEqual([
      '/2022/05/05/e.html',
      '/2022/05/06/f.html',
    ]);
    const pages = sitemapAt(site, 'sitemaps/pages.xml');
    expect(pages.every((entry) => entry.length === 1)).toBe(true);
    expect(pages.map(([url]) => url)).toEqual(
      expect.arrayContaining(['/', '/about.html', '/feeds.html', '/2022/05/']),
    );
    expect(pages.map(([url]) => url)).not.toEqual(expect.arrayContaining(['/hidden.html']));
    expect(JSON.stringify(pages)).not.toMatch(/404|data\.json/);
  });

  it('of months that are over never change', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-01-a.md': post('title: A\ntags: [x]'),
    });
    await site.build();
    const before = site.read('sitemaps/2022-05.xml');
    site.write({ '_posts/2022-06-01-b.md': post('title: B\ntags: [x]') });
    const { outputs } = await site.build();
    expect(site.read('sitemaps/2022-05.xml')).toBe(before);
    expect(outputs.added).toBeGreaterThan(0);
  });

  it('are lists of URLs too when asked, and off when told so', async () => {
    const site = createSite({
      ...config('sitemap: {url_lists: true, news: false}\nbaseurl: /站'),
      '_posts/2022-05-01-a.md': post('title: A'),
    });
    await site.build();
    expect(site.read('sitemaps/2022-05.txt')).toBe(`${ORIGIN}/%E7%AB%99/2022/05/01/a.html\n`);
    expect(sitemaps(site)).toEqual([
      'sitemaps/2022-05.txt',
      'sitemaps/2022-05.xml',
      'sitemaps/pages.xml',
    ]);
    site.write(config('sitemap: false'));
    await site.build();
    expect(sitemaps(site)).toEqual([]);
    expect(site.has('sitemap.xml')).toBe(false);
    expect(site.read('robots.txt')).not.toContain('Sitemap');
  });

  it('keep their place against a story', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-01-a.md': post('permalink: /sitemaps/2022-05.xml/'),
      '_posts/2022-05-02-b.md': post('permalink: /robots.txt/'),
      '_posts/2022-05-03-c.md': post('permalink: /sitemaps/about.html'),
    });
    const { problems } = await site.build();
    expect(problems.map(({ code, file }) => `${code} ${file}`).sort()).toEqual([
      'url-clash _posts/2022-05-01-a.md',
      'url-clash _posts/2022-05-02-b.md',
    ]);
    expect(sitemapAt(site, 'sitemaps/2022-05.xml')).toEqual([
      ['/sitemaps/about.html', '2022-05-03T00:00:00+08:00'],
    ]);
  });
});

describe('parts of a month', () => {
  const settings = { base: ORIGIN, canonical: 'self' } as unknown as Config;
  const zone = createZone('Asia/Shanghai');
  const card = (minute: number, url: string): Post =>
    ({
      url,
      date: Date.UTC(2022, 4, 2) + minute * 1000,
      modified: Date.UTC(2022, 4, 2) + minute * 1000,
      facts: {},
      image: null,
    }) as unknown as Post;

  it('hold at most 50,000 URLs', () => {
    const posts = Array.from({ length: 100_001 }, (_, at) => card(at, `/2022/05/02/s${at}.html`));
    const parts = sitemapParts(posts, settings, zone);
    expect(parts.map(({ name, ranks }) => [name, ranks.length])).toEqual([
      ['2022-05', 50_000],
      ['2022-05-2', 50_000],
      ['2022-05-3', 1],
    ]);
    expect(parts[1]?.ranks[0]).toBe(50_000);
  });

  it('are those of the last time where their stories are the same, and else as from nothing', () => {
    const day = fc.nat(120).map((at) => Date.UTC(2022, 3, 1) + at * 86_400_000);
    const story = fc.tuple(day, fc.boolean(), fc.constantFrom(10, 1900)).map(
      ([date, sitemap, length]): Post =>
        ({
          ...{ url: `/${'x'.repeat(length)}`, date, modified: date, image: null },
          facts: sitemap ? {} : { sitemap },
        }) as unknown as Post,
    );
    const stories = fc.array(story, { maxLength: 12 });
    fc.assert(
      fc.property(stories, stories, stories, (start, ends, others) => {
        const inOrder = (some: readonly Post[]): readonly Post[] =>
          [...some].sort((a, b) => a.date - b.date);
        const [before, posts] = [inOrder([...start, ...ends]), inOrder([...start, ...others])];
        const end = posts.findIndex((mine, rank) => mine !== before[rank]);
        const same = end < 0 ? posts.length : end;
        const last = sitemapParts(before, settings, zone);
        const parts = sitemapParts(posts, settings, zone, { last, same });
        expect(parts).toEqual(sitemapParts(posts, settings, zone));
        const over = last.filter(
          ({ ranks }, at) => at + 2 < last.length && (ranks.at(-1) ?? 0) < same,
        );
        for (const [at, part] of over.slice(0, -1).entries()) expect(parts[at]).toBe(part);
      }),
    );
  });

  it('hold at most 10 MB', () => {
    const long = 'x'.repeat(1900);
    const posts = Array.from({ length: 6000 }, (_, at) => card(at, `/${long}${at}.html`));
    const parts = sitemapParts(posts, settings, zone);
    const bytes = parts.map(({ ranks }) => {
      const entries = ranks.map((rank) => sitemapEntry(posts[rank] ?? card(0, ''), settings, zone));
      return Buffer.byteLength(entries.join(''));
    });
    expect(bytes).toHaveLength(2);
    expect(bytes[0]).toBeLessThan(10_000_000);
    expect(bytes[0]).toBeGreaterThan(9_900_000);
    expect(parts.flatMap(({ ranks }) => ranks)).toHaveLength(6000);
  });
});

describe('the news sitemap', () => {
  const newsAt = (site: TestSite, output = 'sitemaps/news.xml'): readonly (readonly string[])[] =>
    parseXml(site.read(output)).children.map((entry) => {
      const news = one(entry, 'news:news');
      expect(news.uri).toBe('http://www.google.com/schemas/sitemap-news/0.9');
      const publication = one(news, 'news:publication');
      return [
        one(news, 'news:title').text,
        one(publication, 'news:name').text,
        one(publication, 'news:language').text,
        one(news, 'news:publication_date').text,
      ];
    });

  it('has the stories of two days by --now, each with what Google asks for', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-14-a.md': post('title: A\ndate: 2022-05-14 08:00:00'),
      '_posts/2022-05-14-b.md': post('title: B\ndate: 2022-05-14 08:00:01\nlang: zh-Hant'),
      '_posts/2022-05-15-c.md': post('title: C & D\ndate: 2022-05-15 09:00:00\nlang: en-GB'),
      '_posts/2022-05-15-d.md': post('title: E\ndate: 2022-05-15 10:00:00\nsitemap: false'),
    });
    const now = '2022-05-16T08:00:00+08:00';
    await site.build({ now });
    expect(newsAt(site)).toEqual([
      ['C & D', '财经', 'en', '2022-05-15T09:00:00+08:00'],
      ['B', '财经', 'zh-tw', '2022-05-14T08:00:01+08:00'],
    ]);
    const before = site.tree();
    expect(namesNews(site)).toEqual([true, true, true]);
    await site.build({ now: '2022-05-16T20:00:00+08:00' });
    const changed = [...site.tree()].filter(([name, text]) => before.get(name) !== text);
    expect(changed.map(([name]) => name)).toEqual(['sitemaps/news.xml']);
    expect(newsAt(site)).toHaveLength(1);
  });

  /** There is one, the index has it, `robots.txt` has it. */
  const namesNews = (site: TestSite): readonly boolean[] => [
    sitemaps(site).some((name) => name.startsWith('sitemaps/news')),
    site.read('sitemap.xml').includes('sitemaps/news'),
    site.read('robots.txt').includes('sitemaps/news'),
  ];

  it('goes when two days had no story, and comes back with one, its mention too', async () => {
    const files = { ...config(''), '_posts/2022-05-14-a.md': post('date: 2022-05-14 08:00:00') };
    const site = createSite(files);
    const isEmpty = (name: string): boolean => !/<(?:url|sitemap)>/.test(site.read(name));
    for (const [now, isThere] of [
      ['2022-05-14T07:59:59+08:00', false],
      ['2022-05-14T08:00:00+08:00', true],
      ['2022-05-16T07:59:59+08:00', true],
      ['2022-05-16T08:00:00+08:00', false],
      ['2022-05-15T08:00:00+08:00', true],
      ['2030-01-01T00:00:00+08:00', false],
    ] as const) {
      await site.build({ now });
      expect(namesNews(site), now).toEqual([isThere, isThere, isThere]);
      const warm = site.tree();
      const clean = createSite(files);
      await clean.build({ now });
      expect([...warm], now).toEqual([...clean.tree()]);
      expect(['sitemap.xml', ...sitemaps(site)].filter(isEmpty), now).toEqual([]);
    }
  });

  it('names the language as Google wants it, and splits at a thousand', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => [
      `_posts/2022-05-16-s${at}.md`,
      post('date: 2022-05-16 08:00:00'),
    ]);
    const site = createSite({ ...config('feed: false'), ...Object.fromEntries(many) });
    await site.build({ now: '2022-05-16T09:00:00+08:00' });
    expect(newsAt(site)).toHaveLength(1000);
    expect(newsAt(site, 'sitemaps/news-2.xml')).toHaveLength(1);
    expect(newsAt(site)[0]?.[2]).toBe('zh-cn');
    expect(site.read('robots.txt')).toContain(`Sitemap: ${ORIGIN}/sitemaps/news-2.xml\n`);
  });
});

describe('robots.txt', () => {
  /** Each group's agents and rules, as RFC 9309 reads them. */
  const groupsOf = (text: string): readonly (readonly [readonly string[], readonly string[]])[] =>
    text
      .trim()
      .split(/\n\n+/)
      .map((group) => {
        const lines = group.split('\n');
        const agents = lines.filter((line) => /^User-agent: /.test(line));
        return [agents.map((line) => line.slice(12)), lines.slice(agents.length)] as const;
      });

  it('allows all and lists every sitemap', async () => {
    const site = createSite({ ...config(''), '_posts/2022-05-01-a.md': post('title: A') });
    await site.build();
    expect(groupsOf(site.read('robots.txt'))).toEqual([
      [['*'], ['Allow: /']],
      [
        [],
        ['sitemap.xml', 'sitemaps/pages.xml', 'sitemaps/2022-05.xml'].map(
          (name) => `Sitemap: ${ORIGIN}/${name}`,
        ),
      ],
    ]);
  });

  it.each([
    [
      'search-only',
      ['GPTBot', 'ClaudeBot', 'Google-Extended', 'Bytespider'],
      ['OAI-SearchBot', 'Claude-User'],
    ],
    [
      'block',
      ['GPTBot', 'OAI-SearchBot', 'Claude-User', 'PerplexityBot'],
      ['Baiduspider', 'Googlebot'],
    ],
  ])('robots.ai: %s', async (ai, refused, free) => {
    const site = createSite(config(`robots: {ai: ${ai}, disallow: [/drafts/]}`));
    await site.build();
    const [everyone, bots] = groupsOf(site.read('robots.txt'));
    expect(everyone).toEqual([['*'], ['Disallow: /drafts/']]);
    expect(bots?.[0]).toEqual(expect.arrayContaining(refused));
    expect(bots?.[1]).toEqual(['Disallow: /']);
    for (const name of free) expect(bots?.[0]).not.toContain(name);
  });

  it('is the site’s own where there is one, and needs no `url` for a policy', async () => {
    const site = createSite({ ...config(''), 'robots.txt': 'mine' });
    await site.build();
    expect(site.read('robots.txt')).toBe('mine');
    site.remove('robots.txt');
    site.write({ '_config.yml': 'robots: {ai: block}' });
    await site.build();
    expect(site.read('robots.txt')).toContain('GPTBot');
    expect(await createSite(config('robots: {ai: maybe}')).fail()).toMatchObject([
      { code: 'config-value' },
    ]);
  });
});
