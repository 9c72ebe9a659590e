/**
 * What a story writes, printed in each of the five places by layouts of both syntaxes, stays what it is:
 * judged by the parsers of HTML and of JavaScript.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import { ORIGIN } from '../../../src/theme/escape/story-text.js';
import { safe } from '../../../src/theme/runtime/safe.js';
import { theme } from '../theme.js';

const HOSTILE: readonly string[] = [
  ...['<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onclick='alert(1)"],
  ...['javascript:alert(1)', ' java\tscript:alert(1)', 'data:text/html,<script>alert(1)</script>'],
  ...['</script><script>alert(1)</script>', '</style><script>alert(1)</script>', '</title><b>'],
  ...['";alert(1);//', "';alert(1);//", '`;alert(1);//', '${alert(1)}', '\\";alert(1)//', '\\'],
  ...['\n\r\u2028\u2029alert(1)', '*/alert(1)/*', '-->alert(1)<!--', '<!--<script>', ']]>'],
  ...['red;background:url(javascript:alert(1))', 'expression(alert(1))', '}*{display:none', '&quot;'],
  ...['x autofocus onfocus=alert(1)', 'onmouseover', 'alert', 'alert(1)', '&#106;avascript:alert(1)'],
  ...['vbscript:x', '//evil.example/x', '?a=1&b=2#c', '{{ site.title }}', '{% raw %}', '\0', ''],
];

const vectors =
  readFileSync(new URL('../../formats/fixtures/xss.txt', import.meta.url), 'utf8')
    .split('\n.\n')[1]
    ?.split('\n')
    .filter((line) => line !== '') ?? [];

const ALL: readonly string[] = [...HOSTILE, ...vectors];

interface Node {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly Node[];
}

/** Elements, attributes and texts of a page, one after the other. */
function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of node.childNodes ?? []) yield* nodesOf(child);
}

/** The shape of a page: its elements with their attributes' names, and no text. */
function shapeOf(html: string): readonly string[] {
  return [...nodesOf(parse(html) as unknown as Node)]
    .filter(({ nodeName }) => nodeName !== '#text')
    .map(({ nodeName, attrs = [] }) => `${nodeName} ${attrs.map(({ name }) => name).join(' ')}`);
}

function attribute(html: string, wanted: string): string | undefined {
  for (const { attrs = [] } of nodesOf(parse(html) as unknown as Node)) {
    const found = attrs.find(({ name }) => name === wanted);
    if (found !== undefined) return found.value;
  }
  return undefined;
}

function textIn(html: string, element: string): string {
  for (const node of nodesOf(parse(html) as unknown as Node)) {
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
    [ORIGIN]: () => true,
  };
}

function render(syntax: 'liquid' | 'nunjucks', text: string, page: object): string {
  const name = syntax === 'liquid' ? 'layouts/page.html' : 'page.njk';
  const made = theme({ [name]: text });
  return made.render(name, { page, site: { title: 'S' }, content: safe('<p>x</p>') });
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

/** What a script leaves in `x`; nothing else may happen in it. */
function run(script: string): unknown {
  const alarm = (): never => {
    throw new Error('It ran');
  };
  return new Function('alert', `var x; ${script}; return x;`)(alarm);
}

/** As a browser reads a text out of HTML. */
const read = (text: string): string => text.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');

describe.each(SYNTAXES)('%s', (syntax) => {
  it.each(PLACES)('%s shows what the story wrote', (template, readBack) => {
    const made = template.replace('V', 'page.title');
    const quiet = shapeOf(render(syntax, made, pageOf('x')));
    for (const text of ALL) {
      const html = render(syntax, made, pageOf(text));
      expect(shapeOf(html), text).toEqual(quiet);
      if (template.startsWith('<p>') || template.startsWith('<title')) continue;
      const found = readBack(html);
      expect(typeof found === 'string' ? read(found) : found, text).toBe(read(text));
    }
  });
});
