/**
 * A fast path around parse5, for `html/tree.ts`: a strict reader of HTML that is nested as the standard
 * has it, so that a parser has nothing to decide. Null: parse5 has to read it. It saves some 6 % of the
 * processor time of a clean build of 1,500 stories (median of ten pairs, in turns).
 */
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html as parse5Html } from 'parse5';
import { decodeCommon } from '../references.js';
import { isBlank, type Model, NESTED_MODELS, TEXT } from './content-model.js';

type Parent = DefaultTreeAdapterTypes.ParentNode;
type Attribute = DefaultTreeAdapterTypes.Element['attrs'][number];

/** Characters that a parser drops or replaces before it reads. */
const REPLACED = /[\0\r]/;
const NAME = /[a-z][a-z0-9]*/y;
/** The value between quotes of either kind, bare, or none at all. */
const ATTRIBUTE =
  /[ \t\n]+([a-z][a-z0-9_:-]*)(?:="([^"]*)"|='([^']*)'|=([^\s"'<=>`]+)|(?=[ \t\n/>]))/y;
const TAG_END = /[ \t\n]*(\/?)>/y;

/** The most attributes of an element: the search for duplicates is quadratic. */
const MOST_ATTRIBUTES = 20;

/** An open element, and what it may hold. */
interface OpenElement {
  readonly name: string;
  readonly node: Parent;
  readonly content: number;
}

/** The tree that parse5 makes of `html` in a `div`, at most `nesting` elements deep; or null. */
export function readNested(
  html: string,
  nesting: number,
): readonly DefaultTreeAdapterTypes.ChildNode[] | null {
  if (REPLACED.test(html)) return null;
  const reader = new NestedReader(html, nesting);
  return reader.read() ? reader.root.childNodes : null;
}

/** Every step gives the position after it, or -1 when it isn't certain. */
class NestedReader {
  readonly root: DefaultTreeAdapterTypes.DocumentFragment =
    defaultTreeAdapter.createDocumentFragment();
  readonly #html: string;
  readonly #nesting: number;
  readonly #open: OpenElement[] = [];
  #top: OpenElement = { name: '', node: this.root, content: TEXT };

  constructor(html: string, nesting: number) {
    this.#html = html;
    this.#nesting = nesting;
  }

  read(): boolean {
    const html = this.#html;
    let at = 0;
    for (;;) {
      const tag = html.indexOf('<', at);
      if (!this.#text(at, tag === -1 ? html.length : tag)) return false;
      if (tag === -1) return this.#open.length === 0;
      at = this.#markup(tag);
      if (at === -1) return false;
    }
  }

  #text(from: number, to: number): boolean {
    if (from === to) return true;
    if ((this.#top.content & TEXT) === 0 && !isBlank(this.#html, from, to)) return false;
    const text = decodeCommon(this.#html.slice(from, to), false);
    if (text === null) return false;
    this.#append(defaultTreeAdapter.createTextNode(text));
    return true;
  }

  #append(node: DefaultTreeAdapterTypes.ChildNode): void {
    defaultTreeAdapter.appendChild(this.#top.node, node);
  }

  #markup(at: number): number {
    const next = this.#html.charCodeAt(at + 1);
    if (next === 0x2f) return this.#endTag(at + 2);
    return next === 0x21 ? this.#comment(at) : this.#startTag(at + 1);
  }

  /** None with dashes that might end it earlier or later. */
  #comment(at: number): number {
    const end = this.#html.indexOf('--', at + 4);
    if (end === -1 || !this.#html.startsWith('<!--', at)) return -1;
    if (this.#html.charAt(end + 2) !== '>') return -1;
    const data = this.#html.slice(at + 4, end);
    if (data.startsWith('-') || data.startsWith('>')) return -1;
    this.#append(defaultTreeAdapter.createCommentNode(data));
    return end + 3;
  }

  #endTag(at: number): number {
    const { name } = this.#top;
    const top = this.#open.pop();
    if (top === undefined || !this.#html.startsWith(`${name}>`, at)) return -1;
    this.#top = top;
    return at + name.length + 1;
  }

  #startTag(at: number): number {
    NAME.lastIndex = at;
    const name = NAME.exec(this.#html)?.[0] ?? '';
    const model = NESTED_MODELS.get(name);
    if (model === undefined || (model.place & this.#top.content) === 0) return -1;
    if (name === 'a' && this.#isInLink()) return -1;
    const attributes: Attribute[] = [];
    const end = this.#attributes(at + name.length, attributes);
    return end === -1 ? -1 : this.#element(name, model, { attributes, end });
  }

  #isInLink(): boolean {
    return this.#top.name === 'a' || this.#open.some(({ name }) => name === 'a');
  }

  /** Collects them; the position where the tag ends. */
  #attributes(from: number, into: Attribute[]): number {
    let at = from;
    for (;;) {
      ATTRIBUTE.lastIndex = at;
      const found = ATTRIBUTE.exec(this.#html);
      if (found === null) return at;
      if (into.length === MOST_ATTRIBUTES) return -1;
      const name = found[1] ?? '';
      const value = decodeCommon(found[2] ?? found[3] ?? found[4] ?? '', true);
      if (value === null || into.some((other) => other.name === name)) return -1;
      into.push({ name, value });
      at = ATTRIBUTE.lastIndex;
    }
  }

  #element(
    name: string,
    { content }: Model,
    tag: { readonly attributes: Attribute[]; readonly end: number },
  ): number {
    TAG_END.lastIndex = tag.end;
    const end = TAG_END.exec(this.#html);
    if (end === null || (end[1] === '/' && content !== 0)) return -1;
    const node = defaultTreeAdapter.createElement(name, parse5Html.NS.HTML, tag.attributes);
    this.#append(node);
    const after = TAG_END.lastIndex;
    if (content === 0) return after;
    this.#open.push(this.#top);
    this.#top = { name, node, content: content ?? this.#top.content };
    // A parser leaves out a line feed at the start of a `pre`.
    const certain = name !== 'pre' || this.#html.charCodeAt(after) !== 0x0a;
    return certain && this.#open.length <= this.#nesting ? after : -1;
  }
}
