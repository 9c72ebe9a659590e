/** What the built-in theme makes of stories and config: home, lists, story pages, words, notices. */
import { HtmlValidate } from 'html-validate';
import { describe, expect, it } from 'vitest';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

/** The text of each match's first group, tags taken out. */
function all(html: string, pattern: RegExp): readonly string[] {
  return [...html.matchAll(pattern)].map((match) =>
    (match[1] ?? '').replace(/<[^>]*>/g, '').trim(),
  );
}

const leadsOf = (html: string): readonly string[] =>
  all(html.split('class="columns"')[0] ?? '', /<h2>(.*?)<\/h2>/g);
const listed = (html: string): readonly string[] => all(html, /<h3>(.*?)<\/h3>/g);

const day = (n: number, more: string, body = '正文。'): Files => ({
  [`_posts/2022-05-0${n}-s${n}.md`]: post(`title: S${n}\n${more}`, body),
});

async function built(files: Files): Promise<TestSite> {
  const site = createSite(files);
  await site.build();
  return site;
}

describe('home', () => {
  it('leads with the newest featured stories, at most three, and lists the others', async () => {
    const featured = [1, 2, 3, 4].map((n) => day(n, 'featured: true'));
    const site = await built(Object.assign({}, ...featured, day(5, 'image: /a.png'), day(6, '')));
    const home = site.read('index.html');
    expect(leadsOf(home)).toEqual(['S4', 'S3', 'S2']);
    expect(listed(home)).toEqual(['S6', 'S5', 'S1']);
  });

  it('leads with stories that have a picture where none is featured, or with none', async () => {
    const site = await built({
      ...day(1, 'image: { path: /a b.png }'),
      ...day(2, ''),
      ...day(3, 'image: [x]'),
    });
    const home = site.read('index.html');
    expect(leadsOf(home)).toEqual(['S3', 'S1']);
    expect(home).toContain('src="/a%20b.png" alt=""');
    expect(listed(home)).toEqual(['S2']);
    site.remove('_posts/2022-05-01-s1.md', '_posts/2022-05-03-s3.md');
    await site.build();
    expect(leadsOf(site.read('index.html'))).toEqual([]);
    expect(site.read('index.html')).toContain('<main id="site-main" class="frame" ');
  });

  it('makes no empty frame for a picture that no browser may load', async () => {
    const site = await built({
      ...day(1, 'image: "javascript:alert(1)"'),
      ...day(2, 'image: { path: "javascript:alert(1)", alt: x, caption: y }'),
    });
    for (const page of ['index.html', '2022/05/02/s2.html'])
      expect(site.read(page)).not.toContain('<img');
  });

  it('has the newest of each section, and neither leads nor sections on numbered pages', async () => {
    const stories = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) =>
      day(n, `featured: true\ncategories: ${n % 2 ? 'a' : 'b'}`),
    );
    const site = await built({
      ...Object.assign({}, ...stories),
      '_data/categories.yml': 'bee: { name: b }\n',
      '_config.yml': 'title: T\npaginate: 2\nsections: [bee, a, none]\n',
    });
    const [, aside = ''] = /<aside(.*?)<\/aside>/s.exec(site.read('index.html')) ?? [];
    expect(all(aside, /<h2>(.*?)<\/h2>/g)).toEqual(['b', 'a']);
    expect(all(aside, /<li>(.*?)<\/li>/g)).toEqual([
      'S8',
      'S6',
      'S4',
      'S2',
      'S9',
      'S7',
      'S5',
      'S3',
      'S1',
    ]);
    const numbered = site.read('page/2.html');
    expect(numbered).not.toContain('<aside');
    expect(listed(numbered)).toEqual(['S4', 'S3']);
  });
});

describe('a story', () => {
  const story = async (front: string, files: Files = {}): Promise<string> =>
    (await built({ ...files, ...day(1, front) })).read('2022/05/01/s1.html');

  it('tells who, whence and when, and when it was updated', async () => {
    const html = await story(
      'source: { name: 社 }\nauthors: [甲, 乙]\nlast_modified_at: 2022-05-02 08:00\nsubtitle: 副题',
    );
    expect(html).toContain('来源：<a href="/source/%E7%A4%BE.html">社</a>');
    expect(html).toMatch(/作者：<a [^>]*>甲<\/a>、<a [^>]*>乙<\/a>/);
    expect(html).toContain(
      '更新 <time datetime="2022-05-02T08:00:00+08:00">2022年5月2日 08:00</time>',
    );
    expect(html).toContain('<p class="deck">副题</p>');
    expect(await story('updated: 2022-05-01 00:00:00')).not.toContain('更新');
    expect(await story('updated: soon')).not.toContain('更新');
  });

  it('says what was corrected and added', async () => {
    const texts = (html: string): readonly string[] =>
      all(html, /<p class="corrections">(.*?)<\/p>/g);
    expect(texts(await story('corrections: 数字有误。'))).toEqual(['更正：数字有误。']);
    const list =
      'corrections:\n  - { date: 2022-05-02 08:00, text: "<b>" }\nupdates: [一, { date: x, text: 二 }, {}, [三]]';
    expect(texts(await story(list))).toEqual([
      '更正 2022年5月2日 08:00：&lt;b&gt;',
      '更新说明：一',
      '更新说明：二',
    ]);
  });

  it('shows a picture that front matter describes, and links the original', async () => {
    const html = await story(
      'image: { path: /a.png, alt: "\\"", caption: 图, width: 3, height: 2 }\nsource_url: https://a.example/?x=1&y',
    );
    expect(html).toContain('<img src="/a.png" alt="&quot;" width="3" height="2" decoding="async">');
    expect(html).toContain('<figcaption>图</figcaption>');
    expect(html).toContain('<a href="https://a.example/?x=1&amp;y">查看原文</a>');
    expect(await story('image: /a.png\nsource_url: 新华网')).not.toContain('查看原文');
    expect(await story('image: /a.png\nsource_url: javascript:alert(1)')).not.toMatch(
      /<figure>|javascript/,
    );
  });
});

describe('flash news', () => {
  it('are one line of time, days apart', async () => {
    const site = await built({
      ...day(1, 'categories: kuaixun', ''),
      ...day(2, 'categories: kuaixun\nfeatured: true', '一句话。'),
      '_data/categories.yml': 'kuaixun: { name: 快讯, layout: flash }\n',
    });
    const html = site.read('category/kuaixun.html');
    expect(all(html, /<time datetime="[\d-]{10}">(.*?)<\/time>/g)).toEqual([
      '2022年5月2日',
      '2022年5月1日',
    ]);
    expect(html.match(/<ol class="stories flashes">/g)).toHaveLength(2);
    expect(html.match(/<p class="summary">/g)).toHaveLength(1);
    expect(html.match(/<li class="featured">/g)).toHaveLength(1);
  });
});

describe('words and notices', () => {
  it('are the language’s, overridden key by key in _data/i18n', async () => {
    const site = await built({
      ...day(1, 'tags: t'),
      '_config.yml': 'title: T\nlang: fr\n',
      '_data/i18n/fr.yml': 'skip: Aller au contenu\nkinds: { tag: Mot-clé }\n',
    });
    expect(site.read('tag/t.html')).toContain('Aller au contenu');
    expect(site.read('tag/t.html')).toContain('<p class="kind">Mot-clé</p>');
    expect(site.read('tag/t.html')).toContain('>Dark<');
  });

  it('has filing numbers that know where they lead', async () => {
    const legal =
      'legal: [{ icp: 京ICP备1号 }, { police: 京公网安备2号 }, { title: 声明, url: /x.html }, { title: "<b>" }, 一句话]';
    const site = await built({ ...day(1, ''), '_config.yml': `title: T\nlang: zh-CN\n${legal}\n` });
    const footer = site.read('2022/05/01/s1.html').split('<footer')[1] ?? '';
    expect(all(footer, /<li>(.*?)<\/li>/g)).toEqual([
      '京ICP备1号',
      '京公网安备2号',
      '声明',
      '&lt;b&gt;',
      '一句话',
    ]);
    expect(all(footer, /href="(.*?)"/g)).toEqual([
      'https://beian.miit.gov.cn/',
      'https://beian.mps.gov.cn/',
      '/x.html',
    ]);
  });
});

describe('every kind of page', () => {
  it('is valid HTML on an English site with nothing but stories, and with everything', async () => {
    const everything =
      'categories: [c]\ntags: [t]\nsource: S\nauthor: A\nfeatured: true\nimage: { path: /a.png, alt: x }\ncorrections: [x, y]\nsource_url: /x';
    const site = await built({
      ...day(1, '', ''),
      ...day(2, everything),
      ...day(3, everything),
      '_config.yml': 'title: T\nlang: en\nsections: [c]\nlegal: [x]\nnav: [{ title: a, url: / }]\n',
      '_data/topics.yml': 'x: { tags: [t] }\n',
      '_data/tags.yml': 't: { layout: flash }\n',
    });
    const validator = new HtmlValidate({
      extends: ['html-validate:recommended'],
      rules: {
        'no-trailing-whitespace': 'off',
        'doctype-style': 'off',
        'no-raw-characters': 'off',
      },
    });
    const pages = [...site.tree()].filter(([name]) => name.endsWith('.html'));
    expect(pages.length).toBeGreaterThan(15);
    for (const [name, html] of pages) {
      const { results } = await validator.validateString(html, name);
      expect(
        results.flatMap(({ messages }) => messages),
        name,
      ).toEqual([]);
    }
  });
});
