/** The built-in theme's ways through a site whose config names none: footer and day headings. */
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const CONFIG = 'title: 站\nlang: zh-CN\ntimezone: Asia/Shanghai\nurl: https://n.example\n';

const story = (date: string, name: string, front = 'source: 社'): Files => ({
  [`_posts/${date}-${name}.md`]: post(`title: ${name}\n${front}`),
});

const STORIES: Files = {
  ...story('2021-12-31', 'a', 'categories: c\ntags: t\nauthor: 甲'),
  ...story('2022-05-01', 'b', 'categories: c\ntags: t\nsource: 社'),
  ...story('2022-05-02', 'c', 'categories: [c, d]\ntags: u\nsource: 报'),
  '_data/topics.yml': 'all: { name: 全, tags: [t] }\n',
};

async function built(files: Files): Promise<TestSite> {
  const site = createSite({ '_config.yml': CONFIG, ...files });
  await site.build();
  return site;
}

/** Outputs that links and forms lead to, from the landing page on. */
function reached(site: TestSite, base = ''): ReadonlySet<string> {
  const tree = site.tree();
  const found = new Set(['index.html']);
  for (const page of found) {
    const ways = /<(?:a [^>]*?href|form [^>]*?action)="([^"]*)"/g;
    for (const [, href = ''] of (tree.get(page) ?? '').matchAll(ways)) {
      if (!href.startsWith(`${base}/`)) continue;
      const file = decodeURI(href.slice(base.length + 1)).replace(/#.*/, '');
      const output = file === '' || file.endsWith('/') ? `${file}index.html` : file;
      if (output.endsWith('.html')) found.add(output);
    }
  }
  return found;
}

const pagesOf = (site: TestSite): readonly string[] =>
  [...site.tree().keys()].filter((name) => name.endsWith('.html') && name !== '404.html').sort();

/** What the footer links, and how. */
function footer(html: string): readonly string[] {
  const part = html.split('<footer class="colophon">')[1] ?? '';
  return [...part.matchAll(/<a href="([^"]*)"[^>]*>([^<]*)/g)].map(([, url, words]) => {
    return `${url} ${words}`;
  });
}

describe('a site without a menu', () => {
  it.each(['', '/news'])(
    'has every page but 404 within reach of its landing page',
    async (base) => {
      const config = `${CONFIG}paginate: 1\nbaseurl: "${base}"\n`;
      const site = await built({ ...STORIES, '_config.yml': config });
      expect([...reached(site, base)].sort()).toEqual(pagesOf(site));
      const names = ['2021/12/31/index.html', 'feeds.html', 'sources.html', 'topics.html'];
      expect(pagesOf(site)).toEqual(expect.arrayContaining(names));
    },
  );

  it('names them in its language, the newest year first', async () => {
    const words = ['/topics.html 专题', '/sources.html 全部来源', '/feeds.html 订阅'];
    const years = ['/2022/ 2022年', '/2021/ 2021年'];
    const chinese = await built(STORIES);
    expect(footer(chinese.read('index.html'))).toEqual([...words, ...years]);
    // Not the years: the first story of one would change every page.
    expect(footer(chinese.read('c/d/2022/05/02/c.html'))).toEqual(words);
    expect(footer(chinese.read('404.html'))).toEqual(words);
    const english = await built({ ...STORIES, '_config.yml': CONFIG.replace('zh-CN', 'en') });
    const texts = ['/topics.html Topics', '/sources.html Sources', '/feeds.html Feeds'];
    expect(footer(english.read('index.html'))).toEqual([...texts, '/2022/ 2022', '/2021/ 2021']);
    expect(english.read('feeds.html')).toContain('<a href="/feeds.html" aria-current="page">');
  });

  it('has none to what is not there', async () => {
    const config =
      'title: T\nsource_permalink: false\narchive_permalinks: { day: false, year: false }\n';
    const site = await built({ ...story('2022-05-01', 'a'), '_config.yml': config });
    const home = site.read('index.html');
    expect(home).toContain('<h2 class="day"><time');
    expect(home.split('<footer')[1]).not.toMatch(/<a |<nav/);
    const withoutScript = (one: TestSite): string =>
      /<noscript[^>]*>([\s\S]*?)<\/noscript>/.exec(one.read('search.html'))?.[1] ?? '';
    expect(withoutScript(site)).toBe('<p>Searching needs JavaScript.</p>\n');
    expect(withoutScript(await built(STORIES))).toMatch(
      /按年份浏览：<\/p>\s*<ul>\s*<li><a href="\/2022\/">2022年<\/a><\/li>\s*<li>.*<\/li>\s*<\/ul>/,
    );
  });

  it('has valid pages', async () => {
    const site = await built(STORIES);
    const validate = new HtmlValidate({ extends: ['html-validate:standard'] });
    const { results } = await validate.validateString(site.read('index.html'));
    expect(results.flatMap(({ messages }) => messages)).toEqual([]);
  });
});

describe('a site with a menu', () => {
  it('has in the footer what neither menu nor notices lead to', async () => {
    const config = `${CONFIG}nav: [{ title: S, url: /sources.html }, { title: Y, url: 2021/ }]\nlegal: [{ title: F, url: /feeds.html }, 备案]\n`;
    const site = await built({ ...STORIES, '_config.yml': config });
    const links = ['/topics.html 专题', '/2022/ 2022年', '/feeds.html F'];
    expect(footer(site.read('index.html'))).toEqual(links);
  });

  it('that names everything has no second one', async () => {
    const config = `${CONFIG}nav: [{ title: S, url: /sources.html }, { title: Y, url: /2022/ }, { title: F, url: /feeds.html }]\n`;
    const site = await built({ ...story('2022-05-01', 'a'), '_config.yml': config });
    expect(site.read('index.html').split('<footer')[1]).not.toContain('<nav');
  });
});

describe('the footer', () => {
  const files = {
    ...STORIES,
    '_config.yml': `${CONFIG}feed: false\nsitemap: false\nsearch: false\n`,
  };

  it.each(['2022-05-03', '2023-01-01'])('changes no older page for a story of %s', async (date) => {
    const site = await built(files);
    const before = site.tree();
    site.write(story(date, 'd'));
    await site.build();
    const tree = site.tree();
    const changed = [...before].filter(([name, text]) => tree.get(name) !== text);
    const archives = date < '2023' ? ['2022/05/index.html', '2022/index.html'] : [];
    // The latest stories are shown where an address is not there.
    const others = ['404.html', 'c/d/2022/05/02/c.html', 'index.html', 'source/社.html'];
    expect(changed.map(([name]) => name).sort()).toEqual([...archives, ...others]);
    expect(footer(site.read('index.html'))).toContain(
      `/${date.slice(0, 4)}/ ${date.slice(0, 4)}年`,
    );
  });

  it('changes with the first source', async () => {
    const site = await built({ ...story('2022-05-01', 'a', ''), '_config.yml': CONFIG });
    expect(footer(site.read('2022/05/01/a.html'))).toEqual(['/feeds.html 订阅']);
    site.write(story('2022-05-02', 'b'));
    await site.build();
    expect(footer(site.read('2022/05/01/a.html'))).toContain('/sources.html 全部来源');
  });
});

describe('a day’s heading, and a story’s date', () => {
  const heading = (html: string): string => /<h2 class="day">(.*?)<\/h2>/.exec(html)?.[1] ?? '';

  it('lead to the day, but from the list of a term', async () => {
    const site = await built(STORIES);
    const time = '<time datetime="2022-05-02">2022年5月2日</time>';
    expect(heading(site.read('index.html'))).toBe(`<a href="/2022/05/02/">${time}</a>`);
    // Its newest story leads, and stands below no day.
    expect(site.read('category/d.html')).not.toContain('<h2 class="day">');
    expect(heading(site.read('category/c.html'))).toBe(
      '<time datetime="2022-05-01">2022年5月1日</time>',
    );
    expect(site.read('c/d/2022/05/02/c.html')).toMatch(
      /发布 <a href="\/2022\/05\/02\/"><time [^>]*>2022年5月2日<\/time><\/a>/,
    );
  });

  it('follow the days’ addresses in a warm build', async () => {
    const site = await built(STORIES);
    site.write({
      '_config.yml': `${CONFIG}archive_permalinks: { day: "/d/:year-:month-:day/" }\n`,
    });
    await site.build();
    expect(heading(site.read('index.html'))).toContain('href="/d/2022-05-02/"');
    expect(site.has('d/2022-05-02/index.html')).toBe(true);
    site.write({ '_config.yml': `${CONFIG}archive_permalinks: { day: false }\n` });
    await site.build();
    expect(heading(site.read('index.html'))).not.toContain('<a ');
  });
});
