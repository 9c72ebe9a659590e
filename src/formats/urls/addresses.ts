/**
 * Absolute addresses, for what is read away from the site: feeds, sitemaps, page data. Whatever was
 * written, what comes out is an http(s) URL or nothing.
 */
import { memoizeByKey } from '../../platform/memoize.js';

/** What `encodeURI` leaves alone. */
const PLAIN = /^[\w;,/?:@&=+$.!~*'()#-]*$/;

/** Encodes what a URL can't hold; what is encoded already stays as it is. */
export function encodeUrl(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.length > MAX_LENGTH ? encode(text) : encodeKnown(text);
}

/** A page has its own address several times, and all pages have the same tags'. */
const encodeKnown = memoizeByKey(encode, 1000);
/** Longer texts are no addresses, and are not remembered. */
const MAX_LENGTH = 500;

function encode(text: string): string {
  return encodeURI(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/%25(?=[\da-f]{2})/gi, '%');
}

/**
 * A site's `url` and `baseurl`, percent-encoded, without a trailing slash; null where `url` is no
 * whole one. What comes out needs no escaping in XML.
 */
export function siteBase(url: string, baseurl: string): string | null {
  if (!/^https?:\/\/[^/]/i.test(url)) return null;
  return encodeUrl(url + baseurl)
    .replaceAll('&', '%26')
    .replaceAll("'", '%27');
}

const SCHEME = /^[a-z][a-z\d+.-]*:/i;

/** An absolute http(s) URL as written, percent-encoded; null for any other text. */
export function webAddress(written: string): string | null {
  const trimmed = written.trim();
  if (!/^https?:\/\/[^\s/]/i.test(trimmed)) return null;
  return parse(trimmed, undefined);
}

/**
 * What a site's own data writes as an address: absolute, or a path in the site, with or without its
 * first slash. `base` has no trailing slash.
 */
export function siteAddress(written: string, base: string): string | null {
  const trimmed = written.trim();
  if (trimmed === '') return null;
  if (trimmed.startsWith('//') || SCHEME.test(trimmed)) return resolveAddress(trimmed, base);
  return parse(`${base}/${trimmed.replace(/^\/+/, '')}`, undefined);
}

/** What a page at the absolute URL `page` links to, as a browser resolves it; null: not the web. */
export function resolveAddress(written: string, page: string): string | null {
  return parse(written.trim(), page);
}

function parse(written: string, page: string | undefined): string | null {
  try {
    const url = new URL(written, page);
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return url.href.replace(/'/g, '%27');
  } catch {
    return null;
  }
}
