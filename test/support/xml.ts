/** XML read by a strict parser: anything not well-formed, unbound or illegal throws. */
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  /** Of its namespace. */
  readonly uri: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text, trimmed. */
  readonly text: string;
}

interface OpenElement extends XmlElement {
  readonly children: XmlElement[];
  text: string;
}

/** The root element. */
export function parseXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const open: OpenElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', (tag: SaxesTagNS) => {
    const attributes = Object.values(tag.attributes).map(({ name, value }) => [name, value]);
    const element = {
      name: tag.name,
      uri: tag.uri,
      attributes: Object.fromEntries(attributes),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(element);
    open.push(element);
    root ??= element;
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element !== undefined) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element !== undefined) element.text = element.text.trim();
  });
  parser.write(xml).close();
  if (root === undefined) throw new Error('no root element');
  return root;
}

/** Children of that name. */
export function all(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The one child of that name; throws when there are more or none. */
export function one(element: XmlElement, name: string): XmlElement {
  const [first, ...more] = all(element, name);
  if (first === undefined || more.length > 0) {
    throw new Error(
      `${more.length + (first === undefined ? 0 : 1)} <${name}> in <${element.name}>`,
    );
  }
  return first;
}

/** Texts of the children of that name. */
export function texts(element: XmlElement, name: string): readonly string[] {
  return all(element, name).map(({ text }) => text);
}
