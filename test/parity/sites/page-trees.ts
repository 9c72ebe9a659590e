/** Pages as trees, so that two of them can be compared as what they say: see `foldedTree`. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** Quotes and dashes of typography as they are typed, white space as one blank. */
export function foldedText(text: string): string {
  return text
    .replace(/[“”„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/[–—]/g, '-')
    .replace(/…/g, '...')
    .replace(/\s+/g, ' ')
    .trim();
}

/** One line an element or text, without comments; white space and typography folded, attributes sorted. */
export function foldedTree(html: string): readonly string[] {
  const lines: string[] = [];
  const walk = (nodes: readonly Node[], depth: number, isJson = false): void => {
    const indent = ' '.repeat(depth);
    for (const node of nodes) {
      if ('value' in node) {
        const text = isJson ? foldedJson(node.value) : foldedText(node.value);
        if (text !== '') lines.push(`${indent}"${text}"`);
      } else if ('tagName' in node) {
        if (node.attrs.some(({ value }) => value === 'generator')) continue;
        const attributes = node.attrs
          .filter(({ name }) => !ADDED.has(name))
          .map(({ name, value }) => `${name}="${foldedText(value)}"`);
        lines.push(`${indent}<${[node.tagName, ...attributes.sort()].join(' ')}>`);
        const isData = node.attrs.some(({ value }) => value === 'application/ld+json');
        walk('content' in node ? node.content.childNodes : node.childNodes, depth + 1, isData);
      }
    }
  };
  walk(parse(html).childNodes, 0);
  return lines;
}

/** One text may be written with references of JSON or without; jekyll-seo-tag has those of HTML in it. */
function foldedJson(text: string): string {
  return foldedText(JSON.stringify(JSON.parse(text)).replace(/&amp;/g, '&'));
}

/** That finews gives pictures in stories. */
const ADDED: ReadonlySet<string> = new Set(['loading', 'decoding']);

/** What a file says: the tree of HTML, the values of JSON, the folded text of anything else. */
export function saidBy(output: string, text: string): readonly string[] {
  if (/\.html?$/.test(output)) return foldedTree(text);
  if (/\.json$/.test(output)) return JSON.stringify(JSON.parse(text), null, 1).split('\n');
  return text
    .split('\n')
    .map(foldedText)
    .filter((line) => line !== '');
}
