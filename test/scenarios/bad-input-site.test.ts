/** The site's own files gone wrong: config, data, pages and templates fail the build, told with place. */
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/index.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, post, type TestSite } from '../support/site.js';

const POST = '_posts/2022-05-16-a.md';
const PAGE = '/2022/05/16/a.html';

/** A site that was published once with good files. */
async function published(files: Files = {}): Promise<TestSite> {
  const site = createSite({ [POST]: post('title: 好'), ...files });
  await site.build();
  return site;
}

/** Breaks a published site, and checks that the build fails and changes nothing. */
async function failsWith(files: Files): Promise<readonly Problem[]> {
  const site = await published(PLAIN);
  const before = site.tree();
  site.write(files);
  const problems = await site.fail();
  expect(site.tree()).toEqual(before);
  return problems.filter(({ severity }) => severity === 'error');
}

function places(problems: readonly Problem[]): readonly string[] {
  return problems.map(({ code, file, line, column }) => {
    const at = [line, column].filter((number) => number !== undefined).join(':');
    return `${code} ${file ?? '-'} ${at}`.trim();
  });
}

/** The config's text, then each error with its line, and what the first message and hint contain. */
type Row = readonly [string, readonly string[], string];

describe('a broken _config.yml', () => {
  const rows: readonly Row[] = [
    ['title: "x\nurl: y\n', ['yaml-syntax _config.yml 1:8'], 'cannot be read'],
    ['title: x\n\tlang: y\n', ['yaml-syntax _config.yml 2:1'], 'cannot be read'],
    [
      'lang: zh\ntitle：新闻\nurl：https://x\nauthor: z\n',
      ['config-syntax _config.yml 2:1', 'config-syntax _config.yml 3:1'],
      'Write `title: 新闻`, with an ASCII colon',
    ],
    ['title：新闻\n', ['config-syntax _config.yml 1:1'], 'full-width colon'],
    [
      'feed:\n  path： /a\n  rss: /b\n',
      ['config-syntax _config.yml 2:3'],
      'After `path` there is a full-width colon',
    ],
    ['a: |\n  b：c\nd: "x\n', ['yaml-syntax _config.yml 3:4'], 'cannot be read'],
    ['- a\n- b\n', ['config-syntax _config.yml 1:1'], 'not a map'],
    ['just words\n', ['config-syntax _config.yml 1:1'], 'not a map'],
    [
      'title: x\npaginate: many\n',
      ['config-type _config.yml 2:11'],
      '`paginate` must be a whole number',
    ],
    ['paginate: -1\n', ['config-type _config.yml 1:11'], '`paginate`'],
    ['future: maybe\n', ['config-type _config.yml 1:9'], 'true or false'],
    ['\n\nexclude: src\n', ['config-type _config.yml 3:10'], 'must be a list'],
    ['defaults:\n  a: b\n', ['config-type _config.yml 1:1'], 'must be a list'],
    ['url: [x]\n', ['config-type _config.yml 1:6'], 'must be a text'],
    ['timezone: Asia/Peking\n', ['config-value _config.yml 1:11'], 'Asia/Peking'],
    ['a: b\nhtml: maybe\n', ['config-value _config.yml 2:7'], 'sanitize, trust or escape'],
    ['limits: {front_matter: 0}\n', ['config-value _config.yml 1:24'], '1 or more'],
    ['limits:\n  post: "2MB"\n', ['config-value _config.yml 2:9'], '`limits.post` can\'t be "2MB"'],
    ['a: b\nlimits:\n  post: 1.5\n', ['config-value _config.yml 3:9'], '1 or more'],
    ['limits:\n  post: 9\n  nesting: -5\n', ['config-value _config.yml 3:12'], '10 or more'],
    ['paginate_path: /page/\n', ['config-value _config.yml 1:16'], ':num'],
    ['permalink: /:nope/:title.html\n', ['config-value _config.yml 1:12'], ':nope'],
    ['permalink: /:titles.html\n', ['config-value _config.yml 1:12'], 'Did you mean :title?'],
    ['destination: templates\n', ['destination-unsafe _config.yml 1:14'], 'lies in templates'],
    ['destination: _posts/public\n', ['destination-unsafe _config.yml 1:14'], 'lies in _posts'],
    ['destination: _data\n', ['destination-unsafe _config.yml 1:14'], 'lies in _data'],
    [
      'collections_dir: content\ndestination: content/_posts/out\n',
      ['destination-unsafe _config.yml 2:14'],
      'lies in content/_posts, which is for sources',
    ],
    [
      'destination: city/_drafts\n',
      ['destination-unsafe _config.yml 1:14'],
      'lies in city/_drafts',
    ],
    ['destination: .\n', ['destination-unsafe _config.yml 1:14'], 'contains the source'],
    ['\ndestination: /\n', ['destination-unsafe _config.yml 2:14'], 'contains the source'],
    ['cache_dir: public/c\n', ['destination-unsafe _config.yml 1:12'], 'contains the cache'],
    [
      'feed:\n  path: /a\n  posts_limit: 0\n',
      ['config-value _config.yml 3:16'],
      'feed.posts_limit',
    ],
    ['pagination:\n  order: x\n', ['config-value _config.yml 2:10'], 'newest-first'],
    ['timezone: CST\n', ['config-value _config.yml 1:11'], 'may be one zone or another'],
    ['timezone: 8\n', ['config-value _config.yml 1:11'], '`timezone: 8` is unknown'],
    ['lang: no\n', ['config-type _config.yml 1:7'], 'put a word between quotes'],
    ['lang: 中文\n', ['config-value _config.yml 1:7'], 'such as zh-CN'],
    ['lang: chinese\n', ['config-value _config.yml 1:7'], 'such as zh-CN'],
    ['cache_dir: true\n', ['config-type _config.yml 1:12'], 'must be a text'],
    ['feed:\n  path: 5\n', ['config-value _config.yml 2:9'], "`feed.path` can't be 5"],
    ['feed: {rss: ""}\n', ['config-value _config.yml 1:13'], 'such as /feed.xml, or false'],
    ['robots: {disallow: /x}\n', ['config-value _config.yml 1:20'], 'a list of paths'],
    ['robots: {disallow: [{a: b}]}\n', ['config-value _config.yml 1:20'], 'a list of paths'],
    ['headers: {policy: [a]}\n', ['config-value _config.yml 1:19'], 'one text'],
    ['archive_permalinks: {day: 5}\n', ['config-value _config.yml 1:27'], 'or false for none'],
    ['theme: {indent: 1}\n', ['config-value _config.yml 1:17'], 'true or false'],
    ['collections: 5\n', ['config-value _config.yml 1:14'], 'a list of names'],
    [
      'jekyll-archives:\n  permalinks:\n    tag: /:nope/:name/\n',
      ['config-value _config.yml 3:10'],
      ':nope',
    ],
    [
      'title: x\npaginate: many\ntimezone: Nowhere/Land\nurl: [x]\n',
      [
        'config-type _config.yml 2:11',
        'config-type _config.yml 4:6',
        'config-value _config.yml 3:11',
      ],
      '`paginate`',
    ],
  ];

  it.each(rows)('%j', async (text, wanted, words) => {
    const problems = await failsWith({ '_config.yml': text });
    expect([...places(problems)].sort()).toEqual([...wanted].sort());
    const said = problems.map(({ message, hint }) => `${message} ${hint ?? ''}`).join('\n');
    expect(said).toContain(words);
  });

  it('that is missing is none at all; one that was asked for must be there', async () => {
    const site = createSite({ [POST]: post('title: x') });
    site.remove('_config.yml');
    expect((await site.build()).problems).toEqual([]);
    const problems = await site.fail({ config: ['other.yml'] });
    expect(places(problems)).toEqual(['config-missing -']);
  });

  it('with a collection in a folder of Jekyll’s own is told', async () => {
    const config = 'title: x\ncollections: {posts: {output: true}, docs: {output: true}, data:}\n';
    const site = await published({ '_config.yml': config });
    expect(places((await site.build()).problems)).toEqual(['config-collections _config.yml 2:60']);
  });

  it('with jekyll-paginate-v2 is told that its index would be empty', async () => {
    const problemsOf = async (more: string): Promise<unknown> => {
      const pagination = 'pagination: {enabled: true, per_page: 7}';
      const site = await published({ '_config.yml': `title: x\n${pagination}\n${more}` });
      return (await site.build()).problems.map(({ code, line, hint }) => [code, line, hint]);
    };
    const told = ['config-pagination', 2, expect.stringContaining('Write paginate: 7,')];
    expect(await problemsOf('')).toEqual([told]);
    expect(await problemsOf('paginate: 5\n')).toEqual([]);
  });

  it('with defaults that say nothing, or seem misspelt, is told', async () => {
    const entries = [
      '{scope: {path: ""}, value: {layout: post}}',
      '{scope: {path: ""}}',
      '{scope: {paht: ""}, values: {a: 1}}',
      '{scope: {type: pots}, values: {a: 1}}',
      'words',
      ...['{scope: {type: post}, values: {a: 1}}', '{scope: {type: docs}, values: {a: 1}}'],
      '{values: {a: 1}}',
    ];
    const list = entries.map((entry) => `  - ${entry}\n`).join('');
    const site = await published({ '_config.yml': `title: x\ndefaults:\n${list}` });
    const { problems } = await site.build();
    expect(problems.map(({ code, severity, line }) => [code, severity, line])).toEqual(
      [3, 4, 5, 6, 7].map((line) => ['config-defaults', 'warning', line]),
    );
    const said = problems.map(({ message }) => /^Entry (\d).*`(\w+)`/.exec(message)?.slice(1));
    expect(said).toEqual([
      ...[
        ['1', 'value'],
        ['2', 'values'],
        ['3', 'paht'],
        ['4', 'posts'],
        ['5', 'values'],
      ],
    ]);
  });

  it('that names a source which is not there is told with its line', async () => {
    const site = createSite({ 'ci.yml': 'title: x\nsource: /nowhere/at/all\n' });
    const config = `${site.root}/ci.yml`;
    const problems = await site.fail({ source: undefined as never, config: [config] });
    expect(places(problems)).toEqual([`source-missing ${config} 2:9`]);
    expect(problems[0]?.hint).toBe('Correct `source`.');
  });

  it('with a key nobody knows is told with the nearest, and read as site.key', async () => {
    const site = await published({
      '_config.yml': 'titl: 报\nweather: sunny\ntime_zone: UTC\nurl：https: x\n',
      'x.html': '---\n---\n{{ site.titl }} {{ site.weather }}',
    });
    const { problems } = await site.build();
    expect(problems.map(({ code, severity, line, hint }) => [code, severity, line, hint])).toEqual([
      ['config-unknown-key', 'warning', 1, 'If you meant `title`, correct the spelling.'],
      ['config-unknown-key', 'warning', 3, 'If you meant `timezone`, correct the spelling.'],
      ['config-unknown-key', 'warning', 4, 'If you meant `url`, correct the spelling.'],
    ]);
    expect(site.read('x.html')).toBe('报 sunny');
  });

  it('with a key or a name that is nearly one that somebody knows is told with that', async () => {
    const site = await published({
      '_config.yml':
        'search: { body: false }\nsass: { stile: compressed }\nkramdown: { hard_warp: true, syntax_higlighter: rouge }\n' +
        'titles_from_headings: { strip_titel: true }\nlimit: 5\nshare: [wiebo, myspace, x]\n',
    });
    const { problems } = await site.build();
    expect(problems.map(({ code, line, hint }) => `${line} ${code}: ${hint}`)).toEqual([
      '1 config-unknown-key: If you meant `search.bodies`, correct the spelling.',
      '2 config-unknown-key: If you meant `sass.style`, correct the spelling.',
      '3 config-unknown-key: If you meant `kramdown.hard_wrap`, correct the spelling.',
      '3 config-unknown-key: If you meant `kramdown.syntax_highlighter`, correct the spelling.',
      '4 config-unknown-key: If you meant `titles_from_headings.strip_title`, correct the spelling.',
      '5 config-unknown-key: If you meant `limit_posts`, correct the spelling.',
      '6 config-shown: If you meant `weibo`, correct the spelling.',
      '6 config-shown: Write names, [weibo, x, email], or `- { title: …, url: … }` a line.',
    ]);
  });

  it('with what kramdown, Sass, a plugin or a theme of Jekyll’s reads is no slip', async () => {
    const site = await published({
      '_layouts/post.html': '{{ content }}',
      '_config.yml':
        'kramdown: { input: GFM, auto_ids: true, entity_output: as_char, guess_lang: true, show_warnings: false, enable_coderay: true, syntax_highlighter_opts: { span: { line_numbers: true } } }\n' +
        'sass: { implementation: sass-embedded, quiet_deps: true, add_charset: true, line_comments: false }\n' +
        'search: { heading_level: 2, previews: 3, button: true, body: 1 }\nlimit: 5\nshare: [twiter, link]\n' +
        'optional_front_matter: { remove_originals: true }\nlimit_words: 3\n',
    });
    const { problems } = await site.build();
    expect(problems.map(({ line, hint }) => `${line} ${hint}`)).toEqual([
      '3 If you meant `search.bodies`, correct the spelling.',
    ]);
  });

  it('with no story on a list page is refused', async () => {
    const site = await published({});
    site.write({ '_config.yml': 'paginate: 0\n' });
    const [problem] = await site.fail();
    expect(problem).toMatchObject({
      ...{ code: 'config-value', line: 1, message: "`paginate` can't be 0" },
      hint: 'Write a whole number, 1 or more.',
    });
  });

  it('with a key that a map of finews’ own does not have is told with those that it has', async () => {
    const site = await published({
      '_config.yml':
        'limits:\n  pots: 1\n  nonsense: 2\nredirects: { caddy: true }\nfeed: { disable_in_development: true }\n' +
        'pictures:\n  weather: sunny\nweather: { of: today }\n',
    });
    const { problems } = await site.build();
    expect(problems.map(({ message, line, hint }) => [line, message.split(';')[0], hint])).toEqual([
      [
        2,
        'finews does not know `limits.pots`',
        'If you meant `limits.post`, correct the spelling.',
      ],
      [
        3,
        'finews does not know `limits.nonsense`',
        'The keys of `limits` are post, front_matter, nesting.',
      ],
      [
        4,
        'finews does not know `redirects.caddy`',
        'The keys of `redirects` are html, json, netlify, apache, nginx.',
      ],
      [
        7,
        'finews does not know `pictures.weather`',
        'The keys of `pictures` are sizes, copies, avif.',
      ],
    ]);
  });

  it('with several faults tells them in the order of their lines', async () => {
    const site = createSite({
      '_config.yml':
        'limits: { nonsense: 1 }\ntimezone: Nowhere/X\npaginate: -1\npermalink: /:nope/\n',
      'more.yml': 'paginate_path: /x/\nlimit_posts: few\n',
    });
    const files = { config: ['_config.yml', 'more.yml'] };
    expect(places(await site.fail(files))).toEqual([
      'config-value _config.yml 2:11',
      'config-type _config.yml 3:11',
      'config-value _config.yml 4:12',
      'config-value more.yml 1:16',
      'config-type more.yml 2:14',
    ]);
  });

  it('with what is switched off, and keys of a Jekyll theme, is nothing to tell', async () => {
    const site = await published({
      '_config.yml':
        'url: https://news.example\nname: 报\nheader: x\nauthors: {}\nlang: ""\nlogo: false\ncname: ""\n' +
        'indexnow_key: false\ntwitter:\n  username:\nfeed: true\nsitemap: true\ntimezone:\ntheme: minima\n',
    });
    const { problems } = await site.build();
    expect(problems).toMatchObject([{ code: 'theme-absent', file: '_config.yml', line: 14 }]);
    expect(['CNAME', 'feed.xml', 'sitemap.xml'].map(site.has)).toEqual([false, true, true]);
    expect(site.read('404.html')).toContain('<html lang="en"');
  });

  it('with what is switched off in a map is nothing to tell', async () => {
    const off = 'twitter: {username: false}\nfeed: {icon: false, logo: false, hub: false}\n';
    const site = await published({ '_config.yml': `url: https://news.example\n${off}` });
    expect((await site.build()).problems).toEqual([]);
    expect(site.read('feed.xml')).not.toMatch(/false|rel="hub"/);
    expect(site.read(PAGE.slice(1))).not.toContain('twitter:site');
  });

  it('with a key nobody knows inside a map is told in the same way', async () => {
    const config = [
      '# feed: none',
      'feed:',
      '',
      '  categories:',
      '    - post_limit',
      '  post_limit: 3',
      '  "hubb": x',
      'limits: {posts: 1}',
      'sitemap: {news: true, newz: false}',
      'author: {nam: x}',
    ];
    const site = await published({ '_config.yml': `${config.join('\n')}\n` });
    const { problems } = await site.build();
    expect(problems.map(({ message, line, hint }) => [message, line, hint])).toEqual(
      [
        ['feed.post_limit', 6, 'feed.posts_limit'],
        ['feed.hubb', 7, 'feed.hub'],
        ['limits.posts', 8, 'limits.post'],
      ].map(([key, line, near]) => [
        `finews does not know \`${key}\`; templates can read it as site.${key}`,
        line,
        `If you meant \`${near}\`, correct the spelling.`,
      ]),
    );
  });

  it('with an odd menu, sections or notices is told what the theme reads', async () => {
    const config = [
      'nav:',
      '  - { title: 甲, url: / }',
      '  - title: 乙',
      '    ulr: /',
      '  - { title: 丙, link: / }',
      'sections: { a: b }',
      'legal:',
      '  - icp: 5',
      '  - 六',
      '  - url: /',
    ];
    const site = await published({ '_config.yml': `${config.join('\n')}\n` });
    const told = async (): Promise<unknown> =>
      (await site.build()).problems.map(({ line, column, message }) => [line, column, message]);
    const slip = [4, 5, 'Entry 2 of `nav` has a key `ulr`, which the theme does not read'];
    expect(await told()).toEqual([
      slip,
      [5, 5, 'Entry 3 of `nav` lacks `url`'],
      [6, 1, '`sections` must be a list'],
      [10, 5, 'Entry 3 of `legal` lacks a `title`, `icp` or `police`'],
    ]);
    // Its own templates may read them in another way.
    site.write({ 'templates/parts/header.njk': '{{ site.nav[2].link }}' });
    expect(await told()).toEqual([slip]);
  });

  it('with values that only look odd is taken', async () => {
    const config =
      'lang: zh_CN\ntitle: 2022\ntwitter: false\nfeed: {rss: false}\npagination: {order: }\n';
    const site = await published({ '_config.yml': config });
    expect((await site.build()).problems).toEqual([]);
  });

  it('with odd lists and maps in it does no harm', async () => {
    const config =
      'exclude: [{a: b}, ~, 1]\ndefaults: [~, x, {scope: {path: [a]}, values: {b: c}}]\n';
    const site = await published({ '_config.yml': `${config}limits: {post: ~}\nlegal: yes\n` });
    expect(site.has(PAGE.slice(1))).toBe(true);
  });
});

describe('broken data and pages', () => {
  const files: readonly (readonly [string, string, string])[] = [
    ['_data/x.yml', 'a: [1\n', 'yaml-syntax _data/x.yml 1:4'],
    ['_data/x.json', '{\n  "a": }', 'data-syntax _data/x.json 2:8'],
    ['_data/x.json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`, 'data-syntax _data/x.json 1:1'],
    ['_data/x.csv', 'a,b\n"1,2\n', 'data-syntax _data/x.csv 2:1'],
    ['_data/deep/x.yaml', '\tx: y', 'yaml-syntax _data/deep/x.yaml 1:3'],
    ['page.md', '---\n- a\n---\n', 'front-matter-root page.md 2:1'],
    ['page.md', '---\n---\n\n{{ x | nope }}\n', 'template-unknown-filter page.md 4:8'],
    ['page.html', '---\nx: y\n---\n{% if x %}\n', 'template-syntax page.html 4:1'],
  ];

  it.each(files)('%s fails the build: %j', async (file, text, wanted) => {
    expect(places(await failsWith({ [file]: text }))).toEqual([wanted]);
  });

  it.each(['_config.yml', '_data/x.yml', 'templates/x.njk', 'x.md'])(
    '%s that is no text is told',
    async (file) => {
      const bytes = Buffer.concat([
        Buffer.from('---\n---\n'),
        Buffer.from('caf\xe9 d\xe9', 'latin1'),
      ]);
      const [problem, ...more] = await failsWith({ [file]: bytes });
      expect(problem).toMatchObject({ file, severity: 'error' });
      expect(problem?.code).toMatch(/^(?:config|data|template|page)-encoding$/);
      expect(more).toEqual([]);
    },
  );

  it('in GB18030 are read', async () => {
    // 你好，世界
    const hello = Buffer.from([0xc4, 0xe3, 0xba, 0xc3, 0xa3, 0xac, 0xca, 0xc0, 0xbd, 0xe7]);
    const site = await published({
      '_config.yml': Buffer.concat([Buffer.from('hello: '), hello]),
      '_data/x.yml': Buffer.concat([Buffer.from('hello: '), hello]),
      'templates/x.njk': Buffer.concat([
        hello,
        Buffer.from('{{ site.hello }}{{ site.data.x.hello }}'),
      ]),
      // No template, and no harm.
      'templates/photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46]),
      'x.html': '---\nlayout: x\n---\n',
    });
    expect(site.read('x.html')).toBe('你好，世界'.repeat(3));
  });

  it('with fields that are no text do no harm', async () => {
    const front = 'title: {a: b}\ndate: [x]\npermalink: {c: d}\nlayout: ~\npublished: {e: f}';
    const site = await published({ 'page.md': post(front, '页') });
    expect(site.read('page.html')).toContain('页');
  });
});

describe('a site as Jekyll has it', () => {
  it('is told of a bad place in a page of its own', async () => {
    const site = await published({
      '_includes/a.html': '',
      'p.html': '---\n---\n{% for p in site.posts %}\n<p {{ p.title }}>{% endfor %}',
    });
    const told = [{ code: 'template-place-tag', file: 'p.html', line: 4, column: 4 }];
    expect((await site.build()).problems).toMatchObject(told);
  });

  it('is told of a theme whose layouts are not in it, until it has some', async () => {
    const site = await published({ '_config.yml': 'title: T\nremote_theme: a/b@v1\n' });
    const told = { code: 'theme-absent', severity: 'warning', file: '_config.yml', line: 2 };
    const { problems } = await site.build();
    expect(problems).toMatchObject([told]);
    expect(problems[0]?.message).toContain('`a/b@v1`');
    expect(problems[0]?.hint).toContain('its repository has them');
    site.write({ '_config.yml': 'title: T\ntheme: minima\n' });
    expect((await site.build()).problems[0]?.hint).toContain('`bundle info --path minima`');
    site.write({ '_layouts/post.html': '{{ content }}' });
    expect((await site.build()).problems).toEqual([]);
    site.remove('_layouts');
    site.write({ 'templates/post.html': '{{ content }}' });
    expect((await site.build()).problems).toEqual([]);
  });

  it('is told of scripts that nobody compiles, and may exclude them', async () => {
    const files = { 'js/a.coffee': '---\n---\na = 1\n', 'js/_b.coffee': 'no' };
    const site = await published(files);
    const told = { code: 'page-uncompiled', severity: 'warning', file: 'js/a.coffee', line: 1 };
    const { problems } = await site.build();
    expect(problems).toMatchObject([told]);
    expect(problems[0]?.hint).toContain('.js');
    site.write({ '_config.yml': 'exclude: ["*.coffee"]\n' });
    expect((await site.build()).problems).toEqual([]);
  });
});

describe('a broken template', () => {
  /** Template, error with place, and what the message and hint contain; the page is named at run time. */
  const rows: readonly (readonly [string, string, string])[] = [
    ['{{ page.title | upcse }}', 'template-unknown-filter templates/post.njk 1:17', 'upcase'],
    ['a\n{% if page.title %}\n', 'template-syntax templates/post.njk 2:1', 'never closed'],
    ['a\nb {{ page.title\n', 'template-syntax templates/post.njk 2:3', 'never closed'],
    ['{% include "nope.njk" %}', 'template-unknown-template templates/post.njk 1:4', 'nope.njk'],
    ['{% extends "nope.njk" %}', 'template-unknown-template templates/post.njk 1:4', 'nope.njk'],
    ['---\nlayout: nope\n---\nx', 'template-unknown-layout templates/post.njk 2:1', 'nope'],
    ['---\nlayout: post\n---\nx', 'template-layout-cycle templates/post.njk 2:1', 'post.njk'],
    ['---\na: [b\n---\nx', 'yaml-syntax templates/post.njk 2:4', 'cannot be read'],
    [
      '\n\n{{ page.nope() }}',
      'template-failed templates/post.njk 3:13',
      `(while building ${PAGE})`,
    ],
    [
      'x{{ 1 | divided_by(0) }}',
      'template-failed templates/post.njk 1:9',
      `(while building ${PAGE})`,
    ],
    [
      '{% include page.title %}',
      'template-failed templates/post.njk 1:4',
      `(while building ${PAGE})`,
    ],
    ['{% include "post.njk" %}', 'template-failed templates/post.njk 1:4', 'include each other'],
    ['{{ "x" | where_exp("y") }}', 'template-failed templates/post.njk 1:10', 'where_exp'],
  ];

  it.each(rows)('%j', async (text, wanted, words) => {
    const problems = await failsWith({ 'templates/post.njk': text });
    expect(places(problems)).toEqual([wanted]);
    expect(`${problems[0]?.message} ${problems[0]?.hint ?? ''}`).toContain(words);
    // The lines of a template's front matter aren't kept.
    const frame = problems[0]?.frame;
    expect(frame === undefined).toBe(text.startsWith('---\nlayout'));
    expect(frame ?? '> 1 |').toMatch(/^> +\d+ \|/m);
  });

  it('is told once for a place, whatever each story says there, with the page as people write it', async () => {
    const problems = await failsWith({
      'templates/post.njk': '{% include page.title %}',
      '_posts/2022-05-18-甲.md': post('title: 甲'),
      '_posts/2022-05-19-乙.md': post('title: 乙'),
    });
    expect(problems).toHaveLength(1);
    expect(decodeURI(problems[0]?.message ?? '')).toBe(problems[0]?.message);
  });

  it('tells a cycle of layouts once, with the whole chain', async () => {
    const problems = await failsWith({
      'templates/a.njk': '---\nlayout: b\n---\n{{ content }}',
      'templates/b.njk': '---\nlayout: a\n---\n{{ content }}',
    });
    expect(places(problems)).toEqual(['template-layout-cycle templates/a.njk 2:1']);
    expect(problems[0]?.message).toContain('a.njk → b.njk → a.njk');
  });

  it('tells all that are broken, and the page of each error once', async () => {
    const many = Array.from({ length: 30 }, (_, at) => [
      `_posts/2022-06-${10 + at}-x.md`,
      post(`title: ${at}\ndate: 2022-06-01`),
    ]);
    const problems = await failsWith({
      ...Object.fromEntries(many),
      'templates/post.njk': '{{ page.nope() }}',
      'templates/home.njk': '\n{{ site.nope() }}',
    });
    expect([...places(problems)].sort()).toEqual([
      'template-failed templates/home.njk 2:13',
      'template-failed templates/post.njk 1:13',
    ]);
  });
});

describe('strict', () => {
  it('publishes nothing when a story is bad', async () => {
    const site = await published();
    const before = site.tree();
    site.write({ '_posts/2022-05-17-b.md': '' });
    const problems = await site.fail({ strict: true });
    expect(problems.map(({ code }) => code)).toEqual(['post-empty', 'strict']);
    expect(site.tree()).toEqual(before);
  });
});

describe('a story that was published before', () => {
  const broken: readonly (readonly [string, string])[] = [
    ['emptied', ''],
    ['broken front matter', '---\ntitle: x\n'],
    ['an unsafe permalink', post('title: x\npermalink: ../x.html')],
    ['a clash', post('title: x\npermalink: /index.html')],
    ['too large', post('title: x', 'x'.repeat(3 << 20))],
    ['unknown bytes', '\u0000'.repeat(5000)],
  ];

  it.each(broken)('and is now set aside is told loudly: %s', async (_, text) => {
    const site = await published({ '_posts/2022-05-17-b.md': post('title: b') });
    site.write({ [POST]: text });
    const { problems } = await site.build();
    const loud = problems.filter(({ message }) => message.startsWith('PUBLISHED BEFORE'));
    expect(loud.map(({ file, fate }) => [file, fate])).toEqual([[POST, 'set-aside']]);
    expect(site.has(PAGE.slice(1))).toBe(false);
    const memo = await site.build();
    expect(memo.problems.some(({ message }) => message.startsWith('PUBLISHED BEFORE'))).toBe(false);
  });
});
