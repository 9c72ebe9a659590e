/** Links to folders: followed where they stay in the site, told where they don't. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/index.js';
import { expectAccounted } from '../support/bad-input.js';
import { createSite, type Files, post, readTree, type TestSite } from '../support/site.js';

/** Links by their names, to what they lead to. */
type Links = Readonly<Record<string, string>>;

function linked(files: Files, links: Links): TestSite {
  const site = createSite(files);
  for (const [name, target] of Object.entries(links)) link(site, name, target);
  return site;
}

function link(site: TestSite, name: string, target: string): void {
  const at = path.join(site.root, name);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.rmSync(at, { force: true });
  fs.symlinkSync(target, at);
}

function told(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, file, fate }) => `${code} ${file ?? '-'} ${fate ?? 'told'}`);
}

describe('a linked folder inside the site', () => {
  it('brings stories, drafts, data, pages, assets and templates of all kinds', async () => {
    const site = linked(
      {
        '_shared/posts/2022-05-16-a.md': post('title: A'),
        '_shared/posts/deep/2022-05-17-b.md': post('title: B'),
        '_shared/ideas/c.md': post('title: C'),
        '_shared/data/x.yml': 'name: 数据',
        '_shared/pages/about.md': '---\ntitle: About\n---\n{{ site.data.more.x.name }}',
        '_shared/pages/photo.bin': 'photo',
        '_shared/parts/card.njk': 'card',
        '_shared/looks/own.css': 'a {}',
        '_shared/code/shout.js': 'export default (text) => text.concat("!");',
        'templates/post.njk': '{% include "parts/card.njk" %} {{ page.title | shout }}',
      },
      {
        '_posts/more': '../_shared/posts',
        '_drafts/ideas': '../_shared/ideas',
        '_data/more': '../_shared/data',
        'city/info': '../_shared/pages',
        'templates/parts': '../_shared/parts',
        'templates/assets': '../_shared/looks',
        'templates/filters': '../_shared/code',
      },
    );
    const result = await site.build({ drafts: true });
    expect(result.problems).toEqual([]);
    expect(result.posts).toMatchObject({ found: 3, published: 3, setAside: 0 });
    expect(site.read('2022/05/16/a.html')).toBe('card A!');
    expect(site.has('2022/05/17/b.html')).toBe(true);
    expect(site.read('city/info/about.html')).toContain('数据');
    expect(site.read('city/info/photo.bin')).toBe('photo');
    const styles = [...site.tree().keys()].filter((file) => file.startsWith('assets/own-'));
    expect(styles).toHaveLength(1);
    expect((await site.build({ drafts: true })).outputs.touched).toEqual([]);
  });

  it('is as good as a copy', async () => {
    const stories = {
      '2022-05-16-a.md': post('title: A\ncategories: [c]'),
      'x/2022-05-17-b.md': post('title: B'),
    };
    const below = (folder: string): Files =>
      Object.fromEntries(
        Object.entries(stories).map(([name, text]) => [`${folder}/${name}`, text]),
      );
    const copy = createSite(below('_posts/more'));
    await copy.build();
    const site = linked(below('_real'), { '_posts/more': '../_real' });
    await site.build();
    expect(site.tree()).toEqual(copy.tree());
  });

  it('may be reached through links of links', async () => {
    const site = linked(
      { '_a/2022-05-16-a.md': post('title: A'), '_b/2022-05-17-b.md': post('title: B') },
      { '_posts/a': '../_one', _one: '_a', '_a/b': '../_b' },
    );
    const { posts, problems } = await site.build();
    expect(told(problems)).toEqual([]);
    expect(posts.published).toBe(2);
  });

  it('may be the templates or the data as a whole, or hold a _posts', async () => {
    const site = linked(
      {
        '_look/post.njk': 'mine {{ site.data.x.y }}',
        '_stuff/x.yml': 'y: z',
        '_town/_posts/2022-05-16-a.md': post('title: A'),
      },
      { templates: '_look', _data: '_stuff', city: '_town' },
    );
    const { problems } = await site.build();
    expect(told(problems)).toEqual([]);
    expect(site.read('city/2022/05/16/a.html')).toBe('mine z');
  });

  it('is read anew when it leads elsewhere', async () => {
    const site = linked(
      { '_a/2022-05-16-x.md': post('title: Old'), '_b/2022-05-16-x.md': post('title: New') },
      { '_posts/more': '../_a' },
    );
    await site.build();
    link(site, '_posts/more', '../_b');
    await site.build();
    expect(site.read('2022/05/16/x.html')).toContain('New');
  });
});

describe('a link that is not followed', () => {
  const rows: readonly (readonly [string, Links, readonly string[]])[] = [
    ['to its own folder', { '_posts/l': '.' }, ['link-loop _posts/l told']],
    ['to a folder above', { '_posts/l': '../_posts' }, ['link-loop _posts/l told']],
    ['to the site', { l: '.' }, ['link-loop l told']],
    [
      'that meets its like',
      { 'a/l': '../b', 'b/m': '../a' },
      ['link-loop a/l/m told', 'link-loop b/m/l told'],
    ],
    [
      'out of the site',
      { '_posts/l': '/etc', l: '..' },
      ['link-outside _posts/l told', 'link-outside l told'],
    ],
    ['to nothing', { l: 'nowhere' }, ['link-broken l set-aside']],
    ['to itself', { l: 'l' }, ['link-broken l set-aside']],
    ['into the output', { 'a/l': '../public' }, ['link-output a/l told']],
    ['into the cache', { 'a/l': '../.finews' }, ['link-output a/l told']],
    ['into what is no part of a site', { l: '.git/x' }, ['link-private l told']],
  ];

  it.each(rows)('%s is told', async (_, links, expected) => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: A'),
      'a/x.txt': 'a',
      'b/y.txt': 'b',
      '.git/x/y': 'z',
    });
    await site.build();
    for (const [name, target] of Object.entries(links)) link(site, name, target);
    const result = await site.build();
    expect(told(result.problems)).toEqual(expected);
    expect(result.posts.published).toBe(1);
    expectAccounted(result);
    const again = await site.build();
    expect(again.problems).toEqual(result.problems);
    expect(again.outputs.touched).toEqual([]);
  });

  it('never reads what is behind it', async () => {
    const site = createSite({ '_posts/2022-05-16-a.md': post('title: A') });
    const outside = `${site.root}-outside`;
    fs.mkdirSync(outside);
    try {
      fs.writeFileSync(path.join(outside, 'post.njk'), 'stolen');
      fs.writeFileSync(path.join(outside, '2022-05-17-b.md'), post('title: stolen'));
      for (const name of ['_posts/l', 'l', '_data/l', 'templates/l']) link(site, name, outside);
      fs.symlinkSync(path.join(outside, 'post.njk'), path.join(site.root, 'templates/post.njk'));
      const { problems, posts } = await site.build();
      expect(posts.published).toBe(1);
      expect([...readTree(path.join(site.root, 'public')).values()].join()).not.toContain('stolen');
      expect(problems.map(({ code }) => code)).toEqual(Array.from(problems, () => 'link-outside'));
      expect(new Set(problems.map(({ file }) => file))).toEqual(
        new Set(['_data/l', '_posts/l', 'l', 'templates/l', 'templates/post.njk']),
      );
    } finally {
      fs.rmSync(outside, { recursive: true });
    }
  });

  it('fails the build where it should be the templates', async () => {
    const site = linked({ '_posts/2022-05-16-a.md': post('title: A') }, { templates: '/etc' });
    expect(told(await site.fail())).toEqual(['link-outside templates told']);
  });

  it('is one of very many ways', async () => {
    const links: Record<string, string> = {};
    for (let n = 0; n < 12; n++)
      for (const side of ['l', 'm']) links[`_f${n}/${side}`] = `../_f${n + 1}`;
    const site = linked({ '_f12/x.txt': 'x' }, { ...links, start: '_f0' });
    const { problems } = await site.build({ allowEmpty: true });
    expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(['link-many']));
  });
});

describe('two ways to a story', () => {
  it('by a folder of stories publish it once, and are told', async () => {
    const site = linked(
      { 'news/_posts/2022-05-16-a.md': post('title: A') },
      { '_posts/l': '../news/_posts', '_posts/m': '../news/_posts' },
    );
    const result = await site.build();
    expect(told(result.problems)).toEqual(['link-twice _posts/l told', 'link-twice _posts/m told']);
    expect(result.posts).toMatchObject({ found: 1, published: 1 });
    expect(site.has('news/2022/05/16/a.html')).toBe(true);
  });

  it('by two links publish it once, and are told', async () => {
    const site = linked(
      { '_store/2022-05-16-a.md': post('title: A') },
      { '_posts/l': '../_store', 'city/_posts/m': '../../_store' },
    );
    const result = await site.build();
    expect(told(result.problems)).toEqual(['link-twice city/_posts/m told']);
    expect(result.posts.published).toBe(1);
    expect(site.has('2022/05/16/a.html')).toBe(true);
  });

  it('as a file and a link to it publish it once', async () => {
    const site = linked(
      { '_posts/2022-05-16-a.md': post('title: A') },
      { '_posts/2022-05-17-b.md': '2022-05-16-a.md' },
    );
    const result = await site.build();
    expect(told(result.problems)).toEqual(['link-twice _posts/2022-05-17-b.md set-aside']);
    expectAccounted(result);
    expect(result.posts).toMatchObject({ found: 2, published: 1, setAside: 1 });
  });

  it('as a story and a page are told', async () => {
    const site = linked({ 'real/2022-05-16-a.md': post('title: A') }, { '_posts/l': '../real' });
    const { problems, posts } = await site.build();
    expect(told(problems)).toEqual(['link-twice _posts/l told']);
    expect(problems[0]?.hint).toContain('real');
    expect(posts.published).toBe(1);
    site.write({ '_config.yml': 'exclude: [real]\n' });
    expect((await site.build()).problems).toEqual([]);
  });
});
