/**
 * What a story writes, printed in each of the five places by layouts of both syntaxes, stays what it is:
 * judged by the parsers of HTML and of JavaScript.
 */
// oxlint-disable typescript/no-implied-eval -- scripts of pages are run here to see what they say

import { readFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { decodeReferences } from '../../../src/formats/html/start-tags.js';
import { ORIGIN, StoryHtml } from '../../../src/theme/escape/story-text.js';
import { escapeHtml } from '../../../src/theme/runtime/template-values.js';
import { nodesOf } from '../../support/html.js';
import { theme } from '../theme.js';
import { liquidTheme } from './liquid-theme.js';

const HOSTILE: readonly string[] = [
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onclick='alert(1)"],
  ...['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,<script>alert(1)</script>'],
  ...['</script><script>alert(1)</script>', '</style><script>alert(1)</script>', '</title><b>'],
  ...[
    '";alert(1);//',
    "';alert(1);//",
    '`;alert(1);//',
    '\u0024{alert(1)}',
    '\\";alert(1)//',
    '\\',
  ],
  ...['\n\r\u2028\u2029alert(1)', '*/alert(1)/*', '-->alert(1)<!--', '<!--<script>', ']]>'],
  ...[
    'red;background:url(javascript:alert(1))',
    'expression(alert(1))',
    '}*{display:none',
    '&quot;',
  ],
  ...[
    'x autofocus onfocus=alert(1)',
    'onmouseover',
    'alert',
    'alert(1)',
    '&#xfffe;a&#xffff;b&#x1;c',
    '&#106;avascript:alert(1)',
  ],
  ...[
    'vbscript:x',
    '/script x',
    '/title onclick=alert(1) ',
    '//evil.example/x',
    '?a=1&b=2#c',
    '{{ site.title }}',
    '{% raw %}',
    '\0',
    '',
  ],
];

const vectors =
  readFileSync(new URL('../../formats/fixtures/xss.txt', import.meta.url), 'utf8')
    .split('\n.\n')[1]
    ?.split('\n')
    .filter((line) => line !== '') ?? [];

const ALL: readonly string[] = [...HOSTILE, ...vectors];

/** The shape of a page: its elements with their attributes' names, and no text. */
function shapeOf(html: string): readonly string[] {
  return [...nodesOf(parse(html))]
    .filter(({ nodeName }) => nodeName !== '#text')
    .map(
      ({ nodeName, attrs = [] }) =>
        `${nodeName} ${attrs.map(({ name }) => name.replace(/^data-.*/, 'data-')).join(' ')}`,
    );
}

function attribute(html: string, wanted: string): string | undefined {
  for (const { attrs = [] } of nodesOf(parse(html))) {
    const found = attrs.find(({ name }) => name === wanted);
    if (found !== undefined) return found.value;
  }
  return undefined;
}

function textIn(html: string, element: string): string {
  for (const node of nodesOf(parse(html))) {
    if (node.nodeName === element) return node.childNodes?.[0]?.value ?? '';
  }
  return '';
}

/** A page as its layout sees it, with one hostile text everywhere. */
function pageOf(text: string): object {
  return {
    title: text,
    list: [text],
    map: { key: text },
    keys: { [text]: 1 },
    pages: [{ title: text, [ORIGIN]: () => true }],
    content: new StoryHtml(`<p>a</p><p title="${escapeHtml(text)}">b${escapeHtml(text)}</p>`),
    [ORIGIN]: (key: PropertyKey) => key !== 'pages' && key !== 'content',
  };
}

type Render = (page: object) => string;

/** Compiled once, for many texts. */
function layoutOf(syntax: 'liquid' | 'nunjucks', text: string): Render {
  const made =
    syntax === 'liquid' ? liquidTheme({ 'layouts/page.html': text }) : theme({ 'page.njk': text });
  const name = syntax === 'liquid' ? 'layouts/page.html' : 'page.njk';
  return (page) => made.render(name, { page, site: { title: 'S' }, content: '<p>x</p>' });
}

const SYNTAXES = ['liquid', 'nunjucks'] as const;

/** Each with where the value comes out; `code` gives what a script makes of it. */
const PLACES: readonly (readonly [template: string, read: (html: string) => unknown])[] = [
  ['<p>{{ V }}</p>', (html) => textIn(html, 'p')],
  ['<title>{{ V }}</title>', (html) => textIn(html, 'title')],
  ['<p title="{{ V }}"></p>', (html) => attribute(html, 'title')],
  ["<p title='a{{ V }}'></p>", (html) => attribute(html, 'title')?.slice(1)],
  ['<script>x = {{ V }};</script>', (html) => run(textIn(html, 'script'))],
  ['<script>x = "{{ V }}";</script>', (html) => run(textIn(html, 'script'))],
  ["<script>x = '{{ V }}';</script>", (html) => run(textIn(html, 'script'))],
  ['<script>x = `{{ V }}`;</script>', (html) => run(textIn(html, 'script'))],
  [
    '<script type="application/ld+json">{"x": "{{ V }}"}</script>',
    (html) => JSON.parse(textIn(html, 'script')).x,
  ],
  [
    '<script type="application/json">{"x": {{ V }}}</script>',
    (html) => JSON.parse(textIn(html, 'script')).x,
  ],
  ['<p onclick="x = \'{{ V }}\'"></p>', (html) => run(attribute(html, 'onclick') ?? '')],
  ['<p onclick="x = {{ V }}"></p>', (html) => run(attribute(html, 'onclick') ?? '')],
];

/** Elements and attributes that no layout here has, addresses that run, scripts that do something. */
function dangersIn(html: string): readonly string[] {
  const found: string[] = [];
  for (const { nodeName, attrs = [], childNodes } of nodesOf(parse(html))) {
    for (const { name, value } of attrs) {
      const isAddress = /^(?:href|src|action|data|content)$/.test(name);
      const isRead = /^on/.test(name) && !/^onclick$/.test(name);
      if (isRead) found.push(`${nodeName} ${name}`);
      // Browsers skip blanks and controls within a scheme.
      const plain = value.replace(/[\p{Cc}\s]/gu, '');
      if (isAddress && /^(?:0;url=)?(?:javascript(?!:x\()|vbscript|data)[:]/i.test(plain))
        found.push(value);
    }
    const script = childNodes?.[0]?.value ?? '';
    const isCode = nodeName === 'script' && (attrs[0]?.value ?? '') !== 'text/template';
    if (isCode && !runsQuietly(script)) found.push(script);
    if (nodeName === 'style' && /expression\(|url\(["']?javascript:|[{}].*[{}].*[{}]/.test(script))
      found.push(script);
  }
  if (!html.includes('<i id="z">z</i>') || !shapeOf(html).includes('i id')) found.push('the end');
  return found;
}

/** Runs it, as a browser would; a script that doesn't parse does nothing. */
function runsQuietly(script: string): boolean {
  try {
    Function(script);
  } catch {
    return true;
  }
  try {
    run(script);
    return true;
  } catch (error) {
    return !(error instanceof Error && error.message === 'It ran');
  }
}

/** What a script leaves in `x`; nothing else may happen in it. */
function run(script: string): unknown {
  const alarm = (): never => {
    throw new Error('It ran');
  };
  return new Function('alert', `var x; ${script}; return x;`)(alarm);
}

/** As a browser reads a text out of HTML. */
const read = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');

/** With the characters that references stand for, but for those that no page may contain. */
const shownFor = (text: string): string =>
  decodeReferences(text).replace(/(?![\t\n])[\p{Cc}\p{Noncharacter_Code_Point}]/gu, '');

describe.each(SYNTAXES)('%s', (syntax) => {
  it.each(PLACES)('%s shows what the story wrote', (template, readBack) => {
    const render = layoutOf(syntax, template.replace('V', 'page.title'));
    const quiet = shapeOf(render(pageOf('x')));
    for (const text of ALL) {
      const html = render(pageOf(text));
      expect(shapeOf(html), text).toEqual(quiet);
      if (template.startsWith('<p>') || template.startsWith('<title')) continue;
      const found = readBack(html);
      // In Jekyll's layouts a browser reads the references that a story writes.
      const isRead = syntax === 'liquid' && template.startsWith('<p title');
      const meant = isRead && text.includes('&') ? shownFor(text) : text;
      expect(typeof found === 'string' ? read(found) : found, text).toBe(read(meant));
    }
  });

  it.each([
    ...['<a href="{{ V }}">', "<a href='{{ V }}'>", '<a href={{ V }}>', '<img src="{{ V }}">'],
    ...['<a href="/x/{{ V }}">', '<a href="/?q={{ V }}">', '<a href="#{{ V }}">'],
    ...['<img srcset="{{ V }} 2x">', '<form action="{{ V }}">', '<object data="{{ V }}">'],
    ...['<p style="background: url({{ V }})">', '<p style="background: url(\'{{ V }}\')">'],
    ...[
      '<p style="color: {{ V }}">',
      '<p style="font-family: \'{{ V }}\'">',
      '<p style="{{ V }}">',
    ],
    ...['<style>a { color: {{ V }} }</style>', '<style>a::after { content: "{{ V }}" }</style>'],
    ...['<style>a { background: url("{{ V }}") }</style>', '<style>/* {{ V }} */</style>'],
    ...[
      '<p title={{ V }}>',
      '<p {{ V }}>',
      '<p {{ V }}="x">',
      '<p data-{{ V }}="x">',
      '<h{{ V }}>',
    ],
    ...['<!-- {{ V }} -->', '<textarea>{{ V }}</textarea>', '<iframe srcdoc="{{ V }}"></iframe>'],
    ...['<script>// {{ V }}\n</script>', '<script>/* {{ V }} */</script>', '<xmp>{{ V }}</xmp>'],
    ...['<script>x = /{{ V }}/</script>', '<script type="text/template">{{ V }}</script>'],
    ...[
      '<meta http-equiv="refresh" content="0; url={{ V }}">',
      '<a href="javascript:x(\'{{ V }}\')">',
    ],
    ...['<p {% if page.no %}title="a"{% else %}title=a{% endif %} class="{{ V }}">'],
    ...['<p {% if page.no %}title={% else %}title="{% endif %}{{ V }}">', '<base href="{{ V }}">'],
  ])('%s stays as it is', (template) => {
    const render = layoutOf(syntax, `${template.replace('V', 'page.title')}<i id="z">z</i>`);
    const harmless = shapeOf(render(pageOf('1')));
    const refused = shapeOf(render(pageOf('<')));
    for (const text of ALL) {
      const html = render(pageOf(text));
      expect([harmless, refused], `${text}\n${html}`).toContainEqual(shapeOf(html));
      expect(dangersIn(html), `${text}\n${html}`).toEqual([]);
    }
  });
});

const FILTERS: readonly string[] = [
  ...[
    '',
    '| append: "<br>"',
    '| prepend: "<br>"',
    '| append: page.title',
    '| upcase',
    '| capitalize',
  ],
  ...['| split: " " | join: "<br>"', '| split: "<" | last', '| split: "" | first', '| strip'],
  ...[
    '| replace: "<", "<<"',
    '| replace: "&", "&"',
    '| replace_first: "a", page.title',
    '| slice: 1, 99',
  ],
  ...[
    '| remove: "x"',
    '| remove: "\'"',
    '| truncate: 20',
    '| truncatewords: 2, page.title',
    '| escape',
  ],
  ...['| escape | escape_once', '| xml_escape', '| newline_to_br', '| strip_html', '| markdownify'],
  ...['| default: "x"', '| normalize_whitespace', '| strip_newlines', '| downcase | smartify'],
  ...[
    '| url_decode',
    '| uri_escape | url_decode',
    '| slugify',
    '| inspect',
    '| date: "%Y"',
    '| jsonify',
  ],
  ...['| array_to_sentence_string', '| relative_url', '| absolute_url', '| number_of_words'],
  ...['| where: "x" | first | default: page.title', '| base64_encode | base64_decode'],
];

/** A value goes into each place in one layout; the quotes are those that all filters leave alone. */
const EVERYWHERE = `
<p>{{ v }}</p><p title="{{ v }}" class='{{ v }}'></p><a href="{{ v }}">x</a><a href="/?q={{ v }}">x</a>
<p style="color: {{ v }}; font: '{{ v }}'"></p><style>a { content: "{{ v }}" }</style>
<script>var a = "{{ v }}", b = '{{ v }}', c = \`{{ v }}\`;</script><i id="z">z</i>`;

describe('a filter of Liquid', () => {
  it.each(FILTERS)('%s leaves the mark', (filter) => {
    const render = layoutOf('liquid', `{% assign v = page.title ${filter} %}${EVERYWHERE}`);
    for (const text of HOSTILE) {
      const html = render(pageOf(text));
      expect(dangersIn(html), `${text}\n${html}`).toEqual([]);
    }
  });

  it.each([
    '{% capture v %}{{ page.title }}{% endcapture %}',
    '{% capture v %}{% for x in page.list %}{{ x }}{% endfor %}{% endcapture %}',
    '{% capture u %}{{ page.title }}{% endcapture %}{% capture v %}{{ u }}{% endcapture %}',
    '{% assign v = page.nothing | default: page.title %}',
    '{% assign v = page.list %}',
    '{% assign v = page.map.key %}',
    '{% for pair in page.keys %}{% assign v = pair[0] %}{% endfor %}',
    '{% assign groups = page.pages | group_by: "title" %}{% assign v = groups[0].name %}',
    '{% assign groups = page.pages | group_by_exp: "p", "p.title" %}{% assign v = groups[0].name %}',
    '{% assign v = page.pages | map: "title" %}',
    '{% assign v = page.pages | map: "title" | sort | uniq | first %}',
    '{% assign v = page.list | concat: page.list | join: ", " %}',
    '{% assign found = page.pages | where_exp: "p", "p.title" | first %}{% assign v = found.title %}',
    '{% assign v = "x" | append: page.title | remove_first: "x" %}',
    '{% assign v = "x" | replace: "x", page.title %}',
    '{% assign v = "&" | append: page.title %}',
    '{% assign v = "<" | append: page.title %}',
    '{% assign v = page.content | strip_html %}',
    '{% assign v = page.content | split: "b" | last %}',
  ])('%s leaves it as well', (assigned) => {
    const render = layoutOf('liquid', assigned + EVERYWHERE);
    for (const text of HOSTILE) {
      const html = render(pageOf(text));
      expect(dangersIn(html), `${text}\n${html}`).toEqual([]);
    }
  });

  it('is not needed where an include stands', () => {
    const made = liquidTheme({
      'layouts/page.html':
        '<script>{% include code.js %}</script><a href="{% include address.html %}">' +
        '{% include text.html title=page.title %}</a><style>{% include a.css %}</style><i id="z">z</i>',
      '_includes/code.js': 'var a = "{{ page.title }}", b = {{ page.title }};',
      '_includes/address.html': '{{ page.title }}',
      '_includes/text.html': '<b title="{{ include.title }}">{{ include.title }}</b>',
      '_includes/a.css': 'a { color: {{ page.title }} }',
    });
    for (const text of HOSTILE) {
      const page = pageOf(text);
      const html = made.render('layouts/page.html', { page, site: {}, content: '' });
      expect(dangersIn(html), `${text}\n${html}`).toEqual([]);
      expect(read(String(run(`${textIn(html, 'script')}; x = a + b`)))).toBe(read(text + text));
    }
  });
});
