/** The index, categories, tags and archives: their pages, names, addresses and neighbours. */
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const PER_PAGE = 3;

/** The n-th story, from 1, on the n-th day of 2022. */
function story(n: number, frontMatter = 'categories: c\ntags: [t]'): Files {
  const date = new Date(Date.UTC(2022, 0, n)).toISOString().slice(0, 10);
  return { [`_posts/${date}-s${n}.md`]: post(`title: S${n}\n${frontMatter}`) };
}

function stories(count: number, frontMatter?: string): Files {
  const each = Array.from({ length: count }, (_, at) => story(at + 1, frontMatter));
  return Object.assign({}, ...each);
}

/** A list page: own number, stories, then number and path of the pages with newer and older ones. */
type Line = readonly [
  number | null,
  string,
  number | null,
  string | null,
  number | null,
  string | null,
];
const LINE = `[{{ paginator.page | jsonify }}, {{ paginator.posts | map('title') | join(' ') | jsonify }},
{{ paginator.previous_page | jsonify }}, {{ paginator.previous_page_path | jsonify }},
{{ paginator.next_page | jsonify }}, {{ paginator.next_page_path | jsonify }}]`;
const LINES: Files = {
  'templates/home.njk': LINE,
  'templates/category.njk': LINE,
  'templates/tag.njk': LINE,
};

/** The pages of the index, of categories and of tags, by output. */
function linesOf(site: TestSite): Record<string, Line> {
  const isLine = ([name, text]: [string, string]): boolean =>
    name.endsWith('.html') && text.startsWith('[');
  const lines = [...site.tree()].filter(isLine);
  return Object.fromEntries(lines.map(([name, text]) => [name, JSON.parse(text)]));
}

/** `S5 S4 S3`, or nothing. */
function titles(from: number, to: number): string {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => `S${to - at}`).join(' ');
}

/** The design's rule: K = max(0, ⌊T/P⌋ − 1) numbered pages, page k holds ranks (k−1)P+1 … kP. */
function stablePages(total: number, landing: string, base: string): Record<string, Line> {
  const numbered = Math.max(0, Math.floor(total / PER_PAGE) - 1);
  const towards = (k: number): readonly [number | null, string | null] => {
    if (k > numbered) return [null, `/${landing.replace('index.html', '')}`];
    return k === 0 ? [null, null] : [k, `/${base}/${k}.html`];
  };
  const rest = titles(numbered * PER_PAGE + 1, total);
  const pages: Record<string, Line> = { [landing]: [null, rest, null, null, ...towards(numbered)] };
  for (let k = 1; k <= numbered; k++) {
    const own = titles((k - 1) * PER_PAGE + 1, k * PER_PAGE);
    pages[`${base}/${k}.html`] = [k, own, ...towards(k + 1), ...towards(k - 1)];
  }
  return pages;
}

describe('stable pagination', () => {
  it('counts pages from the oldest story; the landing page holds the rest', async () => {
    const site = createSite({ ...LINES, '_config.yml': `paginate: ${PER_PAGE}` });
    await site.build();
    expect(linesOf(site)).toEqual(stablePages(0, 'index.html', 'page'));
    for (let total = 1; total <= 13; total++) {
      site.write(story(total));
      await site.build();
      expect(linesOf(site), `${total} stories`).toEqual({
        ...stablePages(total, 'index.html', 'page'),
        ...stablePages(total, 'category/c.html', 'category/c'),
        ...stablePages(total, 'tag/t.html', 'tag/t'),
      });
    }
  });

  it('with the built-in theme, a new story changes the landing pages and its neighbours only', async () => {
    const config = `paginate: ${PER_PAGE}\nsearch: false\n`;
    const site = createSite({ '_config.yml': config, ...stories(1) });
    await site.build();
    for (let total = 2; total <= 13; total++) {
      const before = site.tree();
      site.write(story(total));
      await site.build();
      const changed = [...site.tree()].filter(([name, text]) => before.get(name) !== text);
      const lists = ['index.html', 'category/c.html', 'tag/t.html', '404.html'];
      const numbered = Math.floor(total / PER_PAGE) - 1;
      if (total % PER_PAGE === 0 && numbered > 0) {
        for (const base of ['page', 'category/c', 'tag/t']) {
          lists.push(`${base}/${numbered}.html`);
          if (numbered > 1) lists.push(`${base}/${numbered - 1}.html`);
        }
      }
      const day = (n: number): string => `2022/01/${String(n).padStart(2, '0')}`;
      const pages = [total - 1, total].map((n) => `c/${day(n)}/s${n}.html`);
      const archives = [`${day(total)}/index.html`, '2022/01/index.html', '2022/index.html'];
      const names = changed.map(([name]) => name).sort();
      expect(names, `${total} stories`).toEqual([...lists, ...pages, ...archives].sort());
      expect([...before.keys()].filter((name) => !site.has(name))).toEqual([]);
    }
  });
});

describe('newest-first pagination', () => {
  it('is Jekyll’s: page 1 is the index, the last page holds what is left', async () => {
    const site = createSite({
      ...LINES,
      ...stories(7),
      '_config.yml': 'paginate: 3\npagination: {order: newest-first}\ncategory_permalink: false',
    });
    await site.build();
    expect(linesOf(site)).toEqual({
      'index.html': [1, 'S7 S6 S5', null, null, 2, '/page/2.html'],
      'page/2.html': [2, 'S4 S3 S2', 1, '/', 3, '/page/3.html'],
      'page/3.html': [3, 'S1', 2, '/page/2.html', null, null],
      'tag/t.html': [1, 'S7 S6 S5', null, null, 2, '/tag/t/2.html'],
      'tag/t/2.html': [2, 'S4 S3 S2', 1, '/tag/t.html', 3, '/tag/t/3.html'],
      'tag/t/3.html': [3, 'S1', 2, '/tag/t/2.html', null, null],
    });
  });

  it('gives totals and the number of stories a page', async () => {
    const site = createSite({
      ...stories(7),
      '_config.yml': 'paginate: 3\npagination: {order: newest-first}',
      'templates/home.njk':
        '{{ paginator.per_page }} {{ paginator.total_posts }} {{ paginator.total_pages }}',
    });
    await site.build();
    expect(site.read('index.html')).toBe('3 7 3');
  });
});

describe('paginate_path', () => {
  it.each([
    ['/page:num', 'page1/index.html', '/page1/'],
    ['/page:num/', 'page1/index.html', '/page1/'],
    ['page/:num', 'page/1/index.html', '/page/1/'],
    ['/blog/p-:num.html', 'blog/p-1.html', '/blog/p-1.html'],
    ['/第:num页/', '第1页/index.html', '/%E7%AC%AC1%E9%A1%B5/'],
  ])('%s', async (pattern, output, url) => {
    const config = `paginate: 3\npaginate_path: "${pattern}"`;
    const site = createSite({ ...LINES, ...stories(6), '_config.yml': config });
    await site.build();
    expect(linesOf(site)[output]).toEqual([1, 'S3 S2 S1', null, '/', null, null]);
    expect(linesOf(site)['index.html']).toEqual([null, 'S6 S5 S4', null, null, 1, url]);
  });

  it('without :num stops the build', async () => {
    const problems = await createSite({ '_config.yml': 'paginate_path: /page/' }).fail();
    expect(problems).toMatchObject([{ code: 'config-value', line: 1 }]);
  });
});

describe('an index page of the site’s own', () => {
  const index = post('title: Own', `own ${LINE}`);

  it('is the layout of every page of the index where the config says paginate', async () => {
    const site = createSite({ ...stories(9), '_config.yml': 'paginate: 3', 'index.html': index });
    await site.build();
    expect(site.read('index.html')).toMatch(/^own \[null, "S9 S8 S7",/);
    expect(site.read('page/2.html')).toMatch(/^own \[2, "S6 S5 S4",/);
    expect(site.read('page/1.html')).toMatch(/^own \[1, "S3 S2 S1",/);
  });

  it('may lie in a folder of paginate_path; home is then a page like others', async () => {
    const config = 'paginate: 3\npaginate_path: /news/list/page:num/';
    const site = createSite({
      ...stories(6),
      ...LINES,
      '_config.yml': config,
      'news/index.html': index,
      'list/index.html': post('title: Other', '{{ paginator.posts | length }}'),
    });
    await site.build();
    expect(site.read('news/index.html')).toMatch(/^own \[null, "S6 S5 S4",/);
    const [, ...first] = JSON.parse(site.read('news/list/page1/index.html').slice('own '.length));
    expect(first).toEqual(['S3 S2 S1', null, '/news/', null, null]);
    expect(site.read('list/index.html')).toBe('0\n');
    expect(linesOf(site)['index.html']?.slice(0, 2)).toEqual([null, 'S6 S5 S4']);
    site.write({ 'index.html': post('title: Home', '{{ paginator.posts | length }}') });
    await site.build();
    expect(site.read('index.html')).toBe('0\n');
    expect(site.read('news/index.html')).toMatch(/^own \[null, "S6 S5 S4",/);
  });

  it('is one page otherwise', async () => {
    const site = createSite({ ...stories(101), '_config.yml': 'title: x', 'index.html': index });
    await site.build();
    expect(site.read('index.html')).toMatch(/^own \[null, "S101 S100 /);
    expect(site.read('page/1.html')).not.toMatch(/^own/);
  });
});

describe('categories and tags', () => {
  const config = (text: string): Files => ({ '_config.yml': text });
  const lists = async (files: Files): Promise<readonly string[]> => {
    const site = createSite({ ...stories(1, 'categories: C c\ntags: [t]'), ...LINES, ...files });
    await site.build();
    return Object.keys(linesOf(site)).filter((name) => !/^(?:index|page)/.test(name));
  };

  it('have pages where the config says, finews’ keys before jekyll-archives’', async () => {
    const archives = 'jekyll-archives: {permalinks: {category: /a/:name/, tag: "/b/:slug.html"}}\n';
    expect(await lists({})).toEqual(['category/c.html', 'tag/t.html']);
    expect(await lists(config(archives))).toEqual(['a/c/index.html', 'b/t.html']);
    expect(await lists(config(`${archives}category_permalink: /own/:slug`))).toEqual([
      ...['b/t.html', 'own/c.html'],
    ]);
    expect(await lists(config('category_permalink: false\ntag_permalink: /标签/:slug/'))).toEqual([
      '标签/t/index.html',
    ]);
    expect(await lists(config('tag_permalink: false\ncategory_permalink: false'))).toEqual([]);
  });

  it('are numbered below their own page', async () => {
    const files = {
      ...stories(6, 'tags: [t]'),
      ...config('paginate: 3\ntag_permalink: /t/:slug/'),
    };
    expect(await lists(files)).toEqual(['t/t/1.html', 't/t/index.html']);
  });

  it('are shown by their names in _data, and found by slug or name', async () => {
    const site = createSite({
      '_data/categories.yml': 'qingdao: {name: 青岛财经日报, description: 一份报}\n',
      '_data/tags.yml': 'short: 短名\n',
      'templates/category.njk':
        '{{ page.title }} {{ page.term.slug }} {{ page.term.data.description }} {{ paginator.posts | length }}',
      'templates/tag.njk': '{{ page.title }}',
      'templates/post.njk':
        '{{ page.categories }} {% for t in page.category_terms %}{{ t.name }} {{ t.url }}{% endfor %}',
      '_posts/2022-05-16-a.md': post('categories: [qingdao]\ntags: [short]'),
      '_posts/2022-05-17-b.md': post('categories: [青岛财经日报]'),
      '_posts/2022-05-18-c.md': post('categories: [QINGDAO]'),
    });
    await site.build();
    expect(site.read('category/qingdao.html')).toBe('青岛财经日报 qingdao 一份报 3');
    expect(site.read('tag/short.html')).toBe('短名');
    expect(site.read('qingdao/2022/05/16/a.html')).toBe(
      'qingdao 青岛财经日报 /category/qingdao.html',
    );
    expect(site.has('青岛财经日报/2022/05/17/b.html')).toBe(true);
  });

  it('that differ only by form or case are one, spelt as the oldest story has it', async () => {
    const site = createSite({
      'templates/tag.njk': '{{ page.title }} {{ paginator.posts | length }}',
      'keys.json': post('x: 1', '{{ site.tags | jsonify }}'),
      '_posts/2022-05-18-c.md': post('tags: [a股]'),
      '_posts/2022-05-16-a.md': post('tags: [Ａ股, "é"]'),
      '_posts/2022-05-17-b.md': post('tags: [A股, A股 , "e\\u0301"]'),
    });
    await site.build();
    expect([...site.tree().keys()].filter((name) => name.startsWith('tag/'))).toHaveLength(2);
    expect(site.read('tag/ａ股.html')).toBe('Ａ股 3');
    expect(site.read('tag/é.html')).toBe('é 2');
    expect(Object.keys(JSON.parse(site.read('keys.json')))).toEqual(['Ａ股', 'é']);
  });

  it('with one slug, or with none, get a digest; a newer term never moves an older one', async () => {
    const site = createSite({
      'templates/tag.njk': '{{ page.title }}',
      '_posts/2022-05-16-a.md': post('tags: ["C++"]'),
    });
    await site.build();
    expect(site.read('tag/c.html')).toBe('C++');
    site.write({ '_posts/2022-05-17-b.md': post('tags: [C, "C#", "🔥", "🎉"]') });
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    const pages = [...site.tree()].filter(([name]) => name.startsWith('tag/'));
    expect(pages.map(([, title]) => title).sort()).toEqual(['C', 'C#', 'C++', '🎉', '🔥']);
    expect(site.read('tag/c.html')).toBe('C++');
    expect(pages.filter(([name]) => /^tag\/c-[\da-f]{8}\.html$/.test(name))).toHaveLength(2);
    expect(pages.filter(([name]) => /^tag\/[\da-f]{8}\.html$/.test(name))).toHaveLength(2);
  });
});

describe('archives', () => {
  const archive = `{{ page.type }} {{ page.title }}
{%- for part in page.parts %} {{ part.title }} {{ part.url }} {{ part.count }}{% endfor %}
{%- for p in paginator.posts %} {{ p.title }}{% endfor %}`;
  const files: Files = {
    'templates/archive.njk': archive,
    '_posts/2021-12-31-a.md': post('title: A\ndate: 2021-12-31 23:30:00 Z'),
    '_posts/2022-01-01-b.md': post('title: B'),
    '_posts/2022-03-05-c.md': post('title: C'),
  };
  const pages = async (config: string): Promise<Record<string, string>> => {
    const site = createSite({ ...files, '_config.yml': `timezone: Asia/Shanghai\n${config}` });
    await site.build();
    return Object.fromEntries(
      [...site.tree()].filter(([, text]) => /^(?:year|month|day) /.test(text)),
    );
  };

  it('are years of months, months of days and days of stories, in site time', async () => {
    expect(await pages('')).toEqual({
      '2022/index.html': 'year 2022 2022-01 /2022/01/ 2 2022-03 /2022/03/ 1 C A B',
      '2022/01/index.html': 'month 2022-01 2022-01-01 /2022/01/01/ 2 A B',
      '2022/01/01/index.html': 'day 2022-01-01 A B',
      '2022/03/index.html': 'month 2022-03 2022-03-05 /2022/03/05/ 1 C',
      '2022/03/05/index.html': 'day 2022-03-05 C',
    });
  });

  it('lie where the config says, or nowhere', async () => {
    const theirs =
      'jekyll-archives: {permalinks: {year: "/y/:year.html", day: /d/:year-:month-:day/}}\n';
    const names = async (config: string): Promise<readonly string[]> =>
      Object.keys(await pages(config));
    expect(await names('archive_permalinks: false')).toEqual([]);
    expect(await names('archive_permalinks: {day: false, month: false}')).toEqual([
      '2022/index.html',
    ]);
    expect(await names(theirs)).toEqual([
      ...['2022/01/index.html', '2022/03/index.html'],
      ...['d/2022-01-01/index.html', 'd/2022-03-05/index.html', 'y/2022.html'],
    ]);
    expect(await names(`${theirs}archive_permalinks: {year: /own/:year/, day: false}`)).toEqual([
      ...['2022/01/index.html', '2022/03/index.html', 'own/2022/index.html'],
    ]);
  });
});

describe('neighbours', () => {
  const seen: Files = {
    'templates/post.njk': `{{ page.previous.title }}-{{ page.title }}-{{ page.next.title }}:
{%- for p in page.related %} {{ p.title }}{% endfor %}`,
  };
  const lines = (site: TestSite): readonly string[] =>
    [...site.tree().values()].filter((text) => /^\w*-\w+-\w*:/.test(text)).sort();

  it('previous is the older, next the newer one; of one time, by path', async () => {
    const site = createSite({
      ...seen,
      '_posts/2022-05-16-b.md': post('title: B'),
      '_posts/2022-05-16-a.md': post('title: A'),
      '_posts/2022-05-01-z.md': post('title: Z'),
      '_posts/2022-05-17-early.md': post('title: E\ndate: 2022-04-01'),
    });
    await site.build();
    expect(lines(site)).toEqual(['-E-Z:', 'A-B-:', 'E-Z-A:', 'Z-A-B:']);
  });

  it('related stories are the nearest older ones with a common term, at most five', async () => {
    const site = createSite({
      ...seen,
      ...stories(4, 'tags: [x]'),
      ...story(5, 'categories: other'),
      ...story(6, 'categories: [k]'),
      ...story(7, 'tags: [X]\ncategories: [k]'),
      ...story(8, 'tags: [x, y]'),
      ...story(9, 'tags: [y]\ncategories: [k]'),
    });
    await site.build();
    const related = Object.fromEntries(
      lines(site).map((line) => [/-(\w+)-/.exec(line)?.[1] ?? '', line.replace(/^.*: ?/, '')]),
    );
    expect(related).toEqual({
      ...{ S1: '', S2: 'S1', S3: 'S2 S1', S4: 'S3 S2 S1', S5: '', S6: '' },
      ...{ S7: 'S6 S4 S3 S2 S1', S8: 'S7 S4 S3 S2 S1', S9: 'S8 S7 S6' },
    });
  });
});
