import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { looseAt } from '../../../../src/formats/html/balance.js';
import { readNested } from '../../../../src/formats/html/fast/nested.js';
import { type HtmlNode, parseBody, parseSlowly } from '../../../../src/formats/html/tree.js';
import { runs } from '../../../support/runs.js';
import { anyHtml } from '../soup.js';

const RUNS = runs(6000);

/** All that is read of a tree. */
function described(nodes: readonly HtmlNode[]): unknown {
  return nodes.map((node) => {
    if ('data' in node) return { comment: node.data };
    if (!('tagName' in node)) return 'value' in node ? node.value : node.nodeName;
    const { nodeName, tagName, namespaceURI, attrs, childNodes, parentNode } = node;
    const around = parentNode?.nodeName;
    return { nodeName, tagName, namespaceURI, attrs, around, children: described(childNodes) };
  });
}

test('what is read quickly is the tree that parse5 makes', () => {
  let quick = 0;
  fc.assert(
    fc.property(anyHtml, (html) => {
      const nodes = readNested(html, 100);
      if (nodes === null) return;
      quick++;
      expect(described(nodes)).toStrictEqual(described(parseSlowly(html, 100)));
      expect(looseAt(html) === -1).toBe(true);
    }),
    { numRuns: RUNS, seed: 2022 },
  );
  expect(quick).toBeGreaterThan(RUNS / 20);
});

test.each([
  '<p style="text-align:center;"><img src="/a?nid=1&type=k&at=1" border="0" alt="K" /></p>',
  '<!-- Start --><center><img src=/a.png border=0 width=578></center><!-- End -->',
  '<p><span id="bk_90" data-code="90,B">新能源</span>&nbsp;A&amp;B<br /></p>\n <p class=x>二</p>',
])('a portal’s HTML is read so: %s', (html) => {
  expect(readNested(html, 100)).not.toBeNull();
});

test.each([
  '--><!--x',
  '<!--a--!>b-->',
  '<p a a>',
  '<p>&copy</p>',
  '<table><tr></tr></table>',
  '<p>a\r</p>',
])('uncertain: %s', (html) => {
  expect(readNested(html, 100)).toBeNull();
});

test('what is nested deeper than the limit is not', () => {
  const html = `${'<div>'.repeat(20)}${'</div>'.repeat(20)}`;
  expect(readNested(html, 20)).not.toBeNull();
  expect(readNested(html, 19)).toBeNull();
  expect(() => parseBody(html, 19)).toThrow(/nested more than 19/);
});
