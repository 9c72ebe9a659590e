/** The scan for start tags against the parser that browsers agree with. */
import * as fc from 'fast-check';
import { parse } from 'parse5';
import { expect, it } from 'vitest';
import {
  attributesOf,
  eachStartTag,
  srcsetAddresses,
} from '../../../src/formats/html/start-tags.js';

function tagsOf(html: string): readonly string[] {
  const found: string[] = [];
  eachStartTag(html, (tag) => {
    const attributes = [...attributesOf(tag)].map(([name, value]) => `${name}=${value}`);
    found.push([tag.name, ...attributes].join(' '));
  });
  return found;
}

interface ParsedNode {
  readonly tagName?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly ParsedNode[];
}

function parsedTags(node: ParsedNode): readonly string[] {
  const { tagName, attrs = [], childNodes = [] } = node;
  const own =
    tagName === undefined
      ? []
      : [[tagName, ...attrs.map((one) => `${one.name}=${one.value}`)].join(' ')];
  return [...own, ...childNodes.flatMap(parsedTags)];
}

it.each([
  ['<A HREF="x>y" href=z title=\'a"b\' hidden>', ['a href=x>y title=a"b hidden=']],
  ['<!-- <a> --><!--><b>', ['b']],
  ['<script>"<a>"</script><i>', ['script', 'i']],
  ['<a href=/x/>y', ['a href=/x/']],
  ['<a href="?a=1&amp;b=2&copy=3&notin;">', ['a href=?a=1&b=2&copy=3∉']],
  ['<a <b', []],
  ['1 < 2 <br/>', ['br']],
])('%s', (html, tags) => {
  expect(tagsOf(html)).toEqual(tags);
});

it('finds what a parser finds, of bodies made of any such pieces', () => {
  const piece = fc.constantFrom(
    ...['<i id="a">', '</i>', '<a href="/x?a=1&amp;b">', '</a>', '<!-- <b> -->', '<img src=x alt>'],
    ...['text', ' < ', '&lt;', '<script src="s.js">if (a<b) "<i>"</script>', '<title><u></title>'],
    ...[
      '<br/>',
      "<span title='\"'>",
      '</span>',
      '<textarea><a></textarea>',
      '<DIV ID=z>',
      '</div>',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const html = `<!doctype html><html><head></head><body>${pieces.join('')}</body></html>`;
      const unique = (tags: readonly string[]): readonly string[] => [...new Set(tags)].sort();
      expect(unique(tagsOf(html))).toEqual(unique(parsedTags(parse(html) as ParsedNode)));
    }),
    { numRuns: 200 },
  );
});

it('a srcset has addresses', () => {
  expect(srcsetAddresses('a.jpg 1x, b,c.jpg 2x,d.jpg')).toEqual(['a.jpg', 'b,c.jpg', 'd.jpg']);
  expect(srcsetAddresses('')).toEqual([]);
});
