/** Addresses are exchanged, and nothing else of a text. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exchangeAddresses } from '../../../src/formats/html/exchange.js';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { effort } from '../../support/effort.js';
import { anyHtml } from './soup.js';
import { treeOf } from './trees.js';

/** Puts `!` before what isn't empty. */
const marked = (html: string): string =>
  exchangeAddresses(html, (address) => (address === '' ? null : `!${address}`));

describe('addresses', () => {
  it.each([
    ['<a href="x">y</a>', '<a href="!x">y</a>'],
    ['<a class=b href=x id=c>y</a>', '<a class=b href="!x" id=c>y</a>'],
    ['<a href=\'x "y"\'>y</a>', '<a href="!x &quot;y&quot;">y</a>'],
    ['<A HREF = "x"\n>y</A>', '<A HREF = "!x"\n>y</A>'],
    ['<img alt="<b src=x>" src="x"/>', '<img alt="<b src=x>" src="!x"/>'],
    ['<a title="x"href="y">', '<a title="x"href="!y">'],
    ['<a href="x?a=1&amp;b=2&copy=3">', '<a href="!x?a=1&amp;b=2&amp;copy=3">'],
    ['<a href="&#47;&period;x&NewLine;">', '<a href="!/.x\n">'],
    [
      '<video poster="p" src="v"><source src="s"><track src="t"></video>',
      '<video poster="!p" src="!v"><source src="!s"><track src="!t"></video>',
    ],
    ['<img srcset="a 1x, b,c 2x,d">', '<img srcset="!a 1x, !b,c 2x, !d">'],
    ['<blockquote cite="x">y</blockquote>', '<blockquote cite="!x">y</blockquote>'],
    [
      '<script src="x">"<a href=y>"</script><a href="z">',
      '<script src="!x">"<a href=y>"</script><a href="!z">',
    ],
    ['<!-- <a href="x"> --><a href="y">', '<!-- <a href="x"> --><a href="!y">'],
  ])('of %s', (html, expected) => {
    expect(marked(html)).toBe(expected);
  });

  it.each([
    'href="x"',
    '&lt;a href="x">',
    '</a href="x">',
    '<a data-href="x" title="href=\'y\'">',
    '<a href="https://x/y">z</a> <a href="#x">',
    '<a href="">',
    '<a href>',
    '<a href="x',
    '<textarea><a href="x"></textarea>',
    '<style>a::after{content:"<a href=x>"}</style>',
    '<!-- <a href="x">',
    '< a href="x">',
  ])('are none in %s', (html) => {
    expect(marked(html)).toBe(html);
  });

  it('are all that changes in finished HTML', () => {
    const policy = fc.constantFrom('sanitize' as const, 'trust' as const);
    fc.assert(
      fc.property(anyHtml, policy, (html, whose) => {
        const finished = finishHtml(html, whose, { nesting: 100 }).html;
        const after = marked(finished);
        const plain = treeOf(after).replace(/ (href|src|poster|cite|data|action)="!/g, ' $1="');
        const sets = (tree: string): string => tree.replace(/ (?:image)?srcset="[^"]*"/g, '');
        expect(sets(plain)).toBe(sets(treeOf(finished)));
      }),
      { numRuns: 500 },
    );
  });

  it('cost a hostile text no more than its length', () => {
    for (const part of ['<a ', '<a href="', "<a b='", '<a b=', '<!--', '<a\n\n', '<a b = ']) {
      const html = `<a href=x>${part.repeat(100_000)}`;
      expect(
        effort(() => void marked(html)),
        part,
      ).toBeLessThan(100);
    }
  });
});
