/** One address, one owner: what is lost is told with its winner, whatever the disk thinks of case. */
import { describe, expect, it } from 'vitest';
import type { BuildResult } from '../../src/index.js';
import { expectGoodPages, goodSite } from '../support/bad-input.js';
import { headline } from '../support/html.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const CLASH = 'url-clash';

/** What is lost, and the winner that the message names. */
type Lost = readonly [string, string];

interface Clash {
  readonly name: string;
  readonly files: Files;
  readonly lost: readonly Lost[];
  /** Part of what is published at an output. */
  readonly shows?: readonly (readonly [string, string])[];
}

function own(permalink: string, title = 'own', date = '2022-05-16'): string {
  return post(`title: ${title}\ndate: ${date}\npermalink: ${JSON.stringify(permalink)}`);
}

/** `file < winner`, in the order of the files. */
function lostOf(result: BuildResult): readonly string[] {
  return result.problems
    .filter(({ code, fate }) => code === CLASH && fate === 'set-aside')
    .map(({ file, message }) => `${file} < ${/is already the place of (.*)$/.exec(message)?.[1]}`)
    .sort();
}

const A = '_posts/2022-05-16-a.md';
const B = '_posts/2022-05-17-b.md';

const clashes: readonly Clash[] = [
  {
    name: 'two posts with one permalink: the earlier stays',
    files: { [B]: own('/same.html', 'later', '2022-05-17'), [A]: own('/same.html', 'earlier') },
    lost: [[B, A]],
    shows: [['same.html', 'earlier']],
  },
  {
    name: 'two posts with one date: the path decides',
    files: { '_posts/2022-05-16-b.md': own('/same.html'), [A]: own('/same.html', 'first') },
    lost: [['_posts/2022-05-16-b.md', A]],
    shows: [['same.html', 'first']],
  },
  {
    name: 'three at one place name the one that stays',
    files: {
      [A]: own('/same.html'),
      [B]: own('/same.html', 'x', '2022-05-17'),
      '_posts/2022-05-18-c.md': own('/SAME.html', 'x', '2022-05-18'),
    },
    lost: [
      [B, A],
      ['_posts/2022-05-18-c.md', A],
    ],
  },
  {
    name: 'one slug in two folders of _posts',
    files: {
      '_posts/x/2022-05-16-a.md': post('title: x'),
      '_posts/y/2022-05-16-a.md': post('title: y'),
    },
    lost: [['_posts/y/2022-05-16-a.md', '_posts/x/2022-05-16-a.md']],
  },
  {
    name: 'Markdown and HTML of one name',
    files: { [A]: post('title: md'), '_posts/2022-05-16-a.html': post('title: html') },
    lost: [[A, '_posts/2022-05-16-a.html']],
  },
  {
    name: 'a later post at its pattern before an earlier one that chose its place',
    files: { [B]: post('title: pattern'), [A]: own('/2022/05/17/b.html') },
    lost: [[A, B]],
    shows: [['2022/05/17/b.html', 'pattern']],
  },
  {
    name: 'the index, the 404 page, an archive, a numbered page and the style sheet belong to the site',
    files: {
      '_posts/2022-05-16-a.md': own('/index.html'),
      '_posts/2022-05-16-b.md': own('/'),
      '_posts/2022-05-16-c.md': own('/404.html'),
      '_posts/2022-05-16-d.md': own('/2022/05/16/'),
      '_posts/2022-05-16-e.md': own('/assets/icon.svg/'),
      '_posts/2022-05-16-f.md': own('/category/good.html'),
      '_posts/2022-05-16-g.md': own('/tag/T.html'),
      '_config.yml':
        'title: Test\ntimezone: Asia/Shanghai\nlang: zh-CN\nsearch: false\npaginate: 2\n',
      '_posts/2022-05-16-h.md': own('/page/1.html'),
      '_posts/2022-05-16-z.md': post('title: the day has a story'),
    },
    lost: [
      ['_posts/2022-05-16-a.md', 'the index'],
      ['_posts/2022-05-16-b.md', 'the index'],
      ['_posts/2022-05-16-c.md', 'the 404 page'],
      ['_posts/2022-05-16-d.md', 'the archive of /2022/05/16/'],
      ['_posts/2022-05-16-e.md', 'assets/icon.svg'],
      ['_posts/2022-05-16-f.md', 'the page of category good'],
      ['_posts/2022-05-16-g.md', 'the page of tag t'],
      ['_posts/2022-05-16-h.md', 'the index'],
    ],
  },
  {
    name: 'a page of the site before a post',
    files: { [A]: own('/about.html'), 'about.md': '---\ntitle: About\n---\nus\n' },
    lost: [[A, 'about.md']],
    shows: [['about.html', 'us']],
  },
  {
    name: 'a static file before a post',
    files: { [A]: own('/robots.txt/'), 'robots.txt': 'User-agent: *\n' },
    lost: [[A, 'robots.txt']],
    shows: [['robots.txt', 'User-agent']],
  },
  {
    name: 'addresses that differ in case',
    files: { [A]: own('/News/X.html'), [B]: own('/news/x.html', 'x', '2022-05-17') },
    lost: [[B, A]],
  },
  {
    name: 'addresses that differ in Unicode form',
    files: { [A]: own('/caf\u00e9.html'), [B]: own('/cafe\u0301.html', 'x', '2022-05-17') },
    lost: [[B, A]],
  },
  {
    name: 'addresses that differ in full width, Turkish i or sharp s',
    files: {
      '_posts/2022-05-16-a.md': own('/ＡＢＣ.html'),
      '_posts/2022-05-16-b.md': own('/abc.html'),
      '_posts/2022-05-16-c.md': own('/straße.html'),
      '_posts/2022-05-16-d.md': own('/STRASSE.html'),
    },
    lost: [
      ['_posts/2022-05-16-b.md', '_posts/2022-05-16-a.md'],
      ['_posts/2022-05-16-d.md', '_posts/2022-05-16-c.md'],
    ],
  },
  {
    name: 'a file where another needs a folder, whichever comes first',
    files: {
      '_posts/2022-05-16-a.md': own('/x.html'),
      '_posts/2022-05-16-b.md': own('/x.html/y.html'),
      '_posts/2022-05-16-c.md': own('/z.html/deep/er.html'),
      '_posts/2022-05-16-d.md': own('/Z.html'),
    },
    lost: [
      ['_posts/2022-05-16-b.md', '_posts/2022-05-16-a.md'],
      ['_posts/2022-05-16-d.md', '_posts/2022-05-16-c.md'],
    ],
  },
  {
    name: 'a page and a folder of one name live side by side',
    files: { [A]: own('/a.html'), [B]: own('/a/', 'x', '2022-05-17') },
    lost: [],
    shows: [
      ['a.html', 'own'],
      ['a/index.html', 'own'],
    ],
  },
  {
    name: '/a and /a.html are one file',
    files: { [A]: own('/a'), [B]: own('/a.html', 'x', '2022-05-17') },
    lost: [[B, A]],
  },
  {
    name: 'encoded and plain spellings are one place',
    files: { [A]: own('/新闻.html'), [B]: own('/%E6%96%B0%E9%97%BB.html', 'x', '2022-05-17') },
    lost: [[B, A]],
  },
  {
    name: 'a post that takes its category page loses its place, not the page',
    files: { [A]: post('title: x\npermalink: /category/solo.html\ncategories: [solo]') },
    // With it the category goes as well, and nothing stands in the way any more; it stays lost.
    lost: [[A, 'the page of category solo']],
  },
];

describe('clashes', () => {
  it.each(clashes)('$name', async ({ files, lost, shows }) => {
    const site = goodSite(files);
    const result = await site.build();
    expect(lostOf(result)).toEqual(lost.map(([file, winner]) => `${file} < ${winner}`).sort());
    expect(result.posts.setAside).toBe(lost.length);
    for (const [output, text] of shows ?? []) expect(site.read(output), output).toContain(text);
    await expectGoodPages(site);
    expectNoLinksTo(site, lost);
  });

  it('are told the same in a second build, which writes nothing', async () => {
    const site = goodSite(Object.assign({}, ...clashes.slice(0, 2).map(({ files }) => files)));
    const first = await site.build();
    const memo = await site.build();
    expect(lostOf(memo)).toEqual(lostOf(first));
    expect(memo.outputs).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('between two generated pages are told without a story being lost', async () => {
    const site = createSite({
      ...PLAIN,
      '_config.yml': 'category_permalink: /x/:slug.html\ntag_permalink: /x/:slug.html\n',
      [A]: post('title: x\ncategories: [a]\ntags: [a]'),
    });
    const { problems, posts } = await site.build();
    expect(problems.map(({ code, fate }) => [code, fate])).toEqual([[CLASH, undefined]]);
    expect(posts).toMatchObject({ published: 1, setAside: 0 });
  });
});

/** The lists show only what is published. */
function expectNoLinksTo(site: TestSite, lost: readonly Lost[]): void {
  const lists = [...site.tree()].filter(([file]) => /^(?:index|category|tag|\d{4}\/)/.test(file));
  for (const [file, html] of lists) {
    for (const [, target = ''] of html.matchAll(/href="\/([^"#]*)"/g)) {
      const output = decodeURI(target).replace(/(^|\/)$/, '$1index.html');
      const there = site.has(output) || site.has(`${output}.html`);
      expect(there, `${file} links to ${target}; lost: ${lost.length}`).toBe(true);
    }
  }
}

describe('categories and tags', () => {
  /** Names, oldest first, and the slug (`*` is a digest) and headline of each term's page. */
  const terms: readonly (readonly [
    string,
    readonly string[],
    readonly (readonly [string, string])[],
  ])[] = [
    ['case', ['Tech', 'tech', 'TECH'], [['tech', 'Tech']]],
    ['width', ['ＡＢＣ', 'abc'], [['ａｂｃ', 'ＡＢＣ']]],
    ['Unicode form', ['caf\u00e9', 'cafe\u0301'], [['café', 'caf\u00e9']]],
    [
      'C and its kin',
      ['C', 'C++', 'C#', '🔥'],
      [
        ['c', 'C'],
        ['c-*', 'C++'],
        ['c-*', 'C#'],
        ['*', '🔥'],
      ],
    ],
    [
      'objects',
      ['constructor', '__proto__', 'toString', 'length'],
      [
        ['constructor', 'constructor'],
        ['proto', '__proto__'],
        ['tostring', 'toString'],
        ['length', 'length'],
      ],
    ],
    [
      'slashes',
      ['a/b', 'a-b', 'a b'],
      [
        ['a-b', 'a/b'],
        ['a-b-*', 'a-b'],
        ['a-b-*', 'a b'],
      ],
    ],
    [
      'markup',
      ['<script>alert(1)</script>', '"quoted"', "it's", '&amp;'],
      [
        ['script-alert-1-script', '<script>alert(1)</script>'],
        ['quoted', '"quoted"'],
        ['it-s', "it's"],
        ['amp', '&amp;'],
      ],
    ],
    [
      'length',
      ['长'.repeat(100), '长'.repeat(101)],
      [
        [`${'长'.repeat(62)}-*`, '长'.repeat(100)],
        [`${'长'.repeat(62)}-*`, '长'.repeat(101)],
      ],
    ],
    ['blanks', ['  北京  ', '北京'], [['北京', '北京']]],
    [
      'devices',
      ['con', 'nul', 'index'],
      [
        ['con-', 'con'],
        ['nul-', 'nul'],
        ['index', 'index'],
      ],
    ],
    [
      'numbers',
      ['000001', '1', '2022-05-26', 'yes', '21:30'],
      [
        ['000001', '000001'],
        ['1', '1'],
        ['2022-05-26', '2022-05-26'],
        ['yes', 'yes'],
        ['21-30', '21:30'],
      ],
    ],
  ];

  it.each(terms)('%s: each name its page', async (_, names, pages) => {
    for (const kind of ['category', 'tag'] as const) {
      const key = kind === 'tag' ? 'tags' : 'categories';
      const files = names.map((name, at) => {
        const front = `title: x\n${key}:\n  - ${JSON.stringify(name)}\npermalink: /p${at}.html`;
        return [`_posts/2022-05-${10 + at}-x.md`, post(front)];
      });
      const site = createSite(Object.fromEntries(files));
      const result = await site.build();
      expect(result.posts.published).toBe(names.length);
      const made = [...site.tree()].filter(([file]) => file.startsWith(`${kind}/`));
      const found = made.map(([file, html]) => {
        return `${file.replace(/[\da-f]{8}(?=\.html$)/, '*')} ${headline(html)}`;
      });
      const wanted = pages.map(([slug, name]) => `${kind}/${slug}.html ${name}`);
      expect(found.sort()).toEqual(wanted.sort());
    }
  });

  it('that cannot be a path set the story aside, and no page is made', async () => {
    const names = ['..', '../..', '../../escaped', 'a/../b', '%2e%2e/escaped', '..\\escaped'];
    const files = names.map((name, at) => {
      return [
        `_posts/2022-05-1${at}-x.md`,
        post(`title: x\ncategories: [${JSON.stringify(name)}]`),
      ];
    });
    const site = goodSite(Object.fromEntries(files));
    const { problems, posts } = await site.build();
    expect(problems.map(({ code, fate }) => `${code} ${fate}`)).toEqual(
      names.map(() => 'permalink-unsafe set-aside'),
    );
    expect(posts.setAside).toBe(names.length);
    await expectGoodPages(site);
  });
});
