/** What readers see of a page: its title, and the words of the element that holds its text. */
import { parse } from 'parse5';
import { childrenOf, type HtmlElement, type HtmlNode } from '../../formats/html/tree.js';

/** A page's title as it is shown on it, else in its tab; empty: none. */
export function titleIn(bytes: Uint8Array): string {
  const root = rootOf(bytes);
  for (const name of ['h1', 'title']) {
    const found = elementsIn(root).find(({ tagName }) => tagName === name);
    const words = found === undefined ? '' : textOf(childrenOf(found));
    if (words.trim() !== '') return words.trim();
  }
  return '';
}

export function rootOf(bytes: Uint8Array): readonly HtmlNode[] {
  return parse(new TextDecoder().decode(bytes), { scriptingEnabled: false }).childNodes;
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

/** What browsers show nothing of: a frame has what stands in it for those that know no frames. */
const SILENT = new Set('script style template noscript head title iframe noframes'.split(' '));
/** Elements that stand within a word as well as between two. */
const INLINE = new Set(
  'a abbr b bdi bdo cite code data del dfn em font i ins kbd mark q s samp small span strong sub sup time tt u var'.split(
    ' ',
  ),
);

/** The text of nodes; where an element begins or ends that is no part of a line, a line ends. */
export function textOf(nodes: readonly HtmlNode[]): string {
  const texts: string[] = [];
  const stack: (HtmlNode | string)[] = [...nodes].reverse();
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node === 'string') texts.push(node);
    else if ('value' in node) texts.push(node.value);
    else if (isElement(node) && !SILENT.has(node.tagName)) {
      const edge = INLINE.has(node.tagName) ? [] : ['\n'];
      stack.push(...edge, ...[...childrenOf(node)].reverse(), ...edge);
    }
  }
  return texts.join('');
}
