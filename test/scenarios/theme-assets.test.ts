/** A theme's style sheets and scripts, under names that change with what is in them. */
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createSite, post } from '../support/site.js';

const STORY = { '_posts/2022-05-16-a.md': post('title: 甲') };

const styleOf = (html: string): string =>
  /<link rel="stylesheet" href="\/([^"]*)">/.exec(html)?.[1] ?? '';

describe("the theme's assets", () => {
  it('are published once, under a name that every page links to', async () => {
    const site = createSite(STORY);
    await site.build();
    const style = styleOf(site.read('index.html'));
    expect(style).toMatch(/^assets\/style-[\da-f]{8}\.css$/);
    expect(site.has(style)).toBe(true);
    expect(site.has('assets/style.css')).toBe(false);
    expect(styleOf(site.read('2022/05/16/a.html'))).toBe(style);
    expect(site.has('assets/icon.svg')).toBe(true);
  });

  it('change their name with their text, and the old file goes', async () => {
    const site = createSite(STORY);
    await site.build();
    const before = styleOf(site.read('index.html'));
    site.write({ 'templates/assets/style.css': ':root { --brand: red; }\n' });
    await site.build();
    const after = styleOf(site.read('index.html'));
    expect(site.read(after)).toBe(':root { --brand: red; }\n');
    expect(after).not.toBe(before);
    expect(site.has(before)).toBe(false);
  });

  it('give way to a file of the site, which keeps its name', async () => {
    const site = createSite({ ...STORY, 'assets/style.css': 'body { color: red }' });
    await site.build({ baseurl: '/news' });
    expect(styleOf(site.read('index.html'))).toBe('news/assets/style.css');
    expect(site.read('assets/style.css')).toBe('body { color: red }');
  });

  it('are published beside Jekyll’s layouts only where a page needs them', async () => {
    const layouts = {
      '_layouts/default.html': '<title>{{ page.title }}</title>{% feed_meta %}{{ content }}',
      '_layouts/post.html': '---\nlayout: default\n---\n{{ content }}',
      'index.html': '---\nlayout: default\n---\n{% for p in site.posts %}{{ p.title }}{% endfor %}',
    };
    const site = createSite({ ...layouts, ...STORY });
    const assets = async (
      files: Readonly<Record<string, string>> = {},
    ): Promise<readonly string[]> => {
      site.write(files);
      await site.build();
      const names = [...site.tree().keys()].filter((name) => name.startsWith('assets/'));
      for (const name of Object.keys(files)) if (!(name in layouts)) site.remove(name);
      return names.map((name) => name.replace(/-[\da-f]{8}/, '')).sort();
    };
    const all = ['assets/icon.svg', 'assets/site.js', 'assets/style.css'];
    expect(await assets()).toEqual([]);
    expect(await assets({ 'a.md': '---\nlayout: nowhere\n---\n' })).toEqual(all);
    expect(await assets()).toEqual([]);
    expect(await assets({ 'search.html': '---\nlayout: search\n---\n' })).toEqual(all);
    expect(await assets({ '_layouts/own.html': '---\nlayout: base\n---\n' })).toEqual([]);
    const own = { '_layouts/own.html': '---\nlayout: page\n---\n' };
    expect(await assets({ ...own, 'b.md': '---\nlayout: own\n---\n' })).toEqual(all);
    const asked = '---\n---\n{{ "/assets/style.css" | asset_url }}';
    expect(await assets({ 'c.html': asked })).toEqual(all);
    expect(await assets({ 'templates/d.njk': 'x' })).toEqual(all);
    expect(await assets({ 'assets/icon.svg': '<svg/>' })).toEqual(['assets/icon.svg']);
  });

  it('end with the tokens of the config, and of _data/theme.yml over them', async () => {
    const site = createSite({
      ...STORY,
      '_config.yml': "title: T\ntheme: { brand: '#111', measure: 30em, indent: true }\n",
      '_data/theme.yml': "brand: ['#222', '#eee']\n",
    });
    await site.build();
    const style = site.read(styleOf(site.read('index.html')));
    const tokens = style.slice(style.lastIndexOf(':root:root { --brand: #222; --measure: 30em'));
    expect(tokens).toContain('--brand: light-dark(#222, #eee);');
    expect(tokens).not.toContain('indent');
  });

  it("leaves Jekyll's name of a theme alone", async () => {
    const site = createSite({ ...STORY, '_config.yml': 'theme: minima\n' });
    const { problems } = await site.build();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['theme-absent', 'warning'],
    ]);
  });

  it('builds a site with some layouts of its own in place of its theme’s', async () => {
    const site = createSite({
      ...STORY,
      '_config.yml': 'url: https://tide.example\ntheme: minima\ntool: bar\n',
      '_layouts/post.html':
        '{% include head.html %}<main>{{ content }}</main>{% include tools/{{ site.tool }}.html %}',
      '_includes/foot.html': 'foot',
    });
    const { problems } = await site.build();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['theme-absent', 'warning'],
    ]);
    const [, story = ''] = [...site.tree()].find(([, text]) => text.startsWith('<main>')) ?? [];
    expect(story).toMatch(/<\/main>$/);
    site.write({ '_includes/tools/bar.html': 'bar' });
    await site.build();
    expect([...site.tree().values()].find((text) => text.startsWith('<main>'))).toBe(`${story}bar`);
    site.write({ '_includes/head.html': '<i>head</i>' });
    expect((await site.build()).problems).toEqual([]);
    site.write({ '_layouts/post.html': '{% include {{ site.tool }}.html %}' });
    const failed = await site.fail();
    expect(failed.map(({ code }) => code)).toEqual(['template-failed']);
  });

  it('build where the files of Jekyll’s theme are not in the site, and with them', async () => {
    const site = createSite({
      ...STORY,
      '_config.yml': 'theme: minima\nsass: {sourcemap: never}\n',
      '_data/theme.yml': 'skin: dark\nbrand: acme\n',
      'about.md': post(
        'layout: page',
        '[{% include icon.html name="a" %}{%- include_cached deep/b.html -%}] {{ site.data.theme.skin }}',
      ),
      'assets/main.scss': post('', '$brand: red;\n@import "{{ site.theme }}";\na { color: $text }'),
    });
    const { problems } = await site.build();
    expect(problems.map(({ code }) => code)).toEqual(['theme-absent']);
    expect(site.read('about.html')).toContain('[] dark');
    expect(site.read('assets/main.css')).toBe('');
    site.write({
      '_layouts/page.html': '<main>{{ content }}</main>',
      '_includes/icon.html': '<i>{{ include.name }}</i>',
      '_includes/deep/b.html': 'b',
      '_sass/minima.scss': '$text: $brand;',
    });
    expect((await site.build()).problems).toEqual([]);
    expect(site.read('about.html')).toContain('[<i>a</i>b] dark');
    expect(site.read('assets/main.css')).toContain('color: red');
    site.remove('_includes/icon.html');
    expect(await site.fail()).toMatchObject([{ code: 'template-failed', file: 'about.md' }]);
  });

  it('refuse a token that CSS could be broken out of, and publish nothing', async () => {
    const site = createSite({ ...STORY, '_config.yml': "theme: { brand: 'red; } x {' }\n" });
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ code: 'theme-token', severity: 'error' });
    expect(site.has('index.html')).toBe(false);
  });
});

describe("the theme's files", () => {
  const sent = (name: string): number =>
    gzipSync(fs.readFileSync(path.resolve(import.meta.dirname, '../../templates/assets', name)))
      .length;

  it('are small: at most 8 KB of style and 6 KB of script as servers send them', () => {
    expect(sent('style.css')).toBeLessThanOrEqual(8192);
    expect(sent('site.js')).toBeLessThanOrEqual(6144);
  });
});
