import * as fc from 'fast-check';
import { parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { looseAt } from '../../../src/formats/html/balance.js';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { effort } from '../../support/effort.js';
import { runs } from '../../support/runs.js';
import { readFixtures } from '../fixtures/fixtures.js';
import { anyHtml } from './soup.js';
import { treeOf } from './trees.js';

const LIMITS = { nesting: 100 };

test.each(readFixtures('sanitize.txt'))('$name', ({ input, output }) => {
  expect(finishHtml(input, 'sanitize', LIMITS).html.trimEnd()).toBe(output.trimEnd());
});

test.each([
  ['<iframe src=x></iframe><p onclick=x><script></script><svg><svg/></svg><iframe></iframe>', 'iframe svg'],
  ['<object><embed></object><form><input><textarea>a</textarea><select><option>b</select></form>', 'object input textarea select'],
  ['<form><input type=hidden value=x><input type=SUBMIT><input style="display:none"><input type=checkbox disabled></form>', ''],
  ['<math><mi>x</mi></math><canvas></canvas>', 'math canvas'],
  ['<iframe width=1 height=1></iframe><iframe style="display:none"></iframe><p hidden><svg></svg>', ''],
  ['<svg aria-hidden="true"><path></svg><noscript><iframe></iframe></noscript><center>a</center>', ''],
])('what showed something and was taken out is told: %s', (html, names) => {
  expect(finishHtml(html, 'sanitize', LIMITS).missed.join(' ')).toBe(names);
}); // biome-ignore format: one case a line

test('trust keeps everything, closed', () => {
  const body =
    '<div style="color:red" onclick="x()"><script>if (a < b) "</p>"</script><!-- c --><svg viewBox="0 0 1 1"><path d="M0"></path></svg><textarea>\n\na</textarea><custom-x>';
  const { html, missed, loose } = finishHtml(body, 'trust', LIMITS);
  expect(html).toBe(`${body}</custom-x></div>`);
  expect([missed, loose]).toEqual([[], '<div style="color:red" onclick="x()">']);
});

test('trust drops only a script that no end tag could end', () => {
  expect(finishHtml('<script><!--<script>', 'trust', LIMITS).html).toBe('<script></script>');
  const fine = '<script><!--\nx\n//--></script>';
  expect(finishHtml(fine, 'trust', LIMITS).html).toBe(fine);
});

test('trust keeps what a noscript may hold', () => {
  const fine = '<noscript><style>p{}</style><!-- c --><p>a</p></noscript>';
  expect(finishHtml(fine, 'trust', LIMITS).html).toBe(fine);
  const bad = '<noscript><style></noscript></style><!-- </NOSCRIPT> --><p>a</p></noscript>';
  expect(finishHtml(bad, 'trust', LIMITS).html).toBe('<noscript><p>a</p></noscript>');
});

describe('balance', () => {
  test.each([
    ['<p>a</p>', -1],
    ['<p>a<p>b<ul><li>c<li>d</ul>', -1],
    ['<p>a<br>b<img src="x>y"></p>', -1],
    ['<table><tr><td>a<td>b</table>', -1],
    ['<!-- <div> --><P>a</p>', -1],
    ['<script>"<div>"</script>', -1],
    ['股价 < 3', -1],
    ['<div>', 0],
    ['<p>a<div><b>b</b>', 4],
    ['</div>', 0],
    ['<p>a</p></p>', 8],
    ['<b><i></b></i>', 3],
    ['<ul><li><b>a</li></ul>', 8],
    ['<div>a</span></div>', 6],
    ['a<!-- b', 1],
    ['a<p title="b', 1],
    ['<b>a</b><script>b', 8],
    ['<svg viewBox="0 0 1 1"><path d="M0"/><g><circle r=1 /></g></svg>', -1],
    ['<svg/>a<math><mspace/><mi>x</mi></math>', -1],
    ['<svg><title>a</title><style>b</style><script/></svg>', -1],
    ['<svg><foreignObject><div/></foreignObject></svg>', 20],
    ['<svg><path d=M0/></svg>', 5],
    ['<svg><g></svg>', 5],
    ['<svg><path/></svg><div/>', 18],
    ['<title><b/></title>', -1],
  ])('%s: %s', (html, at) => {
    expect(looseAt(html)).toBe(at);
  });

  test('is told', () => {
    expect(finishHtml('a<div\nclass="x">b', 'sanitize', LIMITS).loose).toBe('<div\nclass="x">');
    expect(finishHtml('a<!-- b', 'sanitize', LIMITS).loose).toBe('<!--');
    expect(finishHtml('<div class="x">a</div>', 'sanitize', LIMITS).loose).toBe(null);
  });
});

describe.each(['sanitize', 'trust'] as const)('%s: limits', (policy) => {
  test.each([
    ['nested', '<div>'.repeat(16_666), 'html-nesting'],
    ['nested and closed', `${'<div>'.repeat(101)}x${'</div>'.repeat(101)}`, 'html-nesting'],
    ['tables in tables', '<table><tr><td>'.repeat(5000), 'html-nesting'],
    [
      'formatting in every paragraph',
      Array.from({ length: 2500 }, (_, i) => `<font color=${i}><p>x`).join(''),
      'html-nesting',
    ],
    [
      'formatting that multiplies',
      `<p>${Array.from({ length: 60 }, (_, i) => `<font color=${i}>`).join('')}${'</p><p>x'.repeat(20_000)}`,
      'html-size',
    ],
    [
      'a long attribute that multiplies',
      `<p><b data-x="${'x'.repeat(100_000)}">${'</p><p>x'.repeat(1000)}`,
      policy === 'trust' ? 'html-size' : null,
    ],
    ['many of <', '<'.repeat(160_000), null],
    ['many of <a', '<a'.repeat(80_000), null],
    ['open quotes', '<a "'.repeat(40_000), null],
    ['open comments', '<!--'.repeat(40_000), null],
    ['stray end tags', '</p>'.repeat(40_000), null],
    ['many attributes', `<a ${Array.from({ length: 16_666 }, (_, i) => `a${i}`).join(' ')}>`, null],
    ['a long style', `<p style="${'/*a:b;'.repeat(25_000)}">`, null],
    ['misnested formatting', '<b><p></b>'.repeat(8000), null],
    ['foster parents', `<table>${'x<tr>'.repeat(8000)}`, null],
    ['references', '&lt'.repeat(50_000), null],
    ['list items', '<li>'.repeat(16_666), null],
    ['foreign', '<svg><p>'.repeat(8000), null],
  ] as const)('%s', (_, html, code) => {
    let finished = finishHtml('', policy, LIMITS);
    const work = effort(() => {
      finished = finishHtml(html, policy, LIMITS);
    });
    expect(work).toBeLessThan(100);
    expect(finished.fault?.code ?? null).toBe(code);
    expect(finished.html.length).toBeLessThan(html.length * 8 + 20_000);
  });

  test('as deep as allowed is fine', () => {
    const html = `${'<div>'.repeat(100)}x${'</div>'.repeat(100)}`;
    expect(finishHtml(html, policy, LIMITS)).toMatchObject({ html, fault: null });
    const slow = html.replace('x', '<hr noshade>');
    expect(finishHtml(slow, policy, { nesting: 101 }).fault).toBeNull();
  });
});

test.each(['sanitize', 'trust'] as const)('%s: nothing breaks out of its page', (policy) => {
  fc.assert(
    fc.property(anyHtml, (html) => {
      const { html: body } = finishHtml(html, policy, LIMITS);
      const root = parse(`<!doctype html><main>${body}</main><footer>f</footer>`).childNodes.at(-1);
      const page = root !== undefined && 'childNodes' in root ? root.childNodes.at(-1) : undefined;
      const top = page !== undefined && 'childNodes' in page ? page.childNodes : [];
      expect(top.map((node) => node.nodeName)).toEqual(['main', 'footer']);
    }),
    { numRuns: runs(2000), seed: 2022 },
  );
});

test.each(['sanitize', 'trust'] as const)('%s: finishing twice changes nothing', (policy) => {
  fc.assert(
    fc.property(anyHtml, (html) => {
      const once = finishHtml(html, policy, LIMITS);
      const twice = finishHtml(once.html, policy, LIMITS);
      expect(treeOf(twice.html)).toBe(treeOf(once.html));
    }),
    { numRuns: runs(2000), seed: 2022 },
  );
});
