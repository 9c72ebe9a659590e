import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../src/formats/html/finish.js';
import { plainText } from '../../src/formats/html/plain-text.js';
import { createMarkdown } from '../../src/formats/markdown/markdown.js';
import { effort } from '../support/effort.js';
import { runs } from '../support/runs.js';
import { readFixtures } from './fixtures/fixtures.js';

const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });
const finish = (html: string): string => finishHtml(html, 'sanitize', { nesting: 100 }).html;
const sanitised = (text: string): string => finish(markdown.render(text).html);

test.each(readFixtures('kramdown.txt'))('$name', ({ input, output }) => {
  expect(markdown.render(input).html).toBe(output);
});

describe('the policy for HTML', () => {
  test('what isn’t allowed in HTML isn’t in a list', () => {
    const text =
      '[甲](/x){: .up .mine target="_blank" title="t" style="color:red" id="top"}\n' +
      '{: style="text-align: center" data-x="1"}\n';
    expect(sanitised(text)).toBe(
      '<p class="align-center"><a href="/x" class="up" title="t">甲</a></p>\n',
    );
  });

  test('contents lead to their headings', () => {
    const html = sanitised('- toc\n{:toc}\n\n# 一\n## 二 {#b}\n');
    expect(html).toContain('<ul>\n<li><a href="#一">一</a><ul>\n<li><a href="#b">二</a></li>');
  });

  test('raw text is shown where HTML is', () => {
    const escaping = createMarkdown({ html: 'escape', nesting: 100 });
    const text = '甲{::nomarkdown}<b>{:/}\n\n{::nomarkdown}\n<i>\n{:/}\n';
    expect(escaping.render(text).html).toBe('<p>甲&lt;b&gt;</p>\n<p>&lt;i&gt;\n</p>\n');
  });
});

// What is quadratic is seconds at this size, or never ends.
test.each([
  ['{:', '{:'],
  ['{: .a', '{: .a '],
  ['{:a}', '{:a}'],
  ['*a*{:.b}', '*a*{:.b}'],
  ['*a*{:', '*a*{:'],
  ['*a*{:.b}{:.c}', '{:.b}'],
  ['lines', 'a\n{: .b}\n'],
  ['only lists', '{: .b}\n'],
  ['lists in items', '- a\n{: .b}\n'],
  ['lists in quotes', '> a\n{: .b}\n'],
  ['names', '{:a: b c}\n{:b: c a}\n{:c: a b}\n\n*x*{:a}\n\n'],
  ['attributes', `{: ${Array.from({ length: 500 }, (_, i) => `a${i}="b"`).join(' ')}}\n`],
  ['an open value', '{: a="'],
  ['{#', '# a {#b}\n'],
  ['{::comment}', '{::comment}'],
  ['{::comment} lines', '{::comment}\n'],
  ['{::comment} in items', '- {::comment}\n'],
  ['{::options', '{::options '],
  ['{:/}', '{::comment}{:/}'],
  ['![{::comment}](x)', '![{::comment}](x)'],
  ['{:toc}', '- a\n{:toc}\n\n# b\n'],
  ['HTML', '<p>a</p>\n{: .b}\n'],
  ['HTML with Markdown', '<div markdown="1">\n'],
  ['ends of it', '<div markdown="1">\n*a*\n</div>\n'],
  ['much of it in a line', ' markdown="1"'],
  ['labels behind blanks', '[a] [b]\n\n[b]: c\n\n'],
  ['labels behind many blanks', `[a]${' '.repeat(1000)}`],
  ['ends of HTML', '<p>a</p>\nb\n'],
  ['elements that don’t end', '<p>a</p>\n<p>b\n'],
  ['tags that are none', '<p.>\n# a\n'],
  ['names that don’t end', '<div>\n\n    a\n\n<a'.padEnd(40_000, '-a')],
  ['links that don’t end', '<a href="b">\n# c\n'],
  ['open HTML above code', '<div>\n\n    a\n\n'],
  ['open comments above code', '<div><!--\n\n    a\n\n'],
  ['names of one list', '{:a: .b.c.d.e}\n'],
  ['comments that don’t end', '<!--\n\n'],
  ['comments that don’t end in items', '- <!--\n\n'],
  ['comments that don’t end in quotes', '> <!--\n\n'],
  ['comments that don’t end in words', 'a<!--\n\n'],
  ['comments that don’t end in words of items', '- a<!--\n'],
  ['comments over lines', 'a<!--\n\n-->'],
  ['comments below one another', 'a<!--\n\n-->\n'],
  ['scripts that don’t end in items', '- <script>\n\n'],
  ['scripts that don’t end in words', 'a<script>'],
  ['many kinds that don’t end', '- <script><style><title><xmp><iframe><!--\n\n'],
  ['data that doesn’t end', 'a<![CDATA[\n\n'],
  ['code that doesn’t end', '<pre>\n\n'],
  ['code that doesn’t end in items', '- <pre>\n\n'],
  ['code that doesn’t end in words', 'a<pre>\n\n'],
  ['code in code in items', '- <pre><pre></pre>\n'],
  ['code', '<pre>\n\n</pre>\n'],
  ['tags over lines', '<a\n\nb=c'],
  ['values that don’t end', '<a title="\n\n'],
  ['open elements around words', '<div>\n\na\n\n    b\n\n'],
  ['open paragraphs', '<p>\n\n'],
  ['many names', Array.from({ length: 1800 }, (_, i) => `<a${i}>\n\na\n\n    b\n\n`).join('')],
  ['ends of nothing', '<b></i>'],
  ['names with colons', '<a:'],
  ['quotes in tags', '<a b="c"'],
])('pathological %s', (_, unit) => {
  const text = `*a*${unit.repeat(Math.ceil(20_000 / unit.length))}`;
  expect(effort(() => void finish(markdown.render(text).html))).toBeLessThan(80);
});

test('lists below a long line of HTML look at it once', () => {
  const text = `<p>${'</p> '.repeat(15_000)}</p>\n${'{:.a}\n'.repeat(10_000)}`;
  expect(effort(() => void finish(markdown.render(text).html))).toBeLessThan(200);
});

test('a long list that many name doesn’t multiply', () => {
  const names = Array.from({ length: 2000 }, (_, i) => `x${i}="y"`).join(' ');
  const text = `{:a: ${names}}\n{:b: a a a a a}\n{:c: b b b b b}\n\n${'*x*{:c} '.repeat(10_000)}`;
  expect(markdown.render(text).html.length).toBeLessThan(text.length * 8);
});

test('prose with braces loses no character', () => {
  const unit = fc.constantFrom(
    ...[
      '{',
      '}',
      '{:',
      '{: ',
      ':}',
      '{::',
      '{:/',
      '{#',
      '中',
      '文。',
      ' ',
      '\n',
      '\n\n',
      '**',
      '*',
    ],
    ...['- ', '> ', '# ', '：', '=', '"', '%', '5', '{: 中', '{: 5}', '[x](/y)', '{中}', '{:/}'],
  );
  fc.assert(
    fc.property(fc.array(unit, { maxLength: 30 }), (units) => {
      const text = units.join('');
      const shown = plainText(sanitised(text));
      for (const sign of ['{', '}', ':', '中', '文', '：', '%']) {
        expect([sign, shown.split(sign).length]).toEqual([sign, text.split(sign).length]);
      }
    }),
    { numRuns: runs(2000), seed: 2022 },
  );
});
