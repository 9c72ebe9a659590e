/** Bad front matter, dates, names and encodings: repaired or set aside, told, and never in others' way. */
import { describe, expect, it } from 'vitest';
import { type BadCase, expectCases } from '../support/bad-input.js';
import { effortOf } from '../support/effort.js';
import { createSite, post } from '../support/site.js';

/** Name of the case, front matter and body as they stand in the file, what is told, the headline. */
type Row = readonly [string, string, readonly string[], string | null];

/** A post of 16 May 2022 at the address its name gives; no headline: set aside. */
function may16([name, text, told, title]: Row): BadCase {
  const page = title === null ? null : `2022/05/16/${name}.html`;
  const about = { file: `_posts/2022-05-16-${name}.md`, text, told, page };
  return title === null ? about : { ...about, title };
}

/** One front-matter line and a body. */
function line(front: string): string {
  return `---\n${front}\n---\n正文。\n`;
}

describe('front matter', () => {
  it('that YAML cannot read but a person can is repaired', async () => {
    const rows: readonly Row[] = [
      [
        'inner-quotes',
        line('title: "央行"降准"了"'),
        ['front-matter-scalar repaired 2:8'],
        '央行"降准"了',
      ],
      [
        'inner-single',
        line("title: 'it's here'"),
        ['front-matter-scalar repaired 2:8'],
        "it's here",
      ],
      [
        'quote-first',
        line('title: "快讯"：央行降准'),
        ['front-matter-scalar repaired 2:8'],
        '"快讯"：央行降准',
      ],
      [
        'backslashes',
        line('title: "C:\\Users\\新闻"'),
        ['front-matter-scalar repaired 2:8'],
        'C:\\Users\\新闻',
      ],
      ['backslash-n', line('title: "C:\\new"'), ['front-matter-title repaired 2:8'], 'C:\\new'],
      [
        'open-quote',
        line('title: "央行降准\ntags: [a]'),
        ['front-matter-scalar repaired 2:8'],
        '央行降准',
      ],
      [
        'colon',
        line('title: 快讯: 央行降准'),
        ['front-matter-scalar repaired 2:8'],
        '快讯: 央行降准',
      ],
      ['two-colons', line('title: a: b: c'), ['front-matter-scalar repaired 2:8'], 'a: b: c'],
      ['at', line('title: @所有人'), ['front-matter-scalar repaired 2:8'], '@所有人'],
      [
        'bracket',
        line('title: [Breaking] x'),
        ['front-matter-scalar repaired 2:8'],
        '[Breaking] x',
      ],
      ['bracket-alone', line('title: [突发]'), ['front-matter-title repaired 2:8'], '[突发]'],
      ['brace', line('title: {x} y'), ['front-matter-scalar repaired 2:8'], '{x} y'],
      ['percent', line('title: %5 跌幅'), ['front-matter-scalar repaired 2:8'], '%5 跌幅'],
      ['star', line('title: *ST康美'), ['front-matter-scalar repaired 2:8'], '*ST康美'],
      ['ampersand', line('title: &amp news'), ['front-matter-scalar repaired 2:8'], '&amp news'],
      ['bang', line('title: !重要'), ['front-matter-scalar repaired 2:8'], '!重要'],
      ['hash', line('title: C rocks #1'), ['front-matter-title repaired 2:8'], 'C rocks #1'],
      ['topic', line('title: #话题#'), ['front-matter-title repaired 2:8'], '#话题#'],
      ['wide-colon', line('title：央行降准'), ['front-matter-colon repaired 2:1'], '央行降准'],
      ['no-space', line('title:央行降准'), ['front-matter-colon repaired 2:1'], '央行降准'],
      [
        'wide-colon-twice',
        line('title：快讯: 午间公告'),
        ['front-matter-colon repaired 2:1', 'front-matter-scalar repaired 2:7'],
        '快讯: 午间公告',
      ],
      ['open-list', line('title: 好\ntags: [市场, 要闻'), ['front-matter-list repaired 3:7'], '好'],
      ['duplicate', line('title: 旧\ntitle: 新'), ['front-matter-duplicate repaired 3:1'], '新'],
      [
        'stray',
        line('title: 好\n没有键的一行\ntags: [a]'),
        ['front-matter-line repaired 3:1'],
        '好',
      ],
      ['blank-first', `\n\n${line('title: 好')}`, ['front-matter-fence repaired 3:1'], '好'],
      ['none', '没有头部的正文。\n', ['front-matter-none repaired 1:1'], 'None'],
      [
        'no-fence',
        'title: 好\ntags: [a]\n---\n正文。\n',
        ['front-matter-fence repaired 1:1'],
        '好',
      ],
      [
        'no-fences',
        '\ntitle: 好\ntags: [a]\n\n正文。\n',
        ['front-matter-none repaired 2:1'],
        'No Fences',
      ],
      ['map-title', line('title: {a: b}'), ['front-matter-title repaired 2:8'], '{a: b}'],
      ['octal', line('title: 0123'), [], '0123'],
      ['escape-control', line('title: "a\\0b"'), ['front-matter-title repaired 2:8'], 'a\\0b'],
      [
        'deep',
        line(`title: 深\nkey: ${'['.repeat(5000)}`),
        ['front-matter-scalar repaired 3:6'],
        '深',
      ],
      ['proto', line('title: p\n__proto__: {polluted: yes}\nconstructor: c\ntoString: s'), [], 'p'],
    ];
    await expectCases(rows.map(may16));
  });

  it('that nobody can use sets the story aside', async () => {
    const bomb = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at}, *a${at}]`),
    ];
    const rows: readonly Row[] = [
      ['list', line('- a\n- b'), ['front-matter-root set-aside 2:1'], null],
      ['string', line('only words'), ['front-matter-root set-aside 2:1'], null],
      ['unclosed', '---\ntitle: x\n正文。\n', ['front-matter-unclosed set-aside 1:1'], null],
      ['fence-only', '---', ['front-matter-unclosed set-aside 1:1'], null],
      ['bomb', line(bomb.join('\n')), ['yaml-alias set-aside 2:5'], null],
      ['alias', line('title: x\nkey: *nowhere'), ['yaml-alias set-aside 3:6'], null],
      ['tag', line('title: x\nkey: !ruby/object:File {}'), ['yaml-alias set-aside 3:6'], null],
      ['blank-100k', line('\n'.repeat(100_000)), ['front-matter-size set-aside 2:1'], null],
      [
        'spaces-60k',
        line(`title: x\n${' '.repeat(60_000)}`),
        ['front-matter-size set-aside 2:1'],
        null,
      ],
      ['large', line(`title: ${'x'.repeat(70_000)}`), ['front-matter-size set-aside 2:1'], null],
      ['js', '---js\n{ title: "x" }\n---\n正文。\n', ['front-matter-language set-aside 1:4'], null],
      [
        'json',
        '---json\n{ "title": "x" }\n---\n正文。\n',
        ['front-matter-language set-aside 1:4'],
        null,
      ],
      ['empty', '', ['post-empty set-aside 1:1'], null],
      ['blank', ' \n\n\n', ['front-matter-none repaired 1:1', 'post-blank set-aside 1:1'], null],
      ['nothing', line('tags: [a]').replace('正文。', ''), ['post-blank set-aside 1:1'], null],
    ];
    await expectCases(rows.map(may16));
  });
});

describe('dates', () => {
  it('come from the file name where the front matter has none', async () => {
    const rescued = ['date-rescued repaired 3:7'];
    const without = ['date-rescued repaired 3:1'];
    const cases: readonly BadCase[] = [
      dated('2022-05-16-empty.md', 'date:', without, '2022/05/16/empty.html'),
      dated('2022-05-16-quotes.md', 'date: ""', rescued, '2022/05/16/quotes.html'),
      dated(
        '2022-05-16-zone.md',
        'date:  +0800',
        ['date-rescued repaired 3:8'],
        '2022/05/16/zone.html',
      ),
      dated('2022-05-16-quoted-zone.md', 'date: " +0800"', rescued, '2022/05/16/quoted-zone.html'),
      dated('2022-05-16-impossible.md', 'date: 2022-02-30', rescued, '2022/05/16/impossible.html'),
      dated('2022-05-16-month.md', 'date: 2022-13-45 00:00:00', rescued, '2022/05/16/month.html'),
      dated('2022-05-16-words.md', 'date: 昨天', rescued, '2022/05/16/words.html'),
      dated('2022-05-16-epoch.md', 'date: 1652684660', rescued, '2022/05/16/epoch.html'),
      dated('2022-05-16-year.md', 'date: 99999-01-01', rescued, '2022/05/16/year.html'),
      dated('2022-05-16-list.md', 'date: [2022, 5, 1]', rescued, '2022/05/16/list.html'),
      dated('2022-05-16-map.md', 'date: {year: 2022}', rescued, '2022/05/16/map.html'),
      dated('2022-05-16-long.md', `date: ${'2022-'.repeat(5000)}`, rescued, '2022/05/16/long.html'),
      dated('2022-05-16-leap.md', 'date: 2021-02-29', rescued, '2022/05/16/leap.html'),
      dated(
        '-202205262391921712.md',
        'date: " +0800"',
        rescued,
        '2022/05/26/202205262391921712.html',
      ),
      dated(
        'NW202205162380456220.md',
        'x: y',
        ['date-rescued repaired 1:1'],
        '2022/05/16/NW202205162380456220.html',
      ),
      dated(
        '2022-02-30-202205272391921713.md',
        'date:',
        without,
        '2022/05/27/202205272391921713.html',
      ),
    ];
    await expectCases(cases);
  });

  it('decide where the file name has none', async () => {
    const named = ['file-name repaired 1:1'];
    const cases: readonly BadCase[] = [
      dated('plain.md', 'date: 2022-05-16', named, '2022/05/16/plain.html'),
      dated('-.md', 'date: 2022-05-16\nslug: dash', named, '2022/05/16/dash.html'),
      dated('2022-5.md', 'date: 2022-05-16', named, '2022/05/16/2022-5.html'),
      dated('快讯 "央行".md', 'date: 2022-05-17', named, '2022/05/17/快讯-央行.html'),
      dated('2022-02-30-no-such-day.md', 'date: 2022-05-16', [], '2022/05/16/no-such-day.html'),
    ];
    await expectCases(cases);
  });

  it('that are nowhere set the story aside', async () => {
    const missing = ['date-missing set-aside 3:7'];
    const cases: readonly BadCase[] = [
      dated('nothing.md', 'x: y', ['date-missing set-aside 1:1'], null),
      dated('empty.md', 'date:', ['date-missing set-aside 3:1'], null),
      dated('2022-02-30-impossible.md', 'date: 2022-02-30', missing, null),
      dated('-99999999999999.md', 'date: " +0800"', missing, null),
      dated('13-45.md', 'date: 13-45', missing, null),
    ];
    const site = await expectCases(cases);
    const { problems } = await site.build();
    const told = problems.filter(({ code }) => code === 'date-missing');
    expect(told[0]?.hint).toContain(
      'Write `date: 2022-05-16 15:04:20 +0800`, or name the file as in 2022-05-16-name.md',
    );
    expect(
      told.flatMap(({ file, message }) => (message.includes(':') ? [file, message] : [])),
    ).toEqual([
      '_posts/2022-02-30-impossible.md',
      'There is no usable date: the calendar has no such day as the file name',
    ]);
  });
});

it('says of what is no date and no name what it is, once, and what to write', async () => {
  const site = createSite({
    '_posts/2022-05-16-a.md': post('title: a\ndate: {year: 2022}'),
    '_posts/2022-05-16-b.md': post('title: b\ncategories: {b: 2}\ntag:\n  c: d'),
    '_drafts/c.md': post('title: c\ndate: [2022]'),
  });
  const { problems } = await site.build({ drafts: true });
  expect(problems.map(({ message, hint }) => `${message}: ${hint}`).sort()).toEqual([
    '`categories` is a map and names nothing; it was left out: Write the names after `categories:`, as in [one, two].',
    '`date` is a list and no date; the time of the file was taken: Write `date: 2022-05-16 15:04:20 +0800`.',
    '`date` is a map and no date; 2022-05-16 was taken from the file name: Write `date: 2022-05-16 15:04:20 +0800`.',
    '`tag` is a map and names nothing; it was left out: Write the names after `tag:`, as in [one, two].',
  ]);
  expect([...site.tree().keys()].filter((file) => /^(?:category|tag)\//.test(file))).toEqual([]);
});

/** A story that is good but for its date and file name. */
function dated(name: string, front: string, told: readonly string[], page: string | null): BadCase {
  return { file: `_posts/${name}`, text: line(`title: 好\n${front}`), told, page };
}

describe('fields that are no text', () => {
  it('are left out and told', async () => {
    const typed = (place: string): string[] => [`front-matter-type repaired ${place}`];
    const doubted = (place: string): string[] => [`front-matter-type told ${place}`];
    const rows: readonly Row[] = [
      ['list-title', line('title:\n  - a\n  - b'), typed('2:1'), 'List Title'],
      ['map-title', line('title:\n  a: b'), typed('2:1'), 'Map Title'],
      ['null-title', line('title:'), [], 'Null Title'],
      ['list-slug', line('title: s\nslug: [a]'), typed('3:7'), 's'],
      ['map-slug', line('title: s\nslug: {a: b}'), typed('3:7'), 's'],
      ['map-permalink', line('title: p\npermalink: {a: b}'), typed('3:12'), 'p'],
      ['odd-terms', line('title: t\ntags: [[[a]], {b: c}, ~, "", " "]\ncategories:'), [], 't'],
      ['map-terms', line('title: t\ntags: {b: {c: d}}'), typed('3:7'), 't'],
      ['map-category', line('title: t\ncategories: {b: 2}'), typed('3:13'), 't'],
      [
        'map-excerpt',
        line('title: e\nexcerpt: {a: b}\nexcerpt_separator: [x]'),
        [...doubted('3:10'), ...doubted('4:20')],
        'e',
      ],
      [
        'odd-theme',
        line('title: o\nlang: {a: b}\nauthor: [x]\nsource: {name: {y: z}}'),
        doubted('3:7'),
        'o',
      ],
      ['odd-summary', line('title: o\ndescription: [x]'), doubted('3:14'), 'o'],
      ['odd-published', line('title: o\npublished: [no]'), doubted('3:12'), 'o'],
      ['typo-published', line('title: o\npublished: flase'), doubted('3:12'), 'o'],
      ['odd-draft', line('title: o\ndraft: maybe'), doubted('3:8'), 'o'],
      ['quoted-noindex', line('title: o\nnoindex: "true"'), doubted('3:10'), 'o'],
      ['switches', line('title: o\npublished: "yes"\ndraft: "no"\nnoindex:'), [], 'o'],
    ];
    await expectCases(rows.map(may16));
  });

  it('show the story in the usual layout where theirs is not there', async () => {
    const unknown = ['layout-unknown told 3:9'];
    const rows: readonly Row[] = [
      ['unknown', line('title: x\nlayout: nope'), unknown, 'x'],
      ['list', line('title: x\nlayout: [post]'), unknown, 'x'],
      ['map', line('title: x\nlayout: {a: b}'), unknown, 'x'],
      ['empty', line('title: x\nlayout: ""'), unknown, 'x'],
      ['parent', line('title: x\nlayout: ../../../etc/passwd'), unknown, 'x'],
      ['absolute', line('title: x\nlayout: /etc/passwd'), unknown, 'x'],
      ['encoded', line('title: x\nlayout: "%2e%2e/post"'), unknown, 'x'],
      ['backslash', line("title: x\nlayout: '..\\\\post'"), unknown, 'x'],
      ['dots', line('title: x\nlayout: ..'), unknown, 'x'],
      ['extension', line('title: x\nlayout: post.njk'), unknown, 'x'],
      ['inherited', line('title: x\nlayout: constructor'), unknown, 'x'],
      ['prototype', line('title: x\nlayout: __proto__'), unknown, 'x'],
    ];
    await expectCases(rows.map(may16));
  });
});

describe('keys that are nearly known', () => {
  it('are told where the one that was meant is missing', async () => {
    const slip = (place: string): string[] => [`front-matter-key told ${place}`];
    const rows: readonly Row[] = [
      ['letter', line('title: 好\ncatagories: a'), slip('3:1'), '好'],
      [
        'chinese',
        line('title: 好\n栏目: 财经\n日期: x\n标题: y'),
        [...slip('3:1'), ...slip('4:1')],
        '好',
      ],
      ['doubled', line('x: y\ntittle: 好'), slip('3:1'), 'Doubled'],
      ['swapped', line('title: 好\nlayuot: none'), slip('3:1'), '好'],
      ['case', line('title: 好\nDate: 2022-05-16'), slip('3:1'), '好'],
      ['many-ways', line('tittle: a\ntitel: b\nTitle: c'), slip('2:1'), 'Many Ways'],
      ['both', line('title: 好\nTitle: a\ncategory: ""\ncatagories: b'), [], '好'],
      ['own', line('title: 好\nrate: 5\ndata: x\nimages: [a]\ntag_s: b\ntitles: c'), [], '好'],
      ['of-news', line('title: 好\npublisher: a\nPublisher: b'), [], '好'],
      ['two-away', line('title: 好\nlay_outs: none\nkategorie: a'), [], '好'],
    ];
    await expectCases(rows.map(may16));
  });
});

describe('HTML that is left open', () => {
  it('is balanced and told', async () => {
    const told = (place: string): string[] => [`html-unbalanced repaired ${place}`];
    const rows: readonly Row[] = [
      ['open-div', body('<div>正文。'), told('4:1'), '好'],
      ['open-bold', body('<p><b>正文。</p>'), told('4:4'), '好'],
      ['closed-twice', body('<div>正文。</div></div>'), told('4:15'), '好'],
      ['crossed', body('<b><i>正文。</b></i>'), told('4:4'), '好'],
      ['end-of-page', body('正文。</body></html>'), told('4:4'), '好'],
      ['in-list', body('- 甲\n  - 乙<span\n    class="x">丙'), told('5:6'), '好'],
      ['after-code', body('`<b>` <b>甲</b>\n\n    <b>\n\n乙 <b>丙'), told('8:3'), '好'],
      ['after-link', body('<https://a.b> \\<b>\n\n**甲 <b>乙**'), told('6:5'), '好'],
      ['in-indented', body('<div>\n    <div>\n    甲</div>'), told('4:1'), '好'],
      ['open-tag', body('正文。<a href="x'), [], '好'],
      ['open-comment', body('正文。\n\n<!-- 没完'), told('6:1'), '好'],
      ['less-than', body('1 <2 与 a < b，正文。'), [], '好'],
      ['open-p', body('<p>甲<p>乙<br>丙'), [], '好'],
    ];
    await expectCases(rows.map(may16));
  });
});

describe('HTML that is taken out', () => {
  it('is told where it showed something', async () => {
    const told = (place: string): string[] => [`html-removed repaired ${place}`];
    const rows: readonly Row[] = [
      ['film', body('正文。\n\n看 <IFRAME src="https://a.b/c"></IFRAME>'), told('6:3'), '好'],
      ['code', body('`<svg>` 之后 <svg></svg><svg></svg>'), told('4:12'), '好'],
      [
        'icons',
        body('<svg aria-hidden="true"></svg>文<iframe hidden></iframe> <svg></svg>'),
        told('4:57'),
        '好',
      ],
      ['unseen', body('正文。<script>x()</script><p onclick="x()">文</p>'), [], '好'],
    ];
    await expectCases(rows.map(may16));
  });
});

it('each kind of HTML that is taken out has its line, and the lines of the others of its kind', async () => {
  const svg = '<svg viewBox="0 0 1 1"><path d="M0"/></svg>';
  const links = '<a href="rdar://1">甲</a>\n\n<a href="rdar://2">乙</a>';
  const site = createSite({
    '_posts/2022-05-16-a.md': post(
      'title: x',
      [
        svg,
        '`<svg>`',
        `${svg}<svg hidden></svg>`,
        '<iframe src="//a.b"></iframe>',
        svg,
        links,
      ].join('\n\n'),
    ),
  });
  const { problems } = await site.build();
  expect(problems.map((one) => `${one.code} ${one.line} ${one.message}`)).toEqual([
    'html-removed 4 Taken out of the story with what it shows: <svg>, and 2 more (lines 8, 12)',
    'html-removed 10 Taken out of the story with what it shows: <iframe>',
    'link-refused 14 The link to `rdar://1`, and 1 more (line 16) is left out, its words stay',
  ]);
});

it('very many of a kind are all counted', async () => {
  const links = Array.from({ length: 300 }, (_, at) => `<a href="rdar://${at}">甲</a>`);
  const site = createSite({
    '_posts/2022-05-16-a.md': post('title: x', ['<svg></svg>'.repeat(300), ...links].join('\n\n')),
  });
  const { problems } = await site.build();
  expect(problems.map(({ message }) => message)).toEqual([
    'Taken out of the story with what it shows: <svg>, and 299 more (line 4)',
    'The link to `rdar://0`, and 299 more (lines 8, 10, 12, 14, 16, …) is left out, its words stay',
  ]);
});

describe('a link of HTML whose scheme is refused', () => {
  it('keeps its words, and is told where it stands, but for scripts of the page it is from', async () => {
    const told = (place: string): string[] => [`link-refused repaired ${place}`];
    const rows: readonly Row[] = [
      ['app', body('正文。\n\n见 <a href="rdar://1">好链</a>'), told('6:12'), '好'],
      [
        'file',
        body('<p>正文。<a class="x" href="file:///C:/a.doc">好件</a></p>'),
        told('4:26'),
        '好',
      ],
      [
        'script',
        body('正文。<a href=" java\tscript:alert(1)">好</a><a href="data:,x">二</a>'),
        [],
        '好',
      ],
      ['fine', body('正文。<a href="tel:1">好</a><a href="">二</a><a name="x">三</a>'), [], '好'],
    ];
    await expectCases(rows.map(may16));
    const site = createSite({
      '_posts/2022-05-16-a.md': post('title: x', '<a href="rdar://1">好链</a>'),
    });
    await site.build();
    expect(site.read('2022/05/16/a.html')).toMatch(/<a>好链<\/a>/);
  });
});

describe('a picture that only its writer could see', () => {
  it('is told where it stands, whatever shows it', async () => {
    const told = (place: string): string[] => [`link-refused repaired ${place}`];
    const word = '<img width=300 src="file:///C:/Users/x/a.png">';
    const rows: readonly Row[] = [
      ['word', body(`正文。\n\n文 ${word}`), told('6:23'), '好'],
      ['mail', body('<p>正文。<img src="cid:part1@x"><img src="blob:https://a.b/c"></p>'), told('4:17'), '好'],
      ['film', body('正文。<video><source src="file:///a.mp4"></video>'), told('4:24'), '好'],
      ['unseen', body('正文。<img width=1 height=1 src="file:///a.png"><img src=""><img src="about:blank">'), [], '好'],
      ['other', body('正文。<img src="file:///a.png" srcset="/a.png 2x"><img src="data:image/png;base64,AA==">'), [], '好'],
    ]; // biome-ignore format: one story a line
    await expectCases(rows.map(may16));
  });
});

describe('Liquid in a story', () => {
  it('is text, and told once', async () => {
    const told = ['post-liquid repaired 5:2'];
    const rows: readonly Row[] = [
      ['tags', body('正文。\n（{% include a.html %}）\n{{ site.title }}'), told, '好'],
      ['prose', body('正文 {{ 与 {% 涨幅 %}。'), [], '好'],
      ['code', body('正文。\n\n```\n{% include a.html %}\n```'), [], '好'],
    ];
    await expectCases(rows.map(may16));
  });
});

describe('Markdown that readers would miss', () => {
  it('is told where it is, and its words stay', async () => {
    const refused = (place: string): string => `link-refused repaired ${place}`;
    const rows: readonly Row[] = [
      ['link', body('正文。\n看[甲](rdar://1)和[乙](irc://a.b/c)'), [refused('5:6')], '好'],
      ['picture', body('> ![甲](file:///a.png)'), [refused('4:8')], '好'],
      [
        'blank',
        body('[甲](/a b/c.html)，[注](见 第三版)'),
        ['link-unrecognised repaired 4:20'],
        '好',
      ],
      [
        'liquid',
        body('[甲][n]\n\n[n]: {{ site.url }}/x'),
        ['link-refused repaired 4:1', 'post-liquid repaired 6:6'],
        '好',
      ],
      ['table', body('甲|乙|丙\n---|---\n1|2|3'), ['table-unrecognised repaired 5:1'], '好'],
      ['definition', body('正文。\n\n[注]: 这是说明'), ['definition-unused repaired 6:1'], '好'],
      ['attributes', body('正文。\n{: see below}'), ['attributes-unknown repaired 5:1'], '好'],
      [
        'growth',
        body(`${'[^1]'.repeat(2000)}\n\n[^1]: 注`),
        ['markdown-growth repaired 4:1'],
        '好',
      ],
    ];
    await expectCases(rows.map(may16));
  });
});

function body(html: string): string {
  return `---\ntitle: 好\n---\n${html}\n`;
}

/** A whole post in another encoding; every text here has the same headline. */
type Encoded = readonly [string, Uint8Array, readonly string[], boolean];

describe('encodings', () => {
  const text = '---\ntitle: 央行降准的消息\n---\n中国人民银行决定下调存款准备金率。\n';
  const utf16 = Buffer.from(text, 'utf16le');
  const be = Buffer.from(utf16).swap16();
  const ok = (place: string): string[] => [`encoding repaired ${place}`];
  const aside = (place: string): string[] => [`encoding set-aside ${place}`];

  it('are recognised, or the story is set aside', async () => {
    const rows: readonly Encoded[] = [
      ['bom', Buffer.from(`\ufeff${text}`), ok('1:1'), true],
      ['crlf', Buffer.from(text.replaceAll('\n', '\r\n')), ok('1:4'), true],
      ['cr', Buffer.from(text.replaceAll('\n', '\r')), ok('1:4'), true],
      ['gb18030', gb18030(), ok('2:8'), true],
      ['utf16le-bom', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), ok('1:1'), true],
      ['utf16be-bom', Buffer.concat([Buffer.from([0xfe, 0xff]), be]), ok('1:1'), true],
      [
        'utf16-odd',
        Buffer.concat([Buffer.from([0xff, 0xfe]), utf16, Buffer.from([0x20])]),
        ok('5:1'),
        true,
      ],
      ['null-byte', Buffer.from(text.replace('降准', '\0降准')), ok('2:10'), true],
      ['controls', Buffer.from(text.replace('降准', '\x08\x1b降准\x0b')), ok('2:10'), true],
      ['noncharacter', Buffer.from(text.replace('降准', '\uffff降准')), ok('2:10'), true],
      ['truncated', Buffer.from(text).subarray(0, -2), aside('4:17'), false],
      [
        'latin1',
        Buffer.from('---\ntitle: café à la carte\n---\nÉtait-ce bien là?\n', 'latin1'),
        aside('2:11'),
        false,
      ],
      ['utf32', Buffer.from([0xff, 0xfe, 0, 0, 0x2d, 0, 0, 0]), aside('1:1'), false],
      [
        'binary',
        Buffer.from(Array.from({ length: 4096 }, (_, at) => (at * 31) % 128)),
        aside('1:1'),
        false,
      ],
      ['png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), aside('1:1'), false],
      ['only-ff', Buffer.alloc(100, 0xff), aside('1:1'), false],
      ['only-nul', Buffer.alloc(5000), aside('1:1'), false],
    ];
    await expectCases(
      rows.map(([name, bytes, told, published]): BadCase => {
        const page = `2022/05/16/${name}.html`;
        const about = { file: `_posts/2022-05-16-${name}.md`, text: bytes, told };
        return published ? { ...about, page, title: '央行降准的消息' } : { ...about, page: null };
      }),
    );
  });
});

it('says in words what was wrong with the bytes', async () => {
  const text = '---\ntitle: 消息\n---\n正文。\n';
  const site = createSite({
    '_posts/2022-05-16-a.md': `\ufeff${text.replaceAll('\n', '\r\n')}\b`,
    '_posts/2022-05-16-b.md': Buffer.from(`\ufeff${text}`, 'utf16le'),
  });
  expect((await site.build()).problems.map(({ message }) => message)).toEqual([
    'The byte order mark was taken out. Line ends of Windows or old Macs were made plain ones. Control characters were taken out',
    'The byte order mark was taken out. The file is not in UTF-8; it was read as UTF-16LE',
  ]);
});

/** The same text in GB18030, two bytes a character: what the decoder says of it, turned round. */
function gb18030(): Uint8Array {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, readonly number[]>();
  for (let lead = 0x81; lead < 0xff; lead++) {
    for (let trail = 0x40; trail < 0xff; trail++) {
      const bytes = [lead, trail];
      codes.set(decoder.decode(new Uint8Array(bytes)), bytes);
    }
  }
  const text = '---\ntitle: 央行降准的消息\n---\n中国人民银行决定下调存款准备金率。\n';
  return Uint8Array.from(
    Array.from(text).flatMap((char) => codes.get(char) ?? [char.charCodeAt(0)]),
  );
}

describe('sizes', () => {
  it('over the limits set the story aside, quickly', async () => {
    const size = ['post-size set-aside 1:1'];
    const huge: readonly BadCase[] = [
      {
        file: '_posts/2022-05-16-huge.md',
        text: line(`title: x\n---\n${'字'.repeat(1_700_000)}`),
        told: size,
        page: null,
      },
      { file: '_posts/2022-05-16-zeros.md', text: Buffer.alloc(5_000_000), told: size, page: null },
    ];
    const publish = async (): Promise<void> => void (await expectCases(huge));
    expect(await effortOf(publish)).toBeLessThan(200);
  });
});
