/**
 * Parses a body as the HTML standard says, with limits that are counted while the tree grows: some
 * inputs make a conforming parser build trees far larger than themselves.
 */
import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html as parse5Html,
  parseFragment,
} from 'parse5';
import { readNested } from './fast/nested.js';

/** An element of the parsed tree. */
export type HtmlElement = DefaultTreeAdapterTypes.Element;
/** Any child in the parsed tree. */
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** The only namespace untrusted elements may have. */
export const HTML_NAMESPACE: parse5Html.NS = parse5Html.NS.HTML;

/** Children as written between an element's tags; those of a `template` are a document of its own. */
export function childrenOf(element: HtmlElement): readonly HtmlNode[] {
  return isTemplate(element) ? element.content.childNodes : element.childNodes;
}

function isTemplate(element: HtmlElement): element is DefaultTreeAdapterTypes.Template {
  return 'content' in element;
}

/** Why a body is not finished: nested too deep, or its HTML would multiply. */
export interface HtmlFault {
  readonly code: 'html-nesting' | 'html-size';
  /** One sentence. */
  readonly message: string;
}

/** Thrown out of the parser or the writer, and caught in `finishHtml`: it never leaves this room. */
export class HtmlLimit extends Error {
  readonly fault: HtmlFault;
  constructor(fault: HtmlFault) {
    super(fault.message);
    this.fault = fault;
  }
}

/** Unclosed formatting is repeated in every paragraph: this much of it is a scraper's slip. */
const COPIES = 10;

/** The children of a `div` that had `html` as its `innerHTML`, with scripting off; or HtmlLimit. */
export function parseBody(html: string, nesting: number): readonly HtmlNode[] {
  return readNested(html, nesting) ?? parseSlowly(html, nesting);
}

/** The same by parse5 alone. */
export function parseSlowly(html: string, nesting: number): readonly HtmlNode[] {
  let depth = 0;
  let elements = 0;
  const most = COPIES * tagsIn(html) + 100;
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(name, namespace, attributes) {
      elements++;
      if (elements > most) {
        throw new HtmlLimit({ code: 'html-size', message: 'Unclosed HTML multiplies the body' });
      }
      return defaultTreeAdapter.createElement(name, namespace, attributes);
    },
    onItemPush() {
      depth++;
      // The parser's own root is one of them.
      if (depth > nesting + 1) throw tooDeep(nesting);
    },
    onItemPop() {
      depth--;
    },
  };
  const context = defaultTreeAdapter.createElement('div', HTML_NAMESPACE, []);
  return parseFragment(context, html, { treeAdapter, scriptingEnabled: false }).childNodes;
}

/** The error for a body with more than `nesting` elements inside one another. */
export function tooDeep(nesting: number): HtmlLimit {
  const message = `HTML elements are nested more than ${nesting} deep`;
  return new HtmlLimit({ code: 'html-nesting', message });
}

function tagsIn(html: string): number {
  let count = 0;
  for (let at = html.indexOf('<'); at !== -1; at = html.indexOf('<', at + 1)) count++;
  return count;
}
