/** When stories appeared and changed: what is legible counts, the rest is told, nothing is to come. */
import { describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/index.js';
import { createSite, post, type TestSite } from '../support/site.js';

const CONFIG = 'title: 新闻\nlang: zh-CN\ntimezone: Asia/Shanghai\nurl: https://n.example\n';
const PAGE = '2022/05/16/a.html';

const told = ({ problems }: BuildResult): readonly string[] =>
  problems.map(({ code, line, column }) => `${code} ${line}:${column}`);

/** Everything that says when the story changed. */
function changesAt(site: TestSite): readonly (string | undefined)[] {
  const [page, feed, sitemap] = [PAGE, 'feed.xml', 'sitemaps/2022-05.xml'].map(site.read);
  const json = JSON.parse(site.read('feed.json')) as { items: { date_modified: string }[] };
  const found = [
    ...[
      /"dateModified":"(.*?)"/,
      /"upDate":"(.*?)"/,
      /<p class="facts">[\s\S]*?更新 <time datetime="(.*?)"/,
    ].map((form) => form.exec(page ?? '')?.[1]),
    /modified_time" content="(.*?)"/.exec(page ?? '')?.[1],
    /<entry>[\s\S]*?<updated>(.*?)</.exec(feed ?? '')?.[1],
    /<lastmod>(.*?)</.exec(sitemap ?? '')?.[1],
    /<lastmod>(.*?)</.exec(site.read('sitemap.xml'))?.[1],
    json.items[0]?.date_modified,
  ];
  return found.map((time) => time?.replace('+08:00', ''));
}

describe('a change to come', () => {
  const story = (line: string): string =>
    post(`title: A\ndate: 2022-05-16 10:00:00 +0800\n${line}`);

  it.each(['last_modified_at: 2022-06-10 12:00:00 +0800', 'updated: 2022-06-10 12:00'])(
    '%s is told, counts as made now, and is what it says when it is past',
    async (line) => {
      const site = createSite({ '_config.yml': CONFIG, '_posts/2022-05-16-a.md': story(line) });
      const at = async (now: string): Promise<readonly string[]> => told(await site.build({ now }));
      const column = line.indexOf(' ') + 2;
      const early = [`modified-future 4:${column}`];
      expect(await at('2022-06-01T00:00:00.5Z')).toEqual(early);
      expect(new Set(changesAt(site))).toEqual(new Set(['2022-06-01T08:00:00']));
      // In a warm build as well, of nothing but another present.
      expect(await at('2022-06-01T00:00:00.5Z')).toEqual(early);
      expect(await at('2022-06-02T00:00:00Z')).toEqual(early);
      expect(new Set(changesAt(site))).toEqual(new Set(['2022-06-02T08:00:00']));
      expect(await at('2022-06-10T05:00:00Z')).toEqual([]);
      expect(new Set(changesAt(site))).toEqual(new Set(['2022-06-10T12:00:00']));
      expect(await at('2022-06-03T00:00:00Z')).toEqual(early);
      expect(new Set(changesAt(site))).toEqual(new Set(['2022-06-03T08:00:00']));
      const clean = createSite({ '_config.yml': CONFIG, '_posts/2022-05-16-a.md': story(line) });
      await clean.build({ now: '2022-06-03T00:00:00Z' });
      expect(site.tree()).toEqual(clean.tree());
    },
  );

  it('of a story that waits itself is no matter yet; one that can’t be read is told', async () => {
    const site = createSite({
      '_config.yml': CONFIG,
      '_posts/2022-05-16-a.md': story('last_modified_at: 昨天'),
      '_posts/2022-05-16-b.md': story('last_modified_at: [1, 2]'),
      '_posts/2022-05-16-c.md': story('last_modified_at: 2022-05-17 10:00 更新'),
      '_posts/2022-05-16-d.md': story('last_modified_at:'),
      '_posts/2022-07-01-e.md': post('title: E\nlast_modified_at: 2022-07-02'),
    });
    const now = '2022-06-01T00:00:00Z';
    const result = await site.build({ now });
    expect(told(result)).toEqual([
      ...['modified-unreadable 4:19', 'modified-unreadable 4:19', 'date-partly 4:19'],
    ]);
    const [json, ...rest] = [PAGE, '2022/05/16/b.html', '2022/05/16/c.html'].map(
      (page) => /"dateModified":"(.*?)"/.exec(site.read(page))?.[1],
    );
    expect([json, ...rest]).toEqual([
      ...['2022-05-16T10:00:00+08:00', '2022-05-16T10:00:00+08:00', '2022-05-17T10:00:00+08:00'],
    ]);
    expect(told(await site.build({ now }))).toEqual(told(result));
  });

  it('is read in UTC where `jekyll_utc_dates` says so, by pages as by feeds', async () => {
    const line = 'last_modified_at: 2022-05-17 10:00:00';
    const config = `${CONFIG}jekyll_utc_dates: true\n`;
    const site = createSite({ '_config.yml': config, '_posts/2022-05-16-a.md': story(line) });
    await site.build();
    expect(new Set(changesAt(site))).toEqual(new Set(['2022-05-17T18:00:00']));
  });
});

describe('a date among other words', () => {
  it('counts, and what was not understood is told', async () => {
    const site = createSite({
      '_config.yml': CONFIG,
      '_posts/2021-01-01-a.md': post('title: A\ndate: 发布时间：2022-05-16 15:04'),
      '_posts/2021-01-01-b.md': post('title: B\ndate: 2022-5-6 5:4:3'),
      '_posts/c.md': post('title: C\ndate: 2022-05-16 25:00'),
      '_posts/2021-01-01-d.md': post('title: D\ndate: 16 May'),
    });
    const result = await site.build();
    expect(told(result)).toEqual([
      'date-partly 3:7',
      'date-rescued 3:7',
      'date-partly 3:7',
      'file-name 1:1',
    ]);
    for (const page of ['2022/05/16/a', '2022/05/06/b', '2022/05/16/c', '2021/01/01/d'])
      expect(site.has(`${page}.html`), page).toBe(true);
    expect(site.read('2022/05/06/b.html')).toContain('2022-05-06T05:04:03+08:00');
    expect(result.problems[0]?.message).toBe(
      'Not all of `date: 发布时间：2022-05-16 15:04` was understood; it was read as 2022-05-16 15:04:00 +0800',
    );
  });
});

describe('dates without an offset', () => {
  const files = {
    '_posts/2022-05-16-a.md': post('title: A\ndate: 2022-05-16 10:00:00'),
    '_posts/2022-05-16-b.md': post('title: B\ndate: 2022-05-16 20:00:00'),
    '_posts/2022-05-16-c.md': post('title: C\ndate: 2022-05-16 20:00:00 +0800'),
    '_posts/2022-05-16-d.md': post('title: D\ndate: 2022-05-16 20:00'),
    '_posts/2022-05-16-e.md': post('title: E\ndate: "2022-05-16 20:00:00"'),
    '_posts/2022-05-16-f.md': post('title: F'),
    '_posts/2022-05-16-g.md': post('title: G\npublished: false\ndate: 2022-05-16 20:00:00'),
  };

  it('that Jekyll reads otherwise are counted, in a warm build as in a clean one', async () => {
    const site = createSite({ '_config.yml': CONFIG, ...files });
    const zoneless = { stories: 2, otherDay: 1, timezone: 'Asia/Shanghai' };
    const first = await site.build();
    expect([first.posts.zoneless, first.problems]).toEqual([zoneless, []]);
    expect((await site.build({ strict: true })).posts.zoneless).toEqual(zoneless);
    site.write({ '_posts/2022-05-16-b.md': post('title: B\ndate: 2022-05-16 20:00:00 +0800') });
    expect((await site.build()).posts.zoneless).toEqual({ ...zoneless, stories: 1, otherDay: 0 });
  });

  it.each(['jekyll_utc_dates: true', 'jekyll_utc_dates: false', 'timezone: UTC', 'timezone: ""'])(
    'are not, where nothing is to be settled: %s',
    async (line) => {
      const key = line.slice(0, line.indexOf(':'));
      const config = CONFIG.replace(new RegExp(`^${key}:.*\n`, 'm'), '');
      const site = createSite({ '_config.yml': `${config}${line}\n`, ...files });
      expect((await site.build()).posts.zoneless).toBeNull();
    },
  );
});

describe('what nobody can see in titles and names', () => {
  it('is taken out, told once a key, and makes no second term', async () => {
    const site = createSite({
      '_config.yml': CONFIG,
      '_posts/2022-05-16-a.md': post(
        'title: "央\u200b行\u{e0041}降准"\ntags: ["股\u2060市", 股市]\ncategory: 要闻\nsource: {name: "新\u00ad华\u200b社"}',
      ),
      '_posts/2022-05-17-b.md': post(
        'title: "\u3164\u200b"\ncategory: "要\u200b闻"',
        '首句。其余。',
      ),
      '_posts/2022-05-18-c.md': post(
        'title: "می\u200cخواهم 👩\u200d🚀"\ncategory: 要闻\ndescription: "摘\u200b要"',
      ),
      '_posts/2022-05-19-d.md': post('title: "\u200b"', ''),
    });
    const result = await site.build();
    expect(told(result)).toEqual([
      ...['hidden-characters 2:8', 'hidden-characters 3:7', 'hidden-characters 5:9'],
      ...['hidden-characters 2:8', 'hidden-characters 3:11'],
      'hidden-characters 4:14',
      ...['hidden-characters 2:8', 'post-blank 1:1'],
    ]);
    expect(told(await site.build())).toEqual(told(result));
    const tree = [...site.tree().keys()];
    expect(tree.filter((name) => /^(?:tag|category|source)\//.test(name))).toEqual([
      ...['category/要闻.html', 'source/新华社.html', 'tag/股市.html'],
    ]);
    expect(site.read('要闻/2022/05/16/a.html')).toContain('<title>央行降准');
    expect(site.read('要闻/2022/05/18/c.html')).toContain('<title>می\u200cخواهم 👩\u200d🚀');
    expect(site.read('要闻/2022/05/18/c.html')).toContain('name="description" content="摘要"');
    expect(site.read('要闻/2022/05/17/b.html')).toContain('<title>B');
    expect(
      tree
        .filter((name) => /feed|rss/.test(name))
        .map(site.read)
        .join(''),
    ).not.toMatch(/\u200b/);
  });
});
