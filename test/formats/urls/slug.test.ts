import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugify } from '../../../src/formats/urls/slug.js';
import { anyText } from '../../support/any-text.js';
import { runs } from '../../support/runs.js';

const TITLE = '央行：“稳健”的货币政策 A股(测试)';

test.each([
  [TITLE, 'default', '央行-稳健-的货币政策-a股-测试'],
  [TITLE, 'pretty', '央行-稳健-的货币政策-a股(测试)'],
  [TITLE, 'raw', '央行：“稳健”的货币政策-a股(测试)'],
  [TITLE, 'ascii', 'a'],
  [TITLE, 'latin', 'a'],
  [TITLE, 'none', '央行：“稳健”的货币政策 a股(测试)'],
  [TITLE, 'unknown', '央行：“稳健”的货币政策 a股(测试)'],
  ['Thé Ærø ŉord Ŀ Ŋ 東', 'latin', 'the-aero-nord-l-ng'],
  ['--a--', 'raw', '-a-'],
  ['🔥!!!', 'default', ''],
  ['C++ C#', 'default', 'c-c'],
  ['ΟΔΟΣ', 'default', 'οδοσ'],
  ['NW2022-A', 'default', 'nw2022-a'],
])('%s in mode %s', (text, mode, slug) => expect(slugify(text, mode)).toBe(slug));

test('capitals stay when asked for', () => {
  expect(slugify('NW2022', 'pretty', true)).toBe('NW2022');
  expect(slugify('A股 上涨', 'pretty', true)).toBe('A股-上涨');
  expect(slugify('A B', 'none', true)).toBe('A B');
});

test('a default slug is its own slug', () => {
  fc.assert(
    fc.property(anyText(), (text) => {
      const slug = slugify(text);
      expect(slugify(slug)).toBe(slug);
      expect(slug).toMatch(/^(?:[\p{L}\p{M}\p{Nd}]+(?:-[\p{L}\p{M}\p{Nd}]+)*)?$/u);
    }),
    { numRuns: runs(8000) },
  );
});
