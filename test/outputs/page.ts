/** A page as a machine reads it: elements, meta data and JSON-LD. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { scriptJson } from '../../src/theme/filters/html-filters.js';
import { print } from '../../src/theme/runtime/template-values.js';

export interface PageElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Its own text. */
  readonly text: string;
}

/** Every element in document order. */
export function elementsOf(html: string): readonly PageElement[] {
  const elements: PageElement[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) {
      const attributes = node.attrs.map(({ name, value }) => [name, value]);
      const text = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
      elements.push({ name: node.tagName, attributes: Object.fromEntries(attributes), text });
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parse(html));
  return elements;
}

export type JsonObject = Readonly<Record<string, unknown>>;

function scriptsOf(html: string): readonly string[] {
  return elementsOf(html)
    .filter(
      ({ name, attributes }) => name === 'script' && attributes['type'] === 'application/ld+json',
    )
    .map(({ text }) => text);
}

/** Every JSON-LD script's value; throws where one isn't JSON. */
export function jsonLdOf(html: string): readonly JsonObject[] {
  return scriptsOf(html).map((text) => JSON.parse(text));
}

/** The scripts that JSON.stringify would write otherwise: a member twice, a blank too many. */
export function oddScriptsOf(html: string): readonly string[] {
  return scriptsOf(html).filter(
    (text) => print(scriptJson(JSON.stringify(JSON.parse(text)))) !== text,
  );
}

/** The node of a type in the page's graph; throws when there is none. */
export function nodeOf(html: string, type: string | RegExp): JsonObject {
  const graphs = jsonLdOf(html).flatMap(
    (data) => (data['@graph'] ?? [data]) as readonly JsonObject[],
  );
  const found = graphs.find((node) => String(node['@type']).search(type) !== -1);
  if (found === undefined) throw new Error(`no ${String(type)} in the page`);
  return found;
}

export function articleOf(html: string): JsonObject {
  return nodeOf(html, /(?:Article|BlogPosting)$/);
}

/** `meta` contents by `name` or `property`; of several the last. */
export function metaOf(html: string): Readonly<Record<string, string>> {
  const pairs = elementsOf(html)
    .filter(({ name }) => name === 'meta')
    .map(({ attributes }) => [
      attributes['property'] ?? attributes['name'] ?? '',
      attributes['content'] ?? '',
    ]);
  return Object.fromEntries(pairs);
}
