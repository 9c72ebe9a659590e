import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainText } from '../../../src/formats/html/plain-text.js';
import {
  cleanText,
  cleanTitle,
  firstWords,
  graphemesOf,
  summarise,
  truncateText,
} from '../../../src/formats/text/text.js';
import { countWords, readingMinutes } from '../../../src/formats/text/words.js';
import { effort } from '../../support/effort.js';
import { runs } from '../../support/runs.js';
import { readFixtures } from '../fixtures/fixtures.js';

test.each(readFixtures('plain-text.txt'))('plain text: $name', ({ input, output }) => {
  expect(plainText(input)).toBe(output.trim());
});

test('whatever is white space is a blank in plain text', () => {
  const units = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  const blanks = units.filter((unit) => plainText(`a${unit}${unit}b`) === 'a b');
  expect(blanks).toEqual(units.filter((unit) => /\s/.test(unit)));
});

test.each([
  '<',
  '<a',
  '<!--',
  '<a "',
  '&',
  '&amp',
  '<script>',
  '</',
  '<p',
  ' ',
  '　\n',
  '<b>x',
  '&#x',
])('plain text is linear: %s', (unit) => {
  expect(effort(() => void plainText(unit.repeat(200_000)))).toBeLessThan(250);
});

describe('truncating', () => {
  const family = '👨‍👩‍👧‍👦';
  test.each([
    ['甲乙丙丁', 4, '甲乙丙丁'],
    ['甲乙丙丁戊', 4, '甲乙丙…'],
    ['abc def ghi', 5, 'abc…'],
    [`甲${family}乙丙`, 3, `甲${family}…`],
    [`${family}${family}`, 2, `${family}${family}`],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
    ['𠮷𠮷𠮷', 2, '𠮷…'],
    ['🇨🇳🇺🇸🇫🇷', 2, '🇨🇳…'],
    ['甲乙', 0, '…'],
    ['', 3, ''],
  ])('%s to %i', (text, max, expected) => {
    expect(truncateText(text, max)).toBe(expected);
  });

  test('an ellipsis of one’s own counts', () => {
    expect(truncateText('甲乙丙丁戊', 4, '...')).toBe('甲...');
    expect(truncateText('甲乙丙丁戊', 3, '')).toBe('甲乙丙');
  });

  test('a letter with accents without end is cut', () => {
    const tower = `甲${'\u0301'.repeat(100_000)}`;
    expect(truncateText(tower, 120).length).toBeLessThan(10_000);
    expect(truncateText(`${tower}乙`, 1).length).toBeLessThan(100);
    expect(truncateText(`甲${'\u{e0061}'.repeat(100)}`, 1)).not.toMatch(
      /[\ud800-\udbff](?![\udc00-\udfff])/,
    );
  });

  test('characters are the segmenter’s, and long texts are soon parted', () => {
    const segmenter = new Intl.Segmenter('en');
    const parts = [family, '🇨🇳', 'e\u0301', '甲', '𠮷', '한', '\r\n', 'a'];
    for (const shift of [0, 1, 2, 3]) {
      const text = 'x'.repeat(shift) + parts.join('').repeat(100);
      expect(graphemesOf(text)).toEqual([...segmenter.segment(text)].map((one) => one.segment));
    }
    expect(graphemesOf('e\u0301\ud83d')).toEqual(['e\u0301', '\ud83d']);
    expect(effort(() => void graphemesOf('甲\u0301'.repeat(100_000)))).toBeLessThan(200);
  });

  test('never longer, never inside a character, always a beginning', () => {
    const segmenter = new Intl.Segmenter('en');
    const sizeOf = (text: string): number => [...segmenter.segment(text)].length;
    const unit = fc.constantFrom(
      '甲',
      'a',
      ' ',
      '。',
      family,
      '\u0301',
      '🇨🇳',
      '\u3099',
      'か',
      '\u302a',
      '한',
      '\r\n',
    );
    fc.assert(
      fc.property(
        fc.array(unit, { maxLength: 12 }),
        fc.integer({ min: 1, max: 14 }),
        (units, max) => {
          const text = units.join('');
          const short = truncateText(text, max);
          expect(sizeOf(short)).toBeLessThanOrEqual(max);
          const kept = sizeOf(text) <= max ? short : short.slice(0, -1);
          expect(text.startsWith(kept)).toBe(true);
          expect(sizeOf(text) <= max).toBe(short === text);
        },
      ),
      { numRuns: runs(2000), seed: 2022 },
    );
  });
});

test.each([
  ['', 0, 0],
  ['甲公司2022年增长3.5%', 6, 2],
  ["Don't panic, it's U.S. news", 0, 5],
  ['ひらがなカタカナ', 8, 0],
  ['한국어 뉴스', 5, 0],
  ['𠮷野家', 3, 0],
  ['café naïve Привет', 0, 3],
  ['——。，', 0, 0],
])('counting %s', (text, han, words) => {
  expect(countWords(text)).toEqual({ han, words });
});

test.each([
  [0, 0, 1],
  [400, 0, 1],
  [1000, 0, 3],
  [0, 660, 3],
  [400, 220, 2],
])('reading %i characters and %i words takes %i minutes', (han, words, minutes) => {
  expect(readingMinutes({ han, words })).toBe(minutes);
});

test('a summary ends with a whole word, or a character', () => {
  expect(summarise('甲'.repeat(200))).toBe(`${'甲'.repeat(119)}…`);
  expect(summarise('The quick brown fox jumps over the lazy dog', 22)).toBe('The quick brown fox…');
  expect(summarise('短')).toBe('短');
});

test.each([
  ['央行宣布降准。市场大涨', '央行宣布降准'],
  ['央行宣布降准！市场', '央行宣布降准'],
  ['Fed cuts 3.5 points. Markets jump', 'Fed cuts 3.5 points'],
  [`${'甲'.repeat(20)}，${'乙'.repeat(20)}。`, '甲'.repeat(20)],
  ['甲'.repeat(40), '甲'.repeat(30)],
  ['“引语”开头，', '“引语”开头'],
  ['。。。', ''],
  ['', ''],
  ['？然后呢', '？然后呢'],
])('first words of %s', (text, expected) => {
  expect(firstWords(text)).toBe(expected);
});

test('cleaning takes out what no page may contain, and says so', () => {
  expect(cleanText('甲\n\t乙😀\u200d')).toEqual({ text: '甲\n\t乙😀\u200d', changed: false });
  const dirty = '\ufeff甲\0\x1b[1m\x0b\x85乙\ud800丙\udc00\ufffe\u{1ffff}\ufdd0丁\r';
  expect(cleanText(dirty)).toEqual({ text: '甲[1m乙丙丁', changed: true });
});

test('a title is on one line, and turns nothing around', () => {
  expect(cleanTitle(' 甲\n乙\t丙\u202e丁\u2066\0 ')).toBe('甲 乙 丙丁');
});
