/** What stories would be lost by is found, wherever the pieces of the document end. */
import { describe, expect, it } from 'vitest';
import { XmlGuard } from '../../src/migrate/feeds/xml-guard.js';

function guarded(pieces: readonly string[]): string {
  const guard = new XmlGuard();
  const parts = pieces.flatMap((piece, at) => [...guard.pass(piece, at === pieces.length - 1)]);
  const marks = { lone: '[&]', unclosed: '[]]>]' };
  return parts.map((part) => (part.kind === 'text' ? part.text : marks[part.kind])).join('');
}

describe('a lone ampersand', () => {
  it.each([
    ['a & b', 'a [&] b'],
    ['a&', 'a[&]'],
    ['&&amp;&', '[&]&amp;[&]'],
    ['?a=1&b=2&copy;', '?a=1[&]b=2&copy;'],
    ['&#38;&#x26;&#;&;', '&#38;&#x26;[&]#;[&];'],
    ['&ü;&a b;', '&ü;[&]a b;'],
    ['<a><![CDATA[x & y]] ]]>&</a>', '<a><![CDATA[x & y]] ]]>[&]</a>'],
    ['<!-- & -- -->&<?php & ?>&', '<!-- & -- -->[&]<?php & ?>[&]'],
    ['<!DOCTYPE a [<!ENTITY b "&c;&">]>', '<!DOCTYPE a [<!ENTITY b "&c;[&]">]>'],
    ['<![CDATA[never &', '<![CDATA[never &'],
    ['a <', 'a <'],
  ])('is found in %s', (text, expected) => {
    expect(guarded([text])).toBe(expected);
    for (let at = 0; at <= text.length; at++) {
      expect(guarded([text.slice(0, at), text.slice(at)])).toBe(expected);
    }
    expect(guarded([...Array.from(text), ''])).toBe(expected);
  });

  it('is told from the beginning of a long word', () => {
    const word = 'n'.repeat(200);
    expect(guarded([`&${word} &${word}`, ' &', 'lt;'])).toBe(`[&]${word} [&]${word} &lt;`);
  });
});

describe('a CDATA section that is not closed', () => {
  const filler = `<x>${'y'.repeat(300)}</x>`;
  it.each([
    ['<c:e><![CDATA[a</c:e><d><![CDATA[b]]></d>', '<c:e><![CDATA[a[]]>]</c:e><d><![CDATA[b]]></d>'],
    ['<title>t <![CDATA[a</title>\n  <link>&', '<title>t <![CDATA[a[]]>]</title>\n  <link>[&]'],
    [
      '<c:e a="1"><![CDATA[a]]]]><![CDATA[>b</c:e >',
      '<c:e a="1"><![CDATA[a]]]]><![CDATA[>b[]]>]</c:e >',
    ],
    ['<content><![CDATA[a & </content></entry>', '<content><![CDATA[a & []]>]</content></entry>'],
    ['<title><![CDATA[a</title>\n', '<title><![CDATA[a[]]>]</title>\n'],
    // What is no end of theirs.
    ['<title><![CDATA[a</title><p>b]]></title>', '<title><![CDATA[a</title><p>b]]></title>'],
    [
      '<summary><![CDATA[<details><summary>a</summary><p>b]]>',
      '<summary><![CDATA[<details><summary>a</summary><p>b]]>',
    ],
    ['<c.e><![CDATA[a</cee><item></c.ex>]]>&', '<c.e><![CDATA[a</cee><item></c.ex>]]>[&]'],
  ])('is found in %s', (text, expected) => {
    for (const more of text.endsWith('\n') ? [''] : ['', filler]) {
      const all = text + more;
      expect(guarded([all])).toBe(expected + more);
      for (let at = 0; at <= all.length; at += 7) {
        expect(guarded([all.slice(0, at), all.slice(at)])).toBe(expected + more);
      }
      expect(guarded([...Array.from(all), ''])).toBe(expected + more);
    }
  });
});
