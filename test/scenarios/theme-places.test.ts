/** What a site may put into the built-in theme: parts, a style, a logo, cards, links to pass a story on. */
import fs from 'node:fs';
import { expect, it } from 'vitest';
import { SHARE_NAMES } from '../../src/model/config.js';
import { createSite, type Files, post } from '../support/site.js';

const STORY = 'n/2022/05/16/a.html';

async function built(files: Files): Promise<ReturnType<typeof createSite>> {
  const site = createSite({
    '_posts/2022-05-16-a.md': post('title: 读《日出》有感\ncategories: n\nauthor: 甲', '正文。'),
    ...files,
  });
  await site.build();
  return site;
}

it('takes parts and a style of the site’s own, and shows nothing of them where there are none', async () => {
  const plain = (await built({})).read(STORY);
  expect(plain).not.toContain('extra');
  const site = await built({
    'templates/parts/head-extra.njk': '<meta name="of-head" content="{{ page.title }}">',
    'templates/parts/after-article.njk': '<p>below</p>',
    'templates/parts/body-end.njk': '<p>end</p>',
    'templates/assets/extra.css': 'p { color: red }',
  });
  const html = site.read(STORY);
  expect(html).toMatch(/<meta name="of-head" content="读《日出》有感">\s*<\/head>/);
  expect(html).toMatch(/<\/article>\s*<p>below<\/p>/);
  expect(html).toMatch(/<\/footer>\s*<p>end<\/p>\s*<\/body>/);
  expect(html).toMatch(
    /style-\w+\.css">\s*<link rel="stylesheet" href="\/assets\/extra-\w+\.css">/,
  );
});

it.each([
  ['logo: /l.svg', ['<img class="logo" src="/l.svg" alt="某报">']],
  [
    'logo: { light: /l.svg, dark: /d.svg, width: 90, height: 30 }',
    [
      '<img class="logo by-day" src="/l.svg" alt="某报" width="90" height="30">',
      '<img class="logo by-night" src="/d.svg" alt="某报" width="90" height="30">',
    ],
  ],
])('shows %s in the header', async (config, pictures) => {
  const html = (await built({ '_config.yml': `title: 某报\nlang: zh-CN\n${config}\n` })).read(
    STORY,
  );
  for (const picture of pictures) expect(html).toContain(picture);
});

it('marks what of the menu leads here, in whatever form its address is written', async () => {
  const nav = 'nav:\n  - { title: 要闻, url: /category/要闻.html }\n  - { title: 首页, url: / }\n';
  const site = await built({
    '_config.yml': nav,
    '_posts/2022-05-17-b.md': post('title: B\ncategories: 要闻'),
  });
  const marked = '<a href="/category/%E8%A6%81%E9%97%BB.html"';
  expect(site.read('category/要闻.html')).toContain(`${marked} aria-current="page">`);
  expect(site.read('要闻/2022/05/17/b.html')).toContain(`${marked} aria-current="true">`);
  expect(site.read(STORY)).toContain(`${marked}>`);
  expect(site.read('index.html')).toContain('<a href="/" aria-current="page">');
});

it('shows a card of an author of whom there is more than a name', async () => {
  expect((await built({})).read(STORY)).not.toContain('class="author"');
  const site = await built({
    '_data/authors.yml':
      '甲:\n  description: 跑港口的记者\n  image: /a.png\n  links: [{ title: 主页, url: "https://a.example/" }]\n',
  });
  const html = site.read(STORY);
  expect(html).toContain('<p>跑港口的记者</p>');
  expect(html).toContain('<a href="https://a.example/" rel="me noopener">主页</a>');
  expect(site.read('author/甲.html')).toContain('src="/a.png"');
});

it('passes a story on by plain addresses that hold its own', async () => {
  const share = 'share: [weibo, { title: 某站, url: "https://s.example/?u={url}&t={title}" }]\n';
  const html = (await built({ '_config.yml': `url: https://n.example\n${share}` })).read(STORY);
  const [url, title] = [`https://n.example/${STORY}`, '读《日出》有感'].map(encodeURIComponent);
  expect(html).toContain(`href="https://s.example/?u=${url}&amp;t=${title}"`);
  expect(html).toContain(`https://service.weibo.com/share/share.php?url=${url}&amp;title=${title}`);
});

it('knows each name that the config may give under `share`, and no other', async () => {
  const share = `share: [${SHARE_NAMES.join(', ')}]\n`;
  const html = (await built({ '_config.yml': `url: https://n.example\n${share}` })).read(STORY);
  const [list = ''] = /<nav class="share"[\s\S]*?<\/nav>/.exec(html) ?? [];
  expect(list.match(/<li>/g)).toHaveLength(SHARE_NAMES.length);
  const part = fs.readFileSync(new URL('../../templates/parts/share.njk', import.meta.url), 'utf8');
  const names = Array.from(part.matchAll(/^ {2}(\w+): \{ title/gm), ([, name]) => name);
  expect(names).toEqual(SHARE_NAMES);
});

it('keeps the name of a work on one line', async () => {
  const site = await built({});
  expect(site.read(STORY)).toContain('<h1>读<span class="whole">《日出》</span>有感</h1>');
  expect(site.read('index.html')).toContain('读<span class="whole">《日出》</span>有感</a>');
});

it('lists the headlines of a month by day beside a calendar, and the latest of a year by month', async () => {
  const files = Array.from({ length: 23 }, (_, n) => {
    const hour = String(n).padStart(2, '0');
    return [
      `_posts/2024-02-29-s${hour}.md`,
      post(`title: S${hour}\ndate: 2024-02-29 ${hour}:00:00\ncategories: n`),
    ];
  });
  const site = await built({ '_config.yml': 'timezone: UTC\n', ...Object.fromEntries(files) });
  const month = site.read('2024/02/index.html');
  expect(month.match(/class="dense"/g)).toHaveLength(1);
  expect(month).toContain('>S22</a>');
  expect(month).not.toContain('>S02</a>');
  expect(month).toContain('<a href="/2024/02/29/">All 23 stories</a>');
  // The first of that month was a Thursday.
  expect(month).toContain('<td colspan="3"></td><td>1</td>');
  expect(month).toMatch(/<td>28<\/td><td><a href="\/2024\/02\/29\/"[^>]*>29<\/a><\/td><\/tr>/);
  expect(site.read('2024/index.html').match(/>S\d\d<\/a>/g)).toHaveLength(8);
});

it('leads a category with a story that has a picture, and says before when the older ones are', async () => {
  const files = Array.from({ length: 4 }, (_, n) => [
    `_posts/2022-06-0${n + 1}-s${n}.md`,
    post(`title: S${n}\ncategories: c${n === 1 ? '\nimage: /p.png' : ''}`),
  ]);
  const site = await built({ '_config.yml': 'paginate: 2\n', ...Object.fromEntries(files) });
  const html = site.read('category/c.html');
  expect(html).toMatch(/class="lead">\s*<h2><a href="\/c\/2022\/06\/04\/s3.html">/);
  expect(html.match(/>S3<\/a>/g)).toHaveLength(1);
  expect(html).toContain('Older stories <small>before 3 Jun 2022</small> →');
  const older = site.read('category/c/1.html');
  expect(older).not.toContain('class="lead"');
});

it('shows the latest stories where nothing was found', async () => {
  expect((await built({})).read('404.html')).toContain('href="/n/2022/05/16/a.html"');
});

it('leads from one part of a series to the next, and changes no part but the one before', async () => {
  const part = (n: number): Files => ({
    [`_posts/2022-06-0${n}-p${n}.md`]: post(`title: P${n}\ncategories: c\nseries: 港口史`),
    [`_posts/2022-07-0${n}-o${n}.md`]: post(`title: O${n}\ncategories: c`),
  });
  const site = await built({ '_config.yml': 'lang: zh-CN\n', ...part(1), ...part(2), ...part(3) });
  const page = (n: number): string => `c/2022/06/0${n}/p${n}.html`;
  const html = site.read(page(2));
  expect(html).toContain('系列：<a href="/series/%E6%B8%AF%E5%8F%A3%E5%8F%B2.html">港口史</a>');
  expect(html).toContain('第 2 篇');
  expect(html).toMatch(/← <a rel="prev" href="[^"]*p1.html">P1<\/a>/);
  expect(html).toMatch(/→ <a rel="next" href="[^"]*p3.html">P3<\/a>/);
  expect(site.read('series/港口史.html')).toContain('P3</a>');
  const before = [1, 2, 3].map((n) => site.read(page(n)));
  site.write({ '_posts/2022-08-01-p4.md': post('title: P4\ncategories: c\nseries: [港口史]') });
  await site.build();
  expect([1, 2, 3].map((n) => site.read(page(n)) === before[n - 1])).toEqual([true, true, false]);
});
