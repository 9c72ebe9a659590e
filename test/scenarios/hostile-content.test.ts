/** Stories that attack: markup in every field, template code, code in front matter, Markdown bombs. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BadCase, expectCases, goodSite } from '../support/bad-input.js';
import { effortOf } from '../support/effort.js';
import { dangersIn, frameOf, THEME_FRAME } from '../support/html.js';
import { createSite, post, type TestSite } from '../support/site.js';

function expectHarmless(site: TestSite): void {
  const pages = [...site.tree()].filter(([file]) => file.endsWith('.html'));
  expect(pages.length).toBeGreaterThan(5);
  for (const [file, html] of pages) {
    expect(dangersIn(html), file).toEqual([]);
    expect(frameOf(html), file).toEqual(THEME_FRAME);
  }
}

const ATTACKS: readonly string[] = [
  '<script>alert(1)</script>',
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><script>alert(1)</script>',
  '</h1></main></body></html><script>alert(1)</script>',
  '<svg/onload=alert(1)>',
  ']]><script>alert(1)</script>',
  '--><script>alert(1)</script>',
  '<!--<script>',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '{{ site.title }}{% raw %}',
  "$&$`$'<b>",
  '\u202e<iframe src=//evil>',
];

const FIELDS = [
  'title', 'categories', 'tags', 'author', 'source', 'description', 'lang', 'excerpt', 'summary',
  'url', 'content', 'css', 'subtitle', 'corrections', 'updates', 'source_url', 'last_modified_at',
]; // biome-ignore format: a table

describe('markup', () => {
  it('in any field is text on every page', async () => {
    const files = ATTACKS.map((attack, at) => {
      const value = JSON.stringify(attack);
      const front = FIELDS.map((field) =>
        field === 'tags' || field === 'categories' ? `${field}: [${value}]` : `${field}: ${value}`,
      );
      front.push(`image: { path: ${value}, alt: ${value}, caption: ${value}, width: ${value} }`);
      return [`_posts/2022-05-16-x${at}.md`, post(`${front.join('\n')}\npermalink: /x${at}.html`)];
    });
    const site = createSite(Object.fromEntries(files));
    const { posts } = await site.build();
    expect(posts.published).toBe(ATTACKS.length);
    expectHarmless(site);
    expect(site.read('x0.html')).toContain('<html lang="zh-CN">');
  });

  it.each(['sanitize', 'escape'])('in a body does nothing (html: %s)', async (mode) => {
    const bodies = [
      ...ATTACKS,
      ...ATTACKS.map((attack) => `# ${attack}\n\n- ${attack}\n\n> ${attack}\n\n**${attack}**`),
      '[x](javascript:alert(1)) [y](JaVaScRiPt:alert(1)) ![z](data:text/html,x) <javascript:alert(1)>',
      '[x]: javascript:alert(1)\n\n[x]',
      '<a href="java\nscript:alert(1)">x</a><a href=" &#106;avascript:alert(1)">y</a>',
      '<div style="position:fixed">x</div><p onclick=alert(1)>y</p>',
      '<form action=//evil><input name=x><button>z</button></form>',
      '<base href=//evil><meta http-equiv=refresh content="0;url=//evil"><link rel=stylesheet href=//evil>',
      '</div></article></main></body></html>',
      '<div><div><table><tr><td><ul><li><a href=x>',
      '<plaintext>',
      '<textarea><script>alert(1)</script>',
      '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
      '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>',
      '`</code><script>alert(1)</script>`\n\n```html "><script>alert(1)</script>\nx\n```',
      '[^1]\n\n[^1]: <script>alert(1)</script>\n\n[^"><script>]: x',
      '| a | b |\n|:-:|---|\n| <script>alert(1)</script> | " onclick=x |',
    ];
    const files = bodies.map((body, at) => [
      `_posts/2022-05-16-x${at}.md`,
      post(`title: x\ntags: [t]`, body),
    ]);
    const html = bodies.map((body, at) => [
      `_posts/2022-05-17-y${at}.html`,
      post('title: y', body),
    ]);
    const site = createSite({
      ...Object.fromEntries([...files, ...html]),
      '_config.yml': `title: Test\nhtml: ${mode}\n`,
    });
    const { posts } = await site.build();
    expect(posts.published + posts.setAside).toBe(2 * bodies.length);
    expect(posts.setAside).toBeLessThan(4);
    expectHarmless(site);
  });

  it('of the author, where it is trusted, still leaves the page whole', async () => {
    const site = createSite({
      '_config.yml': 'title: Test\nhtml: trust\n',
      '_posts/2022-05-16-a.md': post('title: a', '</div></main></body></html><b>x'),
      '_posts/2022-05-16-b.md': post('title: b', '<script>ours()</script>'),
      '_posts/2022-05-16-c.md': post('title: c', '<!-- never closed'),
    });
    await site.build();
    for (const name of ['a', 'b', 'c']) {
      const page = site.read(`2022/05/16/${name}.html`);
      expect(frameOf(page)).toEqual(THEME_FRAME);
    }
    expect(site.read('2022/05/16/b.html')).toContain('<script>ours()</script>');
  });
});

it('marks that turn text around are in no name', async () => {
  const name = JSON.stringify('\u202e名\u2066称');
  const fields = ['tags', 'categories', 'source', 'author'].map((key) => `${key}: [${name}]`);
  const site = createSite({ '_posts/2022-05-16-a.md': post(`title: x\n${fields.join('\n')}`) });
  await site.build();
  expect(site.read('tag/名称.html')).toContain('名称');
  expect([...site.tree().values()].join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
});

it('a list of thousands of names does not make thousands of pages', async () => {
  const names = Array.from({ length: 3000 }, (_, at) => `n${at}`);
  const lists = ['tags', 'source', 'author'].map((key) => `${key}: [${names.join(', ')}]`);
  const site = createSite({ '_posts/2022-05-16-a.md': post(`title: x\n${lists.join('\n')}`) });
  const { problems, posts } = await site.build();
  expect(posts).toMatchObject({ published: 1, repaired: 1 });
  expect(problems.map(({ code }) => code)).toEqual(['terms-many', 'terms-many', 'terms-many']);
  expect([...site.tree().keys()].filter((file) => file.startsWith('tag/'))).toHaveLength(100);
  expect(site.read('2022/05/16/a.html')).toContain('n99<');
  expect(site.read('2022/05/16/a.html')).not.toContain('n100<');
});

describe('code', () => {
  it.each([
    '{{ 7*7 }}',
    '{% include "post.njk" %}',
    '{% if %}',
    '{# gone? #}',
    '{% raw %}x',
    '{{ range.constructor("return process")() }}',
    '{{< shortcode >}}',
    '{{',
    '{%',
  ])('of templates in a story is text: %s', async (code) => {
    const site = createSite({
      '_posts/2022-05-16-a.md': post(`title: ${JSON.stringify(code)}`, `正文 ${code} 完`),
    });
    await site.build();
    const escaped = code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const page = site.read('2022/05/16/a.html');
    expect(page.replaceAll('&quot;', '"')).toContain(`正文 ${escaped} 完`);
    expect(page.replaceAll('&quot;', '"')).toContain(`<h1>${escaped}</h1>`);
  });

  it.each(['---js', '---JS', '--- javascript', '---coffee', '---json', '---cson', '---toml'])(
    'in front matter never runs: %s',
    async (fence) => {
      const site = goodSite();
      const canary = path.join(site.root, 'canary');
      const code = `{ title: require('fs').writeFileSync(${JSON.stringify(canary)}, '') }`;
      site.write({
        '_posts/2022-05-16-a.md': `${fence}\n${code}\n---\n正文。\n`,
        '_posts/2022-05-17-b.md': `---\ntitle: b\n---\n${fence}\n${code}\n---\n正文。\n`,
      });
      const { posts } = await site.build();
      expect(fs.existsSync(canary)).toBe(false);
      expect(posts.setAside).toBe(1);
    },
  );
});

/** A body, what is told, and a text that must not be lost. */
type Bomb = readonly [string, string, readonly string[], string | null];

describe('pathological Markdown and HTML', () => {
  const nested = 'markdown-nesting repaired 4:1';
  const deep = 'html-nesting set-aside';
  const large = 'html-size set-aside 4:1';
  const grown = 'markdown-growth repaired 4:1';
  const bombs: readonly Bomb[] = [
    ['quotes', `${'>'.repeat(5000)} 底`, [nested], '底'],
    ['quotes-lines', `${'> '.repeat(300)}底\n`.repeat(30), [nested], '底'],
    [
      'lists',
      Array.from({ length: 400 }, (_, at) => `${'  '.repeat(at)}- 层${at}层`).join('\n'),
      ['markdown-nesting repaired 27:1'],
      '层399层',
    ],
    ['brackets', `${'['.repeat(50_000)}底`, [], '底'],
    ['links', `${'[a]('.repeat(30_000)}底`, [], '底'],
    ['images', `${'![['.repeat(15_000)}底`, [], '底'],
    ['stars', `${'*'.repeat(50_000)}底`, [], '底'],
    ['open-stars', `${'*a '.repeat(30_000)}底`, [], '底'],
    ['mixed', `${'*_'.repeat(15_000)}底`, [], '底'],
    [
      'backticks',
      `${Array.from({ length: 1000 }, (_, at) => '`'.repeat(at)).join(' ')}底`,
      [],
      '底',
    ],
    ['footnotes', `${'[^x]'.repeat(10_000)}底\n\n[^x]: 注`, [grown], '底'],
    ['contents', `- 目\n{:toc}\n\n${'## a\n'.repeat(10_000)}底`, [grown], '底'],
    ['open-footnotes', `${'[^'.repeat(25_000)}底`, [], '底'],
    ['references', `${'[a]: /b\n'.repeat(20_000)}\n底`, [], '底'],
    // Half a gigabyte is more than a string can hold.
    ['definition', `[a]: /${'b'.repeat(100_000)}\n\n${'[a] '.repeat(6000)}`, [large], null],
    ['pictures', `[a]: /${'b'.repeat(100_000)}\n\n${'[![][a]] '.repeat(6000)}`, [large], null],
    ['angles', `${'<'.repeat(50_000)}底`, [], '底'],
    ['comments', `${'<!-- '.repeat(20_000)}底`, ['html-unbalanced repaired 4:1'], null],
    ['tags', `${'<b>'.repeat(5000)}底`, [`${deep} 4:301`], null],
    ['divs', `${'<div>'.repeat(30_000)}底`, [`${deep} 4:501`], null],
    ['entities', `${'&'.repeat(50_000)}底`, [], '底'],
    ['table', `|${'a|'.repeat(2000)}\n|${'-|'.repeat(2000)}\n|底${'|b'.repeat(2000)}`, [], '底'],
    ['attributes', `<p ${'a=b '.repeat(20_000)}>底</p>`, [], '底'],
    ['long-line', `${'字'.repeat(300_000)}底`, [], '底'],
    ['lines', `${'字\n'.repeat(100_000)}底`, [], '底'],
    ['hashes', `${'#'.repeat(100_000)}底`, [], '底'],
    ['dashes', `${'- '.repeat(20_000)}底`, [nested], '底'],
  ];

  it.each(bombs)('%s: quick, and no text is lost in silence', async (name, body, told, text) => {
    const set = told.some((one) => one.includes('set-aside'));
    const page = set ? null : `2022/05/16/${name}.html`;
    const file = `_posts/2022-05-16-${name}.md`;
    const one: BadCase = { file, text: `---\ntitle: x\n---\n${body}\n`, told, page };
    let shown = '';
    const publish = async (): Promise<void> => {
      const site = await expectCases([one]);
      shown = page === null ? '' : site.read(page);
    };
    expect(await effortOf(publish)).toBeLessThan(300);
    expect(shown).toContain(text ?? '');
  });
});
