/** Layouts of pages whose front matter names none, as GitHub Pages gives them. */
import { expect, it } from 'vitest';
import { createSite, type Files, post } from '../support/site.js';

/** Say which of them was taken. */
const LAYOUTS: Files = {
  'templates/page.njk': '[page {{ page.layout }}] {{ content }}',
  'templates/home.njk': '[home {{ page.layout }}] {{ content }}',
  'templates/own.njk': '[own] {{ content }}',
};

async function shown(files: Files, output: string): Promise<string> {
  const site = createSite(files);
  await site.build();
  return site.read(output).trim();
}

it.each([
  ['about.md', 'title: x', 'about.html', '[page page] <p>x</p>'],
  ['关于.markdown', 'x: 1', '关于.html', '[page page] <p>x</p>'],
  ['index.md', 'x: 1', 'index.html', '[home home] <p>x</p>'],
  ['README.md', 'x: 1', 'index.html', '[home home] <p>x</p>'],
  ['start.md', 'permalink: /', 'index.html', '[home home] <p>x</p>'],
  ['docs/index.md', 'x: 1', 'docs/index.html', '[page page] <p>x</p>'],
  ['404.md', 'x: 1', '404.html', '[page page] <p>x</p>'],
  ['a.md', 'layout: own', 'a.html', '[own] <p>x</p>'],
  ['a.html', 'x: 1', 'a.html', 'x'],
  ['index.html', 'x: 1', 'index.html', 'x'],
  ['feed.xml', 'x: 1', 'feed.xml', 'x'],
])('%s with `%s`', async (file, front, output, expected) => {
  expect(await shown({ ...LAYOUTS, [file]: post(front, 'x') }, output)).toBe(expected);
});

it('where a site has layouts of its own, but none of the kind, its `default` is meant', async () => {
  const layout = (name: string): string => `[${name}] {{ content }}`;
  const site = createSite({
    '_config.yml': 'theme: minima',
    '_layouts/default.html': layout('default'),
    'about.md': post('title: 关于', 'x'),
    'index.md': post('title: 报', 'x'),
    '_posts/2022-05-16-a.md': post('title: 甲', 'x'),
  });
  const shownBy = (): readonly string[] =>
    ['about.html', 'index.html', '2022/05/16/a.html'].map(
      (output) => /^\[\w+\]/.exec(site.read(output))?.[0] ?? '',
    );
  await site.build();
  expect(shownBy()).toEqual(['[default]', '[default]', '[default]']);
  site.write({ '_layouts/page.html': layout('page'), 'templates/post.njk': layout('own') });
  await site.build();
  expect(shownBy()).toEqual(['[page]', '[page]', '[own]']);
});

it.each(['none', 'nil', 'null', 'false', '"none"', '', '~'])(
  '`layout: %s` is none',
  async (name) => {
    const files = { ...LAYOUTS, 'a.md': post(`layout: ${name}`, 'x') };
    expect(await shown(files, 'a.html')).toBe('<p>x</p>');
  },
);

it.each([
  ['own', '[own] <p>x</p>'],
  ['none', '<p>x</p>'],
  ['null', '<p>x</p>'],
])('`layout: %s` in the config’s defaults wins', async (name, expected) => {
  const config = `defaults: [{scope: {path: "", type: pages}, values: {layout: ${name}}}]`;
  expect(
    await shown({ ...LAYOUTS, '_config.yml': config, 'a.md': post('x: 1', 'x') }, 'a.html'),
  ).toBe(expected);
});

it('of the built-in theme show the text, and on the index the stories below it', async () => {
  const site = createSite({
    '_config.yml': 'title: 报\npaginate: 1\nlang: zh',
    'index.md': post('title: 欢迎', '**我们的**报'),
    'about.md': post('title: 关于', '**我们**'),
    '_posts/2022-05-14-a.md': post('title: 甲'),
    '_posts/2022-05-15-b.md': post('title: 乙'),
    '_posts/2022-05-16-c.md': post('title: 丙'),
  });
  await site.build();
  const about = site.read('about.html');
  expect(about).toContain('<h1>关于</h1>');
  expect(about).toContain('<p><strong>我们</strong></p>');
  expect(about).toMatch(/^<!doctype html>/);
  const index = site.read('index.html');
  expect(index).toMatch(/<h1>欢迎<\/h1>[\s\S]*<p><strong>我们的<\/strong>报<\/p>[\s\S]*>丙<\/a>/);
  expect(index.match(/<h1/g)).toHaveLength(1);
  const numbered = site.read('page/1.html');
  expect(numbered).toContain('>甲</a>');
  expect(numbered).not.toContain('我们的');
});
