import { expect, test } from 'vitest';
import { createSite, post } from '../support/site.js';

const HOSTILE =
  '[a](javascript:alert(1)) ![b](javascript:alert(2)) [c][d] <javascript:alert(3)> <script>alert(4)</script> *e*';

test.each([
  ['a value', '{{ page.note | markdownify }}'],
  ['a capture', '{% set v %}{{ page.note }}{% endset %}{{ v | markdownify }}'],
  ['what is escaped', '{{ page.note | escape | markdownify }}'],
  ['lines', '{{ page.note | nl2br | markdownify }}'],
  ['a macro', '{% macro m(v) %}{{ v }}{% endmacro %}{{ m(page.note) | markdownify }}'],
  [
    'a call',
    '{% macro m() %}{{ caller() | markdownify }}{% endmacro %}{% call m() %}{{ page.note }}{% endcall %}',
  ],
  ['what a filter gives', '{{ page.note | replace("e", "f") | markdownify }}'],
])('runs nothing of a story that Nunjucks takes for Markdown: %s', async (_, template) => {
  const site = createSite({
    'templates/post.njk': template,
    '_posts/2022-05-16-a.md': post(`title: A\nnote: '${HOSTILE}'`),
  });
  await site.build();
  const html = site.read('2022/05/16/a.html');
  expect(html).toMatch(/<em>[ef]<\/em>/);
  expect(html).not.toMatch(/(?:href|src)="javascript:|<script/);
});

test('leaves HTML alone in what a template calls safe', async () => {
  const site = createSite({
    'templates/post.njk': '{{ page.note | safe | markdownify }}',
    '_posts/2022-05-16-a.md': post('title: A\nnote: \'*e* <i onclick="f()">g</i>\''),
  });
  await site.build();
  expect(site.read('2022/05/16/a.html')).toContain('<p><em>e</em> <i onclick="f()">g</i></p>');
});
