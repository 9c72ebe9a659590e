/** Each `&` of XML that begins no entity is found, wherever the pieces of the document end. */
import { describe, expect, it } from 'vitest';
import { AmpersandGuard } from '../../src/migrate/feeds/ampersand-guard.js';

function guarded(pieces: readonly string[]): string {
  const guard = new AmpersandGuard();
  const parts = pieces.flatMap((piece, at) => [...guard.pass(piece, at === pieces.length - 1)]);
  return parts.map((part) => (part.kind === 'text' ? part.text : '[&]')).join('');
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
