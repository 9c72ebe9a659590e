import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compilePermalink,
  type Expanded,
  expandName,
  expandPermalink,
  numberedPath,
  type PermalinkValues,
  paginatePath,
  resolveStyle,
  unknownPlaceholder,
  urlPath,
} from '../../../src/formats/urls/permalink.js';
import { anyText } from '../../support/any-text.js';
import { runs } from '../../support/runs.js';

const VALUES: PermalinkValues = {
  slug: 'A股 上涨',
  name: '2022-05-06-A股 上涨',
  path: '/sub/2022-05-06-A股 上涨',
  collection: 'posts',
  categories: ['News', 'A股 市场', 'news'],
  outputExt: '.html',
  time: { year: 2022, month: 5, day: 6, hour: 7, minute: 8, second: 9, weekday: 5, yearDay: 126 },
};

function outputOf(pattern: string, over: Partial<PermalinkValues> = {}): string {
  const expanded = expandPermalink(pattern, { ...VALUES, ...over });
  return expanded.kind === 'ok' ? expanded.output : JSON.stringify(expanded);
}

describe('placeholders', () => {
  test.each([
    [':year-:short_year', '2022-22'],
    [':month-:i_month-:short_month-:long_month', '05-5-May-May'],
    [':day-:i_day-:y_day', '06-6-126'],
    [':w_year-:week-:w_day-:short_day-:long_day', '2022-18-5-Fri-Friday'],
    [':hour-:minute-:second', '07-08-09'],
    [':title', 'A股-上涨'],
    [':slug', 'a股-上涨'],
    [':name', '2022-05-06-a股-上涨'],
    [':path', 'sub/2022-05-06-A股 上涨'],
    [':collection', 'posts'],
    [':categories', 'news/a股 市场'],
    [':slugified_categories', 'news/a股-市场'],
    ['x:output_ext', 'x'],
    [':month_:day', '05_06'],
    [':year:month', '202205'],
  ])('%s', (pattern, stem) => expect(outputOf(pattern)).toBe(`${stem}.html`));

  test.each([
    [2020, 12, 31, 4, '2020-53'],
    [2021, 1, 3, 0, '2020-53'],
    [2021, 1, 4, 1, '2021-01'],
    [2024, 12, 30, 1, '2025-01'],
    [2019, 12, 29, 0, '2019-52'],
  ])('ISO week of %i-%i-%i', (year, month, day, weekday, week) => {
    const time = { ...VALUES.time, year, month, day, weekday };
    expect(outputOf(':w_year-:week', { time })).toBe(`${week}.html`);
  });

  test.each([
    ['/:nope/', 'nope'],
    ['/:titles', 'titles'],
    ['/:year__', 'year_'],
    ['/:constructor/', 'constructor'],
  ])('%s is unknown', (pattern, name) => {
    expect(expandPermalink(pattern, VALUES)).toEqual({ kind: 'unknown-placeholder', name });
    expect(unknownPlaceholder(pattern)).toBe(name);
  });

  test('what is known can be chosen', () => {
    expect(unknownPlaceholder('/:year/:month_x')).toBe('month_x');
    expect(unknownPlaceholder('/page:num/', ['num'])).toBeNull();
    expect(unknownPlaceholder('/:slug/:num/', ['num'])).toBe('slug');
  });
});

describe('styles', () => {
  test.each([
    ['date', 'news/a股 市场/2022/05/06/A股-上涨.html'],
    ['pretty', 'news/a股 市场/2022/05/06/A股-上涨/index.html'],
    ['ordinal', 'news/a股 市场/2022/126/A股-上涨.html'],
    ['weekdate', 'news/a股 市场/2022/W18/Fri/A股-上涨.html'],
    ['none', 'news/a股 市场/A股-上涨.html'],
  ])('%s', (style, output) => expect(outputOf(resolveStyle(style))).toBe(output));

  test('are names in config only', () => {
    expect(outputOf('pretty')).toBe('pretty.html');
    expect(resolveStyle('/:title')).toBe('/:title');
    expect(resolveStyle('constructor')).toBe('constructor');
  });
});

describe('URL and file', () => {
  test.each([
    ['/', '/', 'index.html'],
    ['/a/b', '/a/b', 'a/b.html'],
    ['a/b.html', '/a/b.html', 'a/b.html'],
    ['/a//b/', '/a/b/', 'a/b/index.html'],
    ['./a/./b.html', '/a/b.html', 'a/b.html'],
    ['/a...b', '/a/.b', 'a/.b.html'],
    ['/feed.xml', '/feed.xml', 'feed.xml.html'],
    ['/%E5%A4%AE/', '/%E5%A4%AE/', '央/index.html'],
    ['/央 行', '/%E5%A4%AE%20%E8%A1%8C', '央 行.html'],
    ['/100%/', '/100%25/', '100%/index.html'],
    ['/a:1*?', '/a-1--', 'a-1--.html'],
    ['/con', '/con-', 'con-.html'],
    ['/trailing. /x/', '/trailing/x/', 'trailing/x/index.html'],
    ['/a/...', '/a/', 'a/index.html'],
  ])('%s', (pattern, url, output) => {
    expect(expandPermalink(pattern, VALUES)).toMatchObject({ kind: 'ok', url, output });
  });

  test('without categories the slashes close up', () => {
    const date = resolveStyle('date');
    expect(outputOf(date, { categories: [] })).toBe('2022/05/06/A股-上涨.html');
  });

  test('a long slug is cut, told, and its URL leads to the file', () => {
    const expanded = expandPermalink('/:title', { ...VALUES, slug: '行'.repeat(100) });
    expect(expanded).toMatchObject({ kind: 'ok', changed: true });
    if (expanded.kind !== 'ok') return;
    expect(`${decodeURIComponent(expanded.url)}.html`).toBe(`/${expanded.output}`);
    expect(Buffer.byteLength(expanded.output)).toBeLessThanOrEqual(200);
  });
});

describe('attacks are refused, not repaired', () => {
  test.each([
    ['', 'empty'],
    ['../../x', 'dots'],
    ['/a/../b', 'dots'],
    ['/%2e%2e/x', 'dots'],
    ['/%252e%252e/x', 'encoded'],
    ['/a%2fb', 'encoded'],
    ['/a%5cb', 'backslash'],
    ['/a\\b', 'backslash'],
    ['/a%00b', 'control'],
    ['/a\nb', 'control'],
    ['http://evil/x/', 'absolute'],
    ['/.git/config', 'reserved'],
    ['/.g\u200bit/config', 'reserved'],
    [`/${'a/'.repeat(600)}`, 'too-long'],
  ])('permalink %.60j', (pattern, fault) => {
    expect(expandPermalink(pattern, VALUES)).toEqual({ kind: 'unsafe', fault });
  });

  test.each([
    [{ slug: '../../x' }, 'dots'],
    [{ slug: '..' }, 'dots'],
    [{ slug: '%2e%2e%2fx' }, 'dots'],
    [{ slug: 'a\0b' }, 'control'],
    [{ categories: ['a', '..'] }, 'dots'],
    [{ categories: ['a/../../b'] }, 'dots'],
    [{ categories: ['a%2fb'] }, 'encoded'],
    [{ categories: ['a\\b'] }, 'backslash'],
  ])('%j', (over, fault) => {
    const date = resolveStyle('date');
    expect(expandPermalink(date, { ...VALUES, ...over })).toEqual({ kind: 'unsafe', fault });
  });

  test('dots inside a slug are only dots', () => {
    expect(outputOf('/:title/', { slug: 'a..b' })).toBe('a/b/index.html');
  });
});

test('urlPath keeps what may stay in a path', () => {
  expect(urlPath("a~!$&'()*+,;=:@-._/b")).toBe("a~!$&'()*+,;=:@-._/b");
  expect(urlPath('央/[a] "b"#?%41')).toBe('%E5%A4%AE/%5Ba%5D%20%22b%22%23%3F%2541');
  expect(urlPath('\ud800')).toBe('%EF%BF%BD');
});

describe('pages that finews makes', () => {
  test.each([
    [
      '/category/:slug.html',
      { slug: '财经' },
      '/category/%E8%B4%A2%E7%BB%8F.html',
      'category/财经.html',
    ],
    ['/tag/:name/', { name: 'a' }, '/tag/a/', 'tag/a/index.html'],
    ['/:year/:month/', { year: '2022', month: '05' }, '/2022/05/', '2022/05/index.html'],
    ['/:slug/', { slug: '../x' }, '/5ec1f7e7/x/', '5ec1f7e7/x/index.html'],
    ['/:slug/', { slug: 'a\\b\0' }, '/a-b-/', 'a-b-/index.html'],
    ['/%2e%2e/:slug', { slug: 'a' }, '/a', 'a.html'],
  ])('%s %j', (pattern, fields, url, output) => {
    expect(expandName(pattern, fields)).toEqual({ url, output });
  });

  test('a page keeps the extension it has', () => {
    const fields = { path: '', basename: 'feed', output_ext: '.xml' };
    const place = { url: '/feed.xml', output: 'feed.xml' };
    expect(expandName('/:path/:basename:output_ext', fields, '.xml')).toEqual(place);
  });

  test.each([
    ['category/x.html', 'category/x/3.html'],
    ['c/x/index.html', 'c/x/3.html'],
    ['index.html', '3.html'],
    ['c/财经.html', 'c/财经/3.html'],
    ['c/a..html', 'c/a/3.html'],
    ['c/reindex.html', 'c/reindex/3.html'],
  ])('page 3 of %s', (output, numbered) => {
    expect(numberedPath({ output }, 3)).toEqual({ url: `/${urlPath(numbered)}`, output: numbered });
  });

  test.each([
    ['/page/:num.html', '/page/3.html', 'page/3.html'],
    ['/page:num/', '/page3/', 'page3/index.html'],
    ['/page:num', '/page3/', 'page3/index.html'],
    ['page:num', '/page3/', 'page3/index.html'],
    ['/blog/page:num/', '/blog/page3/', 'blog/page3/index.html'],
    ['/页:num/', '/%E9%A1%B53/', '页3/index.html'],
  ])('paginate_path %s', (pattern, url, output) => {
    expect(paginatePath(pattern, 3)).toEqual({ url, output });
  });
});

const piece = fc.oneof(
  fc.constantFrom(':title', ':slug', ':categories', ':year', ':path', ':output_ext', '/', '/', '.'),
  fc.constantFrom('..', '%2e', '%2f', '%', '%E5%A4%AE', '\\', ':', '?', '#', 'CON', '\u202e', '\0'),
  anyText({ maxLength: 4 }),
);
const name = fc.oneof(
  fc.array(piece, { maxLength: 4 }).map((parts) => parts.join('')),
  fc.constantFrom('行'.repeat(120), 'a'.repeat(300), '🔥', 'a.', '\u0301'),
);
const story = fc.record({
  pattern: fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
  slug: name,
  categories: fc.array(name, { maxLength: 3 }),
});

function isSound(expanded: Expanded): boolean {
  if (expanded.kind !== 'ok') return true;
  const { url, output } = expanded;
  const decoded = decodeURIComponent(url).slice(1);
  return (
    [decoded, `${decoded}.html`, `${decoded}index.html`].includes(output) &&
    /^\/[\w./~!$&'()*+,;=:@%-]*$/.test(url) &&
    new URL(url, 'http://x').pathname === url &&
    path.posix.join('/site/', output) === `/site/${output}` &&
    output.split('/').every((segment) => segment !== '' && Buffer.byteLength(segment) <= 255)
  );
}

test('no story gets out, and every URL decodes to its file', () => {
  const date = compilePermalink(resolveStyle('date'));
  fc.assert(
    fc.property(story, ({ pattern, slug, categories }) => {
      const values = { ...VALUES, slug, categories };
      const sound = isSound(expandPermalink(pattern, values)) && isSound(date(values));
      expect(sound).toBe(true);
    }),
    { numRuns: runs(8000) },
  );
});

test('an address, taken as a permalink, is that address', () => {
  fc.assert(
    fc.property(story, ({ pattern, slug, categories }) => {
      const first = expandPermalink(pattern, { ...VALUES, slug, categories });
      if (first.kind !== 'ok') return;
      expect(expandPermalink(first.url, VALUES)).toEqual({ ...first, changed: false });
    }),
    { numRuns: runs(4000) },
  );
});
