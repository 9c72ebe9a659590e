/** What a check finds, where it says that it stands, and what it reads for that. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, post, type TestSite } from '../support/site.js';
import { checkAnew, checkOf } from './checked.js';

const PAGE = '<title>{{ page.title }}</title><nav><a href="/">x</a></nav>';

/** One list that leads to every story; nothing of the built-in theme. */
function newsroom(files: Readonly<Record<string, string>> = {}): TestSite {
  return createSite({
    ...PLAIN,
    'templates/default.njk': `${PAGE}{% block body %}{{ page.content or content }}{% endblock %}`,
    'index.html':
      '---\nlayout: null\n---\n{% for post in site.posts %}<a href="{{ post.url | relative_url }}">{{ post.title }}</a>{% endfor %}',
    ...files,
  });
}

const sound = (title: string, body = '正文。'): string =>
  post(`title: ${title}\ncategories: news`, body);

describe('links in stories', () => {
  it('are told at their line, by what they lead to', async () => {
    const site = newsroom({
      '_posts/2022-05-16-a.md': sound(
        '甲',
        [
          '## Here {#here}',
          '[a](/nowhere.html) [b](none.md) [c](2022-05-17-b.md)',
          '[d](/news/2022/05/17/b.html#none) [e](#none) [f](/news/2022/05/17/b) [g](/NEWS/2022/05/17/b.html)',
          '![](/assets/none.png)',
        ].join('\n\n'),
      ),
      '_posts/2022-05-17-b.md': sound('乙'),
    });
    const { told, problems } = await checkOf(site);
    expect(told).toEqual([
      'alt-missing _posts/2022-05-16-a.md:11:5',
      'asset-dead _posts/2022-05-16-a.md:11:5',
      'fragment-dead _posts/2022-05-16-a.md:9:39',
      'fragment-dead _posts/2022-05-16-a.md:9:5',
      'link-case _posts/2022-05-16-a.md:9:74',
      'link-dead _posts/2022-05-16-a.md:7:5',
      'markdown-link-dead _posts/2022-05-16-a.md:7:24',
    ]);
    const other = problems.find(({ message }) => message.includes('/NEWS/'));
    expect(other?.hint).toBe('Write /news/2022/05/17/b.html.');
    expect(problems.every(({ frame }) => frame?.includes('>') === true)).toBe(true);
  });

  it('to a story that is not published name its file', async () => {
    const site = newsroom({
      '_posts/2022-05-16-a.md': sound(
        '甲',
        '[b](../_drafts/b%20c.md) [d](/_posts/2040-01-01-d.md#x) [e](../../e.md)',
      ),
      '_posts/2040-01-01-d.md': sound('丁'),
      '_drafts/b c.md': sound('乙'),
    });
    const { problems } = await checkOf(site);
    expect(problems.map(({ message }) => message)).toEqual([
      'The link ../_drafts/b%20c.md leads to _drafts/b c.md, which is not on the site',
      'The link /_posts/2040-01-01-d.md#x leads to _posts/2040-01-01-d.md, which is not on the site',
      'The link ../../e.md leads to a Markdown file that is no story or page of the site',
    ]);
  });

  it('may be relative, encoded, whole, or lead to what the destination keeps', async () => {
    const site = newsroom({
      '_config.yml': 'title: T\nurl: https://news.example\nbaseurl: /n\nkeep_files: [old]\n',
      'public/old/a.html': 'x',
      '_posts/2022-05-16-甲.md': sound(
        '甲',
        '[a](https://news.example/n/news/2022/05/16/%E7%94%B2.html) [b](甲.html) [c](/old/a.html) [d](http://news.example/n/none.html) [e](https://news.example/elsewhere) [f](mailto:a@b.example)',
      ),
    });
    const { told } = await checkOf(site);
    expect(told).toEqual(['link-dead _posts/2022-05-16-甲.md:5:93']);
  });

  it('that a template puts together are told where it does', async () => {
    const site = newsroom({
      'templates/parts/foot.njk':
        '\n{% set more = "/tags/" + page.slug + ".html" %}<a href="{{ more }}">t</a>',
      'templates/post.njk': `---\nx: 1\n---\n${PAGE}{{ page.content }}
<a
  href="/section/{{ page.categories[0] }}/all.html">s</a>{% include "parts/foot.njk" %}
{% if page.title %}<img alt="" src="{{ ["/pictures", page.slug] | join("/") }}">{% endif %}`,
      'about.html':
        '---\ntitle: 关于\n---\n\n<a href="/">h</a>\n<a href="{{ "/imprint/" + page.title }}">i</a>',
      '_posts/2022-05-16-a.md': sound('甲'),
    });
    const { told } = await checkOf(site);
    expect(told).toEqual([
      'asset-dead templates/post.njk:7:37',
      'link-dead about.html:6:10',
      'link-dead templates/parts/foot.njk:2:4',
      'link-dead templates/post.njk:6:18',
      'page-orphan about.html:1:1',
    ]);
  });

  it('are told once of a story’s own picture, wherever it is shown', async () => {
    const site = newsroom({
      '_config.yml': 'title: T\nurl: https://news.example\nbaseurl: /n\nsitemap: true\n',
      'templates/post.njk': `${PAGE}<meta property="og:image" content="{{ page | share_image(content) }}">{{ page.content }}
{% for one in site.posts %}<img alt="" src="{{ one | share_image }}">{% endfor %}<img alt="" src="/n/shots/logo.png">`,
      'about.html':
        '---\ntitle: A\nimage: face.png\nlayout: null\n---\n<meta property="og:image" content="{{ page | share_image }}">',
      '_posts/2022-05-14-a.md': post('title: 甲\ncategories: x\nimage: none.jpg'),
      '_posts/2022-05-15-b.md': post('title: 乙\ncategories: x\nimage: { path: /shots/b.jpg }'),
      '_posts/2022-05-16-c.md': post('title: 丙\ncategories: x', '![c](c.png)'),
      '_posts/2022-05-17-d.md': post('title: 丁\ncategories: x\nimage: /shots/logo.png'),
      '_posts/2022-05-18-e.md': post('title: 戊\ncategories: x', '![a](/none.jpg)'),
    });
    const { told } = await checkOf(site);
    expect(told.filter((one) => /dead/.test(one))).toEqual([
      'asset-dead _posts/2022-05-14-a.md:4:8',
      'asset-dead _posts/2022-05-15-b.md:4:16',
      'asset-dead _posts/2022-05-16-c.md:5:6',
      'asset-dead _posts/2022-05-17-d.md:4:8',
      'asset-dead _posts/2022-05-18-e.md:5:6',
      'asset-dead about.html:3:8',
      'asset-dead templates/post.njk:2:99',
    ]);
    // A theme that shows it nowhere, and feeds.
    site.write({
      'templates/post.njk': `${PAGE}{{ page.content }}`,
      'about.html': '---\ntitle: A\n---\nx',
    });
    const next = await checkOf(site);
    expect(next.told.filter((one) => /dead/.test(one))).toEqual(
      told.filter((one) => /dead _posts/.test(one)),
    );
    // The config may give all stories one.
    site.write({
      '_config.yml':
        'title: T\nurl: https://news.example\nsitemap: true\ndefaults:\n  - scope: { path: "" }\n    values: { image: /all.png }\n',
      '_posts/2022-05-14-a.md': post('title: 甲\ncategories: x'),
    });
    const all = (await checkOf(site)).told.filter((one) => /dead _config/.test(one));
    expect(all).toEqual(['feed-address-dead _config.yml:6:22']);
  });

  it('that a template puts together on each page are told once', async () => {
    const site = newsroom({
      'templates/post.njk': `${PAGE}{{ page.content }}
<a href="/section/{{ page.slug }}.html">s</a> <a href="more.html">m</a> <a href="/fixed/a.html">f</a>
<img alt="" src="/shots/{{ page.slug }}.png"><img src="/drawn/{{ page.slug }}.svg">`,
      ...Object.fromEntries(
        ['a', 'b', 'c'].map((name, at) => [
          `_posts/2022-05-1${at}-${name}.md`,
          sound(name, '[x](/section/x.html)'),
        ]),
      ),
    });
    const all = ['a', 'b', 'c'].map((name, at) => `link-dead _posts/2022-05-1${at}-${name}.md:5:5`);
    const expected = [
      ...['alt-missing templates/post.njk:3:63', 'asset-dead templates/post.njk:3:25'],
      ...['asset-dead templates/post.njk:3:63', ...all, 'link-dead templates/post.njk:2:19'],
      ...['link-dead templates/post.njk:2:56', 'link-dead templates/post.njk:2:82'],
    ];
    const { told, problems } = await checkOf(site);
    expect(told).toEqual(expected);
    const grouped = problems.filter(({ message }) => message.endsWith(' (and 2 more like it)'));
    const codes = ['alt-missing', 'asset-dead', 'asset-dead', 'link-dead', 'link-dead'];
    expect(grouped.map(({ code }) => code).sort()).toEqual(codes);
  });

  it('of a template are told once, in the template', async () => {
    const site = newsroom({
      'templates/post.njk': `${PAGE}\n<a href="/imprint.html">i</a><img src="/logo.svg">{{ page.content }}`,
      '_posts/2022-05-16-a.md': sound('甲'),
      '_posts/2022-05-17-b.md': sound('乙'),
    });
    const { told, problems } = await checkOf(site);
    expect(told).toEqual([
      'alt-missing templates/post.njk:2:40',
      'asset-dead templates/post.njk:2:40',
      'link-dead templates/post.njk:2:10',
    ]);
    expect(problems[0]?.message).toContain('on 2 pages');
  });

  it('lack the baseurl, are in a feed, or in a style sheet', async () => {
    const site = newsroom({
      '_config.yml': 'title: T\nurl: https://news.example\nbaseurl: /n\n',
      'templates/post.njk': `<a href="/about.html">a</a>{{ page.content }}`,
      'about.md': '---\ntitle: A\n---\nx',
      'list.xml': '---\n---\n<rss><link>https://news.example/n/gone.html</link></rss>',
      'look.css': 'body { background: url("none.png") }',
      '_posts/2022-05-16-a.md': sound('甲', '[a](/about.html)'),
    });
    const { told } = await checkOf(site);
    expect(told).toEqual([
      'asset-dead look.css:1:25',
      'baseurl-forgotten templates/post.njk:1:10',
      'feed-address-dead list.xml:3:12',
    ]);
  });
});

describe('stories and pages', () => {
  it('lack a category, have twins, are too long or led to by nothing', async () => {
    const site = newsroom({
      '_posts/2022-05-16-a.md': post('title: 收盘\nsource_url: https://w.example/1'),
      '_posts/2022-05-17-b.md': post(
        `title: 收盘\ncategories: x\nsource_url: https://w.example/1\ndescription: ${'长'.repeat(81)}`,
      ),
      '_posts/2022-05-18-c.md': post(`title: ${'长'.repeat(36)}\ncategories: x`),
      'alone.md': '---\ntitle: 独\n---\n文',
      'hidden.md': '---\ntitle: 隐\nnoindex: true\n---\n文',
    });
    const { told } = await checkOf(site);
    expect(told).toEqual([
      'description-long _posts/2022-05-17-b.md:5:14',
      'page-orphan alone.md:1:1',
      'source-twice _posts/2022-05-17-b.md:4:13',
      'story-uncategorised _posts/2022-05-16-a.md:1:1',
      'title-long _posts/2022-05-18-c.md:2:8',
      'title-twice _posts/2022-05-17-b.md:2:8',
    ]);
  });

  it('are left out by code or address where the config says so', async () => {
    const site = newsroom({
      '_config.yml':
        'title: T\ncheck:\n  ignore: [story-uncategorised, /old/*]\n  picture_size: 3\n',
      'big.png': 'four',
      '_posts/2022-05-16-a.md': post('title: 甲', '[a](/old/a.html) [b](/new/a.html)'),
    });
    const { told } = await checkOf(site);
    expect(told).toEqual(['link-dead _posts/2022-05-16-a.md:4:22', 'picture-large big.png:1:1']);
  });

  it('stand in the way of a redirect', async () => {
    const site = newsroom({
      _redirects: '/old /about.html 301\n/about /x.html\n/news/* /all.html\n',
      '_config.yml': 'title: T\ninclude: [_redirects]\n',
      'about.md': '---\ntitle: A\n---\n[a](/about.html)',
      '_posts/2022-05-16-a.md': sound('甲', '[a](/about.html)'),
    });
    const { told } = await checkOf(site);
    expect(told).toEqual(['redirect-shadows _redirects:2:1', 'redirect-shadows _redirects:3:1']);
  });
});

describe('hosts', () => {
  it('have limits of their own', async () => {
    const site = newsroom({
      '_config.yml': 'title: T\ninclude: [_own]\nredirects: {netlify: true}\n',
      '_own/a.txt': 'x',
      '_posts/2022-05-16-a.md': sound('甲'),
    });
    fs.writeFileSync(path.join(site.root, 'large.bin'), Buffer.alloc(26 << 20));
    const codes = async (host: 'github' | 'cloudflare' | 'nginx'): Promise<readonly string[]> =>
      (await checkOf(site, { host })).told;
    expect(await codes('github')).toEqual(['host-name _own/a.txt:1:1']);
    expect(await codes('cloudflare')).toEqual(['host-size large.bin:1:1']);
    expect(await codes('nginx')).toEqual([]);
  });
});

describe('what is remembered', () => {
  it('spares reading what did not change', async () => {
    const site = newsroom({
      '_posts/2022-05-16-a.md': sound('甲', '[b](/news/2022/05/17/b.html)'),
      '_posts/2022-05-17-b.md': sound('乙'),
    });
    expect((await checkOf(site)).read).toBeGreaterThan(2);
    expect((await checkOf(site)).read).toBe(0);
    site.write({ '_posts/2022-05-17-b.md': sound('乙', '[x](/none.html)') });
    const { read, told } = await checkOf(site);
    expect(told).toEqual(['link-dead _posts/2022-05-17-b.md:5:5']);
    expect(read).toBe(1);
    const folder = path.join(site.root, '.finews');
    const [name = ''] = fs.readdirSync(folder).filter((one) => one.startsWith('check-'));
    const remembered = fs.readFileSync(path.join(folder, name), 'utf8');
    // Addresses that a file may have, and no page leads to, are not remembered.
    expect(remembered).not.toContain('b.html/index.html');
    expect(remembered).not.toContain('/b/index.html');
  });

  it('is what a first check finds, whatever came and went', async () => {
    const site = newsroom({
      '_posts/2022-05-16-a.md': sound('甲', '[b](/news/2022/05/17/b) [c](/c) [d](/c#d)'),
      '_posts/2022-05-17-b.md': sound('乙'),
    });
    const steps: readonly (() => void)[] = [
      () => undefined,
      () => site.write({ 'c/index.html': '<p id="d"></p>' }),
      () => site.write({ 'c.html': 'no place' }),
      () => site.remove('_posts/2022-05-17-b.md'),
      () => site.remove('c.html'),
      () => site.write({ '_posts/2022-05-18-b.md': sound('乙'), 'c/index.html': '<p></p>' }),
      () => site.remove('c'),
      () => site.write({ '_posts/2022-05-17-b.md': sound('乙') }),
      () => site.write({ '_config.yml': 'title: T\ncheck: {title_length: 1}\n' }),
    ];
    const seen = new Set<string>();
    for (const step of steps) {
      step();
      const { told } = await checkOf(site);
      expect(told).toEqual((await checkAnew(site)).told);
      seen.add(told.join('\n'));
      fs.rmSync(path.join(site.root, '.finews/anew'), { recursive: true });
    }
    expect(seen.size).toBeGreaterThan(5);
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 40)],
    ['forged', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('"a', '"z'))],
    ['of another version', () => Buffer.from('finews-check 0 x\n')],
  ])('is dropped where the file is %s', async (_how, damage) => {
    const site = newsroom({ '_posts/2022-05-16-a.md': sound('甲', '[b](/none.html)') });
    const first = await checkOf(site);
    const folder = path.join(site.root, '.finews');
    const [name = ''] = fs.readdirSync(folder).filter((one) => one.startsWith('check-'));
    fs.writeFileSync(path.join(folder, name), damage(fs.readFileSync(path.join(folder, name))));
    const { told, read } = await checkOf(site);
    expect(told).toEqual(first.told);
    expect(read).toBeGreaterThan(0);
  });
});
