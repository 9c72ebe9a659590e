import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readKeyLines } from '../../../../src/formats/front-matter/fast/lines.js';
import { parseFrontMatter } from '../../../../src/formats/front-matter/front-matter.js';
import { runs } from '../../../support/runs.js';

const LIMITS = { frontMatter: 1 << 16 };

/** A comment is nothing to YAML, but enough for the slow way. */
const slowly = (block: string) => parseFrontMatter(`---\n${block}\n# x\n---\n`, LIMITS);

const RUNS = runs(10_000);
const word = fc.constantFrom(
  ...'title tags date layout x published true null 1 __proto__ a-b 甲 000001 12 1_000 0x1F .5 -1 yes'.split(
    ' ',
  ),
  ...'null ~ No 2022-05-16 15:04:20 +0800 http://a.b/c 快讯 央行，降准 C# a:b *ST康美 @所有人 &a !b %c'.split(
    ' ',
  ),
);
const mark = fc.constantFrom(
  ...[
    ':',
    ': ',
    ' ',
    '  ',
    '"',
    "'",
    "''",
    '\\',
    '[',
    ']',
    ', ',
    ',',
    '{',
    '}',
    '#',
    ' #',
    '-',
    '- ',
    '? ',
  ],
  ...[
    '|',
    '>',
    '\n',
    '\n ',
    '\t',
    '\u3000',
    '\xa0',
    '\x85',
    '\u2028',
    '\ufeff',
    '😀',
    '\ud800',
    '<<',
    '---',
    '...',
  ],
);
const value = fc.oneof(
  { weight: 4, arbitrary: word },
  {
    weight: 3,
    arbitrary: fc.array(fc.oneof(word, mark), { maxLength: 5 }).map((list) => list.join('')),
  },
  fc.array(word, { maxLength: 4 }).map((list) => `[${list.join(', ')}]`),
  fc
    .tuple(fc.constantFrom('"', "'"), word, word)
    .map(([quote, a, b]) => `${quote}${a} ${b}${quote}`),
);
const key = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.constantFrom(...'title tags date layout x a-b published id true'.split(' ')),
  },
  word,
);
const line = fc
  .tuple(
    key,
    fc.constantFrom(': ', ': ', ': ', ': ', ':', ':  ', ' : '),
    value,
    fc.constantFrom('', '', ' '),
  )
  .map((parts) => parts.join(''));
const block = fc.array(fc.oneof({ weight: 30, arbitrary: line }, value), { maxLength: 5 });

test('what is read line by line is what gray-matter and YAML make of it', () => {
  let quick = 0;
  fc.assert(
    fc.property(block, (lines) => {
      const text = lines.join('\n');
      const data = readKeyLines(text);
      if (data === null) return;
      quick++;
      const slow = slowly(text);
      expect(slow.status).toBe('ok');
      expect(Object.entries(data)).toStrictEqual(Object.entries(slow.data));
      expect(Object.getPrototypeOf(data)).toBeNull();
    }),
    { numRuns: RUNS, seed: 2022 },
  );
  expect(quick).toBeGreaterThan(RUNS / 20);
});

test('a script’s front matter is read so', () => {
  const written = `layout: post\ntitle: "甲｜乙 3.5% 丙"\ndate: 2022-05-16 15:04:20 +0800\ncategories: a\ntags: [甲新闻, 乙]\nsource:`;
  expect(readKeyLines(written)).toEqual({
    layout: 'post',
    title: '甲｜乙 3.5% 丙',
    date: '2022-05-16 15:04:20 +0800',
    categories: 'a',
    tags: ['甲新闻', '乙'],
    source: null,
  });
});
