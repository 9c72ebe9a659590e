import * as fc from 'fast-check';
import { parse } from 'parse5';
import { expect, test } from 'vitest';
import { isProven } from '../../../../src/formats/html/fast/prove.js';
import { finishHtml } from '../../../../src/formats/html/finish.js';
import { sanitizeElement } from '../../../../src/formats/html/sanitize.js';
import { startTag, writeHtml } from '../../../../src/formats/html/serialise.js';
import { parseBody } from '../../../../src/formats/html/tree.js';
import { anyHtml } from '../soup.js';
import { treeOf } from '../trees.js';

const RUNS = 4000;
const LIMITS = { nesting: 100 };

/** The slow way alone, whatever the proof says. */
function sanitizeSlowly(html: string): string {
  const shape = (element: Parameters<typeof sanitizeElement>[0], parent: string) =>
    sanitizeElement(element, parent, { elements: new Set(), addresses: new Set() });
  const settings = { shape, comments: false, nesting: 100, length: 1e6 };
  return writeHtml(parseBody(html, 100), settings).html;
}

function trustSlowly(html: string): string {
  const settings = {
    shape: (element: Parameters<typeof sanitizeElement>[0]) =>
      startTag(
        element.tagName,
        element.attrs.map(({ name, value }) => [name, value]),
      ),
    comments: true,
    nesting: 100,
    length: 1e6,
  };
  return writeHtml(parseBody(html, 100), settings).html;
}

test('what is proven for posts is the tree that the slow way makes', () => {
  let proven = 0;
  fc.assert(
    fc.property(anyHtml, (html) => {
      if (!isProven(html, 'sanitize', 100)) return;
      proven++;
      expect(treeOf(html)).toBe(treeOf(sanitizeSlowly(html)));
    }),
    { numRuns: RUNS, seed: 2022 },
  );
  expect(proven).toBeGreaterThan(RUNS / 50);
});

test('what is proven for the site’s own pages is the tree that the slow way makes', () => {
  let proven = 0;
  fc.assert(
    fc.property(anyHtml, (html) => {
      if (!isProven(html, 'trust', 100)) return;
      proven++;
      expect(treeOf(html)).toBe(treeOf(trustSlowly(html)));
    }),
    { numRuns: RUNS, seed: 2022 },
  );
  expect(proven).toBeGreaterThan(RUNS / 50);
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
    { numRuns: RUNS, seed: 2022 },
  );
});

test.each(['sanitize', 'trust'] as const)('%s: finishing twice changes nothing', (policy) => {
  fc.assert(
    fc.property(anyHtml, (html) => {
      const once = finishHtml(html, policy, LIMITS);
      const twice = finishHtml(once.html, policy, LIMITS);
      expect(treeOf(twice.html)).toBe(treeOf(once.html));
    }),
    { numRuns: RUNS, seed: 2022 },
  );
});
