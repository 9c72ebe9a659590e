/**
 * Writes a parsed body back as text: every start tag with its end tag, every special character
 * escaped, so that the result is the same tree again wherever a page puts it.
 */
import {
  childrenOf,
  HTML_NAMESPACE,
  type HtmlElement,
  HtmlLimit,
  type HtmlNode,
  parseBody,
  tooDeep,
} from './tree.js';

/** An element's name and start tag as they are written; or its children alone; or nothing of it. */
export type Shaped =
  | {
      readonly name: string;
      readonly tag: string;
      /** In place of its children. */
      readonly text?: string;
    }
  | 'children'
  | 'nothing';

/** Decides on an element below the (written) parent of that name. */
export type ElementShape = (element: HtmlElement, parent: string) => Shaped;

/** How to write: `comments` too or not, at most `nesting` levels and `length` UTF-16 units. */
export interface WriteSettings {
  readonly shape: ElementShape;
  readonly comments: boolean;
  readonly nesting: number;
  readonly length: number;
}

/** `stable` is false when a parser would read the text as another tree, so it needs another round. */
export interface SerialisedHtml {
  readonly html: string;
  readonly stable: boolean;
}

const VOID: ReadonlySet<string> = new Set(
  (
    'area base basefont bgsound br col embed frame hr img input keygen link meta param source ' +
    'track wbr'
  ).split(' '),
);
const RAW: ReadonlySet<string> = new Set('script style xmp iframe noembed noframes'.split(' '));
/** A parser swallows a line feed right after these start tags. */
const SWALLOWS: ReadonlySet<string> = new Set(['pre', 'textarea', 'listing']);
const HEADINGS: ReadonlySet<string> = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const CLOSES_P: ReadonlySet<string> = new Set([
  ...HEADINGS,
  ...(
    'address article aside blockquote center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form header hgroup hr li listing main menu nav ol p plaintext pre ' +
    'search section summary table ul xmp'
  ).split(' '),
]);
/** The standard's scopes: nothing inside closes a paragraph or a link outside. */
const SCOPES: ReadonlySet<string> = new Set(
  'td th caption table template applet marquee object'.split(' '),
);
/** Of MathML, where a parser reads HTML again. */
const MATH_TEXTS: ReadonlySet<string> = new Set(['mi', 'mo', 'mn', 'ms', 'mtext']);

/** Where the writer is: below which element, and whether a paragraph, a link, … is open there. */
interface TextPlace {
  readonly parent: string;
  readonly depth: number;
  readonly inParagraph: boolean;
  readonly inLink: boolean;
  readonly inForm: boolean;
  readonly inNoscript: boolean;
}

/** The text of `nodes`; throws HtmlLimit when it is too long or too deep. */
export function writeHtml(nodes: readonly HtmlNode[], settings: WriteSettings): SerialisedHtml {
  const writer = new Writer(settings);
  writer.nodes(nodes, {
    parent: '',
    depth: 0,
    inParagraph: false,
    inLink: false,
    inForm: false,
    inNoscript: false,
  });
  return { html: writer.html, stable: writer.stable };
}

class Writer {
  html = '';
  stable = true;
  readonly #settings: WriteSettings;

  constructor(settings: WriteSettings) {
    this.#settings = settings;
  }

  nodes(nodes: readonly HtmlNode[], place: TextPlace): void {
    for (const node of nodes) {
      if ('tagName' in node) this.#element(node, place);
      else if ('value' in node) this.html += escapeText(node.value);
      else if ('data' in node && this.#settings.comments) {
        this.#raw(`<!--${node.data}-->`, place);
      }
    }
    if (this.html.length > this.#settings.length) {
      throw new HtmlLimit({ code: 'html-size', message: 'Unclosed HTML multiplies the body' });
    }
  }

  #element(element: HtmlElement, place: TextPlace): void {
    const shaped = this.#settings.shape(element, place.parent);
    if (shaped === 'nothing') return;
    if (shaped === 'children') {
      this.nodes(element.childNodes, place);
      return;
    }
    const { name } = shaped;
    if (place.depth >= this.#settings.nesting) throw tooDeep(this.#settings.nesting);
    const isHtml = element.namespaceURI === HTML_NAMESPACE;
    if (!fits(name, place) || (isHtml && turnsToMath(name, place))) this.stable = false;
    if (shaped.text !== undefined) {
      this.html += `${shaped.tag}${escapeText(shaped.text)}</${name}>`;
      return;
    }
    if (isHtml && RAW.has(name)) {
      this.#raw(rawElement(element, shaped.tag), place);
      return;
    }
    this.html += shaped.tag;
    if (isHtml && VOID.has(name)) return;
    const children = childrenOf(element);
    if (isHtml && SWALLOWS.has(name) && startsWithLineFeed(children)) this.html += '\n';
    this.nodes(children, inside(name, place));
    this.html += `</${name}>`;
  }

  /** To a browser that runs scripts a `noscript` is all text: nothing inside may seem to end it. */
  #raw(text: string, place: TextPlace): void {
    if (!(place.inNoscript && /<\/noscript/i.test(text))) this.html += text;
  }
}

function inside(name: string, place: TextPlace): TextPlace {
  const scope = SCOPES.has(name);
  return {
    parent: name,
    depth: place.depth + 1,
    inParagraph: name === 'p' || (place.inParagraph && !scope && name !== 'button'),
    inLink: name === 'a' || (place.inLink && !scope),
    inForm: place.inForm || name === 'form',
    inNoscript: place.inNoscript || name === 'noscript',
  };
}

/** False where the start tag would close, for a parser, what the tree has around it. */
function fits(name: string, place: TextPlace): boolean {
  if (place.inParagraph && CLOSES_P.has(name)) return false;
  if (place.inLink && name === 'a') return false;
  if (place.inForm && name === 'form') return false;
  return !(HEADINGS.has(name) && HEADINGS.has(place.parent));
}

/** True where a parser takes for MathML what a table, in a formula's text, had put there as HTML. */
function turnsToMath(name: string, { parent }: TextPlace): boolean {
  return (name === 'mglyph' || name === 'malignmark') && MATH_TEXTS.has(parent);
}

function startsWithLineFeed(children: readonly HtmlNode[]): boolean {
  const first = children[0];
  return first !== undefined && 'value' in first && first.value.startsWith('\n');
}

/**
 * A script, style or frame of a trusted page. Their text can't be escaped; where the standard's
 * double-escaped state (`<!--<script>`) would swallow the end tag, and the page, it is left out.
 */
function rawElement(element: HtmlElement, tag: string): string {
  const text = element.childNodes.map((child) => ('value' in child ? child.value : '')).join('');
  const end = `</${element.tagName}>`;
  if (!text.includes('<!--')) return tag + text + end;
  const [, after] = parseBody(`${tag}${text}${end}<p>`, 2);
  return after === undefined ? tag + end : tag + text + end;
}

/** A start tag ready to be written; attribute values are decoded text. */
export function startTag(name: string, attributes: Iterable<readonly [string, string]>): Shaped {
  let tag = `<${name}`;
  for (const [key, value] of attributes) tag += ` ${key}="${escapeAttribute(value)}"`;
  return { name, tag: `${tag}>` };
}

function escapeText(text: string): string {
  if (!/[&<>\u00a0]/.test(text)) return text;
  return text.replace(/[&<>\u00a0]/g, escapeOne);
}

/** Angle brackets too: no reader of the result mistakes them for a tag. */
export function escapeAttribute(value: string): string {
  if (!/[&<>"\u00a0]/.test(value)) return value;
  return value.replace(/[&<>"\u00a0]/g, escapeOne);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\u00a0': '&nbsp;',
};

function escapeOne(character: string): string {
  return ESCAPES[character] ?? character;
}
