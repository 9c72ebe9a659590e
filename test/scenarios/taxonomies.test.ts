/** Sources, authors and topics: terms beside categories and tags, and what a new story costs. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const LINE = `{{ page.type }}|{{ page.term.name }}|{{ paginator.posts | map('title') | join(' ') }}`;
const LINES: Files = Object.fromEntries(
  ['source', 'author', 'topic', 'flash'].map((name) => [`templates/${name}.njk`, LINE]),
);

const story = (n: number, more: string): Files => ({
  [`_posts/2022-05-0${n}-s${n}.md`]: post(`title: S${n}\n${more}`),
});

/** Every list page made of `LINE`, by output. */
const linesOf = (site: TestSite): Record<string, string> =>
  Object.fromEntries([...site.tree()].filter(([, text]) => /^\w+\|/.test(text)));

describe('sources and authors', () => {
  const files = {
    ...LINES,
    ...story(1, 'source: 示例日报\nauthor: 王一'),
    ...story(
      2,
      'source: { name: 示例日报, url: https://a.example/ }\nauthors: [王一, { name: 李二 }]',
    ),
    ...story(3, 'source: https://a.example/3\nauthor: 600519'),
    ...story(4, 'source: C++\nauthor: [[x]]'),
    ...story(5, 'source: C#\nauthor: null'),
    ...story(6, 'source: "<b>"\nauthor: { url: x }'),
  };

  it('have pages by the names that stories give; an address is no name', async () => {
    const site = createSite(files);
    await site.build();
    const lines = linesOf(site);
    const digest = Object.keys(lines).find((name) => name.startsWith('source/c-')) ?? '';
    expect(lines).toEqual({
      'source/示例日报.html': 'source|示例日报|S2 S1',
      'source/c.html': 'source|C++|S4',
      [digest]: 'source|C#|S5',
      'source/b.html': 'source|&lt;b&gt;|S6',
      'author/王一.html': 'author|王一|S2 S1',
      'author/李二.html': 'author|李二|S2',
      'author/600519.html': 'author|600519|S3',
      'author/x.html': 'author|x|S4',
    });
  });

  it('are called and placed as _data says, and can be switched off', async () => {
    const site = createSite({
      ...files,
      '_data/sources.yml': 'daily: { name: 示例日报 }\n',
      '_config.yml': 'author_permalink: false\nsource_permalink: /from/:slug/\n',
    });
    await site.build();
    expect(Object.keys(linesOf(site))).toContain('from/daily/index.html');
    expect(Object.keys(linesOf(site)).join()).not.toContain('author');
    site.write({ '_config.yml': 'source_permalink: false\nauthor_permalink: /by/:nme\n' });
    expect((await site.fail())[0]?.message).toContain('unknown placeholder :nme');
    site.write({ '_config.yml': 'source_permalink: false\n' });
    await site.build();
    expect(site.has('sources.html')).toBe(false);
  });

  it('are found by templates as terms with their stories', async () => {
    const list = `{% for term in site.terms.sources | group_by_initial %}{{ term.name }}:{% for one in term['items'] %} {{ one.name }} {{ one.posts.length }}{% endfor %};{% endfor %}`;
    const own = `{{ page.source_terms | map('url') | join }} {{ page.author_terms | map('name') | join }}`;
    const site = createSite({
      ...files,
      'templates/sources.njk': list,
      'templates/post.njk': own,
      'templates/base.njk': '',
    });
    await site.build();
    expect(site.read('sources.html')).toBe('C: C# 1 C++ 1;S: 示例日报 2;#: &lt;b&gt; 1;');
    expect(site.read('2022/05/02/s2.html')).toBe(
      '/source/%E7%A4%BA%E4%BE%8B%E6%97%A5%E6%8A%A5.html 王一 李二',
    );
  });
});

describe('topics', () => {
  const files = {
    ...LINES,
    ...story(1, 'tags: [降准]\ncategories: 央行'),
    ...story(2, 'tags: [降息, 降准]'),
    ...story(3, 'permalink: /中文.html'),
    ...story(4, ''),
    '_data/tags.yml': 'rate-cut: { name: 降息 }\n',
  };

  it('gather stories by tag, category, path and address, each once', async () => {
    const site = createSite({
      ...files,
      '_data/topics.yml': [
        'money: { name: 货币政策, tags: [rate-cut, 降准], categories: 央行 }',
        'picked: { name: 精选, posts: [/中文.html, _posts/2022-05-04-s4.md, /2022/05/02/s2.html] }',
      ].join('\n'),
    });
    expect((await site.build()).problems).toEqual([]);
    expect(linesOf(site)).toEqual({
      'topic/money.html': 'topic|货币政策|S2 S1',
      'topic/picked.html': 'topic|精选|S4 S3 S2',
    });
    expect(site.has('topics.html')).toBe(true);
  });

  it('without a story are told', async () => {
    const site = createSite({ ...files, '_data/topics.yml': 'empty: { tags: [降准了] }\n' });
    const { problems } = await site.build();
    expect(problems.map(({ code, file }) => [code, file])).toEqual([
      ['topic-empty', '_data/topics.yml'],
    ]);
    expect(linesOf(site)).toEqual({ 'topic/empty.html': 'topic|empty|' });
  });
});

describe("a term's layout", () => {
  it('is the one that its entry in _data names, where it is there', async () => {
    const site = createSite({
      ...LINES,
      ...story(1, 'categories: kuaixun'),
      '_data/categories.yml': 'kuaixun: { name: 快讯, layout: flash }\n',
    });
    await site.build();
    expect(linesOf(site)).toEqual({ 'category/kuaixun.html': 'category|快讯|S1' });
    site.write({ '_data/categories.yml': 'kuaixun: { layout: flsh }\n' });
    const { problems } = await site.build();
    expect(problems).toMatchObject([
      {
        code: 'layout-unknown',
        severity: 'warning',
        message: 'There is no layout `flsh`: 1 category is shown with `category`',
        file: '_data/categories.yml',
      },
    ]);
    expect(site.has('category/kuaixun.html')).toBe(true);
  });
});

describe('with the built-in theme', () => {
  const config =
    'lang: zh-CN\ntitle: T\npaginate: 3\nsections: [c]\nnav: [{ title: 首页, url: / }]\n';
  const more = (n: number): string =>
    `categories: c\ntags: t\nsource: 社${n % 3}\nauthor: 记者\nfeatured: ${n % 2 === 0}`;
  const many = Object.assign(
    { '_config.yml': config, '_data/topics.yml': 'one: { name: 专题, tags: [t] }\n' },
    ...Array.from({ length: 40 }, (_, at) => ({
      [`_posts/2022-05-0${1 + (at % 9)}-s${at}.md`]: post(`title: S${at}\n${more(at)}`),
    })),
  );

  it('one new story changes a handful of pages, and no old story but its neighbour', async () => {
    const site = createSite(many);
    await site.build();
    for (let n = 0; n < 4; n++) {
      site.write({ [`_posts/2022-06-0${n + 1}-new.md`]: post(`title: 新${n}\n${more(n)}`) });
      const before = site.tree();
      const { outputs } = await site.build();
      // A category and a tag; a source, an author and a topic are four more each.
      expect(outputs.added + outputs.changed).toBeLessThanOrEqual(25 + 3 * 4);
      const stories = [...site.tree()].filter(
        ([name, text]) => /\/s\d+\.html$/.test(name) && before.get(name) !== text,
      );
      expect(stories.length).toBeLessThanOrEqual(1);
    }
  });
});
