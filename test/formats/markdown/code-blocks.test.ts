import { describe, expect, it, test } from 'vitest';
import { numberedLines } from '../../../src/formats/code/highlight-tag.js';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { type CodeStyle, codeStyle } from '../../../src/formats/markdown/code-blocks.js';
import { createMarkdown } from '../../../src/formats/markdown/markdown.js';

function render(text: string, code: CodeStyle, nesting = 100): string {
  return createMarkdown({ html: 'sanitize', nesting, code }).render(text).html;
}

const around = (classes: string, code: string): string =>
  `<div class="${classes}"><div class="highlight"><pre class="highlight"><code>${code}</code></pre></div></div>\n`;

describe('in a Jekyll site code has kramdown’s elements', () => {
  it.each([
    ['```js\n1\n```', around('language-js highlighter-rouge', '<span class="mi">1</span>\n')],
    ['```\n<1\n```', around('language-plaintext highlighter-rouge', '&lt;1\n')],
    ['    a\n', around('language-plaintext highlighter-rouge', 'a\n')],
    [
      '    1\n{: .language-js}\n',
      around('language-js highlighter-rouge', '<span class="mi">1</span>\n'),
    ],
    [
      '~~~ js\n1\n~~~\n{: .up}\n',
      around('language-js up highlighter-rouge', '<span class="mi">1</span>\n'),
    ],
    [
      '```js?start=1\n1\n```',
      around('language-js?start=1 highlighter-rouge', '<span class="mi">1</span>\n'),
    ],
    ['```none-such\n1\n```', '<pre><code class="language-none-such">1\n</code></pre>\n'],
    ['`a`', '<p><code class="language-plaintext highlighter-rouge">a</code></p>\n'],
    [
      '`1`{:.language-js}',
      '<p><code class="language-js highlighter-rouge"><span class="mi">1</span></code></p>\n',
    ],
  ])('%s', (text, html) => {
    expect(render(text, 'jekyll')).toBe(html);
  });
});

test('elsewhere it stands where it stood', () => {
  expect(render('```js\n1\n```', 'coloured')).toBe(
    '<pre><code class="language-js"><span class="mi">1</span>\n</code></pre>\n',
  );
  for (const text of ['```\na\n```', '    a', '`a`', '```none-such\n1\n```'])
    expect(render(text, 'coloured')).toBe(render(text, 'plain'));
});

test('what is made passes the sanitiser; a story’s own classes only in code', () => {
  const html = render('```js\nlet a = "<b>";\n```\n\n`a`', 'jekyll');
  expect(finishHtml(html, 'sanitize', { nesting: 100 }).html).toBe(html.replaceAll('&quot;', '"'));
  const own =
    '<p><span class="k">a</span></p><table class="gutter"><tr><td class="lineno">b</td></tr></table>';
  expect(finishHtml(own, 'sanitize', { nesting: 100 }).html).not.toContain('class');
});

test('a text’s code is coloured up to a limit that is counted', () => {
  const block = `\`\`\`json\n${'1,\n'.repeat(5000)}\`\`\`\n\n`;
  const [, first = '', second = ''] = render(block.repeat(2), 'coloured').split('<pre>');
  expect(first).toContain('<span class="mi">1</span>');
  expect(second).not.toContain('<span');
});

test('colours never make a story too deep', () => {
  const text = '> ```js\n> 1\n';
  expect(render(text, 'jekyll', 6)).toContain('<pre><code class="language-js">1');
  expect(render(text, 'jekyll', 7)).toContain('highlighter-rouge');
});

test('lines are numbered where kramdown is told to', () => {
  expect(codeStyle({ colouredCode: true, numberedCode: true, syntax: 'liquid' })).toBe('numbered');
  const html = render('```js\n1\n2\n```\n\n`a`\n', 'numbered');
  expect(html).toContain('<td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>');
  expect(html).toContain('<td class="rouge-code"><pre><span class="mi">1</span>\n');
  expect(html).toContain('<code class="language-plaintext highlighter-rouge">a</code>');
});

test('Jekyll’s elements are those of a Jekyll site', () => {
  expect(codeStyle({ colouredCode: true, numberedCode: false, syntax: 'liquid' })).toBe('jekyll');
  expect(codeStyle({ colouredCode: true, numberedCode: true, syntax: 'nunjucks' })).toBe(
    'coloured',
  );
  expect(codeStyle({ colouredCode: false, numberedCode: true, syntax: 'liquid' })).toBe('plain');
});

it('counts no line behind the last one where what is coloured ends with it', () => {
  const lines = '<span class="k">a</span> <span class="s2">"b\nc\n</span>';
  expect(numberedLines(lines, '')).toContain('<pre class="lineno">1\n2\n</pre>');
  expect(numberedLines(lines, '')).toContain('c\n</span></pre>');
  expect(numberedLines('a\nb', '')).toContain('<pre class="lineno">1\n2\n</pre>');
});
