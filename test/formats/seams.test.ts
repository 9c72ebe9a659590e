/** Where Markdown meets HTML: no text of a story is lost or destroyed there. */
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../src/formats/html/finish.js';
import { createMarkdown } from '../../src/formats/markdown/markdown.js';
import { runs } from '../support/runs.js';
import { losingWords, POLICIES, pageOf, shownOtherwise } from './seam-properties.js';

const RUNS = runs(800);

test.each(POLICIES)('a story that is HTML shows what a browser shows of it: %s', (policy) => {
  expect(shownOtherwise(policy, RUNS)).toBeNull();
});

test.each(POLICIES)('no word of a story with Markdown is lost: %s', (policy) => {
  expect(losingWords(policy, RUNS)).toBeNull();
});

describe('Markdown begins again below', () => {
  test.each([
    '<div>\n<!-- 注\n\n释 -->\n</div>\n',
    '<p>导语</p><!-- 注\n\n释 -->\n',
    '<div>\n\n    <p>甲</p>\n</div>\n',
    '<font color="red">\n\n    <p>甲</p>\n</font>\n',
    '<video controls>\n\n    <source src="/a.mp4">\n</video>\n',
    '<my-note a="b">\n\n\t<p>甲</p>\n\n</my-note>\n',
    '<li>\n\n    <p>甲</p>\n</li>\n',
    '<div><pre>\n\n# 甲\n</pre></div>\n',
    '<div>\n<script>\n\na\n</script>\n</div>\n',
    '<TEXTAREA>\n\n# 甲\n</TEXTAREA>\n',
    '<p>甲 <![CDATA[ 注\n\n释 ></p>\n',
  ])('%j', (html) => {
    expect(pageOf(`${html}**后** 文`, 'sanitize')).toContain('<p><strong>后</strong> 文</p>');
  });
});

test('in items of lists and in quotes as well', () => {
  const text =
    '- <div><!-- 注\n\n释 -->甲</div>\n- <pre>\na\n\n# b\n</pre>\n- 乙<!-- 注\n\n释 -->\n\n> <pre>\n>\n> # c\n> </pre>\n';
  expect(pageOf(text, 'sanitize').replace(/\n+/g, '|')).toBe(
    '<ul>|<li>|<div>甲</div>|</li>|<li>|<pre>a|# b|</pre>|</li>|<li>乙</li>|</ul>|' +
      '<blockquote>|<pre>|# c|</pre>|</blockquote>|',
  );
});

test('tags with a colon are tags, and addresses are addresses', () => {
  const text = '甲<o:p></o:p><st1:chsdate w:st="on">2022年</st1:chsdate><http://a.example/b>';
  expect(pageOf(text, 'sanitize')).toBe(
    '<p>甲2022年<a href="http://a.example/b">http://a.example/b</a></p>\n',
  );
});

describe('markup without an end is shown, and told', () => {
  const markdown = createMarkdown({ html: 'sanitize', nesting: 100 });
  test.each([
    ['一\n\n甲 <!-- 乙\n\n丙', 3],
    ['一\n二 <textarea> 丙', 2],
    ['一\n\n- <div><!-- 乙\n- 丙', 3],
    ['一\n\n> <script>乙\n\n丙', 3],
    ['<p>甲\n<b 乙\n\n丙', 2],
    ['| 甲 |\n| --- |\n| <!-- 丙 |', 3],
  ])('%j', (text, line) => {
    const { html, faults } = markdown.render(text);
    expect(faults).toMatchObject([{ code: 'html-unbalanced', line }]);
    expect(finishHtml(html, 'sanitize', { nesting: 100 }).html).toContain('丙');
  });

  test.each([
    '用 <pre> 标签',
    '用 <textarea> 标签',
    '用 <svg> 画',
    '见 <https://a.example/x>、<a@a.example> 与 [乙](</x y>)',
    '见 `a` 与 List<String>',
  ])('%s, and all below is as ever', (prose) => {
    expect(pageOf(`${prose}\n\n<p>甲</p>\n**乙**\n\n**丙**\n`, 'sanitize')).toContain(
      '<p>甲</p>\n<p><strong>乙</strong></p>\n<p><strong>丙</strong></p>',
    );
  });

  test('a tag that is none, in code', () => {
    const text = '<div><pre>\nif (a <b\n\n# c\n</pre></div>\n';
    expect(pageOf(text, 'sanitize')).toContain('if (a &lt;b\n\n# c\n');
  });

  test('a comment that goes on to the end of another one', () => {
    const { html } = markdown.render('<p>甲 <!-- 乙</p>\n\n丙\n\n<!-- 丁 -->');
    expect(finishHtml(html, 'sanitize', { nesting: 100 }).loose).toBe('<!--');
    const usual = '<!--[if !IE]><!--><p>甲</p><!--<![endif]-->';
    expect(finishHtml(usual, 'sanitize', { nesting: 100 }).loose).toBeNull();
  });
});
