import * as fc from 'fast-check';
import markdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { plainText } from '../../../src/formats/html/plain-text.js';
import { isSafeUrl } from '../../../src/formats/html/safe-urls.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';
import { effort } from '../../support/effort.js';
import { runs } from '../../support/runs.js';
import { readFixtures } from '../fixtures/fixtures.js';
import { treeOf } from '../html/trees.js';

const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });

test.each(readFixtures('markdown.txt'))('$name', ({ input, output }) => {
  expect(markdown.render(input).html).toBe(output);
});

test('what Markdown makes of text needs no sanitising', () => {
  for (const { name, input } of readFixtures('markdown.txt')) {
    const { html } = markdown.render(input);
    const { html: finished } = finishHtml(html, 'sanitize', { nesting: 100 });
    expect([name, treeOf(finished)]).toEqual([name, treeOf(html)]);
  }
});

test.each([
  ['a heading', 'a\n> # b\n'],
  ['code', 'a\n> ```\n'],
  ['a definition', 'a\n> [a]: b "\n'],
  ['quotes', 'a\n> > > # b\n'],
  ['too many quotes', Array.from({ length: 60 }, (_, depth) => `${'>'.repeat(depth)}a\n`).join('')],
])('quotes of %s between lines take time in proportion', (_, unit) => {
  const text = unit.repeat(Math.ceil(40_000 / unit.length));
  expect(effort(() => void markdown.render(text))).toBeLessThan(100);
});

test.each([
  ['declarations', 'a <!x ', ''],
  ['instructions', 'a <?x ', ''],
  ['instructions that something else ends', 'a <?1 ', '>'],
  ['conditions', 'a <![if ', ''],
])('%s without an end take time in proportion', (_, unit, end) => {
  const text = unit.repeat(Math.ceil(100_000 / unit.length)) + end;
  expect(effort(() => void markdown.render(text))).toBeLessThan(120);
});

test.each(['</ol>\n', 'a\n</ol>\n', '===\n<div>\n', '<b>\n</b>\n'])(
  'lines below HTML take time in proportion: %j',
  (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    expect(effort(() => void markdown.render(text))).toBeLessThan(120);
  },
);

test('an instruction, a declaration and a condition end at the next sign', () => {
  const text = 'a <?b c?> d <?1> e <?1?> f <!g> h <![if !x]> i <![endif]> j <? > k <?> <!l';
  const { html } = markdown.render(text);
  expect(html).toBe(
    '<p>a <?b c?> d &lt;?1&gt; e <?1?> f <!g> h <![if !x]> i <![endif]> j &lt;? &gt; k &lt;?&gt; &lt;!l</p>\n',
  );
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

test('an instruction ends at its own end, and tags with a colon are tags', () => {
  const { html } = createMarkdown({ html: 'trust', nesting: 100 }).render(
    "<?php\necho '>';\n\n?>\n**甲**\n\n<a:b>乙</a:b><o:p>",
  );
  expect(html).toBe(
    "<?php\necho '>';\n\n?>\n<p><strong>甲</strong></p>\n<p><a:b>乙</a:b><o:p></p>\n",
  );
});

describe('what is left out is told at its line', () => {
  const refused = 'link-refused';
  const unrecognised = 'link-unrecognised';
  const unused = 'definition-unused';
  test.each<readonly [string, string, readonly string[]]>([
    ['schemes', '甲\n[乙](rdar://1) [丙](/x)\n![丁](file:///x)', [`${refused} 2`, `${refused} 3`]],
    ['in a picture’s description', '甲\n![乙\n[丙](rdar://1)](/x)', [`${refused} 3`]],
    ['in angle brackets', '甲\n\n> - <rdar://1> <dc:title> <irc://a>', [`${refused} 3`]],
    ['of definitions', '[甲][a]\n\n[a]: data:text/html,x', [`${refused} 1`]],
    [
      'template code',
      '甲\n\n[乙]({{ site.url }}/x) [丙][n]\n\n[n]: {% link a.md %}',
      [`${refused} 3`, `${refused} 3`],
    ],
    ['in cells', '|甲|\n|-|\n|[乙](rdar://1)|\n|[丙](x y)|', [`${refused} 3`, `${unrecognised} 4`]],
    ['blanks', '甲\n[注](见 第三版) ![乙](x\ny)', [`${unrecognised} 2`, `${unrecognised} 2`]],
    ['blanks in the names of files', '[甲](/x y.html) ![乙](https://a.b/c d.png "题")', []],
    [
      'blanks in other addresses',
      '[甲](/x y)\n<https://a.b/c d>',
      [`${unrecognised} 1`, `${unrecognised} 2`],
    ],
    [
      'tables',
      '甲|乙|丙\n---|---\n1|2|3\n\n> |a|\n> |===|',
      ['table-unrecognised 2', 'table-unrecognised 6'],
    ],
    ['no tables', '甲\n|\n乙\n:\n= 1', []],
    [
      'definitions',
      '甲\n\n[注]: 这是一条说明\n\n> [乙]: 丙:丁\n\n[a]: /x "题"',
      [`${unused} 3`, `${unused} 5`, `${unused} 7`],
    ],
    ['the second of a name', '[甲]\n\n[甲]: /x\n[甲]: 乙', [`${unused} 4`]],
    [
      'definitions of addresses, and comments',
      '[甲]\n\n[甲]: 乙\n[1]: http://a.b/\n[b]: a/b.html\n[//]: # (丙)\n[c]: <> (丁)',
      [],
    ],
    [
      'lists of attributes',
      '甲\n{: .a see}\n\n*乙*{: x}\n\n{:y: some words}\n{:z: .a}',
      ['attributes-unknown 2', 'attributes-unknown 4', `${unused} 6`],
    ],
    ['lists of attributes that are used', '甲\n{: y}\n\n{:y: title="乙"}\n\n- a\n{:toc}', []],
  ])('%s', (_, text, expected) => {
    const { faults } = markdown.render(text);
    expect(faults.map(({ code, line }) => `${code} ${line}`)).toEqual(expected);
  });

  test('of thousands the first ones, and how many more there are', () => {
    const { faults, html } = markdown.render('[甲](rdar://1)\n'.repeat(5000));
    expect(faults.length).toBe(20);
    expect(faults.at(-1)).toMatchObject({ line: 20 });
    expect(faults.at(-1)?.message).toMatch(/4980 more/);
    expect(plainText(html)).toBe('甲'.repeat(5000));
  });

  test('and at its own link, where another in the line has the same address', () => {
    const text = '甲 [乙](rdar://1) [丙][n] 丁\n\n[n]: rdar://1';
    const found = createMarkdown({ html: 'sanitize', nesting: 100 })
      .render(text)
      .faults.map((fault) => fault.found);
    expect(found).toEqual(['rdar://1', '[丙][n] 丁']);
  });
});

test('a heading’s id is as long as its words, and passes the sanitiser', () => {
  const words = Array.from({ length: 400 }, (_, at) => `词${at}`);
  const { html } = markdown.render(`## ${words.join(' ')}`);
  expect(finishHtml(html, 'sanitize', { nesting: 100 }).html).toContain(
    `<h2 id="${words.join('-')}">`,
  );
});

describe('a page outgrows no text', () => {
  const many = (unit: (at: number) => string): string =>
    Array.from({ length: 5000 }, (_, at) => unit(at)).join('');
  test.each<readonly [string, string, string | null]>([
    ['references to one note', `[^1]: 注\n\n${many(() => '[^1]')}底`, '底'],
    ['notes', many((at) => `x[^${at}]\n\n[^${at}]: y${at}\n\n`), 'y4999'],
    ['notes in notes', `[^0]\n\n${many((at) => `[^${at}]: [^${at + 1}]\n`)}底`, '底'],
    ['contents', `- t\n{:toc}\n\n${many(() => '## a\n')}底`, '底'],
    ['contents and notes', `- t\n{:toc}\n\n[^1]: 注\n\n${many(() => '# a[^1]\n')}`, '注'],
    ['a long heading', `- t\n{:toc}\n\n# ${many(() => '题')}`, '题题'],
    ['named attributes', `{:a: title="${'x'.repeat(1000)}"}\n\n${many(() => '*x*{:a} ')}底`, '底'],
    ['aligned cells', `a|b\n:-:|:-:\n${many(() => '1|2\n')}底`, '底'],
    [
      'cells nobody wrote',
      `${'|a'.repeat(2000)}\n${'|-'.repeat(2000)}\n${many(() => '|b\n')}底`,
      '底',
    ],
    ['quotes and lists', many(() => `${'>-'.repeat(40)}a\n\n`).slice(0, 200_000), 'a'],
  ])('%s', (_, text, kept) => {
    const { html, limit } = markdown.render(text);
    expect(limit).toBeNull();
    expect(html.length).toBeLessThan(text.length * 16 + 10_000);
    expect(plainText(html)).toContain(kept);
  });

  test('it is told where it begins, and a usual story has nothing to tell', () => {
    const text = `甲\n\n${'[^1]'.repeat(5000)}\n\n[^1]: 注`;
    expect(markdown.render(text).faults).toMatchObject([{ code: 'markdown-growth', line: 3 }]);
    const usual = Array.from(
      { length: 300 },
      (_, at) => `## 第${at}节\n\n正文${at}[^${at}]。\n\n[^${at}]: 来源${at}\n\n`,
    );
    const { faults, html } = markdown.render(`- t\n{:toc}\n\n${usual.join('').slice(0, 12_000)}`);
    expect(faults).toEqual([]);
    expect(html).toContain('footnote-ref');
    const cells = '123|456|789\n'.repeat(3000);
    const table = markdown.render(`a|b|c\n-:|-:|-:\n${cells}`);
    expect([table.faults, table.html.includes('align-right')]).toEqual([[], true]);
  });
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
  ['$$', '$$'],
  ['$$ a', '$$ a\n'],
  ['$$ lines', 'a $$ b\n> $$\n- $$\n\n'],
  ['`|', 'a|b\n-|-\n`|``|'],
  ['[a](b c', '[a](b c'],
  ['[a]({{', '[a]({{ '],
  ['[a]: "', '[a]: x " " " " " " '],
  ['a title', '" " '],
  ['<code', 'a|b\n-|-\n<code<code<code<code'],
  ['<http: ', '<http: '],
  ['![a [b](c d', '![a [b](c d'],
  ['![[]()', '![[]()'],
  ['a*b_', 'a*b_'],
  ['[x](<', '[x](<'],
])('pathological %s', (_, unit) => {
  const text = `[^1]: x\n\n${unit.repeat(Math.ceil(16_384 / unit.length))}`;
  const render = (): void => {
    const { html } = markdown.render(text);
    finishHtml(html, 'sanitize', { nesting: 100 });
  };
  expect(effort(render)).toBeLessThan(200);
});

test.each([
  ['blanks in a definition', `[a]: x${' '.repeat(50_000)}y`],
  ['quotes in a definition', `[a]: x${' "'.repeat(25_000)}y`],
  ['template code that is open', `[a](<${'{{'.repeat(25_000)}>)`],
  ['names of files', `[a](x y(${'.html?'.repeat(10_000)}))`],
  ['slashes', `[a]: x${'/'.repeat(50_000)}甲`],
  ['blanks in a line of hyphens', `a|b\n|-${' '.repeat(50_000)}-`],
  ['blanks in a line of text', `a|b\n|-${' '.repeat(50_000)}x`],
  ['elements for code', `a|b\n-|-\n${'<code'.repeat(10_000)}`],
  ['marks of code', `a|b\n-|-\n${'`|``|'.repeat(10_000)}`],
])('one long line takes time in proportion: %s', (_, text) => {
  expect(effort(() => void markdown.render(text))).toBeLessThan(300);
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
      const expected = plain.render(text);
      // What may not be linked is text there, and here its words are.
      if (expected.includes('](')) return;
      expect(markdown.render(text).html).toBe(expected);
    }),
    { numRuns: runs(2000), seed: 2022 },
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
    { numRuns: runs(2000), seed: 2022 },
  );
});
