/** A page as a machine reads it: elements, meta data and JSON-LD. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

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
