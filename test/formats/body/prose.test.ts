import { describe, expect, it } from 'vitest';
import { proseText, summaryText } from '../../../src/formats/body/prose.js';
import { plainText } from '../../../src/formats/html/plain-text.js';

describe('the prose of a body', () => {
  it.each([
    ['code', '<p>一。</p><pre><code>let a\n</code></pre><p>二。</p>', '一。二。'],
    ['code in code', '<pre>a<pre>b</pre>c</pre><p>二</p>', '二'],
    [
      'numbered code',
      '<table class="rouge-table"><tr><td class="gutter"><pre class="lineno">1</pre></td><td><pre>a</pre></td></tr></table><p>二</p>',
      '二',
    ],
    [
      'the label of a box, not its words',
      '<div class="markdown-alert"><p class="markdown-alert-title">注意</p><p>小心。</p></div>',
      '小心。',
    ],
    ['a card', '<p><a class="embed" href="/x">YouTube · x</a></p><p>二</p>', '二'],
    [
      'contents',
      '<ul id="markdown-toc"><li>a<ul><li>b</li></ul></li></ul><h2>a</h2><ul><li>c</li></ul>',
      'a c',
    ],
    ['a formula that stands alone', '<p><math display="block"><mi>E</mi></math></p>二', '二'],
    ['a formula in a sentence', '<p>速度 <math><mi>v</mi></math></p>', '速度 v'],
    ['code in a sentence', '<p>用 <code>a</code>。<b>甲</b></p>', '用 a。甲'],
    ['words of the like', '<p>&lt;pre> 甲</p>', '<pre> 甲'],
    ['code that never ends', '<p>一</p><pre>a', '一'],
    ['words around code in a line', '<b>甲</b><pre>a</pre><b>乙</b>', '甲 乙'],
    [
      'figures',
      '<table><tr><th>指数</th><th>涨跌</th></tr><tr><td>甲</td></tr></table>二。',
      '二。',
    ],
    ['figures between', '一。<table id="x"><tr><td>甲<td>1</table>二。', '一。二。'],
    [
      'a text in a table',
      '<table><tr><td>一。<br>二。</td></tr></table><p>（完）</p>',
      '一。二。（完）',
    ],
    [
      'figures in such a table',
      '<table><tr><td>侧</td><td><p>一。</p><table><tr><td>1<td>2</table>二。</td></tr></table>',
      '侧 一。二。',
    ],
  ])('%s', (_, html, text) => {
    expect(proseText(html)).toBe(text);
  });

  it.each([
    ['without headings', '<h2>一</h2><p>二。</p><h3 id="x">三</h3><p>四。</p>', '二。四。'],
    ['without captions', '<figure><img><figcaption>图</figcaption></figure><p>二。</p>', '二。'],
    ['without notes', '<p>一。</p><section class="footnotes"><p>注。</p></section>', '一。'],
    ['of headings alone', '<pre>a</pre><h2>一</h2>', '一'],
    ['of a caption alone', '<figure><img><figcaption>图</figcaption></figure>', '图'],
    ['of code alone', '<pre>a</pre>', 'a'],
    ['without figures', '<h2>收盘</h2><table><tr><td>甲<td>1</table><p>增加。</p>', '增加。'],
    ['of a heading and figures', '<h2>收盘</h2><table><tr><td>甲<td>1</table>', '收盘'],
    ['of figures alone', '<table><tr><td>甲<td>1</table>', '甲 1'],
  ])('in a summary is %s', (_, html, text) => {
    expect(summaryText(html)).toBe(text);
  });

  it('of a long text is its beginning', () => {
    const html = `<h2>一</h2>${'<p>二三四五。</p>'.repeat(2000)}`;
    const text = summaryText(html);
    expect('二三四五。'.repeat(2000).startsWith(text)).toBe(true);
    expect(text.length).toBeGreaterThan(400);
    const links = `<h2>一</h2><p>${'<a href="/x/x/x/x/x/x/x/x/x/x/x/x/x/x">二</a>'.repeat(500)}</p>`;
    expect(summaryText(links)).toBe('二'.repeat(500));
  });

  it('is all of the text where there is no other', () => {
    for (const html of ['<pre>let a</pre>', '<p class="markdown-alert-title">注意</p>', '', '甲']) {
      expect(proseText(html)).toBe(plainText(html));
    }
  });
});
