import { describe, expect, it } from 'vitest';
import { absoluteHtml } from '../../../src/content/html/absolute.js';
import { candidatesOf, isSafeSrcset, isSafeUrl } from '../../../src/content/html/urls.js';
import { effort } from '../../support/effort.js';

describe('an address', () => {
  it.each([
    'ftp://a.b/c',
    'FTPS://a',
    'irc://a/b',
    'ircs:a',
    'magnet:?xt=a',
    'sms:1',
    'tel:1',
    'geo:1,2',
    'xmpp:a@b',
  ])('may be linked, in a feed too, and is no picture: %s', (url) => {
    expect(isSafeUrl(url, 'link')).toBe(true);
    expect(isSafeUrl(url, 'image')).toBe(false);
    const html = `<a href="${url}">甲</a>`;
    expect(absoluteHtml(html, 'https://x.example/p.html', 100)).toBe(html);
  });

  it.each([
    'javascript:a',
    'java\nscript:a',
    'data:text/html,a',
    'vbscript:a',
    'file:///a',
    'rdar://1',
    'blob:a',
    'ssh://a',
    'view-source:a',
  ])('may not be linked: %j', (url) => expect(isSafeUrl(url, 'link')).toBe(false));
});

describe('a srcset', () => {
  it.each([
    ['a.jpg', ['a.jpg']],
    ['a.jpg 1x, b.jpg 2x', ['a.jpg 1x', 'b.jpg 2x']],
    ['a.jpg 1x,b.jpg 2x', ['a.jpg 1x', 'b.jpg 2x']],
    ['a.jpg, b.jpg 2x', ['a.jpg', 'b.jpg 2x']],
    ['w_1,h_2/a.jpg 1x', ['w_1,h_2/a.jpg 1x']],
    [',, a.jpg\t640w ,\nb.jpg', ['a.jpg 640w', 'b.jpg']],
    ['a.jpg (1,2) 1x, b.jpg', ['a.jpg (1,2) 1x', 'b.jpg']],
    ['a.jpg (1, b.jpg', ['a.jpg (1, b.jpg']],
    ['a\u3000b.jpg 1x', ['a\u3000b.jpg 1x']],
    [' , ', []],
  ])('%j has the candidates that browsers see', (srcset, wanted) => {
    const found = candidatesOf(srcset).map(({ url, size }) => `${url} ${size}`.trim());
    expect(found).toEqual(wanted);
  });

  it('is safe where each of them is', () => {
    expect(isSafeSrcset('a.jpg 1x,https://x.example/b,c.jpg 2x')).toBe(true);
    expect(isSafeSrcset('a.jpg 1x,javascript:alert(1) 2x')).toBe(false);
    expect(isSafeSrcset('a.jpg (,) 1x,data:text/html,x')).toBe(false);
  });

  it('has whole addresses in a feed', () => {
    const html = '<img src="/a.jpg" srcset="a.jpg 1x,/b.jpg 2x">';
    expect(absoluteHtml(html, 'https://x.example/p/q.html', 100)).toBe(
      '<img src="https://x.example/a.jpg" ' +
        'srcset="https://x.example/p/a.jpg 1x, https://x.example/b.jpg 2x">',
    );
  });

  it('takes time in proportion to its length', () => {
    for (const part of [',', ' ,', ' ', '(', 'a (', 'a,', 'a 1x,']) {
      expect(
        effort(() => void isSafeSrcset(part.repeat(100_000))),
        part,
      ).toBeLessThan(200);
    }
    const commas = `a${','.repeat(300_000)}b 1x`;
    expect(effort(() => void isSafeSrcset(commas))).toBeLessThan(50);
  });
});
