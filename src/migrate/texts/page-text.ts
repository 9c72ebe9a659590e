/** What readers see of a page: its title, and the words of the element that holds its text. */
import { parse } from 'parse5';
import { childrenOf, type HtmlElement, type HtmlNode } from '../../formats/html/tree.js';

/** A page's title as it is shown on it, else in its tab; empty: none. */
export function titleIn(bytes: Uint8Array): string {
  const root = rootOf(bytes);
  for (const name of ['h1', 'title']) {
    const found = elementsIn(root).find(({ tagName }) => tagName === name);
    const words = found === undefined ? '' : wordsIn(childrenOf(found)).join('');
    if (words.trim() !== '') return words.trim();
  }
  return '';
}

export function rootOf(bytes: Uint8Array): readonly HtmlNode[] {
  return parse(new TextDecoder().decode(bytes), { scriptingEnabled: false })
    .childNodes as readonly HtmlNode[];
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return 'tagName' in node;
}

/** All elements, parents before their children. */
export function elementsIn(nodes: readonly HtmlNode[]): readonly HtmlElement[] {
  const found: HtmlElement[] = [];
  const stack = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    stack.push(...[...childrenOf(node)].reverse());
  }
  return found;
}

const SILENT = new Set('script style template noscript head'.split(' '));

/** Texts in the order of the page; between two stands nothing, or a blank where an element begins or ends. */
export function wordsIn(nodes: readonly HtmlNode[]): readonly string[] {
  const words: string[] = [];
  const stack: (HtmlNode | string)[] = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') words.push(node);
    else if ('value' in node) words.push(node.value);
    else if (isElement(node) && !SILENT.has(node.tagName)) {
      stack.push(...[...childrenOf(node)].reverse());
    }
  }
  return words;
}
