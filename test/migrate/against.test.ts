/** What a site is compared with: lists, sitemaps, indexes of them; and what is said of each address. */
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { formatMigration, migrationJson } from '../../src/commands/migrate/format-migration.js';
import { isDone } from '../../src/migrate/migration-state.js';
import { createSite, NOW, post, type TestSite } from '../support/site.js';
import { folderOf } from './imported.js';
import { checked, emptyFolder, written } from './migrated.js';

function jekylls(): TestSite {
  return createSite({
    '_config.yml':
      'title: Test\nurl: https://news.example\ntimezone: Asia/Shanghai\nplugins: [jekyll-paginate-v2, jekyll-feed, own-thing]\nbaseurl: /blog\n',
    '_layouts/post.html': '{{ content }} {% odd %}',
    '_plugins/odd.rb': "Liquid::Template.register_tag('odd', Odd)\n",
    'index.html': '---\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}',
    'a b/page.md': '---\n---\nx',
    'css/main.scss': 'a { b: c }',
    '_posts/2022-05-16-One Two.md': post(
      'layout: post\ntitle: 甲\ncategories: 财经\ntags: [C++, 新闻]',
    ),
    '_posts/2022-05-17-two.md': post('layout: post\ntitle: 乙\ncategories: 财经\ntags: 新闻'),
    '_posts/2040-01-01-later.md': post('layout: post\ntitle: 丙'),
    '_posts/2022-05-19-wild.md': post('layout: post\ntitle: 丁\npermalink: /../x'),
  });
}

function listOf(...lines: readonly string[]): string {
  const file = path.join(emptyFolder(), 'addresses.txt');
  fs.writeFileSync(file, `# what there was\n${lines.join('\n')}\n`);
  return file;
}

describe('a site without `url`', () => {
  it('is told why its feeds and sitemaps are lost', async () => {
    const site = createSite({
      '_layouts/post.html': '{{ content }}',
      '_config.yml': 'title: T\ntimezone: UTC\n',
      '_posts/2022-05-16-a.md': post('title: A'),
    });
    const against = [listOf('/feed.xml', '/sitemap.xml', '/robots.txt')];
    const { addresses } = await checked({ source: site.root, now: NOW, against });
    expect(addresses?.lost.map(({ address }) => address)).toEqual([
      ...['/feed.xml', '/robots.txt', '/sitemap.xml'],
    ]);
    for (const { why, todo } of addresses?.lost ?? []) {
      expect(why).toContain('no `url`');
      expect(todo).toContain('url: https://');
    }
  });
});

describe('a site whose theme lies elsewhere', () => {
  it('is compared with the theme before anything keeps what has moved without it', async () => {
    const theme = folderOf({
      '_layouts/home.html': '{% for post in paginator.posts %}{{ post.title }}{% endfor %}',
      '_layouts/post.html': '{{ content }}',
      '_includes/icon.html': 'icon',
    });
    const site = createSite({
      '_config.yml':
        'title: T\nurl: https://a.example\ntimezone: UTC\ntheme: own\npaginate: 1\npaginate_path: /page:num/\n',
      'index.html': '---\nlayout: home\n---\n{% include icon.html %}',
      '_posts/2022-05-16-a.md': post('layout: post\ntitle: A'),
      '_posts/2022-05-17-b.md': post('layout: post\ntitle: B'),
    });
    const options = { source: site.root, now: NOW, theme, against: [listOf('/page2/', '/')] };
    expect((await checked(options)).addresses?.moved).toMatchObject([{ address: '/page2/' }]);
    const after = await written(options);
    expect(after.addresses).toMatchObject({ kept: 2, moved: [], lost: [] });
    expect(after.changes).toEqual([]);
    expect(fs.existsSync(path.join(site.root, 'moved'))).toBe(false);
  });
});

describe('a site without `timezone`', () => {
  it('gets the zone of the machine where its old addresses are right, and only there', async () => {
    const site = createSite({
      '_layouts/post.html': '{{ content }}',
      '_config.yml': 'title: T\nurl: https://a.example\npermalink: /:year/:month/:day/:title/\n',
      '_posts/2022-05-16-a.md': post('title: A\ndate: 2022-05-16 22:00:00 +0000'),
      '_posts/2022-05-17-b.md': post('title: B\ndate: 2022-05-17 20:00:00'),
      '_posts/2022-05-18-c.md': post('title: C\ndate: 2022-05-18 01:00:00 +0800'),
    });
    const keysBeside = async (...old: readonly string[]): Promise<unknown> => {
      const options = { source: site.root, now: NOW, against: [listOf(...old)] };
      const { addresses, changes, advice } = await checked(options, 'Asia/Shanghai');
      const config = changes.find(({ path: name }) => name === '_config.yml')?.after.toString();
      const asks = advice.some(({ what }) => what.includes('no `timezone`'));
      const reasons = addresses?.moved.map(({ reason }) => reason);
      return [config?.split('\n').slice(3, -1) ?? [], [...new Set(reasons)], asks];
    };
    const zone = 'timezone: Asia/Shanghai';
    expect(await keysBeside('/2022/05/17/a/', '/2022/05/17/b/', '/2022/05/18/c/')).toEqual([
      ...[[zone], ['timezone'], false],
    ]);
    expect(await keysBeside('/2022/05/17/a/', '/2022/05/18/b/', '/2022/05/18/c/')).toEqual([
      ...[[zone, 'jekyll_utc_dates: true'], ['timezone'], false],
    ]);
    expect(await keysBeside('/2022/05/16/a/', '/2022/05/17/b/', '/2022/05/17/c/')).toEqual([
      ...[[], [], true],
    ]);
  });
});

describe('a list of addresses', () => {
  it('is kept, moved or lost, each with its reason', async () => {
    const site = jekylls();
    const list = listOf(
      ...['https://news.example/blog/', '/blog/%E8%B4%A2%E7%BB%8F/2022/05/16/One-Two.html'],
      ...['/tags/新闻/', '/blog/tags/c/', '/2021/one-two/', '/page/2/', '/a%20b/page.html'],
      ...['/2040/01/01/later.html', '/2022/05/19/wild.html', '/css/main.css', '/what.html,3'],
      ...['/old/a.html', '/old/b.html', '/?p=1', '//evil.example/'],
    );
    const options = { source: site.root, now: NOW, against: [list], gone: ['/old/*'] };
    const found = await checked(options);
    const { addresses } = found;
    const moved = addresses?.moved.map(({ address, reason, remedy }) =>
      [address, reason, remedy?.kind].join(' '),
    );
    expect(moved?.sort()).toEqual([
      ...['/2021/one-two/ slug redirect', '/page/2/ list page'],
      ...['/tags/c/ list key', '/tags/新闻/ list key'],
    ]);
    expect(addresses?.lost.map(({ address, why }) => `${address} ${why}`)).toEqual([
      '/2022/05/19/wild.html _posts/2022-05-19-wild.md is set aside: The permalink climbs out of the site with ".."',
      '/2040/01/01/later.html _posts/2040-01-01-later.md is held: a draft, `published: false`, or dated later than now',
      expect.stringContaining('/css/main.css css/main.scss is Sass'),
      expect.stringContaining('/what.html nothing in the site makes it'),
    ]);
    expect(addresses?.gone).toEqual(['/old/a.html', '/old/b.html']);
    expect(isDone(found)).toBe(false);
    expect(found.counterparts.map(({ name, counterpart }) => [name, counterpart])).toEqual([
      ...[
        ['jekyll-paginate-v2', 'partly'],
        ['jekyll-feed', 'built in'],
        ['own-thing', 'none'],
      ],
      ...[
        ['_plugins/odd.rb', 'none'],
        ['odd', 'none'],
      ],
    ]);
  });

  it('is told in ten lines first, and whole to programs', async () => {
    const site = jekylls();
    const options = { source: site.root, now: NOW, against: [listOf('/2021/one-two/', '/x.html')] };
    const migration = await checked(options);
    const text = formatMigration({ migration, written: [], moved: null }, false);
    const [summary = ''] = text.split('\n\n');
    expect(summary.split('\n').map((line) => line.slice(0, 14).trim())).toEqual([
      ...['Site', 'Compared with', 'Posts', 'Dates', 'Addresses', 'Texts'],
      ...['Plugins, tags', 'By hand', 'Changes', 'Result'],
    ]);
    expect(summary).toContain('2: 0 kept, 1 moved (1 wait for --write), 1 lost');
    expect(text).toContain('+redirect_from:\n+  - /2021/one-two/\n');
    expect(summary).toContain('2 published of 4 (1 dated later, 1 set aside)');
    expect(text).toMatch(
      /Set aside \(1\)\n {2}_posts\/2022-05-19-wild\.md:\d+\n {4}The permalink climbs/,
    );
    const json = JSON.parse(migrationJson({ migration, written: [], moved: null })) as Record<
      string,
      unknown
    >;
    expect(json).toMatchObject({ ok: false, addresses: { old: 2 }, written: [], moved: null });
    expect(json['changes']).toContainEqual(
      expect.objectContaining({ path: '_posts/2022-05-16-One Two.md' }),
    );
  });

  it('is answered once the changes are made', async () => {
    const site = jekylls();
    const against = [listOf('/blog/tags/c/', '/2021/one-two/', '/page/2/', '/page/3/')];
    const after = await written({ source: site.root, now: NOW, against });
    expect(after.addresses).toMatchObject({ lost: [], gone: [] });
    expect(isDone(after)).toBe(true);
    expect(after.changes).toEqual([]);
    const textOf = (name: string): string => fs.readFileSync(path.join(site.root, name), 'utf8');
    expect(textOf('_config.yml')).toContain('tag_permalink: /tags/:slug/\n');
    const clone = path.relative(site.root, path.resolve()).split(path.sep).join('/');
    expect(textOf('package.json')).toContain(`"finews": "file:${clone}"`);
    expect(textOf('.github/workflows/finews.yml')).toContain(`npm pack --ignore-scripts ${clone}`);
    expect(after.advice.map(({ what }) => what)).toContain(
      `finews is installed from ${clone}, which is on this machine only: CI has no such file`,
    );
  });
});

it('tells what is lost for one reason together', async () => {
  const site = createSite({ '_posts/2022-05-16-a.md': post('title: A') });
  const feeds = Array.from({ length: 8 }, (_, number) => `/list-${number}/feed.xml`);
  const options = { source: site.root, now: NOW, against: [listOf(...feeds, '/x.html')] };
  const migration = await checked(options);
  const text = formatMigration({ migration, written: [], moved: null }, false);
  expect(text).toContain('Lost (9)\n  /list-0/feed.xml\n  /list-1/feed.xml\n');
  expect(text).toMatch(/\/list-4\/feed\.xml\n {2}… and 3 more\n {4}\S/);
  expect(text).not.toContain('/list-5/');
  const whole = formatMigration({ migration, written: [], moved: null }, true);
  expect(whole).toContain('/list-7/feed.xml');
});

describe('a sitemap', () => {
  const map = (...paths: readonly string[]): string =>
    `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${paths.map((one) => `<url><loc>https://news.example/blog${one}</loc><image:image xmlns:image="i"><image:loc>https://x.example/</image:loc></image:image></url>`).join('')}</urlset>`;
  const INDEX =
    '<sitemapindex><sitemap><loc>https://news.example/maps/a.xml?x</loc></sitemap><sitemap><loc>https://news.example/b.xml.gz</loc></sitemap></sitemapindex>';

  it('may be an index with its sitemaps beside it, zipped too, or a folder of them', async () => {
    const site = jekylls();
    const folder = emptyFolder();
    fs.writeFileSync(path.join(folder, 'a.xml'), map('/', '/nowhere.html'));
    fs.writeFileSync(path.join(folder, 'b.xml.gz'), gzipSync(map('/a%20b/page.html')));
    const whole = await checked({ source: site.root, now: NOW, against: [folder] });
    fs.writeFileSync(path.join(folder, 'index.xml'), INDEX);
    const index = await checked({
      source: site.root,
      now: NOW,
      against: [path.join(folder, 'index.xml')],
    });
    expect(index.addresses).toEqual(whole.addresses);
    expect(index.addresses).toMatchObject({
      old: 3,
      kept: 2,
      lost: [{ address: '/nowhere.html' }],
    });
  });

  it('is asked for where an index names one that is not there', async () => {
    const site = jekylls();
    const file = path.join(emptyFolder(), 'index.xml');
    fs.writeFileSync(file, INDEX);
    const problem = { hint: 'Save https://news.example/maps/a.xml?x beside it, under that name.' };
    await expect(checked({ source: site.root, against: [file] })).rejects.toMatchObject({
      problems: [problem],
    });
    await expect(checked({ source: site.root, against: ['/nowhere'] })).rejects.toThrow(
      /isn't there/,
    );
  });
});

it('tells what the sanitiser takes out, also where there is nothing to compare with', async () => {
  const frame = 'Some words.\n\n<iframe src="https://player.example/1"></iframe>';
  const site = createSite({
    '_layouts/post.html': '<main>{{ content }}</main>',
    '_posts/2022-05-16-a.md': post('title: A\nlayout: post', frame),
    '_posts/2022-05-17-b.md': post('title: B\nlayout: post', frame),
  });
  const sanitised = async (): Promise<readonly string[]> => {
    const { advice } = await checked({ source: site.root });
    return advice.map(({ what }) => what).filter((what) => what.includes('sanitised'));
  };
  expect(await sanitised()).toEqual([
    '2 posts have other pictures, frames, links or tables than before: HTML in posts is sanitised',
  ]);
  site.write({ '_config.yml': 'html: trust\n' });
  expect(await sanitised()).toEqual([]);
});
