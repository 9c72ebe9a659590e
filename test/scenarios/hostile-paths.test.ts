/** Addresses that climb, hide or run too long: nothing is ever written outside the output. */
import fs from 'node:fs';
import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { type BadCase, expectCases, GOOD_FILES, sourceTree } from '../support/bad-input.js';
import { type Files, post, type TestSite } from '../support/site.js';

const UNSAFE = ['permalink-unsafe set-aside 3:12'];
const CHANGED = ['permalink-shortened repaired 3:12'];
const UNKNOWN = ['permalink-placeholder set-aside 3:12'];

/** A permalink, what is told, and the file it leads to; null: set aside. */
type Row = readonly [string, readonly string[], string | null];

const permalinks: readonly Row[] = [
  ['/../../../escaped.html', UNSAFE, null],
  ['../escaped.html', UNSAFE, null],
  ['../../../escaped/', UNSAFE, null],
  ['/a/../../escaped.html', UNSAFE, null],
  ['/a/..', UNSAFE, null],
  ['..', UNSAFE, null],
  ['/%2e%2e/escaped.html', UNSAFE, null],
  ['/%2E%2E%2Fescaped.html', UNSAFE, null],
  ['/%252e%252e/escaped.html', UNSAFE, null],
  ['/..%5cescaped.html', UNSAFE, null],
  ['..\\..\\escaped.html', UNSAFE, null],
  ['C:\\escaped.html', UNSAFE, null],
  ['/a\\b.html', UNSAFE, null],
  ['/a%00b.html', UNSAFE, null],
  ['/a%0Ab.html', UNSAFE, null],
  ['http://evil.example/x/', UNSAFE, null],
  ['//evil.example/x.html', [], 'evil.example/x.html'],
  ['/.git/hooks/x.html', UNSAFE, null],
  ['/.GIT/x.html', UNSAFE, null],
  ['/git~1/x.html', UNSAFE, null],
  ['/.finews/x.html', UNSAFE, null],
  ['/%2egit/x.html', UNSAFE, null],
  ['/.g\u200cit/x.html', UNSAFE, null],
  [' ', UNSAFE, null],
  ['/:nope/x.html', UNKNOWN, null],
  [`/${'a/'.repeat(700)}`, UNSAFE, null],
  ['/etc/passwd', [], 'etc/passwd.html'],
  ['/./a/./b.html', [], 'a/b.html'],
  ['/a//c.html', [], 'a/c.html'],
  ['/con.html', CHANGED, 'con-.html'],
  ['/a/NUL/b.html', CHANGED, 'a/NUL-/b.html'],
  ['/what?.html', CHANGED, 'what-.html'],
  ['/a"b<c>|*.html', CHANGED, 'a-b-c---.html'],
  ['/a:b.html', UNKNOWN, null],
  ['/x#y.html', [], 'x#y.html'],
  ['/ends. /x.html', CHANGED, 'ends/x.html'],
  ['/\u202egnp.html', CHANGED, 'gnp.html'],
  ['/新闻/今天.html', [], '新闻/今天.html'],
];

describe('permalinks', () => {
  it('are confined, repaired or set aside', async () => {
    const cases = permalinks.map(([permalink, told, page], at): BadCase => {
      const text = post(`title: x\npermalink: ${quoted(permalink)}`);
      return { file: `_posts/2022-05-16-p${at}.md`, text, told, page };
    });
    await expectConfined(cases);
  });

  it('of a pattern in the config are checked as the story comes', async () => {
    const config = 'title: Test\ntimezone: Asia/Shanghai\nlang: zh-CN\n';
    const cases: readonly BadCase[] = [
      aside('_posts/2022-05-16-a.md', 'slug: ../../escaped', unsafe('3:7')),
      aside('_posts/2022-05-16-b.md', 'slug: "%2e%2e/escaped"', unsafe('3:7')),
      aside('_posts/2022-05-16-c.md', 'categories: [../escaped]', unsafe('3:13')),
      aside('_posts/2022-05-16-d.md', 'category: ..', unsafe('3:11')),
      aside('_posts/2022-05-16-e.md', "slug: 'a\\..\\..\\escaped'", unsafe('3:7')),
    ];
    await expectConfined(cases, {
      '_config.yml': `${config}permalink: /:categories/:year/:month/:day/:slug.html\n`,
    });
  });
});

describe('slugs and names', () => {
  const long = '长'.repeat(100);
  const same = ['file-name repaired 1:1'];
  const shortened = ['permalink-shortened repaired 3:7'];

  it('that fit no disk are shortened, and stay two when they were two', async () => {
    await expectConfined([
      slug('a', long, shortened, `2022/05/16/${'长'.repeat(62)}-*.html`),
      slug('b', `${'x'.repeat(299)}1`, shortened, `2022/05/16/${'x'.repeat(186)}-*.html`),
      slug(
        'c',
        `${'y'.repeat(150)}/${'z'.repeat(150)}`,
        shortened,
        `2022/05/16/${'y'.repeat(150)}-${'z'.repeat(35)}-*.html`,
      ),
      slug('d', '🔥', ['slug-empty repaired 3:7'], '2022/05/16/*.html'),
    ]);
    const site = await expectConfined([
      slug('a', `${long}甲`, shortened, `2022/05/16/${'长'.repeat(62)}-*.html`),
      slug('b', `${long}乙`, shortened, `2022/05/16/${'长'.repeat(62)}-*.html`),
    ]);
    expect([...site.tree().keys()].filter((file) => file.includes('长')).length).toBe(2);
    // As it is spoken, for it is people who read it.
    const { problems } = await site.build();
    const [told] = problems.filter(({ code }) => code === 'permalink-shortened');
    expect(told?.message).toMatch(/; it is now \/2022\/05\/16\/长{62}-\w+\.html$/);
  });

  it('with anything in them that a disk can hold come out', async () => {
    const date = 'title: x\ndate: 2022-05-16';
    const cases: readonly BadCase[] = [
      named('快讯 <b>"央行".md', date, same, '2022/05/16/快讯-b-央行.html'),
      named('%2e%2e%2fescaped.md', date, UNSAFE_NAME, null),
      named('a%2e%2e%2fb.md', date, same, '2022/05/16/a-2e-2e-2fb.html'),
      named('a\\b.md', date, same, '2022/05/16/a-b.html'),
      named('$&$`.md', date, same, '2022/05/16/$&$.html'),
      named("a'b\tc.md", date, same, "2022/05/16/a'b-c.html"),
      named('[x]{y}(z)!*.md', date, same, '2022/05/16/x-y-(z)!.html'),
      named(
        `${'字'.repeat(84)}.md`,
        date,
        [...same, 'permalink-shortened repaired 1:1'],
        `2022/05/16/${'字'.repeat(62)}-*.html`,
      ),
    ];
    await expectConfined(cases);
  });

  it('with a line break in them come out', async () => {
    const cases = ['\n', '\r', '\u2028'].map((char, at) => {
      return named(`2022-05-16-${at}${char}b.md`, 'title: x', [], `2022/05/16/${at}-b.html`);
    });
    await expectConfined(cases);
  });
});

const UNSAFE_NAME = ['file-name repaired 1:1', ...unsafe('1:1')];

function unsafe(place: string): readonly string[] {
  return [`permalink-unsafe set-aside ${place}`];
}

function named(name: string, front: string, told: readonly string[], page: string | null): BadCase {
  return { file: `_posts/${name}`, text: post(front), told, page };
}

function slug(name: string, text: string, told: readonly string[], page: string): BadCase {
  const front = `title: x\nslug: ${quoted(text)}`;
  return { file: `_posts/2022-05-16-${name}.md`, text: post(front), told, page };
}

function aside(file: string, front: string, told: readonly string[]): BadCase {
  return { file, text: post(`title: x\n${front}`), told, page: null };
}

/** A YAML scalar that gives exactly this text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** As `expectCases`, and no file anywhere but in the output is new or changed. */
async function expectConfined(cases: readonly BadCase[], more: Files = {}): Promise<TestSite> {
  const site = await expectCases(cases, more);
  const written = new Set([...GOOD_FILES, ...Object.keys(more), ...cases.map(({ file }) => file)]);
  expect([...sourceTree(site).keys()].filter((file) => !written.has(file))).toEqual(
    ['_config.yml'].filter((file) => !written.has(file)),
  );
  expect(fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('escaped'))).toEqual([]);
  expect([...site.tree().keys()].filter((file) => file.includes('..'))).toEqual([]);
  return site;
}
