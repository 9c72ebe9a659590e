/** Feeds: what is in them, where they are, and when they change. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';
import { all, one } from '../support/xml.js';
import { readAtom, readJsonFeed, readRss, type Story } from './feed-rules.js';

const CONFIG =
  'title: 财经\nurl: https://news.example\ntimezone: Asia/Shanghai\nlang: zh-CN\nsearch: false\n';
const config = (more: string): Files => ({ '_config.yml': `${CONFIG}${more}\n` });

function stories(count: number, frontMatter = 'categories: 市场\ntags: [央行]'): Files {
  const names = Array.from({ length: count }, (_, at) => String(at + 1).padStart(2, '0'));
  return Object.fromEntries(
    names.map((n) => [
      `_posts/2022-01-${n}-s${n}.md`,
      post(`title: S${n}\n${frontMatter}`, `正文${n}`),
    ]),
  );
}

/** The same feed in all formats, read by its rules. */
function feedsAt(site: TestSite, folder = ''): readonly (readonly Story[])[] {
  return [
    readAtom(site.read(`${folder}feed.xml`)).stories,
    readRss(site.read(`${folder}rss.xml`)).stories,
    readJsonFeed(site.read(`${folder}feed.json`)).stories,
  ];
}

const titles = (feed: readonly Story[] | undefined): readonly string[] =>
  (feed ?? []).map(({ title }) => title);

describe('the site’s feeds', () => {
  it('say the same in three formats', async () => {
    const site = createSite({
      ...config('author: 编辑部\ndescription: 每天的消息'),
      '_posts/2022-05-16-a.md': post(
        'title: "A < B & C"\ndate: 2022-05-16 15:04:20\ncategories: 市场\ntags: [央行, C++]\nauthor: {name: 张三, url: https://z.example/}\ndescription: 摘要',
        '<p>一 <a href="../x.html">二</a> <a href="#n">三</a> <img src="/i.png" srcset="/i.png 1x, j.png 2x"></p>',
      ),
      '_posts/2022-05-17-b.md': post('title: B'),
    });
    await site.build();
    const [atom, rss, json] = feedsAt(site);
    expect(rss).toEqual(atom);
    expect(json).toEqual(atom);
    expect(titles(atom)).toEqual(['B', 'A < B & C']);
    // As the RSS Advisory Board's profile has it, for readers that take titles for HTML.
    expect(site.read('rss.xml')).toContain('<title>A &#x3C; B &#x26; C</title>');
    expect(atom?.[0]?.authors).toEqual(['编辑部']);
    expect(atom?.[1]).toMatchObject({
      url: 'https://news.example/%E5%B8%82%E5%9C%BA/2022/05/16/a.html',
      published: Date.parse('2022-05-16T07:04:20Z'),
      authors: ['张三'],
      categories: ['市场', '央行', 'C++'],
      summary: '摘要',
    });
    expect(atom?.[1]?.html).toContain(
      'href="https://news.example/%E5%B8%82%E5%9C%BA/2022/05/x.html"',
    );
    expect(atom?.[1]?.html).toContain('srcset="https://news.example/i.png 1x, ');
    expect(one(readAtom(site.read('feed.xml')).feed, 'subtitle').text).toBe('每天的消息');
    expect(one(readRss(site.read('rss.xml')).channel, 'language').text).toBe('zh-cn');
  });

  it('have the newest twenty, or as many as the config says; full, or summaries', async () => {
    const site = createSite({ ...config(''), ...stories(23) });
    await site.build();
    for (const feed of feedsAt(site)) {
      expect(titles(feed)).toEqual(
        Array.from({ length: 20 }, (_, at) => `S${String(23 - at).padStart(2, '0')}`),
      );
      expect(feed[0]?.html?.trim()).toBe('<p>正文23</p>');
    }
    site.write(config('feed: {posts_limit: 2, excerpt_only: true}'));
    await site.build();
    for (const feed of feedsAt(site)) {
      expect(titles(feed)).toEqual(['S23', 'S22']);
      expect(feed.map(({ html, summary }) => [html, summary])).toEqual([
        [null, '正文23'],
        [null, '正文22'],
      ]);
    }
  });

  it('lie where the config says; a file of the site’s own wins; without `url` there are none', async () => {
    const site = createSite({
      ...config('feed: {path: /atom.xml, rss: false}'),
      ...stories(1),
      'feed.json': 'mine',
    });
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    expect(readAtom(site.read('atom.xml')).stories).toHaveLength(1);
    expect([site.has('feed.xml'), site.has('rss.xml'), site.read('feed.json')]).toEqual([
      false,
      false,
      'mine',
    ]);
    site.write({ '_config.yml': 'title: T' });
    site.remove('feed.json');
    await site.build();
    expect([...site.tree().keys()].filter((name) => /feed|\.xml|robots/.test(name))).toEqual([]);
  });

  it('name a hub, an icon and a logo where there are', async () => {
    const feed =
      'feed: {hub: "https://hub.example/", icon: /i.png, logo: https://cdn.example/l.png}';
    const site = createSite({ ...config(feed), ...stories(1) });
    await site.build();
    const atom = readAtom(site.read('feed.xml')).feed;
    const hubs = all(atom, 'link').filter(({ attributes }) => attributes['rel'] === 'hub');
    expect(hubs.map(({ attributes }) => attributes['href'])).toEqual(['https://hub.example/']);
    expect(one(atom, 'icon').text).toBe('https://news.example/i.png');
    expect(one(atom, 'logo').text).toBe('https://cdn.example/l.png');
    expect(readJsonFeed(site.read('feed.json')).feed['hubs']).toEqual([
      { type: 'WebSub', url: 'https://hub.example/' },
    ]);
    const { channel } = readRss(site.read('rss.xml'));
    expect(all(channel, 'atom:link').map(({ attributes }) => attributes['rel'])).toEqual([
      'self',
      'hub',
    ]);
  });

  it('of a site without stories are feeds all the same', async () => {
    const site = createSite(config(''));
    await site.build();
    expect(feedsAt(site)).toEqual([[], [], []]);
  });
});

describe('ids', () => {
  it('stay when title, date, category, address and domain change; `guid` overrides', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post('title: A\ncategories: x'),
    });
    await site.build();
    const before = feedsAt(site).map((feed) => feed[0]?.id);
    expect(new Set(before).size).toBe(1);
    site.write({
      '_config.yml': 'title: Other\nurl: https://other.example\npermalink: pretty',
      '_posts/2022-05-16-a.md': post('title: B\ndate: 2022-06-01\ncategories: y\nslug: z'),
    });
    await site.build();
    expect(feedsAt(site).map((feed) => feed[0]?.id)).toEqual(before);
    site.write({ '_posts/2022-05-16-a.md': post('title: B\nguid: "https://old.example/2022/a"') });
    await site.build();
    expect(feedsAt(site).map((feed) => feed[0]?.id)).toEqual(
      Array(3).fill('https://old.example/2022/a'),
    );
  });
});

describe('two stories with one guid', () => {
  it('are two entries all the same', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post('title: A\nguid: "urn:x:1"'),
      '_posts/2022-05-17-b.md': post('title: B\nguid: "urn:x:1"'),
    });
    await site.build();
    const ids = feedsAt(site).map((feed) => feed.map(({ id }) => id));
    expect(ids[0]).toEqual(['urn:x:1', expect.stringMatching(/^urn:uuid:/)]);
    expect(ids).toEqual([ids[0], ids[0], ids[0]]);
  });
});

describe('updated', () => {
  it('is of the newest entry, by last_modified_at; nothing is of the build', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post('title: A\nlast_modified_at: 2022-06-01 08:00:00'),
      '_posts/2022-05-17-b.md': post('title: B\nlast_modified_at: 2001-01-01'),
    });
    await site.build();
    const { feed } = readAtom(site.read('feed.xml'));
    expect(one(feed, 'updated').text).toBe('2022-06-01T08:00:00+08:00');
    const [b] = all(feed, 'entry');
    expect(b === undefined ? '' : one(b, 'updated').text).toBe('2022-05-17T00:00:00+08:00');
    const before = site.tree();
    await site.build({ now: '2031-01-01T00:00:00Z' });
    expect(site.tree()).toEqual(before);
  });
});

describe('feeds of categories and tags', () => {
  it('are there from five stories on, below the term’s page, Chinese names too', async () => {
    const site = createSite({
      ...config(''),
      ...stories(5),
      ...{ '_posts/2022-03-01-x.md': post('tags: [少]') },
    });
    await site.build();
    for (const folder of ['category/市场/', 'tag/央行/']) {
      const [atom, rss, json] = feedsAt(site, folder);
      expect(titles(atom)).toEqual(['S05', 'S04', 'S03', 'S02', 'S01']);
      expect(rss).toEqual(atom);
      expect(json).toEqual(atom);
      expect(atom?.[0]?.html).toBeNull();
    }
    const { feed } = readAtom(site.read('tag/央行/feed.xml'));
    expect(one(feed, 'title').text).toBe('央行 - 财经');
    expect(one(feed, 'id').text).toBe('https://news.example/tag/%E5%A4%AE%E8%A1%8C/feed.xml');
    expect(site.has('tag/少/feed.xml')).toBe(false);
  });

  it.each([
    ['feed: {min_posts: 1}', ['category/a/', 'category/b/', 'tag/t/']],
    ['feed: {min_posts: 1, tags: false}', ['category/a/', 'category/b/']],
    ['feed: {categories: [A], tags: false}', ['category/a/']],
    ['feed: {min_posts: 2}\ncategory_permalink: /c/:slug/', ['c/b/', 'tag/t/']],
    ['feed: {min_posts: 1}\ntag_permalink: false\ncategory_permalink: false', []],
    ['feed: false', []],
  ])('as the config says: %s', async (more, folders) => {
    const site = createSite({
      ...config(more),
      ...{ '_posts/2022-05-16-a.md': post('categories: a b\ntags: [t]') },
      ...{ '_posts/2022-05-17-b.md': post('categories: b\ntags: [t]') },
    });
    await site.build();
    const found = [...site.tree().keys()].filter((name) => name.endsWith('/rss.xml'));
    expect(found).toEqual(folders.map((folder) => `${folder}rss.xml`));
  });

  it('embed whole stories only when asked', async () => {
    const site = createSite({ ...config('feed: {terms_excerpt_only: false}'), ...stories(5) });
    await site.build();
    expect(feedsAt(site, 'tag/央行/')[0]?.[0]?.html).toContain('正文05');
  });
});

describe('hostile stories', () => {
  it('cannot break a feed', async () => {
    const site = createSite({
      ...config('feed: {min_posts: 1}'),
      '_posts/2022-05-16-a.md': post(
        'title: "]]> </title><script>&amp;\\u0007\\u202e"\nauthor: "</name>\\u0001"\ntags: ["]]>", "\\"<&>\'"]\ndescription: "]]>\\u000b"\nimage: "javascript:alert(1)"\nguid: "urn:a\\"><x"',
        ']]> &#11; <b onclick="x()">b</b> <a href="//evil.example">c</a> <a href="x.html?a=1&b=2">d</a>\n\n    ]]>',
      ),
      '_posts/2022-05-17-b.md': post('title: "\\ud800 half"', '\u0000\ufffe\ud83d'),
      '_posts/2022-05-18-c.md': post('date: 2022-05-18', '只有正文。'),
    });
    await site.build();
    const [atom, rss, json] = feedsAt(site);
    expect(rss).toEqual(atom);
    expect(json).toEqual(atom);
    expect(atom).toHaveLength(3);
    for (const [name] of site.tree()) {
      if (name.endsWith('feed.xml')) readAtom(site.read(name));
      if (name.endsWith('rss.xml')) readRss(site.read(name));
    }
  });

  it('cannot take a feed’s place', async () => {
    const site = createSite({
      ...config(''),
      '_posts/2022-05-16-a.md': post('permalink: /feed.xml/'),
    });
    const { problems } = await site.build();
    expect(problems).toMatchObject([{ code: 'url-clash', fate: 'set-aside' }]);
    expect(readAtom(site.read('feed.xml')).stories).toEqual([]);
  });

  it('of trusted HTML neither bring scripts nor styles', async () => {
    const site = createSite({
      ...config('html: trust'),
      '_posts/2022-05-16-a.md': post(
        'title: A',
        '<script>x</script><p style="color:red" onclick="y()">z</p><iframe src="/f"></iframe>',
      ),
    });
    await site.build();
    for (const [story] of feedsAt(site)) expect(story?.html?.trim()).toBe('<p>z</p>');
  });
});

describe('the page of feeds', () => {
  const page = 'feeds.html';

  it('lists the site’s feeds and the terms’, and changes only when a term gets its own', async () => {
    const site = createSite({ ...config(''), ...stories(4) });
    await site.build();
    const before = site.read(page);
    expect(before).toContain('href="/rss.xml"');
    expect(before).not.toContain('/tag/');
    site.write(stories(5));
    await site.build();
    const after = site.read(page);
    expect(after).toContain('href="/tag/%E5%A4%AE%E8%A1%8C/feed.json"');
    site.write(stories(6));
    await site.build();
    expect(site.read(page)).toBe(after);
  });

  it('is where the config says, or nowhere', async () => {
    const site = createSite({ ...config('feed: {page: /订阅/}'), ...stories(1) });
    await site.build();
    expect([site.has('订阅/index.html'), site.has(page)]).toEqual([true, false]);
    site.write(config('feed: {page: false}'));
    await site.build();
    expect([site.has('订阅/index.html'), site.has(page)]).toEqual([false, false]);
  });
});
