/**
 * Bodies for feeds: they are read away from their page, so every address must be absolute, and elements
 * that only run in a page are left out. Called by render for feeds with whole stories.
 */
import { resolveAddress } from '../urls/addresses.js';
import { candidatesOf, isSafeUrl } from './safe-urls.js';
import { type Shaped, startTag, writeHtml } from './serialise.js';
import { HTML_NAMESPACE, type HtmlElement, HtmlLimit, parseBody } from './tree.js';

const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'poster', 'cite', 'data', 'action']);
const SETS: ReadonlySet<string> = new Set(['srcset', 'imagesrcset']);
/** Elements that feed readers remove, or should. */
const UNFIT: ReadonlySet<string> = new Set(
  'script style link meta base iframe frame frameset object embed applet form input button'.split(
    ' ',
  ),
);
/** HTML without such an element, a style or a handler, in which every address has a scheme, stays as it is. */
const WORK =
  /<(?:script|style|link|meta|base|i?frame|object|embed|applet|form|input|button)|\s(?:style|on\w+|(?:image)?srcset|poster|cite|data|action)=|\s(?:href|src)="(?!https?:\/\/|mailto:|tel:)/i;

/** Finished HTML with absolute addresses; `page` is the story's own URL. */
export function absoluteHtml(html: string, page: string, nesting: number): string {
  if (!WORK.test(html)) return html;
  const settings = {
    shape: (element: HtmlElement) => shape(element, page),
    comments: false,
    nesting,
    length: Number.POSITIVE_INFINITY,
  };
  try {
    return writeHtml(parseBody(html, nesting), settings).html;
  } catch (error) {
    // A body that outgrows the limits on a second reading; finished ones don't.
    if (error instanceof HtmlLimit) return '';
    throw error;
  }
}

function shape(element: HtmlElement, page: string): Shaped {
  if (UNFIT.has(element.tagName)) return 'nothing';
  if (element.namespaceURI !== HTML_NAMESPACE) return 'nothing';
  return startTag(element.tagName, attributesOf(element, page));
}

function attributesOf(element: HtmlElement, page: string): readonly (readonly [string, string])[] {
  return element.attrs.flatMap(({ name, value }): readonly (readonly [string, string])[] => {
    if (name === 'style' || name.startsWith('on')) return [];
    if (SETS.has(name)) return [[name, absoluteSet(value, page)]];
    if (!ADDRESSES.has(name) || isElsewhere(value)) return [[name, value]];
    const address = resolveAddress(value, page);
    return address === null ? [] : [[name, address]];
  });
}

/** An absolute address outside the web: mail, a call, a picture in the page itself. */
function isElsewhere(value: string): boolean {
  if (!/^[a-z][a-z\d+.-]*:/i.test(value) || /^https?:/i.test(value)) return false;
  return isSafeUrl(value, 'link') || /^data:/i.test(value);
}

function absoluteSet(value: string, page: string): string {
  const candidates = candidatesOf(value).flatMap(({ url, size }) => {
    const whole = resolveAddress(url, page);
    return whole === null ? [] : [size === '' ? whole : `${whole} ${size}`];
  });
  return candidates.join(', ');
}
