/** What `markdown: kramdown` makes of texts, beside the real kramdown with Jekyll's options. */
import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { finishHtml } from '../../src/formats/html/finish.js';
import { createMarkdown } from '../../src/formats/markdown/markdown.js';
import { KRAMDOWN } from '../../src/model/config.js';
import { readFixtures } from '../formats/fixtures/fixtures.js';
import { foldedTree } from '../formats/html/folded-tree.js';

const OPTIONS =
  'input: "GFM", auto_ids: true, toc_levels: (1..6), entity_output: :as_char, hard_wrap: false, footnote_nr: 1, ' +
  'show_warnings: false, syntax_highlighter: nil';
const SCRIPT = `
  require 'json'; require 'kramdown'; require 'kramdown-parser-gfm'
  puts JSON.generate(JSON.parse(STDIN.read).map { |text| Kramdown::Document.new(text, ${OPTIONS}).to_html })`;

const hasKramdown =
  spawnSync('ruby', ['-e', 'require "kramdown"; require "kramdown-parser-gfm"']).status === 0;
if (!hasKramdown) console.warn('kramdown is not installed: comparisons with it are skipped');

function kramdown(texts: readonly string[]): readonly string[] {
  const run = spawnSync('ruby', ['-Eutf-8', '-e', SCRIPT], {
    input: JSON.stringify(texts),
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** As real stories are written, in two languages. */
const STORIES = [
  '这是第一段，包含**“重点”**内容。\n\n## 标题 One\n\n1. 第一\n2. 第二\n   - 子项 `code`\n   - 子项\n\n> 引用\n> 第二行 words\n\n![图](/img/a.png "说明")\n',
  "I've been *working* on the \"next\" release -- it's nearly done...\n\n* one\n* two\n    * nested\n\n      with text\n* three\n\n```ruby\nputs 'a -- b'\n```\n\nSee [the docs][1], or <https://a.example/>.\n\n[1]: https://b.example/x?y=z 'Docs'\n",
  '<!-- more -->\n\n<div class="note">\n<p>HTML <b>here</b></p>\n</div>\n\nText after.\n\n---\n\n| Name | Value |\n|------|------:|\n| a | 1 |\n| b | `x | y` |\n\nDone[^1].\n\n[^1]: A note with *words*.\n',
  'Term\n: Definition one\n: Definition two\n\n    code\n\nAnother\n\n: Paragraph\n\n* list\n\n  para\n\n* list\n{: .cls}\n\n# A heading {#id}\n\ntext\n{: .lead title="a: b"}\n',
  'Line one  \nline two\n\n1) not a list\n\n+ a\n+ b\n\n***\n\n**bold**text and __strong__ and ***both***\n\n<img src="/a.png" width="10">\n\n<center>x</center>\n\n<a name="x"></a>\n### Head ###\n',
  'a | b\n--|--\n1 | 2\n\ntext right below\n- item\n- item\n\n   indented\n\n~~~\ncode\n~~~\n\n* * *\n\n"Quoted," she said. \'Single\'. 5\'10" tall -- (c) 1999--2003.\n',
  '- [ ] todo\n- [x] done\n\n*[CSS]: Styles\n\nCSS is *CSS*. $$a+b$$\n\n$$\nx^2\n$$\n\n{::comment}\nhidden\n{:/comment}\n\nEnd.\n^\n\nAgain &amp; again &lt;tag&gt; A&B.\n',
  // Ids of headings in elements of HTML are kramdown's own, not GFM's.
  '# 标题 A\n\n<div markdown="1">\n\n## 中文 B!\n\n### 1. Two *words* <span>in</span> `code`\n\n<section markdown="1">\n\n## 中\n\n## 文\n\n</section>\n</div>\n\n- x\n\n  ## 表 l\n',
];

/** Fixtures in which finews differs on purpose: shares' names, template code that stays text. */
const DIFFERENT: ReadonlySet<string> = new Set([
  'Stars in words',
  'Bars of template code part no cells',
]);

describe.skipIf(!hasKramdown)('kramdown makes the same of', () => {
  const fixtures = readFixtures('kramdown-mode.txt').filter(({ name }) => !DIFFERENT.has(name));
  const texts = [...STORIES, ...fixtures.map(({ input }) => input)];
  const markdown = createMarkdown({ html: 'trust', nesting: 100, dialect: KRAMDOWN });
  const tree = (html: string): string =>
    foldedTree(finishHtml(html, 'trust', { nesting: 100 }).html, true)
      .map((line) => (line.startsWith('"') ? line.replace(/(?<=[^ -~]) | (?=[^ -~])/g, '') : line))
      .join('\n');

  test('stories and fixtures', () => {
    const wanted = kramdown(texts);
    for (const [index, text] of texts.entries()) {
      expect([text, tree(markdown.render(text).html)]).toEqual([text, tree(wanted[index] ?? '')]);
    }
  });
});

// What `strip_html | truncate: 200` shows of a story is cut by its length.
test.skipIf(!hasKramdown)(
  'as many blanks and line ends stand between elements as with kramdown',
  () => {
    const texts = [
      '# Head\n\nOne.\nTwo.\n\n\n- a\n- b\n\n  para\n\n- c\n  - d\n  - e\n\n> quoted\n>\n> more\n\n1. x\n2. y\n',
      'a | b\n--|--\n1 | 2\n\n    code\n\nterm\n: one\n: two\n\n* * *\n\nlast\n# below\nright\n',
      '<div markdown="1">\n\nin *it*\n\n- l\n\n## h\n</div>\n\n<div>\nraw\n\n  <p>x</p>\n</div>\n\n<p markdown="1">*w*</p>\nend\n',
      '# A\n\n* toc\n{:toc}\n\n## B\n\n### C\n\n- d\n\n## E\n',
      'a\n\n[x]: /a\n\nb\n\n*[C]: d\n\nC\n{: .e}\n\n- f\n{: .g}\n\n-\n\n  h\n\n$$\ni\n$$\n\n1. j\n\n   > k\n\n   l\n',
    ];
    const markdown = createMarkdown({ html: 'trust', nesting: 100, dialect: KRAMDOWN });
    const text = (html: string): string => html.replace(/<[^>]*>/g, '');
    const made = texts.map((one) =>
      finishHtml(markdown.render(one).html, 'trust', { nesting: 100 }),
    );
    expect(made.map(({ html }) => text(html))).toEqual(kramdown(texts).map(text));
  },
);

describe.skipIf(!hasKramdown)(
  'a page of a site’s own has the same addresses as with kramdown',
  () => {
    test('in its headings and notes', () => {
      const text =
        '# Site variables\n\n# fn1\n\na[^x] b[^2] c[^x]\n\n[^x]: note *x*\n[^2]: two\n\n    more\n';
      const page = createMarkdown({ html: 'trust', nesting: 100, dialect: KRAMDOWN }).render(text);
      const names = (html: string): readonly string[] =>
        Array.from(html.matchAll(/\b(?:id|href|class|role|rel)="[^"]*"/g), ([name]) => name);
      expect(names(page.html)).toEqual(names(kramdown([text])[0] ?? ''));
    });
  },
);
