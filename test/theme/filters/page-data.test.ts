/** What pages tell machines in their head: parsed as HTML, then as JSON, then held to schema.org's and the engines' rules. */
import { describe, expect, it } from 'vitest';
import {
  articleOf,
  elementsOf,
  type JsonObject,
  jsonLdOf,
  metaOf,
  nodeOf,
  oddScriptsOf,
} from '../../outputs/page.js';
import { createSite, type Files, post, type TestSite } from '../../support/site.js';

const ORIGIN = 'https://news.example';
const CONFIG = `title: 财经\nurl: ${ORIGIN}\ntimezone: Asia/Shanghai\nlang: zh-CN\n`;
/** Later files' keys win, as with `--config a,b`. */
const config = (more: string): Files => {
  const kept = CONFIG.split('\n').filter((line) => !more.startsWith(line.replace(/:.*/, ':')));
  return { '_config.yml': `${kept.join('\n')}\n${more}\n` };
};
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/;

/** Whatever the site, its JSON-LD is as JSON.stringify writes it. */
async function built(files: Files): Promise<TestSite> {
  const site = createSite({ ...config(''), ...files });
  await site.build();
  const pages = [...site.tree()].filter(([output]) => output.endsWith('.html'));
  expect(pages.flatMap(([, html]) => oddScriptsOf(html))).toEqual([]);
  return site;
}

/** The head of the one story that the site has. */
async function story(frontMatter: string, body = '正文。', more = ''): Promise<string> {
  const site = await built({ ...config(more), '_posts/2022-05-16-a.md': post(frontMatter, body) });
  const [name = ''] = [...site.tree().keys()].filter((output) => output.endsWith('/a.html'));
  return site.read(name);
}

const links = (html: string, rel: string): readonly string[] =>
  elementsOf(html)
    .filter(({ name, attributes }) => name === 'link' && attributes['rel'] === rel)
    .map(({ attributes }) => attributes['href'] ?? '');

/** What Google asks of an article; throws where it doesn't hold. */
function checkArticle(article: JsonObject, html: string): void {
  expect(article['@type']).toMatch(/Article$/);
  expect(article['headline']).toMatch(/\S/);
  for (const key of ['datePublished', 'dateModified']) expect(article[key]).toMatch(ISO);
  expect(Date.parse(String(article['dateModified']))).toBeGreaterThanOrEqual(
    Date.parse(String(article['datePublished'])),
  );
  expect(metaOf(html)['article:published_time']).toBe(article['datePublished']);
  const authors = article['author'] as readonly JsonObject[];
  expect(authors.length).toBeGreaterThan(0);
  for (const author of authors) {
    expect(author['@type']).toMatch(/^(?:Person|Organization)$/);
    expect(author['name']).toMatch(/\S/);
    expect(author['url'] ?? 'https://').toMatch(/^https?:\/\//);
  }
  const publisher = article['publisher'] as JsonObject;
  expect([publisher['@type'], typeof publisher['name']]).toEqual([
    'NewsMediaOrganization',
    'string',
  ]);
  for (const image of (article['image'] ?? []) as readonly string[])
    expect(image).toMatch(/^https?:\/\//);
  expect(article['mainEntityOfPage']).toEqual({ '@type': 'WebPage', '@id': article['url'] });
}

function checkBreadcrumb(list: JsonObject): readonly unknown[] {
  const steps = list['itemListElement'] as readonly JsonObject[];
  expect(steps.map((step) => step['position'])).toEqual(steps.map((_, at) => at + 1));
  for (const step of steps) expect(step['name']).toMatch(/\S/);
  return steps.map((step) => step['item']);
}

describe('a story', () => {
  it('is a NewsArticle with its breadcrumb', async () => {
    const html = await story(
      'title: 央行降准\ndate: 2022-05-16 15:04:20\nlast_modified_at: 2022-05-17 08:00:00\ncategories: 市场 宏观\ntags: [央行, 降准]\nauthor: [{name: 张三, url: "https://z.example/"}, 李四]\nimage: {path: /i.jpg}\nsource: {name: 日报, url: "https://daily.example/1"}\ndescription: 摘要',
      '正文。',
      'logo: /logo.png\npublisher: {corrections_policy: /corrections.html}',
    );
    const article = articleOf(html);
    checkArticle(article, html);
    const url = `${ORIGIN}/%E5%B8%82%E5%9C%BA/%E5%AE%8F%E8%A7%82/2022/05/16/a.html`;
    expect(article).toMatchObject({
      '@type': 'NewsArticle',
      url,
      headline: '央行降准',
      description: '摘要',
      image: [`${ORIGIN}/i.jpg`],
      datePublished: '2022-05-16T15:04:20+08:00',
      dateModified: '2022-05-17T08:00:00+08:00',
      author: [
        { '@type': 'Person', name: '张三', url: 'https://z.example/' },
        { '@type': 'Person', name: '李四' },
      ],
      publisher: {
        name: '财经',
        url: `${ORIGIN}/`,
        logo: { '@type': 'ImageObject', url: `${ORIGIN}/logo.png` },
        correctionsPolicy: `${ORIGIN}/corrections.html`,
      },
      articleSection: ['市场', '宏观'],
      keywords: ['央行', '降准'],
      inLanguage: 'zh-CN',
      isBasedOn: { url: 'https://daily.example/1', publisher: { name: '日报' } },
    });
    expect(checkBreadcrumb(nodeOf(html, 'BreadcrumbList'))).toEqual([
      `${ORIGIN}/`,
      `${ORIGIN}/category/%E5%B8%82%E5%9C%BA.html`,
      `${ORIGIN}/category/%E5%AE%8F%E8%A7%82.html`,
      url,
    ]);
  });

  it('has Open Graph and a Twitter card', async () => {
    const html = await story(
      'title: A\ndate: 2022-05-16 15:04:20\nlast_modified_at: 2022-05-17\ncategories: 市场\ntags: [x, y]\nauthor: 张三',
      '<p>正文<img src="pic.jpg?a=1&amp;b=2"></p>',
      'twitter: {username: "@news"}',
    );
    const picture = `${ORIGIN}/%E5%B8%82%E5%9C%BA/2022/05/16/pic.jpg?a=1&b=2`;
    expect(metaOf(html)).toMatchObject({
      'og:type': 'article',
      'og:title': 'A',
      'og:url': `${ORIGIN}/%E5%B8%82%E5%9C%BA/2022/05/16/a.html`,
      'og:image': picture,
      'og:locale': 'zh_CN',
      'og:site_name': '财经',
      'article:published_time': '2022-05-16T15:04:20+08:00',
      'article:modified_time': '2022-05-17T00:00:00+08:00',
      'article:section': '市场',
      'article:tag': 'y',
      'article:author': '张三',
      'twitter:card': 'summary_large_image',
      'twitter:site': '@news',
      robots: 'max-image-preview:large',
    });
    const properties = elementsOf(html).map(({ attributes }) => attributes['property']);
    expect(properties.filter((name) => name === 'article:tag')).toHaveLength(2);
  });

  it('without an author is the house’s; without a change has no time of one', async () => {
    const html = await story(
      'title: A\nlast_modified_at: 2001-01-01\ndate: 2022-05-16',
      'x',
      'author: 财经',
    );
    const article = articleOf(html);
    checkArticle(article, html);
    expect(article['author']).toEqual([
      { '@type': 'Organization', name: '财经', url: `${ORIGIN}/` },
    ]);
    expect(article['dateModified']).toBe(article['datePublished']);
    expect(metaOf(html)['article:modified_time']).toBeUndefined();
    expect(metaOf(html)['twitter:card']).toBe('summary');
  });

  it('knows its author from _data/authors, and its own kind of article', async () => {
    const site = await built({
      '_data/authors.yml': 'zs: {name: 张三, url: https://z.example/}\n',
      '_posts/2022-05-16-a.md': post('title: A\nauthor: zs\nseo: {type: OpinionNewsArticle}'),
    });
    const article = articleOf(site.read('2022/05/16/a.html'));
    expect(article['@type']).toBe('OpinionNewsArticle');
    expect(article['author']).toEqual([
      { '@type': 'Person', name: '张三', url: 'https://z.example/' },
    ]);
  });

  it('gives Baidu its times without an offset, in Chinese sites only', async () => {
    const front = 'title: A\ndate: 2022-05-16 07:04:20 Z\nlast_modified_at: 2022-05-17 08:00:00';
    const [, baidu] = jsonLdOf(await story(front));
    expect(baidu).toEqual({
      '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld',
      '@id': `${ORIGIN}/2022/05/16/a.html`,
      pubDate: '2022-05-16T15:04:20',
      upDate: '2022-05-17T08:00:00',
    });
    expect(jsonLdOf(await story(front, 'x', 'lang: en'))).toHaveLength(1);
    expect(jsonLdOf(await story(front, 'x', 'baidu: false'))).toHaveLength(1);
  });

  it('that is a stranger’s cannot break out of its page', async () => {
    const evil = '</script><script>alert(1)</script><!--<script>\\u2028&quot;';
    const html = await story(
      `title: "${evil}"\ntags: ["${evil}"]\ncategories: ["x</script>"]\nauthor: {name: "${evil}", url: "javascript:alert(1)"}\ndescription: "\\"><script>alert(2)</script>"\nimage: "javascript:alert(3)"\nsource: {name: "${evil}", url: "data:text/html,x"}\nlang: "zh\\"><script>"\ncanonical_url: "javascript:alert(4)"\ntranslations: {"en\\"": "/x", fr: "javascript:alert(5)", de: "/de\\">"}`,
    );
    const scripts = elementsOf(html).filter(({ name }) => name === 'script');
    const known = scripts.filter(
      ({ attributes: { type, src } }) =>
        type === 'application/ld+json' || /^\/assets\/[\w-]+\.js$/.test(src ?? ''),
    );
    expect(known).toHaveLength(scripts.length);
    const article = articleOf(html);
    checkArticle(article, html);
    expect(article['headline']).toContain('</script><script>alert(1)</script><!--<script>');
    expect(article['isBasedOn']).toMatchObject({ '@type': 'CreativeWork' });
    expect(html).not.toMatch(/(?:href|content|src)="javascript:/);
    expect(links(html, 'canonical')).toEqual([expect.stringMatching(/^https:\/\/news\.example\//)]);
  });

  it('with values of the wrong kind is a story all the same', async () => {
    const html = await story(
      'title: A\nauthor: [[1], {a: b}, null]\nimage: [{}]\nsource: [x]\ntranslations: [1]\nseo: x\ndescription: {a: 1}\nlast_modified_at: [2]\nlang: {a: b}',
    );
    checkArticle(articleOf(html), html);
    expect(metaOf(html)['og:title']).toBe('A');
  });
});

describe('the canonical address', () => {
  const source = 'source: {name: 报, url: "https://source.example/1"}';
  it.each([
    ['title: A', '', `${ORIGIN}/2022/05/16/a.html`],
    [source, '', `${ORIGIN}/2022/05/16/a.html`],
    [source, 'canonical: source', 'https://source.example/1'],
    [`${source}\ncanonical: self`, 'canonical: source', `${ORIGIN}/2022/05/16/a.html`],
    [`${source}\ncanonical: source`, '', 'https://source.example/1'],
    ['source: 报', 'canonical: source', `${ORIGIN}/2022/05/16/a.html`],
    ['source_url: "https://source.example/2"', 'canonical: source', 'https://source.example/2'],
    ['canonical_url: "https://first.example/"', '', 'https://first.example/'],
    [source, 'canonical: source\nbaseurl: /b', 'https://source.example/1'],
    ['title: A', 'baseurl: /b', `${ORIGIN}/b/2022/05/16/a.html`],
  ])('%s, %s', async (front, more, expected) => {
    const html = await story(front, 'x', more);
    expect(links(html, 'canonical')).toEqual([expected]);
  });

  it('of every list page is its own; the 404 page has none, and no index', async () => {
    const stories = Array.from({ length: 5 }, (_, at) => [
      `_posts/2022-05-0${at + 1}-s.md`,
      post('tags: [t]'),
    ]);
    const site = await built({ ...config('paginate: 2'), ...Object.fromEntries(stories) });
    for (const [output, url] of [
      ['index.html', '/'],
      ['page/1.html', '/page/1.html'],
      ['tag/t.html', '/tag/t.html'],
      ['2022/index.html', '/2022/'],
    ] as const) {
      expect(links(site.read(output), 'canonical')).toEqual([ORIGIN + url]);
    }
    expect(links(site.read('404.html'), 'canonical')).toEqual([]);
    expect(metaOf(site.read('404.html'))['robots']).toBe('noindex');
    expect(jsonLdOf(site.read('404.html'))).toEqual([]);
  });
});

/** URLs of what a list's page data name, by their positions. */
function listedOn(html: string): readonly unknown[] {
  const { mainEntity } = nodeOf(html, 'CollectionPage');
  const { itemListElement: items } = mainEntity as { itemListElement: readonly JsonObject[] };
  expect(items.map(({ position }) => position)).toEqual([...items.keys()].map((at) => at + 1));
  return items.map(({ url }) => url);
}

describe('a list', () => {
  it('is a CollectionPage of its stories, newest first; the home page tells of the site too', async () => {
    const site = await built({
      '_posts/2022-05-16-a.md': post('title: A\ncategories: 市场'),
      '_posts/2022-05-17-b.md': post('title: B\ncategories: 市场\ndate: 2022-05-17 09:00:00'),
    });
    const urls = ['17/b', '16/a'].map(
      (name) => `${ORIGIN}/%E5%B8%82%E5%9C%BA/2022/05/${name}.html`,
    );
    for (const output of ['index.html', 'category/市场.html']) {
      expect(listedOn(site.read(output))).toEqual(urls);
    }
    for (const output of ['index.html', 'category/市场.html', '2022/05/index.html']) {
      const [, baidu] = jsonLdOf(site.read(output));
      expect([baidu?.['upDate'], baidu?.['pubDate']]).toEqual(['2022-05-17T09:00:00', undefined]);
    }
    // A year and a month list what they show: all stories of a year would be most of the archive.
    const parts = ['/2022/05/', '/2022/05/16/', '/2022/05/17/'].map((url) => ORIGIN + url);
    expect(listedOn(site.read('2022/index.html'))).toEqual(parts.slice(0, 1));
    expect(listedOn(site.read('2022/05/index.html'))).toEqual(parts.slice(1));
    expect(listedOn(site.read('2022/05/16/index.html'))).toEqual(urls.slice(1));
    expect(nodeOf(site.read('index.html'), 'WebSite')).toMatchObject({
      url: `${ORIGIN}/`,
      name: '财经',
    });
    expect(checkBreadcrumb(nodeOf(site.read('category/市场.html'), 'BreadcrumbList'))).toEqual([
      `${ORIGIN}/`,
      `${ORIGIN}/category/%E5%B8%82%E5%9C%BA.html`,
    ]);
  });

  it('is a WebPage where it is a page of the site’s own', async () => {
    const site = await built({
      'about.md': post('layout: page\ntitle: 关于\nimage: /us.jpg\ndescription: 我们'),
    });
    const html = site.read('about.html');
    expect(nodeOf(html, 'WebPage')).toMatchObject({
      name: '关于',
      description: '我们',
      url: `${ORIGIN}/about.html`,
    });
    expect(metaOf(html)).toMatchObject({ 'og:type': 'website', 'og:image': `${ORIGIN}/us.jpg` });
  });
});

describe('feeds in a head', () => {
  it('are the site’s everywhere but on a term’s own page, which has its own', async () => {
    const stories = Array.from({ length: 5 }, (_, at) => [
      `_posts/2022-05-0${at + 1}-s${at}.md`,
      post('tags: [央行, t]\ncategories: c'),
    ]);
    const site = await built({
      ...Object.fromEntries(stories),
      '_posts/2022-05-09-x.md': post('tags: [少]'),
    });
    const own = ['/feed.xml', '/rss.xml', '/feed.json'];
    for (const output of ['index.html', 'c/2022/05/01/s0.html', 'tag/少.html', '2022/index.html']) {
      const feeds = links(site.read(output), 'alternate');
      expect(feeds, output).toEqual(own);
      for (const feed of feeds) expect(site.has(feed.slice(1))).toBe(true);
    }
    const tag = links(site.read('tag/央行.html'), 'alternate');
    expect(tag).toEqual(own.map((name) => `/tag/%E5%A4%AE%E8%A1%8C${name}`));
  });

  it.each(['', 'url: news.example\nlang: zh-CN'])(
    'are none without a whole `url` (%s)',
    async (text) => {
      const site = createSite({ '_config.yml': text, '_posts/2022-05-16-a.md': post('title: A') });
      await site.build();
      const html = site.read('2022/05/16/a.html');
      expect([links(html, 'alternate'), links(html, 'canonical'), jsonLdOf(html)]).toEqual([
        [],
        [],
        [],
      ]);
      expect(metaOf(html)['og:title']).toBe('A');
    },
  );
});

describe('a language', () => {
  it('with an underscore is a tag wherever it is printed, but for Open Graph’s', async () => {
    const site = await built({
      ...config('lang: zh_CN'),
      '_data/i18n/zh_CN.yml': 'skip: 跳过\n',
      '_posts/2022-05-16-a.md': post('title: A\nlang: en_US\ntranslations: { zh_TW: /tw.html }'),
      'about.html': '---\nlang: zh_HK\nlayout: page\n---\nx',
    });
    const printed = [...site.tree()].flatMap(([name, text]) =>
      [...text.matchAll(/[\w:"]*lang[\w"]*[=:>] ?"?[a-z]+[-_][A-Za-z]+/gi)].map(
        ([found]) => `${name} ${found}`,
      ),
    );
    expect(printed.filter((text) => text.includes('_'))).toEqual([]);
    const html = site.read('2022/05/16/a.html');
    expect(html).toContain('<html lang="en-US" data-site-lang="zh-CN">');
    expect(site.read('index.html')).toContain('<html lang="zh-CN">');
    expect(html).toContain('"inLanguage":"en-US"');
    expect(html).toContain('hreflang="zh-TW"');
    expect(site.read('index.html')).toContain('跳过');
    expect(html).toContain('<meta property="og:locale" content="en_US">');
    expect(site.read('about.html')).toContain('<meta property="og:locale" content="zh_HK">');
    expect(site.read('feed.xml')).toContain('xml:lang="zh-CN"');
    expect(site.read('feed.json')).toContain('"language": "zh-CN"');
  });
});

describe('translations', () => {
  it('list every version, the page’s own included', async () => {
    const html = await story(
      'title: A\ntranslations: {en: /en/a.html, zh-TW: "https://tw.example/a", x-default: /en/a.html}',
    );
    const versions = elementsOf(html).filter(
      ({ attributes }) => attributes['hreflang'] !== undefined,
    );
    expect(versions.map(({ attributes }) => [attributes['hreflang'], attributes['href']])).toEqual([
      ['zh-CN', `${ORIGIN}/2022/05/16/a.html`],
      ['en', `${ORIGIN}/en/a.html`],
      ['zh-TW', 'https://tw.example/a'],
      ['x-default', `${ORIGIN}/en/a.html`],
    ]);
  });
});
