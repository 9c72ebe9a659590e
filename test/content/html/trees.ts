/** Trees to compare and to look through, as a browser would have them. */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.ChildNode;
export type Element = DefaultTreeAdapterTypes.Element;

export function childrenOf(text: string): readonly Node[] {
  const context = defaultTreeAdapter.createElement('div', html.NS.HTML, []);
  return parseFragment(context, text, { scriptingEnabled: true }).childNodes;
}

/** One line a node; neighbouring texts are one, attributes are sorted. */
export function treeOf(text: string): string {
  const lines: string[] = [];
  const walk = (nodes: readonly Node[], depth: number): void => {
    let words = '';
    const flush = (): void => {
      if (words !== '') lines.push(`${' '.repeat(depth)}${JSON.stringify(words)}`);
      words = '';
    };
    for (const node of nodes) {
      if ('value' in node) words += node.value;
      if (!('tagName' in node)) continue;
      flush();
      const attributes = node.attrs.map(({ name, value }) => `${name}=${JSON.stringify(value)}`);
      lines.push(
        `${' '.repeat(depth)}<${node.namespaceURI === html.NS.HTML ? '' : 'foreign:'}${node.tagName} ${attributes.sort().join(' ')}>`,
      );
      walk('content' in node ? node.content.childNodes : node.childNodes, depth + 1);
    }
    flush();
  };
  walk(childrenOf(text), 0);
  return lines.join('\n');
}

export function elementsOf(text: string): readonly Element[] {
  const found: Element[] = [];
  const walk = (nodes: readonly Node[]): void => {
    for (const node of nodes) {
      if (!('tagName' in node)) continue;
      found.push(node);
      walk(node.childNodes);
      if ('content' in node) walk(node.content.childNodes);
    }
  };
  walk(childrenOf(text));
  return found;
}

const SILENT: ReadonlySet<string> = new Set('script style template noscript title'.split(' '));

/** What a browser shows: code as it stands, of everything else the characters that are no white space. */
export function shownText(text: string): string {
  let shown = '';
  const walk = (nodes: readonly Node[], inCode: boolean): void => {
    for (const node of nodes) {
      if ('value' in node) shown += inCode ? node.value : node.value.replace(/\s+/g, '');
      else if ('tagName' in node && !SILENT.has(node.tagName)) {
        const isCode = node.tagName === 'pre';
        walk(node.childNodes, inCode || isCode);
        if (isCode) shown += '¶';
      }
    }
  };
  walk(childrenOf(text), false);
  return shown;
}
