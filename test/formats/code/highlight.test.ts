import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { createGrammars } from '../../../src/formats/code/grammars.js';
import { createHighlighter } from '../../../src/formats/code/highlight.js';
import { highlightTag } from '../../../src/formats/code/highlight-tag.js';
import { finishHtml } from '../../../src/formats/html/finish.js';
import { compiledFile } from '../../support/package.js';
import { readCode } from '../fixtures/fixtures.js';

const require = createRequire(import.meta.url);
const highlighter = createHighlighter();

/** What a browser shows of code: it has no elements but spans, and no other references. */
function textOf(html: string): string {
  const references: Record<string, string> = {
    lt: '<',
    gt: '>',
    quot: '"',
    nbsp: '\u00a0',
    amp: '&',
  };
  return html
    .replace(/<\/?span[^>]*>/g, '')
    .replace(/&(\w+);/g, (_, name: string) => references[name] ?? '?');
}

const COMPILED = pathToFileURL(compiledFile('formats/markdown/markdown.js')).href;

/** In a process of its own: what files of tests loaded before is loaded. */
const LOADING = `
const { createRequire } = await import('node:module');
const { createMarkdown } = await import(${JSON.stringify(COMPILED)});
const { cache } = createRequire(import.meta.url);
const loaded = () =>
  Object.keys(cache)
    .flatMap((file) => /highlight\\.js\\/lib\\/languages\\/(.+)\\.js$/.exec(file)?.[1] ?? [])
    .sort();
const markdown = createMarkdown({ html: 'sanitize', nesting: 100, code: 'jekyll' });
const texts = ['# 甲\\n\\n乙 *丙*\\n\\n~~~\\nplain\\n~~~\\n\\n    more', '~~~json\\n{}\\n~~~', '~~~js\\n1\\n~~~'];
console.log(JSON.stringify(texts.map((text) => (markdown.render(text), loaded()))));
`;

test('grammars are loaded as languages appear', () => {
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', LOADING], {
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(JSON.parse(run.stdout)).toEqual([[], ['json'], ['css', 'javascript', 'json', 'xml']]);
});

describe('classes are Rouge’s', () => {
  it.each([
    ['ruby', 'def foo # x', '<k>def</k> <nf>foo</nf> <c1># x</c1>'],
    [
      'ruby',
      "puts 'a', :b, @c, 1.5",
      "<nb>puts</nb> <s1>'a'</s1><p>,</p> <ss>:b</ss><p>,</p> <vi>@c</vi><p>,</p> <mf>1.5</mf>",
    ],
    ['js', 'const a = "b";', '<kd>const</kd> <nx>a</nx> <o>=</o> <s2>&quot;b&quot;</s2><p>;</p>'],
    ['python', 'import os # x', '<kn>import</kn> <nn>os</nn> <c1># x</c1>'],
    [
      'json',
      '{"a": [1, true]}',
      '<p>{</p><nl>&quot;a&quot;</nl><p>:</p> <p>[</p><mi>1</mi><p>,</p> <kc>true</kc><p>]}</p>',
    ],
    ['yml', 'a: b\n- 1', '<na>a</na><pi>:</pi> <s>b</s>\n<pi>-</pi> <m>1</m>'],
    [
      'html',
      '<a href="x">y</a>',
      '<nt>&lt;a</nt> <na>href=</na><s>&quot;x&quot;</s><nt>&gt;</nt>y<nt>&lt;/a&gt;</nt>',
    ],
    ['console', '$ cd x\nthere', '<gp>$</gp> <nb>cd</nb> x\n<go>there</go>'],
    ['sh', 'ls -l "$a"', '<nb>ls</nb> <nt>-l</nt> <s2>&quot;</s2><nv>$a</nv><s2>&quot;</s2>'],
    ['diff', '-a\n+b', '<gd>-a</gd>\n<gi>+b</gi>'],
    [
      'c',
      '/* a */ int f(char *p);',
      '<cm>/* a */</cm> <kt>int</kt> <nf>f</nf><p>(</p><kt>char</kt> <o>*</o><n>p</n><p>);</p>',
    ],
    [
      'css',
      '.a { color: #fff; }',
      '<nc>.a</nc> <p>{</p> <nl>color</nl><p>:</p> <m>#fff</m><p>;</p> <p>}</p>',
    ],
  ])('%s: %s', (language, code, marks) => {
    const html = highlighter.highlight(code, language) ?? '';
    expect(html.replace(/<span class="(\w+)">(.*?)<\/span>/gs, '<$1>$2</$1>')).toBe(marks);
  });
});

test('languages have the names that Rouge and highlight.js know', () => {
  const names =
    'js JS sh zsh c++ c# objective-c++ yml ts tsx html vue console shell-session py rb rs docker make toml vim viml tex jinja liquid terraform text';
  for (const name of names.split(' '))
    expect([name, highlighter.isKnown(name)]).toEqual([name, true]);
  expect(highlighter.highlight('1', 'no-such')).toBeNull();
  expect(highlighter.highlight('<1', 'terraform')).toBe('&lt;1');
});

test('every grammar of highlight.js has a name', () => {
  const folder = path.dirname(require.resolve('highlight.js/lib/languages/javascript'));
  const files = readdirSync(folder).filter((file) => !file.endsWith('.js.js'));
  const { nameOf } = createGrammars();
  for (const grammar of files.map((file) => file.slice(0, -'.js'.length)))
    expect(nameOf(grammar)).toBe(grammar);
});

test('the text of code stays as it is', () => {
  const samples = readCode();
  for (const [language, code] of samples)
    expect([language, textOf(highlighter.highlight(code, language) ?? '')]).toEqual([
      language,
      code,
    ]);
  const piece = fc.oneof(
    fc.constantFrom(...samples.flatMap(([, code]) => code.split(/(?<=\W)/))),
    fc.constantFrom(
      '\u00a0',
      '&lt;',
      '<span class="k">',
      '`',
      '${',
      '#{',
      '"""',
      '{{',
      '甲',
      '😀',
      '\t',
      '\r',
    ),
  );
  const code = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));
  const language = fc.constantFrom(...samples.map(([name]) => name));
  fc.assert(
    fc.property(code, language, (text, name) => {
      const html = highlighter.highlight(text, name) ?? '';
      expect(textOf(html)).toBe(text);
      expect(html.replace(/<span class="[a-z]+\d?">[^<>]*<\/span>/g, '')).not.toMatch(/[<>]/);
    }),
    { numRuns: 100 },
  );
});

test('colours don’t depend on what was coloured before', () => {
  for (const [language, code] of readCode().filter(([name]) =>
    /html|php|markdown|docker/.test(name),
  ))
    expect(createHighlighter().highlight(code, language)).toBe(
      highlighter.highlight(code, language),
    );
});

test('long code and long lines are plain', () => {
  expect(highlighter.highlight('a = 1\n'.repeat(2700), 'ruby')).toContain('<span');
  expect(highlighter.highlight('a = 1\n'.repeat(3000), 'ruby')).not.toContain('<span');
  expect(highlighter.highlight(`a = ${'1'.repeat(1000)}`, 'ruby')).not.toContain('<span');
});

test('grammars inside of each other end', () => {
  const html = highlighter.highlight('<a><script>html`<style>'.repeat(300), 'html') ?? '';
  expect(textOf(html)).toBe('<a><script>html`<style>'.repeat(300));
  expect(highlighter.highlight('html`<a><script>'.repeat(60), 'js')).toContain('<span');
});

describe('a highlight tag', () => {
  it('is a figure', () => {
    expect(highlightTag('Ruby', '\n\ndef a\n', highlighter)).toBe(
      '<figure class="highlight"><pre><code class="language-ruby" data-lang="ruby"><span class="k">def</span> <span class="nf">a</span></code></pre></figure>',
    );
    expect(highlightTag('c++', 'x', highlighter)).toContain('class="language-c--" data-lang="c++"');
    expect(highlightTag('ruby', 'a < b', null)).toContain('>a &lt; b</code>');
    expect(highlightTag('', 'a', highlighter)).toBeNull();
    expect(highlightTag('ruby =x', 'a', highlighter)).toBeNull();
  });

  it('has a table with numbers of lines', () => {
    expect(highlightTag('text linenos', 'a\n\nb\n', highlighter)).toBe(
      '<figure class="highlight"><pre><code class="language-text" data-lang="text"><table class="rouge-table"><tbody><tr><td class="gutter gl"><pre class="lineno">1\n2\n3\n</pre></td><td class="code"><pre>a\n\nb\n</pre></td></tr></tbody></table></code></pre></figure>',
    );
  });

  it('passes the sanitiser whole', () => {
    const html = highlightTag('ruby linenos', 'def a; "b" end', highlighter) ?? '';
    const finished = finishHtml(html, 'sanitize', { nesting: 100 }).html;
    expect(finished).toBe(html.replaceAll('&quot;', '"'));
  });
});
