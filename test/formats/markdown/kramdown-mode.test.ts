/** Markdown as Jekyll's kramdown reads it: `markdown: kramdown`. */
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { kramdownSettings } from '../../../src/formats/markdown/kramdown/settings.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';
import { KRAMDOWN, type KramdownSettings } from '../../../src/model/config.js';
import { effort } from '../../support/effort.js';
import { readFixtures } from '../fixtures/fixtures.js';

const markdown = createMarkdown({ html: 'sanitize', nesting: 100, dialect: KRAMDOWN });

function render(text: string, options: Partial<KramdownSettings> = {}): string {
  const dialect = { ...KRAMDOWN, ...options };
  return createMarkdown({ html: 'sanitize', nesting: 100, dialect }).render(text).html;
}

test.each(readFixtures('kramdown-mode.txt'))('$name', ({ input, output }) => {
  expect(markdown.render(input).html).toBe(output);
});

test('references in addresses and titles of links are written once', () => {
  const text =
    '[x](http://e.org/?a=1&amp;b=2 "t &amp; u") ![i](/a?b&amp;c) <http://e.org/?q&amp;z> [r]\n\n[r]: /?a&amp;b\n';
  const html = render(text);
  expect(html).toContain('<a href="http://e.org/?a=1&amp;b=2" title="t &amp; u">x</a>');
  expect(html).toContain('src="/a?b&amp;c"');
  expect(html).toContain('<a href="http://e.org/?q&amp;z">http://e.org/?q&amp;z</a>');
  expect(html).toContain('<a href="/?a&amp;b">r</a>');
});

describe('options', () => {
  test.each<[options: Record<string, string | boolean | number>, text: string, html: string]>([
    [{ hard_wrap: true }, '甲\nb', '<p>甲<br>\nb</p>\n'],
    [{ auto_ids: false }, '# a', '<h1>a</h1>\n'],
    [{ auto_id_prefix: 'p-' }, '# a', '<h1 id="p-a">a</h1>\n'],
    [{ smart_quotes: 'apos,apos,quot,quot' }, '"a"', '<p>&quot;a&quot;</p>\n'],
    [{ smart_quotes: 'sbquo,lsquo,bdquo,ldquo' }, '"a"', '<p>„a“</p>\n'],
    [{ input: 'kramdown' }, 'a\n- b', '<p>a\n- b</p>\n'],
    [{ input: 'kramdown' }, '~~a~~', '<p>~~a~~</p>\n'],
    [{ parse_block_html: true }, '<div>\n*a*\n</div>', '<div>\n  <p><em>a</em></p>\n</div>\n'],
    [{ parse_span_html: false }, '<b>*a*</b>', '<p><b>*a*</b></p>\n'],
    [{ math_engine: 'nil' }, '$$a$$', '<div class="kdmath">$$\na\n$$</div>\n'],
    [{ toc_levels: '2..3' }, '- a\n{:toc}\n\n# b\n## c', 'href="#c"'],
    [{ footnote_nr: 5 }, 'a[^1]\n\n[^1]: b', '>5</a></sup>'],
    [{ unknown: 'x', footnote_nr: 'x', toc_levels: 'x' }, 'a', '<p>a</p>\n'],
  ])('%o', (options, text, html) => {
    expect(render(text, kramdownSettings(KRAMDOWN, options))).toContain(html);
  });

  test('a text has its own', () => {
    const text = '{::options parse_block_html="true" /}\n\n<div>\n*a*\n</div>\n';
    expect(markdown.render(text).html).toContain('<em>a</em>');
  });

  test('headings beyond `toc_levels` are left out', () => {
    const text = '- a\n{:toc}\n\n# b\n## c';
    expect(render(text, { tocLevels: [2] })).not.toContain('href="#b"');
  });
});

describe('what is lost is told', () => {
  test.each([
    ['definition-unused', 'a\n\n[^1]: 注', 3],
    ['attributes-unknown', 'a\n{: see below}', 2],
    ['attributes-unknown', '*a*{: 见下文}', 1],
    ['html-unbalanced', 'a\n\n<script>\nb', 3],
    ['markdown-nesting', `${'> '.repeat(60)}a`, 1],
  ])('%s of %j', (code, text, line) => {
    const { faults } = markdown.render(text);
    expect(faults.map((fault) => [fault.code, fault.line])).toContainEqual([code, line]);
  });
});

describe('attribute lists', () => {
  test('set no handlers and no scripts', () => {
    const text =
      '[a](/x){: onclick="a()" href="javascript:b()"}\n\n<div>c</div>\n{: onclick="a()" srcdoc="b"}\n';
    const { html } = createMarkdown({ html: 'trust', nesting: 100, dialect: KRAMDOWN }).render(
      text,
    );
    expect(html).not.toMatch(/onclick|javascript|srcdoc/);
  });

  test('stay in their quotes', () => {
    const text = '<div title="a">c</div>\n{: title="x\'y&quot;><script>"}\n';
    const { html } = createMarkdown({ html: 'trust', nesting: 100, dialect: KRAMDOWN }).render(
      text,
    );
    expect(html).not.toContain('<script>');
  });
});

test('HTML is text where it is told to be', () => {
  const escaping = createMarkdown({ html: 'escape', nesting: 100, dialect: KRAMDOWN });
  const text =
    '<div>\n*a*\n</div>\n\n<b>c</b>\n\n{::nomarkdown}\n<i>\n{:/}\n\nd{::nomarkdown}<u>{:/}\n';
  expect(escaping.render(text).html).not.toMatch(/<(?:div|b|i|u)>/);
});

test('columns stay aligned where a site’s own style knows no class of finews', () => {
  const html = '<td align="left">1</td>\n      <td align="right" class="align-right">2</td>\n';
  const rendered = render('| a | b |\n| :- | -: |\n| 1 | 2 |\n');
  expect(rendered).toContain(html);
  expect(finishHtml(rendered, 'sanitize', { nesting: 100 }).html).toContain(html);
  const foreign =
    '<table><tbody><tr><td align="evil" style="text-align: left">1</td></tr></tbody></table>';
  expect(finishHtml(foreign, 'sanitize', { nesting: 100 }).html).not.toContain('align');
});

test('a box of HTML is one of a task, or goes', () => {
  const html =
    '<input type="text" disabled><input type="checkbox"><input type="CHECKBOX" disabled onclick="a" checked name="b">';
  expect(finishHtml(html, 'sanitize', { nesting: 100 }).html).toBe(
    '<input type="checkbox" disabled="" checked="">',
  );
});

// What is quadratic is seconds at this size, or never ends.
test.each(
  [
    ...[
      '[',
      '![',
      '[a](',
      '[a](<',
      '[a][',
      '[*a](',
      '*a ',
      '**a ',
      '*a **b ',
      '_a',
      '***',
      '`',
      '`a``',
    ],
    ...['<b>', '<b>*', '</b>', '<!--', '<!--\n', '<div><!--\n', '<div>\n', '<script>\n', '<code>*'],
    ...[
      '"',
      "'",
      '$$a',
      '~~a',
      '{:',
      '{:a}',
      '*a*{:.b}',
      '{::comment}',
      '{::comment}\n',
      '{:toc}\n',
    ],
    ...['- a\n', '- - ', '- <!--\n\n', '> ', 'a\n: b\n\n', '|', 'a|b\n', '```\n', '````', '# a\n'],
    ...[
      '[^a]',
      '[^a]: b\n',
      '[a]: b\n',
      '*[a]: b\n\na ',
      '<div markdown="1">\n',
      '    a\n',
      'a\n{: .b}\n',
    ],
    ...['[a](b "', '&amp;', '\\', '<x\n', '- > a\n', '<span markdown="1">', '[^a]: a[^a]\n\n'],
  ].map((unit) => [unit]),
)('pathological %j', (unit) => {
  const text = `*a*${unit.repeat(Math.ceil(20_000 / unit.length))}`;
  expect(effort(() => void markdown.render(text).html)).toBeLessThan(160);
});

test('brackets in brackets are looked through once', () => {
  const text = '['.repeat(10_000) + ']'.repeat(10_000);
  expect(effort(() => void markdown.render(text).html)).toBeLessThan(160);
});

test.each([
  ['one', '`'.repeat(200_000)],
  ['many of different lengths', Array.from({ length: 500 }, (_, at) => '~'.repeat(at)).join('\n')],
  ['that end far below', `${'````\na\n'.repeat(10_000)}\`\`\`\n`],
])('long fences take time in proportion, and stop nothing: %s', (_, text) => {
  expect(effort(() => void markdown.render(`a\n\n${text}\n\nb\n`).html)).toBeLessThan(160);
  expect(markdown.render(`a\n\n${text}\n\nb\n`).html).toMatch(/b\s*(?:<\/[a-z]+>\s*)+$/);
});

test('titles of abbreviations don’t multiply', () => {
  const text = `*[a]: ${'x'.repeat(2000)}\n\n${'a '.repeat(2000)}`;
  expect(markdown.render(text).html.length).toBeLessThan(text.length * 8 + 10_000);
});
