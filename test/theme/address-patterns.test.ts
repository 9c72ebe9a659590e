import { describe, expect, it } from 'vitest';
import { addressPatterns } from '../../src/theme/address-patterns.js';

function placeOf(text: string, address: string, line = 0): string | null {
  const template = { syntax: 'liquid' as const, path: 'a.html', text, line };
  const found = addressPatterns(template)
    .map((pattern) => ({ pattern, known: pattern.known(address) }))
    .sort((a, b) => b.known - a.known)[0];
  if (found === undefined || found.known === 0) return null;
  return `${found.pattern.line}:${found.pattern.column}`;
}

describe('the line that put an address together', () => {
  it.each([
    [
      'by filters',
      'a\n<link href="{{ "main.css" | prepend: "/assets/" | relative_url }}">',
      '2:13',
    ],
    ['of texts around a value', '<a href="/assets/{{ x }}.css">', '1:18'],
    ['of a condition', '<a href="/assets/{% if x %}main{% endif %}.css">', '1:18'],
    ['in a variable', '{% assign a = "/assets/main" | append: e %}<a href="{{ a }}">', '1:1'],
    ['in a capture', 'a{% capture a %}/assets/{{ x }}.css{% endcapture %}', '1:25'],
    ['for an include', '{% include a.html to="/assets/main.css" %}', '1:1'],
    ['in a loop', '{% for a in b %}<a href="{{ a }}/main.css">{% endfor %}', '1:26'],
    ['under a tag that is not known', '{% own %}<a href="/assets/{{ x | own }}">', '1:27'],
  ])('%s', (_, text, place) => {
    expect(placeOf(text, '/assets/main.css')).toBe(place);
  });

  it('is counted from the top of the file', () => {
    expect(placeOf('{{ "main.css" | relative_url }}', '/b/main.css', 3)).toBe('4:1');
  });

  it.each([
    ['another', '<a href="/assets/{{ x }}.js">'],
    ['a value of which nothing is known', '<a href="{{ x }}">'],
    ['one letter, which is chance', '<a href="{{ x }}s">'],
    ['a template that is broken', '{% if %}{{ "main.css" }}'],
    ['a part of a longer text', '<a title="/assets {{ x }} .css">'],
    ['one whose texts stand in another order', '<a href="{{ x }}.css{{ y }}main{{ z }}">'],
    ['one whose texts share letters', '<a href="/assets/main{{ x }}main.css">'],
  ])('is not %s', (_, text) => {
    expect(placeOf(text, '/assets/main.css')).toBe(null);
  });

  it('is looked for in one pass, whatever the address is', () => {
    const parts = Array.from({ length: 8 }, (_, at) => `{{ v${at} }}`);
    expect(placeOf(`<a href="/aa${parts.join('-')}-x">`, `/aa${'-'.repeat(2000)}y`)).toBe(null);
    expect(placeOf(`<a href="/aa${parts.join('-')}-x">`, `/aa${'-'.repeat(2000)}-x`)).toBe('1:13');
  });
});
