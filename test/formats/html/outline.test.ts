import { describe, expect, it, test } from 'vitest';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { contentsOfBody, withAnchors } from '../../../src/formats/html/outline.js';
import { effort } from '../../support/effort.js';

describe('a table of contents', () => {
  const outline = (levels: readonly number[]): string =>
    contentsOfBody(levels.map((level) => `<h${level} id="${level}">t</h${level}>`).join(''), 1)
      .replace(/<a href="#(\d)">t<\/a>/g, '$1')
      .replaceAll('<ol><li>', '(')
      .replaceAll('</li></ol>', ')')
      .replaceAll('</li><li>', ' ');
  it.each([
    [[2, 3, 3, 2], '(2(3 3) 2)'],
    [[2, 4, 3, 2], '(2(4 3) 2)'],
    [[3, 2, 3], '(3 2(3))'],
    [[1, 2, 3, 4, 1], '(1(2(3)) 1)'],
    [[2], '(2)'],
  ])('of levels %j', (levels, shown) => {
    expect(outline(levels)).toBe(shown);
    const html = contentsOfBody(levels.map((one) => `<h${one} id="a">t</h${one}>`).join(''), 1);
    expect(finishHtml(html, 'trust', { nesting: 100 }).html).toBe(html);
  });

  it('needs so many headings, and none where the body has one', () => {
    const body = '<h2 id="a">a</h2><h2 id="b">b</h2>';
    expect(contentsOfBody(body, 3)).toBe('');
    expect(contentsOfBody(body, 2)).not.toBe('');
    expect(contentsOfBody(`<a href="#a">a</a><a href="#b">b</a>${body}`, 2)).toBe('');
    expect(contentsOfBody('<p>a</p>', 1)).toBe('');
  });
});

test('headings lead to themselves; those of scraped HTML get an id', () => {
  const body =
    '<h2 class="align-center">甲 &amp; <b>乙</b></h2><h2 id="甲--乙">丙</h2><h3></h3><pre>&lt;h2&gt;</pre>';
  const html = withAnchors(body, '链接：');
  expect(html).toBe(
    '<h2 class="align-center" id="甲--乙-1">甲 &amp; <b>乙</b><a class="anchor" href="#甲--乙-1" aria-label="链接：甲 &amp; 乙"></a></h2>' +
      '<h2 id="甲--乙">丙<a class="anchor" href="#甲--乙" aria-label="链接：丙"></a></h2><h3></h3><pre>&lt;h2&gt;</pre>',
  );
  expect(contentsOfBody(body, 1)).toContain('href="#甲--乙-1"');
});

test('many headings take time in proportion', () => {
  const html = '<h2>a</h2>'.repeat(4000);
  expect(effort(() => void withAnchors(html, ''))).toBeLessThan(60);
  expect(effort(() => void contentsOfBody('<h2>a'.repeat(4000), 1))).toBeLessThan(60);
});
