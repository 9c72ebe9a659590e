import { describe, expect, it } from 'vitest';
import {
  parseFrontMatter,
  parseTrustedFrontMatter,
} from '../../../src/formats/front-matter/front-matter.js';
import { keyPlace } from '../../../src/formats/front-matter/key-place.js';
import { unfencedLines } from '../../../src/formats/front-matter/lost-fence.js';
import { effort } from '../../support/effort.js';
import { codes, LIMITS } from '../front-matter-cases.js';

const KEYS = 'title: 午间公告\ndate: 2022-05-16\n';

describe('front matter without its first fence is read', () => {
  it.each([
    ['missing', `${KEYS}---\n正文`, '1:1', 4],
    ['below blank lines', `\ufeff\n\n${KEYS}---\n正文`, '3:1', 6],
    ['a dash', `—\n${KEYS}---\n正文`, '1:1', 5],
    ['a dash and hyphens', `—--\n${KEYS}---\n正文`, '1:1', 5],
    ['full-width hyphens, as below', `－－－\n${KEYS}－－－\n正文`, '1:1', 5],
    ['four hyphens', `---- \n${KEYS}----\n正文`, '1:1', 5],
    ['with a blank line above the second', `${KEYS}\n---\n正文`, '1:1', 5],
    ['CRLF', `${KEYS}---\n正文`.replaceAll('\n', '\r\n'), '1:1', 4],
  ])('%s', (_, text, place, bodyLine) => {
    const front = parseFrontMatter(text, LIMITS);
    expect(front).toMatchObject({
      status: 'repaired',
      data: { title: '午间公告', date: '2022-05-16' },
      body: '正文',
      bodyLine,
    });
    expect(codes(front)).toEqual([`front-matter-fence ${place}`]);
  });

  it('with lists, comments, keys of a site’s own, and repairs', () => {
    const text = 'categories:\n- 市场\n  # x\ntitle：快讯: 午间\n来源: 新华社\nmy_key: 1\n---\n';
    const front = parseFrontMatter(text, LIMITS);
    expect(front.data).toEqual({
      categories: ['市场'],
      title: '快讯: 午间',
      来源: '新华社',
      my_key: 1,
    });
    expect(codes(front)).toContain('front-matter-colon 4:1');
    expect(keyPlace(text, 'my_key')).toEqual({ line: 6, column: 9 });
  });
});

describe('what may be a text is none', () => {
  it.each([
    ['one key', 'title: x\n---\n正文'],
    ['keys that are in many a text', 'source: x\nauthor: y\n---\n正文'],
    ['keys further down', `正文\n\n${KEYS}---\n`],
    ['other keys first', `Note: x\n${KEYS}---\n`],
    ['upper-case keys', 'Title: x\nDate: y\n---\n正文'],
    ['text before the fence', `${KEYS}\n正文。\n\n---\n`],
    ['a list below a blank line', `${KEYS}\n- 甲\n---\n`],
    ['a list below a key with a value', `${KEYS}- 甲\n---\n`],
    ['a sentence with a colon', `${KEYS}记者获悉：今天\n---\n`],
    ['no second fence', `${KEYS}\n正文`],
    ['another second fence', `${KEYS}－－－\n正文`],
    ['a block over the limit', `${KEYS}x: ${'x'.repeat(20_000)}\n---\n`],
    ['an alias', `${KEYS}x: *y\n---\n`],
    ['a rule and a key', '----\nsource: x\n---\n'],
    ['code', '```\ntitle: x\ndate: y\n---\n```\n'],
  ])('%s', (_, text) => {
    expect(parseFrontMatter(text, LIMITS)).toMatchObject({ status: 'none', data: {}, body: text });
  });

  it('in a page, which is told by its fences from a static file', () => {
    expect(parseTrustedFrontMatter(`${KEYS}---\n`, 'a.md').value).toMatchObject({ found: false });
  });
});

it('the lines that look like front matter are known', () => {
  expect(unfencedLines(`${KEYS}\n正文`)).toEqual([1, 2]);
  expect(unfencedLines('\n－－－\ntitle: x\n\n正文')).toEqual([3, 3]);
  expect(unfencedLines('正文')).toBeNull();
});

it.each(['title: x\ndate: y\n', 'title: x\ndate: y\n\n\n', '—', ' ', '\n', 'date: x '])(
  'a text full of %j is read quickly',
  (part) => {
    const text = part.repeat(100_000 / part.length);
    expect(effort(() => void parseFrontMatter(text, { frontMatter: 1e6 }))).toBeLessThan(20);
  },
);
