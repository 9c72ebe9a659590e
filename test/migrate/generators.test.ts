/** Sites of Hexo, Hugo and Eleventy: every address is kept, or told. Hugo builds its own, where it is installed. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { hexoAddress, hexoName, hexoSlug } from '../../src/migrate/sources/hexo-addresses.js';
import { hugoAddress, hugoSlug } from '../../src/migrate/sources/hugo-addresses.js';
import { dateIn } from '../../src/migrate/sources/read-front.js';
import { folderOf, imported } from './imported.js';
import { ELEVENTY, HEXO, HEXO_ADDRESSES, HUGO } from './sites.js';

const hasHugo = spawnSync('hugo', ['version']).status === 0;
if (!hasHugo)
  console.warn('Skipped: Hugo is not installed, so no site of its own is moved (Debian: hugo).');

describe('a Hexo site', () => {
  it('keeps the addresses that Hexo gave it', async () => {
    const folder = folderOf({ ...HEXO, 'addresses.txt': HEXO_ADDRESSES.map(encodeURI).join('\n') });
    const site = await imported('hexo', folder, [path.join(folder, 'addresses.txt')]);
    expect(site.addresses?.lost).toEqual([]);
    const moved = site.addresses?.moved.filter(({ isAnswered }) => isAnswered);
    expect(site.addresses?.moved).toEqual(moved);
    // Numbered pages of archives are those of the archive.
    expect(
      moved?.map(({ address }) => address).filter((one) => !/^\/archives\//.test(one)),
    ).toEqual([]);
    expect(site.addresses?.kept).toBe(HEXO_ADDRESSES.length - (moved?.length ?? 0));
    expect(site.text('_posts/2022-05-16-Hello World.md')).toContain(
      'Some words. [后来](/2022/05/17/late/) and ![alt](a.png).\n\n<!-- more -->\n\n\n```js\nlet a = 1;\n```\n\n\n```\n{% post_link late %}\n```\n',
    );
    expect(site.text('_posts/2022-05-17-late.md')).toContain(
      "last_modified_at: '2022-06-01 10:00:00'\n",
    );
    expect(site.names).toContain('_drafts/draft.md');
  });

  it.each([
    [':year/:i_month/:title.html', '/2022/5/a-b.html'],
    ['posts/:name/', '/posts/a-b/'],
    [':post_title/', '/标题-1/'],
    [':category/:hash', '/x/y/f8b77a88d85c'],
    [':id/', null],
    [':lang/:title/', '/zh/a-b/'],
  ])('has %s as Hexo fills it', (pattern, address) => {
    const date = dateIn('2022-05-16 01:02:03');
    if (date === null) throw new Error('a date');
    const front = { title: '标题 1', lang: 'zh' };
    const name = hexoName('a-b.md', ':title.md');
    const found = hexoAddress(pattern, {
      front,
      name,
      date,
      category: 'x/y',
      time: 1_652_662_923_000,
    });
    expect(found).toBe(address);
  });

  it('takes names apart by `new_post_name`, and makes slugs as hexo-util', () => {
    expect(hexoName('2022-05-16-a-b.md', ':year-:month-:day-:title.md')).toMatchObject({
      title: 'a-b',
      date: { year: '2022', month: '05', day: '16' },
    });
    expect(hexoName('a b.md', ':year-:title.md')).toEqual({ title: 'a-b', date: null });
    expect(hexoSlug(' Crème (Brûlée) -- C++ ')).toBe('Creme-Brulee-C');
    expect(hexoSlug('新 闻!', 1)).toBe('新-闻');
  });
});

describe('a Hugo site', () => {
  it.skipIf(!hasHugo)('keeps the addresses that Hugo gave it, but for feeds of lists', async () => {
    const folder = folderOf(HUGO);
    const { status, stderr } = spawnSync('hugo', ['--quiet'], { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
    const site = await imported('hugo', folder, [path.join(folder, 'public')]);
    expect(site.addresses?.lost.filter(({ address }) => !/\/index\.xml$/.test(address))).toEqual(
      [],
    );
    expect(site.addresses?.moved.filter(({ isAnswered }) => !isAnswered)).toEqual([]);
    expect(site.addresses?.old).toBeGreaterThan(40);
    const stories = site.addresses?.moved.filter(
      ({ address }) => !/^\/(?:page|posts|tags|news|categories)\/(?:page\/\d+\/)?/.test(address),
    );
    expect(stories).toEqual([]);
  });

  it('has its front matter, shortcodes and links in YAML and Markdown', async () => {
    const site = await imported('hugo', folderOf(HUGO));
    expect(site.text('_posts/2022-05-16-Hello World & Co.md')).toBe(
      "---\ntitle: Hello World\ndate: '2022-05-16T23:30:00.000+08:00'\nlast_modified_at: '2022-06-01'\ncategories:\n  - 财经\ntags:\n  - JavaScript\n  - C++\n  - a b\nredirect_from:\n  - /old/hello/\n  - /posts/older/\n---\nSome words, see [late](/posts/late-news/) here.\n\n<!--more-->\n\n![A](/img/a.png)\n\n*Cap*\n\n```go\nfmt.Println()\n```\n",
    );
    expect(site.text('_posts/2022-05-18-json.md')).toContain('内容 {在此}。\n');
    expect(site.text('about.md')).toContain('{% raw %}\nAbout {{ x }}.\n{% endraw %}\n');
    expect(site.names).toContain('posts/bundle/x.png');
    expect(site.posts).toMatchObject({ published: 6 });
    expect(site.addresses).toMatchObject({ lost: [] });
    expect(site.advice.map(({ what }) => what).join('\n')).toContain('content/posts/_index.md');
  });

  it.each([
    ['a', '/:year/:monthname/:day/:filename/', {}, '/2022/may/16/a-b/'],
    ['a', '/:sections/:title/', {}, '/n/m/t-u/'],
    ['a', '/:slugorfilename', { slug: 'S x' }, '/s-x/'],
    ['a', '/:section/:yearday/:weekdayname', {}, '/n/136/monday/'],
    ['a', '/:unknown/', {}, null],
    ['its url', '', { url: 'x/Y.html' }, '/x/Y.html'],
    ['its folders', '', { slug: 'S x' }, '/n/m/s-x/'],
  ])('has %s pattern %s as Hugo fills it', (_what, pattern, more, address) => {
    const page = {
      path: 'n/m/a b.md',
      front: { title: 'T: U', ...more },
      date: dateIn('2022-05-16'),
    };
    const rules = { patterns: { n: pattern }, isUgly: false, keepsCase: false };
    expect(hugoAddress(page, rules)).toBe(address);
  });

  it('makes slugs as Hugo', () => {
    expect(hugoSlug('Hello World & Co. (C++) 新闻!')).toBe('hello-world-co.-c++-新闻');
  });
});

describe('an Eleventy site', () => {
  it('has posts, data of folders, permalinks and files that are passed through', async () => {
    const folder = folderOf(ELEVENTY);
    const site = await imported('eleventy', folder);
    expect(site.addresses).toMatchObject({ old: 4, kept: 4, moved: [], lost: [] });
    expect(site.text('_posts/2022-05-16-hello.md')).toContain('tags:\n  - x\n');
    expect(site.names.filter((name) => !/^[._p]/.test(name) || name.startsWith('_posts'))).toEqual([
      ...['_posts/2022-05-16-hello.md', '_posts/2022-05-17-second.md'],
      ...['about/index.md', 'img/l.png', 'robots.txt'],
    ]);
    expect(site.counterparts.map(({ name }) => name)).toEqual(['{% image %}']);
    expect(site.advice.map(({ what }) => what)[0]).toContain('were not read: 1');
    expect(site.text('_config.yml')).toContain(
      'title: El\nauthor: A\nurl: https://el.example\nlang: en\n',
    );
  });
});

it.each(['hexo', 'hugo'] as const)('a folder that is no %s site is refused', async (from) => {
  await expect(imported(from, folderOf({ 'a.txt': '' }))).rejects.toThrow(/site/);
});

it('nothing is written beside the folder that is asked for', async () => {
  const folder = folderOf(HEXO);
  const before = fs.readdirSync(folder, { recursive: true });
  await imported('hexo', folder);
  expect(fs.readdirSync(folder, { recursive: true })).toEqual(before);
});
