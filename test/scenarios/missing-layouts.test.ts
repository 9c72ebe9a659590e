/** Layouts that are asked for and aren't there: the usual one stands in, told once a layout. */
import { describe, expect, it } from 'vitest';
import type { BuildResult, Problem } from '../../src/index.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

const LAYOUTS: Files = {
  'templates/post.njk': 'post|{{ page.layout }}|{{ content }}',
  'templates/page.njk': 'page|{{ content }}',
  'templates/home.njk': 'home|{% for p in paginator.posts %}{{ p.title }} {% endfor %}',
};

function told(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, severity, message, file }) => {
    return `${code} ${severity} ${file ?? '-'} ${message}`;
  });
}

/** As from the command line: what was remembered is used. */
function rebuild(site: TestSite, threads = 0): Promise<BuildResult> {
  return buildAnew({ source: site.root, now: NOW, threads }, effectsWith(disk));
}

const STORIES: Files = {
  '_posts/2022-05-16-a.md': post('title: A\nlayout: news_post'),
  '_posts/2022-05-17-b.md': post('title: B\nlayout: news_post'),
  '_posts/2022-05-18-c.md': post('title: C\nlayout: other'),
  '_posts/2022-05-19-d.md': post('title: D'),
};

const TOLD = [
  'layout-unknown warning _posts/2022-05-16-a.md There is no layout `news_post`: 2 stories are shown with `post`',
  'layout-unknown warning _posts/2022-05-18-c.md There is no layout `other`: 1 story is shown with `post`',
];

describe('a layout that is not there', () => {
  it('of stories is told once, with their number, in every build', async () => {
    const site = createSite({ ...LAYOUTS, ...STORIES });
    const first = await rebuild(site);
    expect(first.posts).toMatchObject({ found: 4, published: 4, setAside: 0 });
    expect(site.read('2022/05/16/a.html')).toBe('post|news_post|<p>正文。</p>\n');
    expect(told(first.problems)).toEqual(TOLD);
    const memo = await rebuild(site);
    expect(memo.outputs.made).toBe(0);
    expect(memo.problems).toEqual(first.problems);
  });

  it('is used as soon as it is there', async () => {
    const site = createSite({ ...LAYOUTS, ...STORIES });
    await rebuild(site);
    site.write({ 'templates/news_post.njk': 'news|{{ content }}' });
    const { problems } = await rebuild(site);
    expect(site.read('2022/05/16/a.html')).toBe('news|<p>正文。</p>\n');
    expect(told(problems)).toEqual(TOLD.slice(1));
    site.remove('templates/news_post.njk');
    await rebuild(site);
    expect(site.read('2022/05/16/a.html')).toBe('post|news_post|<p>正文。</p>\n');
  });

  it('may come from the defaults', async () => {
    const config = [
      'defaults:',
      '  - scope: { path: "", type: posts }\n    values: { layout: news }',
      '  - scope: { path: "", type: pages }\n    values: { layout: sheet }\n',
    ].join('\n');
    const site = createSite({
      ...LAYOUTS,
      '_config.yml': config,
      '_posts/2022-05-16-a.md': post('title: A'),
      'about.md': '---\ntitle: x\n---\nAbout',
    });
    const { problems } = await site.build();
    expect(told(problems)).toEqual([
      'layout-unknown warning _posts/2022-05-16-a.md There is no layout `news`: 1 story is shown with `post`',
      'layout-unknown warning about.md There is no layout `sheet`: 1 page is shown with `page`',
    ]);
    expect(problems[0]?.hint).toContain('_config.yml');
    expect(site.read('about.html')).toBe('page|<p>About</p>\n');
  });

  it('is not told of for a story that is not shown', async () => {
    const site = createSite({
      ...LAYOUTS,
      '_posts/2022-05-16-a.md': post('title: A\nlayout: nope\npublished: false'),
    });
    expect((await site.build()).problems).toEqual([]);
  });

  it('of pages is the page, of an index without a text the list, of what is no HTML none', async () => {
    const site = createSite({
      ...LAYOUTS,
      ...{ '_posts/2022-05-16-a.md': post('title: A') },
      'index.html': '---\nlayout: homepage\n---\n',
      'about.md': '---\nlayout: sheet\n---\nAbout',
      'deep/index.html': '---\nlayout: sheet\n---\nDeep',
      'search.json': '---\nlayout: data\n---\n[]',
    });
    const { problems } = await site.build();
    expect(site.read('index.html')).toBe('home|A ');
    expect(site.read('about.html')).toBe('page|<p>About</p>\n');
    expect(site.read('deep/index.html')).toBe('page|Deep');
    expect(site.read('search.json')).toBe('[]');
    expect(problems.map(({ message }) => message).sort()).toEqual([
      'There is no layout `data`: 1 page is shown without a layout',
      'There is no layout `homepage`: 1 page is shown with `home`',
      'There is no layout `sheet`: 2 pages are shown with `page`',
    ]);
  });

  it('keeps the text of an index that has one', async () => {
    const site = createSite({ ...LAYOUTS, 'index.md': '---\nlayout: homepage\n---\nWelcome' });
    await site.build();
    expect(site.read('index.html')).toBe('page|<p>Welcome</p>\n');
  });

  it('is an error where a template names it as its parent', async () => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: A'),
      'templates/post.njk': '---\nlayout: nope\n---\n{{ content }}',
    });
    expect(await site.fail()).toMatchObject([{ code: 'template-unknown-layout' }]);
  });
});

it.each(['none', 'nil', '"null"', '"false"', '~', '"~"', 'null', 'false', ''])(
  '`layout: %s` of a template is no parent, as of a story and a page',
  async (none) => {
    const site = createSite({
      'templates/post.njk': `---\nlayout: ${none}\n---\nH{{ content }}`,
      '_posts/2022-05-16-a.md': post('title: A'),
      'a.html': `---\nlayout: ${none}\n---\nA`,
    });
    expect((await site.build()).problems).toEqual([]);
    expect(site.read('2022/05/16/a.html')).toBe('H<p>正文。</p>\n');
    expect(site.read('a.html')).toBe('A');
  },
);
