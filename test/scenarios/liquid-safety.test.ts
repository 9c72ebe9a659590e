/** Whatever a story writes, wherever Jekyll's layouts print it: their pages stay as they are. */

import { parse } from 'parse5';
import { expect, it } from 'vitest';
import { createPostViews, type ViewSource } from '../../src/theme/views/views.js';
import { nodesOf } from '../support/html.js';
import { createSite } from '../support/site.js';
import { UNTRACED } from '../theme/theme.js';

const HOSTILE = `"'></title></script></style><script>alert(1)</script><img src=x onerror=alert(1)>`;
const quoted = JSON.stringify(HOSTILE);
const link = JSON.stringify('javascript:alert(1)');

/** All that a story's view has besides the front matter. */
function viewKeys(): readonly string[] {
  const source: unknown = {
    site: { config: { permalinks: { day: '' } }, posts: [{ data: {}, path: 'a.md' }] },
    reads: UNTRACED,
    zone: {},
  };
  const view = createPostViews(source as ViewSource)(0);
  return Object.getOwnPropertyNames(Object.getPrototypeOf(view)).filter(
    (name) => !/^(?:constructor|toJSON)$/.test(name),
  );
}

/** A value in all five places. */
const PRINTED = [
  '<p title="{{ v }}">{{ v }}</p><a href="{{ v }}">x</a><a href="/?q={{ v }}">x</a>',
  '<p style="color: {{ v }}">x</p><style>a { content: "{{ v }}" }</style>',
  '<script>var a = "{{ v }}";</script><script type="application/json">{"a": "{{ v }}"}</script>',
].join('\n');

const LAYOUT = `---
---
<!doctype html><html><head><title>{{ page.title }}</title></head><body>
{% for key in site.fields %}{% assign v = page[key] %}${PRINTED}{% endfor %}
{% for pair in page %}{% assign v = pair[0] %}${PRINTED}{% assign v = pair[1] %}${PRINTED}{% endfor %}
{% for pair in site.categories %}{% assign v = pair[0] %}${PRINTED}{% assign v = pair[1] %}${PRINTED}{% endfor %}
{% for pair in site.tags %}{% assign v = pair[0] %}${PRINTED}{% endfor %}
{% assign v = page %}${PRINTED}{% assign v = site.posts %}${PRINTED}{% assign v = site.tags %}${PRINTED}
{% assign v = page.terms[0].name %}${PRINTED}{% assign v = site.terms %}${PRINTED}
{% for term in page.category_terms %}{% assign v = term.name %}${PRINTED}{% assign v = term %}${PRINTED}{% endfor %}
{% for term in site.terms.authors %}{% assign v = term.name %}${PRINTED}{% assign v = term.slug %}${PRINTED}{% endfor %}
{% for post in paginator.posts %}{% assign v = post.title %}${PRINTED}{% endfor %}{% assign v = paginator %}${PRINTED}
{% for feed in page.feeds %}{% assign v = feed.title %}${PRINTED}{% assign v = feed %}${PRINTED}{% endfor %}
<i id="end">{{ content }}</i></body></html>
`;

const EXPECTED = /^(?:#\w+|html|head|title|body|p|a|style|script|i|strong)$/;

function harmsIn(html: string): readonly string[] {
  const harms: string[] = [];
  for (const { nodeName, attrs = [], childNodes } of nodesOf(parse(html))) {
    if (!EXPECTED.test(nodeName)) harms.push(nodeName);
    for (const { name, value } of attrs) {
      if (!/^(?:title|href|style|type|id)$/.test(name)) harms.push(name);
      if (name === 'href' && /^javascript:/.test(value)) harms.push(value);
      if (name === 'style' && !/^color: [\w #%.,+:/\u00c0-\ud7ff-]*$/.test(value))
        harms.push(value);
    }
    const text = childNodes?.[0]?.value ?? '';
    if (nodeName === 'script' && attrs.length === 0 && !/^var a = "[^"]*";$/.test(text))
      harms.push(text);
    if (nodeName === 'script' && attrs.length > 0 && !isJson(text)) harms.push(text);
    if (nodeName === 'style' && !/^a \{ content: "[^"\n]*" \}$/.test(text)) harms.push(text);
  }
  return harms;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A site of Jekyll's gets the lists that it asks for. */
const LISTS = ['category', 'tag', 'author']
  .map((term) => `${term}_permalink: /${term}/:slug.html\n`)
  .join('');

it('their pages stay as they are', async () => {
  const layouts = ['post', 'page', 'home', 'category', 'tag', 'author', 'list', 'archive'];
  const site = createSite({
    '_config.yml': `title: S\nurl: https://x.example\nfields: ${JSON.stringify(viewKeys())}\n${LISTS}`,
    ...Object.fromEntries(layouts.map((name) => [`_layouts/${name}.html`, LAYOUT])),
    '_posts/2022-05-16-a.md': `---
layout: post
title: ${quoted}
categories: [${quoted}, news]
tags: [${quoted}]
author: {name: ${quoted}, url: ${link}}
slug: ${quoted}
image: ${link}
${quoted}: [${quoted}, {${quoted}: ${link}}]
sort: 1
---
正文 **b**
`,
    '_posts/2022-05-17-b.md': `---\nlayout: post\ntitle: ${link}\ntags: [x]\n---\n正文`,
    'index.html': '---\nlayout: home\n---\n',
  });
  await site.build();
  const pages = [...site.tree()].filter(
    ([name, text]) =>
      name.endsWith('.html') && name !== 'index.html' && text.includes('<i id="end">'),
  );
  expect(pages.length).toBeGreaterThan(3);
  for (const [name, html] of pages) {
    expect(harmsIn(html), name).toEqual([]);
    expect(html, name).toContain('alert(1)');
  }
});
