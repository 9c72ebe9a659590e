/** What is made again after a change, and what isn't: `outputs.made` counts pages rendered or copied. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/model/io.js';
import { SiteError } from '../../src/model/problem.js';
import { build } from '../../src/pipeline/build.js';
import type { Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import type { Changes } from '../../src/publish/changes.js';
import { buildAnew, testSession } from '../support/drafts.js';
import { effectsWith, systemError } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, readTree, type TestSite } from '../support/site.js';

const CONFIG = 'title: 新闻\narchive_permalinks: false\npaginate: 3\n';

/** Six stories a day apart, all of tag t; layouts that show a story, and a list. */
function newsroom(more: Files = {}): TestSite {
  const stories = Array.from({ length: 6 }, (_, at) => [
    story(at),
    post(`title: 第${at}条\ntags: t`),
  ]);
  return createSite({
    '_config.yml': CONFIG,
    'templates/post.njk': '{{ page.title }}{{ content }}',
    'templates/home.njk': '{% for p in paginator.posts %}{{ p.title }}{% endfor %}',
    'templates/tag.njk': '{% for p in paginator.posts %}{{ p.url }}{% endfor %}',
    ...Object.fromEntries(stories),
    ...more,
  });
}

const story = (at: number): string => `_posts/2022-05-1${at}-p.md`;

/** Builds, edits, builds again; how many were made the second time. */
async function madeAfter(site: TestSite, files: Files): Promise<number> {
  await site.build();
  site.write(files);
  return (await site.build()).outputs.made;
}

/** Builds again with what was kept; how many were made. Late enough for every look to be trusted. */
async function watching(site: TestSite, kept: Session, io: Io = disk): Promise<number> {
  const clock = { now: () => Date.now() + 3_600_000, ticks: () => 0 };
  const effects = effectsWith(io, { clock });
  return (await build({ source: site.root, now: NOW }, effects, kept)).outputs.made;
}

async function cleanTree(site: TestSite): Promise<ReadonlyMap<string, string>> {
  const destination = path.join(site.root, '.clean');
  await site.build({ destination, cache: false });
  return readTree(destination);
}

function changesOf(site: TestSite): Changes {
  return JSON.parse(fs.readFileSync(path.join(site.root, '.finews/changes.json'), 'utf8'));
}

describe('a file that is copied', () => {
  it('comes and goes without a page being made again, in the built-in theme as well', async () => {
    const site = createSite({ [story(0)]: post('title: 一\ntags: t') });
    expect(await madeAfter(site, { 'files/a.txt': 'a' })).toBe(1);
    site.remove('files/a.txt');
    expect((await site.build()).outputs).toMatchObject({ made: 0, removed: 1 });
  });
});

describe('with nothing changed', () => {
  it('nothing is made or written, and the same is told', async () => {
    const site = newsroom({ '_posts/2022-05-20-bad.md': 'no front matter', '_posts/x.md': 'lost' });
    const first = await site.build();
    const times = [...site.tree().keys()].map(
      (file) => fs.statSync(path.join(site.root, 'public', file)).mtimeMs,
    );
    const second = await site.build();
    expect(second.outputs).toMatchObject({ made: 0, added: 0, changed: 0, removed: 0 });
    expect(second.problems.length).toBeGreaterThan(1);
    expect(second.problems).toEqual(first.problems);
    expect(
      [...site.tree().keys()].map(
        (file) => fs.statSync(path.join(site.root, 'public', file)).mtimeMs,
      ),
    ).toEqual(times);
  });

  it('but for every time on the disk, nothing is made', async () => {
    const site = newsroom();
    await site.build();
    for (let at = 0; at < 6; at++) fs.utimesSync(path.join(site.root, story(at)), 9, 9);
    expect((await site.build()).outputs).toMatchObject({ made: 0, changed: 0 });
  });

  it('a filter whose package is gone fails a warm build as it does a clean one', async () => {
    const site = newsroom({
      'templates/page.njk': '{{ content | twice }}',
      'templates/filters/twice.js': "import { twice } from 'two';\nexport default twice;",
      'node_modules/two/package.json': '{"name": "two", "type": "module", "main": "two.js"}',
      'node_modules/two/two.js': 'export const twice = (x) => x + x;',
    });
    await site.build();
    // Another process, in which nothing is imported yet.
    const imports = { importModule: () => Promise.reject(new Error("Cannot find package 'two'")) };
    const memo = buildAnew({ source: site.root, now: NOW }, effectsWith({ ...disk, ...imports }));
    await expect(memo).rejects.toMatchObject({ problems: [{ code: 'filter-module' }] });
  });

  it('a template that no page uses fails a warm build as it does a clean one', async () => {
    const site = newsroom();
    await site.build();
    site.write({ 'templates/unused.njk': '{% if %}' });
    expect(await site.fail()).toMatchObject([{ file: 'templates/unused.njk' }]);
  });

  it('an output that is gone or altered is made again', async () => {
    const site = newsroom();
    await site.build();
    const whole = site.tree();
    fs.rmSync(path.join(site.root, 'public/2022/05/10/p.html'));
    site.write({ 'public/2022/05/11/p.html': 'altered' });
    expect((await site.build()).outputs.made).toBe(2);
    expect(site.tree()).toEqual(whole);
  });
});

describe('while watching', () => {
  it('only files that are told of are looked at', async () => {
    const site = newsroom();
    const kept = testSession();
    await watching(site, kept);
    site.write({ [story(5)]: post('title: 新'), [story(0)]: post('title: 新的') });
    expect(await watching(site, kept)).toBe(0);
    kept.changed?.add(path.join(site.root, story(5)));
    expect(await watching(site, kept)).toBeGreaterThan(0);
    expect(site.read('2022/05/15/p.html')).toContain('新');
    expect(site.read('2022/05/10/p.html')).not.toContain('新的');
    kept.changed = null;
    expect(await watching(site, kept)).toBeGreaterThan(0);
    expect(site.read('2022/05/10/p.html')).toContain('新的');
  });

  it('what is published is looked at with everything else, or when all of it is gone', async () => {
    const site = newsroom();
    const kept = testSession();
    const all = await watching(site, kept);
    fs.rmSync(path.join(site.root, 'public/2022/05/11/p.html'));
    expect(await watching(site, kept)).toBe(0);
    kept.changed = null;
    expect(await watching(site, kept)).toBe(1);
    fs.rmSync(path.join(site.root, 'public'), { recursive: true });
    expect(await watching(site, kept)).toBe(all);
  });

  it('what was published half is looked at again', async () => {
    const site = newsroom();
    const kept = testSession();
    await watching(site, kept);
    const before = site.read('2022/05/11/p.html');
    site.write({ [story(1)]: post('title: 新') });
    kept.changed?.add(path.join(site.root, story(1)));
    let renames = 0;
    const rename = (from: string, to: string): void => {
      renames += 1;
      if (renames > 1) throw systemError('ENOSPC', { name: 'rename', paths: [from, to] });
      disk.rename(from, to);
    };
    await expect(watching(site, kept, { ...disk, rename })).rejects.toThrow('ENOSPC');
    expect(renames).toBe(2);
    site.write({ [story(1)]: post('title: 第1条\ntags: t') });
    kept.changed?.add(path.join(site.root, story(1)));
    await watching(site, kept);
    expect(site.read('2022/05/11/p.html')).toBe(before);
    expect(site.tree()).toEqual(await cleanTree(site));
  });

  it('what another process has published is seen', async () => {
    const site = newsroom({ 'templates/post.njk': '{{ "/x" | relative_url }}' });
    const kept = testSession();
    await watching(site, kept);
    await site.build({ baseurl: '/other' });
    expect(site.read('2022/05/11/p.html')).toBe('/other/x');
    await watching(site, kept);
    expect(site.read('2022/05/11/p.html')).toBe('/x');
  });

  it('what a link leads to is looked at every time', async () => {
    const site = newsroom({ 'notes/a.md': post('title: 甲') });
    fs.symlinkSync('../notes/a.md', path.join(site.root, '_posts/2022-05-20-a.md'));
    const kept = testSession();
    await watching(site, kept);
    site.write({ 'notes/a.md': post('title: 乙乙') });
    kept.changed?.add(path.join(site.root, 'notes/a.md'));
    await watching(site, kept);
    expect(site.read('2022/05/20/a.html')).toContain('乙乙');
  });
});

describe('one new story', () => {
  it('costs the same however many there are', async () => {
    const cost = async (count: number): Promise<readonly number[]> => {
      const files = Array.from({ length: count }, (_, at) => [
        `_posts/2022-01-01-${String(at).padStart(3, '0')}.md`,
        post(`title: 第${at}条\ncategories: c\ntags: t\nsource: 报`),
      ]);
      const site = createSite({
        // The search index has its own costs: a day that is over moves into its month, file by file.
        '_config.yml':
          'title: 新闻\nurl: https://n.example\nlang: zh-CN\npaginate: 10\nsearch: false\n',
        ...Object.fromEntries(files),
      });
      await site.build();
      site.write({ '_posts/2022-02-02-new.md': post('title: 新\ncategories: c\ntags: t') });
      const { outputs } = await site.build();
      expect((await site.build()).outputs.made).toBe(0);
      return [outputs.made, outputs.added + outputs.changed];
    };
    const [few, many] = [await cost(40), await cost(160)];
    expect(many).toEqual(few);
    expect(few[1]).toBeLessThanOrEqual(25);
  });
});

describe('a config key', () => {
  it('that nobody reads makes nothing', async () => {
    const config = `${CONFIG}url: https://n.example\n`;
    const site = newsroom({ '_config.yml': config });
    expect(await madeAfter(site, { '_config.yml': `${config}motto: x\n` })).toBe(0);
    expect(await madeAfter(site, { '_config.yml': `${config}description: x\n` })).toBeGreaterThan(
      2,
    );
  });

  it('makes the pages that read it, and no others', async () => {
    const site = newsroom({ 'about.html': '---\n---\n{{ site.motto }}' });
    expect(await madeAfter(site, { '_config.yml': `${CONFIG}motto: x\n` })).toBe(1);
    expect(site.read('about.html')).toBe('x');
  });

  it('that a filter reads counts for the pages that use the filter', async () => {
    const site = newsroom({
      'about.html': '---\n---\n{{ "/x" | absolute_url }}',
      'templates/404.njk': 'none',
    });
    const files = {
      '_config.yml': `${CONFIG}url: https://n.example\nfeed: false\nsitemap: false\nrobots: false\nsearch: false\n`,
    };
    expect(await madeAfter(site, files)).toBe(1);
  });
});

describe('a template', () => {
  it.each([
    ['included', '{% include "parts/a.njk" %}'],
    ['included by a computed name', '{% include "parts/" + site.part + ".njk" %}'],
    ['imported for its macro', '{% import "parts/a.njk" as m %}{{ m.x }}'],
  ])('%s makes the pages that use it', async (_, text) => {
    const site = newsroom({
      '_config.yml': `${CONFIG}part: a\n`,
      'templates/parts/a.njk': 'a',
      'templates/parts/b.njk': 'b',
      'templates/tag.njk': text,
    });
    expect(await madeAfter(site, { 'templates/parts/a.njk': 'A' })).toBe(2);
    expect(await madeAfter(site, { 'templates/parts/b.njk': 'B' })).toBe(0);
  });

  it('that takes the place of a built-in one, or of nothing, counts', async () => {
    const site = newsroom({ 'templates/tag.njk': '{% include "parts/more.njk" ignore missing %}' });
    expect(await madeAfter(site, { 'templates/parts/more.njk': 'more' })).toBe(2);
    expect(await madeAfter(site, { 'templates/404.njk': 'own' })).toBe(1);
    expect(site.read('404.html')).toBe('own');
  });

  it('that is a layout’s parent makes its children’s pages', async () => {
    const site = newsroom({
      'templates/tag.njk': '---\nlayout: frame\n---\nx',
      'templates/frame.html': '<b>{{ content }}</b>',
    });
    expect(await madeAfter(site, { 'templates/frame.html': '<i>{{ content }}</i>' })).toBe(2);
  });
});

describe('a data file', () => {
  it('makes the pages that read the entry that changed', async () => {
    const site = newsroom({
      '_data/people.yml': 'li: {name: 李}\nwang: {name: 王}\n',
      'li.html': '---\n---\n{{ site.data.people.li.name }}',
      'wang.html': '---\n---\n{{ site.data.people.wang.name }}',
      'all.html': '---\n---\n{% for key, one in site.data.people %}{{ one.name }}{% endfor %}',
    });
    const files = { '_data/people.yml': 'li: {name: 李}\nwang: {name: 汪}\n' };
    expect(await madeAfter(site, files)).toBe(2);
    expect([site.read('wang.html'), site.read('all.html')]).toEqual(['汪', '李汪']);
  });
});

describe('a list', () => {
  const pages = {
    'two.html': '---\n---\n{% for p in site.tags["t"] | limit(2) %}{{ p.title }}{% endfor %}',
    'first.html': '---\n---\n{{ site.posts[0].title }}',
    'count.html': '---\n---\n{{ site.posts.length }}',
    'has.html': '---\n---\n{% if site.tags["u"] %}u{% endif %}',
  };

  it('of which the first few are read doesn’t depend on the others', async () => {
    const site = newsroom(pages);
    await site.build();
    const about = (names: readonly string[]): readonly string[] =>
      names.filter((name) => name in pages);
    site.write({ '_posts/2021-01-01-old.md': post('title: 旧\ntags: t') });
    await site.build();
    expect(about(changesOf(site).changed.map((file) => file.path))).toEqual(['count.html']);
    site.write({ '_posts/2022-06-01-new.md': post('title: 新\ntags: u') });
    await site.build();
    expect(about(changesOf(site).changed.map((file) => file.path)).toSorted()).toEqual([
      'count.html',
      'first.html',
      'has.html',
    ]);
  });

  it('that many pages read is named by its cost', async () => {
    const posts = Array.from({ length: 30 }, (_, at) => [
      `_posts/2022-07-01-${at}.md`,
      post('title: x'),
    ]);
    const site = newsroom({
      ...Object.fromEntries(posts),
      'templates/post.njk': '{{ site.posts.length }}{{ site.time }}',
    });
    const { costs } = await site.build();
    expect(costs).toEqual([
      { read: 'list # posts', words: 'how many stories there are', pages: 36 },
      { read: 'time', words: "the build's present", pages: 36 },
    ]);
  });
});

describe('what templates see', () => {
  it('is told by the clock where they read it', async () => {
    const site = newsroom({ 'now.html': '---\n---\n{{ site.time | date("%Y") }}' });
    await site.build();
    expect((await site.build({ now: '2031-01-01T00:00:00Z' })).outputs.made).toBe(1);
    expect(site.read('now.html')).toBe('2031');
  });

  it('is told by the environment where they read it', async () => {
    const text = '{% if jekyll.environment == "production" %}counted{% endif %}';
    const site = newsroom({ 'env.html': `---\n---\n${text} {{ jekyll.version }}` });
    await site.build();
    expect(site.read('env.html')).toBe('counted ');
    expect((await site.build({ environment: 'staging' })).outputs.made).toBe(1);
    expect(site.read('env.html')).toBe(' ');
    const preview = await site.build({ preview: 'http://localhost:4000' });
    expect(fs.readFileSync(path.join(preview.destination, 'env.html'), 'utf8')).toBe(' ');
    // Nobody uploads a preview: what changed in it is noted nowhere.
    const noted = fs.readdirSync(path.join(site.root, '.finews'));
    expect(noted.filter((name) => /^(?:changes|pending)/.test(name))).toEqual(['changes.json']);
  });

  it('is told by kind: a map that becomes something else counts', async () => {
    const site = newsroom({
      '_data/nav.yml': 'alert: {text: hi}\n',
      'nav.html': '---\n---\n{% if site.data.nav.alert %}ALERT{% endif %}',
    });
    expect(await madeAfter(site, { '_data/nav.yml': 'alert: false\n' })).toBe(1);
    expect(site.read('nav.html')).toBe('');
  });

  it('has the site’s own layout of a name before those in layouts/', async () => {
    const site = newsroom({ 'templates/layouts/post.njk': 'in layouts' });
    site.remove('templates/post.njk');
    await site.build();
    expect(site.read('2022/05/10/p.html')).toBe('in layouts');
    site.write({ 'templates/post.njk': 'at the top' });
    await site.build();
    expect(site.read('2022/05/10/p.html')).toBe('at the top');
  });

  const listed = (template: string): Files => ({
    '_config.yml': `${CONFIG}list: [1, 2]\n`,
    '_data/x.yml': 'list: [1, 2]\n',
    [story(0)]: post('title: x\ntags: [a, z]\nlist: [1, 2]'),
    'templates/post.njk': template,
  });

  it.each(['site.data.x', 'page', 'site'])('can’t be changed by them: %s.list', async (owner) => {
    const site = newsroom(listed(`{{ ${owner}.list.reverse() }}`));
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ code: 'template-failed', line: 1 });
    expect(problem?.message).toContain('use a filter');
  });

  it('is a copy of a story’s terms, which may be turned round', async () => {
    const site = newsroom(listed('{{ page.tags.reverse() }}'));
    await site.build();
    expect(site.read('2022/05/10/p.html')).toBe('z,a');
    site.write({ 'templates/post.njk': '{{ page.tags }}' });
    await site.build();
    expect(site.read('2022/05/10/p.html')).toBe('a,z');
  });

  it('in Liquid’s spelling is told, in warm builds as well', async () => {
    const site = newsroom({ 'templates/tag.njk': '{% if page.title == blank %}x{% endif %}' });
    const told = (await site.build()).problems;
    expect(told).toMatchObject([{ code: 'template-liquid', severity: 'warning', line: 1 }]);
    expect((await site.build()).problems).toEqual(told);
  });

  it('tells what a page’s own text seems to mean, rendered or not', async () => {
    const site = createSite({ 'x.html': post('title: x', '<p>\n{{ site.tags.size }}') });
    const code = 'template-liquid';
    const told = [{ code, severity: 'warning', file: 'x.html', line: 5 }];
    expect((await site.build()).problems).toMatchObject(told);
    expect((await site.build()).problems).toMatchObject(told);
  });
});

describe('an embargo', () => {
  it('ends when the clock has passed it', async () => {
    const site = newsroom({
      '_config.yml': `${CONFIG}search: false\n`,
      '_posts/2022-05-20-due.md': post('title: 到\ndate: 2029-01-01 08:00:00'),
    });
    const at = (now: string) => site.build({ now });
    expect((await at('2028-12-31T00:00:00Z')).posts.held.future).toBe(1);
    expect((await at('2028-12-31T00:00:00Z')).outputs.made).toBe(0);
    expect((await at('2029-01-02T00:00:00Z')).posts.published).toBe(7);
    expect((await at('2028-12-31T00:00:00Z')).outputs.removed).toBe(1);
  });
});

describe('.finews', () => {
  it('serves several destinations and settings side by side', async () => {
    const site = newsroom();
    const elsewhere = { destination: path.join(site.root, '.elsewhere') };
    await site.build();
    await site.build({ ...elsewhere, limitPosts: 2 });
    expect((await site.build()).outputs.made).toBe(0);
    expect((await site.build({ ...elsewhere, limitPosts: 2 })).outputs.made).toBe(0);
  });

  it('stays in proportion to the stories, whatever is edited', async () => {
    const site = newsroom();
    await site.build();
    const sizeOf = (name: RegExp): number =>
      fs
        .readdirSync(path.join(site.root, '.finews'))
        .filter((file) => name.test(file))
        .reduce((sum, file) => sum + fs.statSync(path.join(site.root, '.finews', file)).size, 0);
    for (const mode of ['sanitize', 'trust', 'escape']) {
      for (const zone of ['UTC', 'Asia/Tokyo', 'Europe/Paris']) {
        site.write({ '_config.yml': `${CONFIG}html: ${mode}\ntimezone: ${zone}\n` });
        await site.build();
      }
    }
    const files = fs.readdirSync(path.join(site.root, '.finews'));
    expect(files.filter((file) => file.startsWith('stories-')).length).toBeLessThanOrEqual(4);
    for (let time = 0; time < 30; time++) {
      site.write({ [story(0)]: post(`title: 第${time}次\nlong: ${'长'.repeat(20_000)}`) });
      await site.build();
    }
    expect(sizeOf(/^stories-/)).toBeLessThan(4_000_000);
  });

  it('is not needed, and not kept, with cache: false', async () => {
    const site = newsroom();
    await site.build({ cache: false });
    expect(fs.readdirSync(path.join(site.root, '.finews')).join(' ')).not.toMatch(
      /stories|manifest/,
    );
    expect((await site.build({ cache: false })).outputs).toMatchObject({ changed: 0, added: 0 });
  });
});

describe('changes.json', () => {
  it('tells what was added, changed and removed', async () => {
    const site = newsroom({ '_config.yml': `${CONFIG}baseurl: /n\n` });
    await site.build();
    const { added, changed, removed } = changesOf(site);
    expect([added.length, changed, removed]).toEqual([site.tree().size, [], []]);
    site.write({ [story(5)]: post('title: 改\ntags: t') });
    site.remove(story(0));
    await site.build();
    const now = changesOf(site);
    expect(now.destination).toBe(path.join(site.root, 'public'));
    expect(now.removed).toContainEqual({ path: '2022/05/10/p.html', url: '/n/2022/05/10/p.html' });
    const page = now.changed.find((file) => file.path === '2022/05/15/p.html');
    const text = site.read('2022/05/15/p.html');
    expect(page).toMatchObject({ url: '/n/2022/05/15/p.html', size: Buffer.byteLength(text) });
    expect(now.changed.map((file) => file.url)).toContain('/n/');
    await site.build();
    expect(changesOf(site)).toMatchObject({ added: [], changed: [], removed: [] });
  });

  it('tells as well what a build that failed on the way had published', async () => {
    const site = newsroom();
    await site.build();
    site.write({ 'templates/post.njk': 'new {{ page.title }}' });
    let renames = 0;
    const rename = (from: string, to: string): void => {
      renames += to.includes('/public/') ? 1 : 0;
      if (renames === 4) throw systemError('EIO', { name: 'rename', paths: [from, to] });
      disk.rename(from, to);
    };
    const failing = buildAnew({ source: site.root, now: NOW }, effectsWith({ ...disk, rename }));
    await expect(failing).rejects.toBeInstanceOf(SiteError);
    expect((await site.build()).outputs.changed).toBe(3);
    const changed = changesOf(site).changed.map((file) => file.path);
    expect(changed.filter((file) => file.startsWith('2022/'))).toHaveLength(6);
  });
});

it('the oldest story first depends on how many there are, and on the oldest', async () => {
  const text =
    '---\n---\n{% set c = site.collections[0] %}{{ (site.documents | first).title }} {{ c.docs.length }}';
  const site = newsroom({ 'first.txt': text });
  const shown = async (files: Files): Promise<string> => {
    site.write(files);
    await site.build();
    return site.read('first.txt');
  };
  expect(await shown({})).toBe('第0条 6');
  expect(await shown({ [story(7)]: post('title: 新') })).toBe('第0条 7');
  expect(await shown({ '_posts/2022-05-01-p.md': post('title: 旧') })).toBe('旧 8');
  expect(await shown({ '_posts/2022-05-01-p.md': post('title: 改') })).toBe('改 8');
});
