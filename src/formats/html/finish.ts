/**
 * The last step on a body's HTML: whatever was written comes out as a whole number of elements
 * that no page around it can be broken by, and, where it isn't trusted, harmless. Nothing may be
 * added to a body after this.
 */

import type { EmbedName } from '../../model/config.js';
import { looseAt, tagEnd } from './balance.js';
import { addressAsEmbed } from './embeds/embed-elements.js';
import { isStandIn, type OwnParts, placeOwnParts } from './own-parts.js';
import { type Missed, sanitizeElement } from './sanitize.js';
import { type Shaped, startTag, writeHtml } from './serialise.js';
import { HTML_NAMESPACE, type HtmlElement, type HtmlFault, HtmlLimit, parseBody } from './tree.js';

/** Whose HTML it is: a post's (`sanitize`) or the site's own (`trust`). */
export type HtmlPolicy = 'sanitize' | 'trust';

/** A body ready to stand in a page. */
export interface FinishedHtml {
  /** Empty when there is a fault. */
  readonly html: string;
  /** Names of elements taken out that showed something. */
  readonly missed: readonly string[];
  /** Addresses of pictures, sound and film that browsers of readers can't load, as they were written. */
  readonly unreachable: readonly string[];
  /** Addresses of links that a story may not have, as they were written; the words stay. */
  readonly refused: readonly string[];
  /** The first tag that had to be closed, or an end tag without a start, as written; null: none. */
  readonly loose: string | null;
  readonly fault: HtmlFault | null;
}

/** Output may be this many times its input, plus a constant for what is short. */
const GROWTH = 8;
/** Rounds until a parser reads the result as the tree it was made of; two have always been enough. */
const ROUNDS = 4;

export interface FinishSettings {
  readonly nesting: number;
  /** What a story may have from elsewhere; left out: nothing. */
  readonly embeds?: readonly EmbedName[];
  /** What elements of finews' own in it stand for; left out: there are none. */
  readonly own?: OwnParts | null;
}

/** Elements nested deeper than `nesting`, and unclosed ones that multiply, are faults. */
export function finishHtml(
  html: string,
  policy: HtmlPolicy,
  settings: FinishSettings,
): FinishedHtml {
  const { nesting, embeds = [], own = null } = settings;
  const missed: Missed = { elements: new Set(), addresses: new Set(), links: new Set() };
  try {
    const finished = rewrite(html, { policy, nesting, own, embeds, missed });
    const lost = {
      missed: [...missed.elements],
      unreachable: [...missed.addresses],
      refused: [...missed.links],
    };
    return { html: placeOwnParts(finished, own), ...lost, loose: looseTag(html), fault: null };
  } catch (error) {
    if (!(error instanceof HtmlLimit)) throw error;
    return { html: '', ...NOTHING_MISSED, loose: null, fault: error.fault };
  }
}

const NOTHING_MISSED = { missed: [], unreachable: [], refused: [] };

function looseTag(html: string): string | null {
  const at = looseAt(html);
  if (at === -1) return null;
  const end = html.startsWith('<!--', at) ? at + 4 : tagEnd(html, at);
  return html.slice(at, end === -1 ? at + 60 : end);
}

interface Rewriting {
  readonly policy: HtmlPolicy;
  readonly nesting: number;
  readonly own: OwnParts | null;
  readonly embeds: readonly EmbedName[];
  readonly missed: Missed;
}

function rewrite(html: string, { policy, nesting, own, embeds, missed }: Rewriting): string {
  const trusted = policy === 'trust';
  const settings = {
    shape: trusted
      ? (element: HtmlElement) => addressAsEmbed(element, embeds) ?? trustElement(element)
      : (element: HtmlElement, parent: string) =>
          isStandIn(element.tagName, own)
            ? startTag(element.tagName, [])
            : sanitizeElement(element, parent, { embeds, missed }),
    comments: trusted,
    nesting,
    length: html.length * GROWTH + 10_000,
  };
  let written = writeHtml(parseBody(trusted ? html : keepTail(html), nesting), settings);
  for (let round = 1; round < ROUNDS && !written.stable; round++) {
    written = writeHtml(parseBody(written.html, nesting), settings);
  }
  return written.html;
}

/** A tag that never ends would take with it all the text that follows: a story has `a <b` in it. */
function keepTail(html: string): string {
  const end = html.lastIndexOf('>') + 1;
  return html.slice(0, end) + html.slice(end).replace(/<(?=[a-z/])/gi, '&lt;');
}

/** Everything stays, but an element that no end tag can close becomes one that can be closed. */
function trustElement(element: HtmlElement): Shaped {
  const isHtml = element.namespaceURI === HTML_NAMESPACE;
  const name = isHtml && element.tagName === 'plaintext' ? 'pre' : element.tagName;
  const attributes = element.attrs.map(({ prefix, name: local, value }) => {
    const full = prefix === undefined || prefix === '' ? local : `${prefix}:${local}`;
    return [full, value] as const;
  });
  return startTag(name, attributes);
}
