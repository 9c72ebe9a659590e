/** What writers have beyond the dialects, in both of them. */
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { plainText } from '../../../src/formats/html/plain-text.js';
import { createMarkdown, type Markdown } from '../../../src/formats/markdown/markdown.js';
import { COMMONMARK, KRAMDOWN } from '../../../src/model/config.js';
import { effort } from '../../support/effort.js';
import { runs } from '../../support/runs.js';
import { readFixtures } from '../fixtures/fixtures.js';
import { treeOf } from '../html/trees.js';
import { writing } from './writing-settings.js';

const all = { emoji: true, autolinks: true };
const modes: readonly (readonly [string, Markdown, Markdown])[] = [
  COMMONMARK,
  { ...KRAMDOWN, hasDollars: true },
].map((dialect) => {
  const options = { html: 'sanitize', nesting: 100, dialect } as const;
  const math = { math: 'mathml', mathEngine: '0.13', ...all } as const;
  return [
    dialect.kind,
    createMarkdown({ ...options, writing: writing(all) }),
    createMarkdown({ ...options, writing: writing(math) }),
  ];
});

function pageOf(markdown: Markdown, text: string): string {
  const { html, own } = markdown.render(text, 'zh-CN');
  return finishHtml(html, 'sanitize', { nesting: 100, own }).html;
}

/** kramdown has empty lines and blanks between blocks. */
function withoutLayout(html: string): string {
  return html.replace(/^ +(?=<)/gm, '').replace(/(?<=>)\n{2,}(?=<)/g, '\n');
}

describe.each(modes)('in %s', (_, markdown, withMath) => {
  it.each(readFixtures('writing.txt'))('$name', ({ input, output }) => {
    const { html, faults } = markdown.render(input, 'zh-CN');
    expect(withoutLayout(html)).toBe(output);
    expect(faults).toEqual([]);
    expect(treeOf(finishHtml(html, 'sanitize', { nesting: 100 }).html)).toEqual(treeOf(html));
  });

  it('makes formulas markup, and what a story writes itself stays out', () => {
    const text =
      '$x^2$ 与\n\n$$\n\\frac{a}{b}\n$$\n\n<math><mi>y</mi></math> <finews-own-0></finews-own-0>\n';
    const html = pageOf(withMath, text);
    expect(html).toMatch(/<math><msup><mi>x<\/mi><mn[^>]*>2<\/mn><\/msup><\/math> 与/);
    expect(html).toMatch(/<math display="block"[^>]*><mfrac>/);
    expect(html).not.toMatch(/<mi>y|style=|finews-own/);
    expect(html.split('<math').length).toBe(3);
  });

  it('shows a formula that cannot be read as TeX, and tells its line', () => {
    const { html, faults } = withMath.render('甲\n\n乙 $\\frac{a$ 丙');
    expect(html).toContain('乙 \\(\\frac{a\\) 丙');
    expect(faults).toMatchObject([{ code: 'math-unreadable', line: 3 }]);
  });

  it.each([
    ['a link', '\\href{javascript:alert(1)}{x}'],
    ['a class', '\\class{site}{x}'],
    ['a style', '\\style{color:red}{x}'],
    ['too many of a macro', `\\def\\a{${'x'.repeat(90)}}${'\\a'.repeat(400)}`],
    ['too deep', `${'{\\sqrt '.repeat(90)}x${'}'.repeat(90)}`],
  ])('makes no markup of %s', (_what, tex) => {
    expect(pageOf(withMath, `$$${tex}$$`)).not.toContain('<math');
  });

  it('has boxes in the language of the story', () => {
    const titles = ['', 'en', 'zh-CN', 'zh_TW', 'ja'].map(
      (language) =>
        /title">(.*?)</.exec(markdown.render('> [!CAUTION]\n> x\n', language).html)?.[1],
    );
    expect(titles).toEqual(['Caution', 'Caution', '当心', '小心', '注意']);
  });

  // What is quadratic is seconds at this size.
  it.each([
    ...['==', '== a', ' ==a', '==a==b', '$', '$a ', '$a$', '\\(', '\\(a', '\\)', '$5 ', '$x$ $5 '],
    ...[
      '> [!NOTE]\n',
      '> [!NOTE]\n> a\n\n',
      '> '.repeat(30),
      '::: note\n',
      ':::\n',
      '::: note\n:::\n',
    ],
    ...[
      '> ::: note\n',
      '- ::: note\n',
      'a\n: b\n',
      ': b\n',
      'a\n~ b\n',
      'a\n: b\n~ c\n\n',
      ':::: tip\n::: tip\n',
    ],
    ...[
      'https://',
      'https://a.example/中',
      'https://a.example/((',
      'https://a.example,',
      'http://a.',
      '/wiki/中',
    ],
    ...[
      ':smile:',
      ':smile: :',
      ':a',
      '1:100:',
      ':smile:\n',
      '```js {1} linenos\na\n```\n',
      '``` {',
      '```js   ',
    ],
    ...['$\\a', '$\\text{', '$$a$$ ', '$$\n', '\\\\(', '[!', '> [!', '<finews-own-0>'],
  ])('takes time in proportion: %j', (unit) => {
    const text = unit.repeat(Math.ceil(10_000 / unit.length));
    expect(effort(() => void markdown.render(text))).toBeLessThan(75);
  });

  it('takes bounded time for formulas', () => {
    const formulas = '$\\frac{a_1}{b^2}$ '.repeat(1000);
    expect(effort(() => void withMath.render(formulas))).toBeLessThan(300);
  });

  it('loses no word', () => {
    const part = fc.constantFrom(
      ...[
        '==',
        'W',
        ' W ',
        '$',
        '$W$',
        '\\(W\\)',
        '\n',
        '\n\n',
        '> ',
        '> [!NOTE]\n',
        '> [!TIP] W\n',
        '- ',
      ],
      ...[
        '::: tip W\n',
        ':::\n',
        '::::\n',
        ': W\n',
        '\n: W',
        '~ W',
        'https://a.example/W',
        '，',
        ':smile:',
      ],
      ...['```js {1}\n', '```\n', 'W\n', '**', '`', '| W |', '<b>W</b>', ':::details\n', '- [ ] W'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 24 }), (parts) => {
        let count = 0;
        const text = parts.join('').replaceAll('W', () => `w${count++}x`);
        const page = pageOf(markdown, text);
        const lost = Array.from({ length: count }, (_one, at) => `w${at}x`).filter(
          (word) => !page.includes(word),
        );
        expect([lost, text]).toEqual([[], text]);
        // As formulas its letters have elements of their own.
        const shown = plainText(pageOf(withMath, text)).replace(/\s/g, '');
        const missing = Array.from({ length: count }, (_one, at) => `w${at}x`).filter(
          (word) => !shown.includes(word),
        );
        expect([missing, text]).toEqual([[], text]);
      }),
      { numRuns: runs(1500), seed: 2022 },
    );
  });
});

test('the fast way is the slow way', () => {
  const part = fc.constantFrom(
    ...[
      '甲',
      'a',
      ' ',
      '\n',
      '\n\n',
      '。',
      '(',
      ')',
      '"',
      '=',
      '<p>',
      '</p>',
      '<b href="',
      '**',
      '- ',
      '# ',
      '> ',
    ],
    ...[
      'https://a.example/b',
      ':smile:',
      '$',
      '5',
      '[c](https://d.example)',
      '<https://e.example>',
      '==',
    ],
  );
  const options = { html: 'sanitize', writing: writing(all) } as const;
  // So few levels have no fast way.
  const slow = createMarkdown({ ...options, nesting: 9 });
  const fast = createMarkdown({ ...options, nesting: 100 });
  const story = fc.array(part, { maxLength: 12 });
  fc.assert(
    fc.property(story, (parts) => {
      const text = parts.join('');
      const { html, faults } = fast.render(text);
      fc.pre(!/^ *(?:>|- ).*(?:>|- )/m.test(text));
      expect([text, html, faults]).toEqual([text, slow.render(text).html, faults]);
    }),
    { numRuns: runs(3000), seed: 2022 },
  );
});

test('boxes of tasks say what they are, in the language of the story', () => {
  const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });
  const { html } = markdown.render('- [x] 甲\n- [ ] 乙', 'zh-CN');
  expect(html).toMatch(
    /aria-label="已完成" disabled checked>甲[\s\S]*aria-label="未完成" disabled>乙/,
  );
  const { html: finished } = finishHtml(html, 'sanitize', { nesting: 100 });
  expect(treeOf(finished)).toEqual(treeOf(html));
});

test('without an engine formulas are TeX, and that is told', () => {
  const settings = writing({ math: 'mathml' });
  const markdown = createMarkdown({ html: 'sanitize', nesting: 100, writing: settings });
  const { html, faults } = markdown.render('甲 $x$');
  expect(html).toBe('<p>甲 \\(x\\)</p>\n');
  expect(faults).toMatchObject([{ code: 'math-engine', line: 1 }]);
});

test('where a dollar is a dollar there are no formulas', () => {
  const settings = writing({ math: 'none' });
  const markdown = createMarkdown({ html: 'sanitize', nesting: 100, writing: settings });
  expect(markdown.render('$x$ $$y$$ \\(z\\)').html).toBe('<p>$x$ $$y$$ (z)</p>\n');
});
