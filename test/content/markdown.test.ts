import * as fc from 'fast-check';
import markdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../src/content/html/finish.js';
import { isProven } from '../../src/content/html/prove.js';
import { isSafeUrl } from '../../src/content/html/urls.js';
import { createMarkdown } from '../../src/content/markdown.js';
import { plainText } from '../../src/content/plain-text.js';
import { effort } from '../support/effort.js';
import { readFixtures } from './fixtures/fixtures.js';

const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });

test.each(readFixtures('markdown.txt'))('$name', ({ input, output }) => {
  expect(markdown.render(input).html).toBe(output);
});

test('what Markdown makes of text needs no sanitising', () => {
  for (const { name, input } of readFixtures('markdown.txt')) {
    const { html } = markdown.render(input);
    expect([name, isProven(html, 'sanitize', 100)]).toEqual([name, true]);
  }
});

test.each([
  ['a heading', 'a\n> # b\n'],
  ['code', 'a\n> ```\n'],
  ['a definition', 'a\n> [a]: b "\n'],
  ['quotes', 'a\n> > > # b\n'],
  ['too many quotes', Array.from({ length: 60 }, (_, depth) => `${'>'.repeat(depth)}a\n`).join('')],
])('quotes of %s between lines take time in proportion', (_, unit) => {
  const text = unit.repeat(Math.ceil(150_000 / unit.length));
  expect(effort(() => void markdown.render(text))).toBeLessThan(200);
});

test('a quote goes on in lines without its sign', () => {
  const { html } = markdown.render(`${'a\n> # b\n'.repeat(500)}> 甲\n乙\n> 丙\n`);
  expect(plainText(html).split('a').length).toBe(501);
  expect(html).toMatch(/<h1 id="b-499">b<\/h1>\n<p>甲乙丙<\/p>\n<\/blockquote>\n$/);
});

test('escape shows HTML as text', () => {
  const { html } = createMarkdown({ html: 'escape', nesting: 100 }).render(
    '<p>一</p>\n\n**二**<b>',
  );
  expect(html).toBe('<p>&lt;p&gt;一&lt;/p&gt;</p>\n<p><strong>二</strong>&lt;b&gt;</p>\n');
});

describe('text nested too deep', () => {
  const after = '\n\n后文\n';
  test.each([
    ['quotes', `${'>'.repeat(300)} 末语${after}`],
    ['lists', `${'- '.repeat(300)}末语${after}`],
    ['numbered lists', `${'1. '.repeat(300)}末语${after}`],
    [
      'lists by indent',
      `${Array.from({ length: 120 }, (_, i) => `${'  '.repeat(i)}- 第${i}项`).join('\n')}\n${'  '.repeat(120)}末语${after}`,
    ],
    ['quotes in lists', `${'> - '.repeat(300)}末语${after}`],
    ['notes', `[^1]: ${'> '.repeat(300)}末语${after}`],
  ])('%s: told, and nothing lost', (_, text) => {
    const { html, faults } = markdown.render(text);
    expect(faults).toMatchObject([{ code: 'markdown-nesting' }]);
    const finished = finishHtml(html, 'sanitize', { nesting: 100 });
    expect(finished.fault).toBeNull();
    const words = plainText(finished.html);
    expect(words).toContain('末语');
    expect(words).toContain('后文');
    for (const [item] of text.matchAll(/第\d+项/g)) expect(words).toContain(item);
    expect(html).toMatch(/<p>后文<\/p>/);
  });

  test('the line is told, and ordinary nesting is none', () => {
    expect(markdown.render(`一\n\n${'>'.repeat(99)} x`).faults).toMatchObject([{ line: 3 }]);
    expect(markdown.render(`${'> '.repeat(20)}x\n\n${'- '.repeat(20)}y`).faults).toEqual([]);
  });
});

test('one renderer carries nothing from one text to the next', () => {
  const texts = [
    '# a\n\n[^1]\n\n[^1]: x',
    `${'>'.repeat(300)}x`,
    '# a\n\n[^1] [r]\n\n[r]: /x',
    '[r] # a',
  ];
  const alone = texts.map((text) =>
    createMarkdown({ html: 'sanitize', nesting: 100 }).render(text),
  );
  expect(texts.map((text) => markdown.render(text))).toEqual(alone);
});

// Numbers of units, not times, would be better; but what is quadratic is seconds at this size.
test.each([
  ['*', '*'],
  ['_', '_'],
  ['**a', '**a'],
  ['*a**', '*a**'],
  ['[', '['],
  ['![', '!['],
  ['[a](', '[a]('],
  ['](', ']('],
  ['[^', '[^'],
  ['^[', '^['],
  ['`', '`a'],
  ['<', '<'],
  ['<!--', '<!--'],
  ['<a ', '<a '],
  ['<?', '<?'],
  ['<![CDATA[', '<![CDATA['],
  ['&', '&a'],
  ['>', '>'],
  ['- ', '- '],
  ['|', '|a'],
  ['|-|', '|-|\n'],
  ['~', '~~a'],
  ['\\', '\\'],
  ['"', '"'],
  ['# ', '# a\n'],
  ['[a]: ', '[a]: b\n'],
  ['[^1]: ', '[^1]: a\n'],
  ['[^1] ', '[^1] '],
  ['<http:', '<http:a'],
  ['**。', '**重。'],
  ['1. ', '1. a\n'],
  ['```', '```\n'],
  ['=', 'a\n=\n'],
  ['![[]()', '![[]()'],
  ['a*b_', 'a*b_'],
  ['[x](<', '[x](<'],
])('pathological %s', (_, unit) => {
  const text = `[^1]: x\n\n${unit.repeat(Math.ceil(65_536 / unit.length))}`;
  const render = (): void => {
    const { html } = markdown.render(text);
    finishHtml(html, 'sanitize', { nesting: 100 });
  };
  expect(effort(render)).toBeLessThan(400);
});

test('addresses come out as markdown-it normalises them', () => {
  const plain = markdownIt();
  plain.validateLink = (url) => isSafeUrl(url, 'link');
  const unit = fc.constantFrom(
    'http:',
    'https:',
    '//',
    '/',
    'a',
    'B',
    'b-',
    '.',
    '..',
    '-',
    '?',
    '=',
    '&',
    '_',
    '#',
    ':',
    '%41',
    '中',
    'xn--',
    '1',
    ';',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 10 }), (units) => {
      const text = `[x](<//a.b${units.join('')}>) [y](<${units.join('')}>)`;
      // Where it is no address, it is a tag with a colon.
      fc.pre(!/<[a-z][a-z\d]*:[a-z_][\w.-]*>/i.test(text));
      expect(markdown.render(text).html).toBe(plain.render(text));
    }),
    { numRuns: 5000, seed: 2022 },
  );
});

test('any text renders, and every word of plain text is kept', () => {
  const unit = fc.constantFrom(
    '*',
    '**',
    '_',
    '[',
    ']',
    '(',
    ')',
    '^',
    '[^1]',
    '[^1]: ',
    '\n',
    '\n\n',
    '    ',
    '> ',
    '- ',
    '1. ',
    '`',
    '~',
    '|',
    '#',
    ' ',
    '<',
    '>',
    '&',
    '中',
    '。',
    'a',
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
      const text = units.join('');
      const { html } = markdown.render(text);
      const finished = finishHtml(html, 'sanitize', { nesting: 100 });
      expect(finished.fault).toBeNull();
      // Info strings of fences and definitions of links are no text.
      if (/[`~[]/.test(text) || /<a|<!|<\/a/.test(text)) return;
      const count = (words: string): number => words.match(/[中a]/g)?.length ?? 0;
      expect(count(plainText(finished.html))).toBe(count(text));
    }),
    { numRuns: 5000, seed: 2022 },
  );
});
