/** What a browser makes of a page, for tests: its headline, its frame, and what in it could run. */
import { parse } from 'parse5';

/** A node of parse5's, as far as tests look at one. */
export interface PageNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly PageNode[];
}

/** A node and all below it, one after the other. */
export function* nodesOf(node: PageNode): Generator<PageNode> {
  yield node;
  for (const child of node.childNodes ?? []) yield* nodesOf(child);
}

function textOf(node: PageNode | undefined): string {
  return node === undefined ? '' : [...nodesOf(node)].map(({ value }) => value ?? '').join('');
}

function firstOf(html: string, name: string): PageNode | undefined {
  return [...nodesOf(parse(html) as PageNode)].find(({ nodeName }) => nodeName === name);
}

/** The text of the page's first h1; empty when there is none. */
export function headline(html: string): string {
  return textOf(firstOf(html, 'h1'));
}

/** The elements that the page's body consists of. */
export function frameOf(html: string): readonly string[] {
  const names = (firstOf(html, 'body')?.childNodes ?? []).map(({ nodeName }) => nodeName);
  return names.filter((name) => name !== '#text');
}

/** The frame of every page of the built-in theme. */
export const THEME_FRAME: readonly string[] = ['a', 'header', 'main', 'footer'];

const URLS = new Set(['href', 'src', 'action', 'formaction', 'data', 'poster', 'cite', 'srcset']);
const ACTIVE = /^(?:script|iframe|object|embed|form|input|button|svg|math|base|template|noscript)$/;

/** The theme's own scripts, switch and forms, by their start tags: nothing else of a page may run. */
const OWN: ReadonlySet<string> = new Set([
  'script src=/assets/site.js',
  'button type=button id=site-scheme class=scheme hidden=',
  'form class=search action=/search.html',
  'input id=site-search type=search name=q',
  'button type=submit id=site-search-go class=unseen tabindex=-1',
  'script type=module src=/assets/search.js',
  'form class=search data-search-form=',
  'input id=search-words type=search name=q',
  ...['category', 'source', 'from', 'to'].map(
    (name) => `input id=search-${name} type=text name=${name}`,
  ),
  'button type=submit id=search-go',
  'button id=search-more type=button',
  'noscript id=search-noscript',
]);

/** Words, and what only says how something is typed. */
const HARMLESS =
  /^(?:data-cop(?:y|ied)|placeholder|autocomplete|enterkeyhint|aria-describedby|pattern)$/;

function isOwn({ nodeName, attrs = [], childNodes = [] }: PageNode): boolean {
  const others = attrs.filter(({ name }) => !HARMLESS.test(name));
  const written = others.map(
    ({ name, value }) => `${name}=${value.replace(/-[\da-f]{8}\.js$/, '.js')}`,
  );
  const empty = nodeName !== 'script' || childNodes.length === 0;
  return empty && OWN.has([nodeName, ...written].join(' '));
}

/** What in a page could run or load code, by element and attribute, besides the theme's script. */
export function dangersIn(html: string): readonly string[] {
  const nodes = [...nodesOf(parse(html) as PageNode)].filter((node) => !isOwn(node));
  return nodes.flatMap(({ nodeName, attrs = [] }) => {
    const bad = attrs.filter(({ name, value }) => {
      const url = value.replace(/[\s\p{Cc}]/gu, '').toLowerCase();
      const runs = URLS.has(name) && /^(?:javascript|vbscript|data):/.test(url);
      return runs || name.startsWith('on') || name === 'style';
    });
    const told = bad.map(({ name, value }) => `${nodeName} ${name}=${value}`);
    return ACTIVE.test(nodeName) ? [nodeName, ...told] : told;
  });
}
