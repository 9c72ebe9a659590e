import * as fc from 'fast-check';
import markdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { NORMAL_LINK, renderPlain } from '../../../../src/formats/markdown/fast/plain.js';
import { createMarkdown } from '../../../../src/formats/markdown/markdown.js';
import { runs } from '../../../support/runs.js';

const RUNS = runs(15_000);
const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });

/** A blank line in front is nothing to Markdown, but a carriage return enough for the slow way. */
const slowly = (text: string): ReturnType<typeof markdown.render> => markdown.render(`\r${text}`);

const words = (text: string): string[] => text.split('  ');
const good = fc.constantFrom(
  ...words(
    '中文，涨停。  重点  2022  3.5%  GDP  a-b  x|y  (注)  “引”  《书》  ST康美  **重点**  **GDP**  **3.5% “a”中**',
  ),
  ...words(
    '[返回](//a.b/c.html)  [返回](../a/)  [首页](/a/b,c.html?d)  [乙](./)  <http://a.b/c,1.html>  中\n文  a\n  [乙](/)  **中**\n[文](../)  <http://a.b>\n中  [a b](https://a.b/c_d/./../?=&-)  <http://a.b/c?d=1&e=2>  <https://a.b>  "  >  !  :  $',
  ),
);
const odd = fc.constantFrom(
  ...words(
    '1.  2)  12345678901  AT&T  *ST康美  **重点。**  _a_  **a **  **ST甲**  ***x***  **a****b**  a**b  ## 标题  甲# #',
  ),
  ...words(
    '![图](/x)  [^1]  [^1]:  [a]:  <HTTP://a.b>  <a@b.c>  <b>  </b>  <http://a--b.c/>  <http://xn--fiq.a/>  [x]()',
  ),
  ...words(
    '[x](http://a.b/?a=1&lt=2)  [x](<//a.b>)  [x](//a.b "t")  [](//a.b)  [**x**](//a.b)  &amp;  &  [a](javascript:b)  [x](..)  [x](.../)  [x](///a)  [x](/a#b)  [x](./a:b)  中\n- 文  中\n    文  中\n> 文  中\n===  a \n  ',
  ),
  ...words(
    '\\  `  ~~  *  _  [  ]  (  )  <  ^  |  =  -  +  #  {  \t  \u3000  \xa0  \x0b  \u2028  \x85  😀  \ud800  \n  \n ',
  ),
  ...[
    '$$',
    '$$a$$',
    '\n$$\n',
    '$$5',
    '[x](y z)',
    '[x](rdar://a)',
    '\n|-|-|\n',
    '\n[x]: y',
    '<a:b>',
  ],
  ...[' ', '  ', '  \n', '{: .a}', '\n{: .a}', '\n\n{:.a}\n', ' {#a}', '{::comment}', '{:/}', '{ '],
);
const inline = fc
  .array(fc.oneof({ weight: 6, arbitrary: good }, odd), { maxLength: 5 })
  .map((parts) => parts.join(''));
const start = fc.constantFrom(
  ...[
    '',
    '',
    '',
    '',
    ' ',
    '   ',
    '    ',
    '> ',
    '> ',
    '>',
    '>  ',
    ' > ',
    '> > ',
    '---',
    '```',
    '* ',
    '+ ',
    '1. ',
    '-',
  ],
  ...[
    '- ',
    '- ',
    '- 甲\n- ',
    '- 甲\n- **乙**\n- ',
    '- a\n\n- ',
    '-  ',
    ' - ',
    '- a\n  ',
    '- - ',
    '- # ',
  ],
  ...[
    '## ',
    '# a\n\n# ',
    '# 甲\n# ',
    '#  ',
    '### 甲\n',
    ' # ',
    '####### ',
    '#',
    '# a\n- ',
    'a\n# ',
  ],
  ...[
    '<p>',
    '<p>',
    '<p class="x">',
    ' <p>',
    '<div>\n',
    '</p>',
    '<table',
    '<center>',
    '<pre>',
    '<!-- x',
    '<span>',
  ],
  ...['<h2>', '<p>\n| a |\n|-|', '<P>', '<p/>'],
);
const block = fc.tuple(start, inline).map((parts) => parts.join(''));
const space = fc.constantFrom('\n\n', '\n\n', '\n\n', '\n', '\n \n', '\n\t\n\n', '\n\n\n');
const body = fc
  .tuple(fc.array(fc.tuple(block, space), { maxLength: 4 }), fc.constantFrom('', '\n', '\n\n', ' '))
  .map(([blocks, end]) => {
    const text = blocks.map((parts) => parts.join('')).join('');
    return (end === '' ? text.trimEnd() : text) + end;
  });

test('what is rendered quickly is what markdown-it renders', () => {
  let quick = 0;
  fc.assert(
    fc.property(body, (text) => {
      const html = renderPlain(text);
      if (html === null) return;
      quick++;
      expect({ html, faults: [], limit: null, own: null }).toEqual(slowly(text));
    }),
    { numRuns: RUNS, seed: 2022 },
  );
  expect(quick).toBeGreaterThan(RUNS / 20);
});

test('an address that is taken as it is needs no normalising', () => {
  const { normalizeLink } = markdownIt();
  const piece = fc.constantFrom(
    ...words('/  //  .  ..  a  b-c  ?  =  &  ,  _  http:  +  0.1  %  #  @  :'),
  );
  let taken = 0;
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 7 }), (pieces) => {
      const address = pieces.join('');
      if (!NORMAL_LINK.test(address)) return;
      taken++;
      expect(normalizeLink(address)).toBe(address);
    }),
    { numRuns: RUNS, seed: 2022 },
  );
  expect(taken).toBeGreaterThan(RUNS / 50);
});

test('a script’s story is rendered so', () => {
  const text =
    '> 据“甲”消息\n\n<p align=center>一</p>\n <p>二</p>\n\n2022年，A&nbsp;B\n\n' +
    '<http://a.example/n?id=1&x=2>\n\n[返回甲新闻](//a.example/c/a.html)｜[返回首页](//a.example/)\n';
  expect(renderPlain(text)).toBeNull();
  expect(renderPlain(text.replace('&nbsp;', ' '))).toBe(
    '<blockquote>\n<p>据“甲”消息</p>\n</blockquote>\n<p align=center>一</p>\n <p>二</p>\n' +
      '<p>2022年，A B</p>\n<p><a href="http://a.example/n?id=1&amp;x=2">http://a.example/n?id=1&amp;x=2</a></p>\n' +
      '<p><a href="//a.example/c/a.html">返回甲新闻</a>｜<a href="//a.example/">返回首页</a></p>\n',
  );
});

test('a reporter’s story is rendered so', () => {
  const text = '# 甲\n一，**重点**。\n\n# 甲\n\n- **GDP**增\n- 二 > 一\n\n[乙](//a.example/)\n';
  expect(renderPlain(text)).toBe(
    '<h1 id="甲">甲</h1>\n<p>一，<strong>重点</strong>。</p>\n<h1 id="甲-1">甲</h1>\n' +
      '<ul>\n<li><strong>GDP</strong>增</li>\n<li>二 &gt; 一</li>\n</ul>\n' +
      '<p><a href="//a.example/">乙</a></p>\n',
  );
});

test('a list is told where nothing may be nested', () => {
  const { faults } = createMarkdown({ html: 'sanitize', nesting: 4 }).render('- 甲');
  expect(faults).toMatchObject([{ code: 'markdown-nesting' }]);
});
