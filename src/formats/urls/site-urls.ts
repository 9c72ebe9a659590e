/** Addresses below the site, as Jekyll's `relative_url` and `absolute_url` make them. */
import { encodeUrl } from './addresses.js';

/** Read when they are needed, and only then: the reads of templates are traced. */
export interface UrlSettings {
  /** `https://example.com`, without a trailing slash; may be empty. */
  readonly url: string;
  /** Empty, or starts with a slash and ends without one. */
  readonly baseurl: string;
}

const ABSOLUTE = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;
/** Schemes that run code; an address from a post's front matter must not reach a link with one. */
const CODE = /^(?:javascript|vbscript|data):/i;

/**
 * `baseurl` and the path, percent-encoded and without `.` and `..`; an absolute URL as it is (Jekyll
 * `url_filters.rb`).
 */
export function relativeUrl(path: string, site: UrlSettings): string {
  if (ABSOLUTE.test(path)) return CODE.test(path) ? '#' : encodeUrl(path);
  const rooted = path === '' || path.startsWith('/') ? path : `/${path}`;
  return withoutDots(encodeUrl(site.baseurl + rooted));
}

const DOTS = /\/\.{1,2}(?:[/?#]|$)/;

/**
 * As RFC 3986 removes dot segments (5.2.4); `..` at the root is the root. What is left begins with one slash:
 * with two it would be another host's.
 */
function withoutDots(address: string): string {
  if (!DOTS.test(address)) return address;
  const end = address.search(/[?#]/);
  const path = end === -1 ? address : address.slice(0, end);
  const names: string[] = [];
  for (const name of path.split('/').slice(1)) {
    if (name === '..') names.pop();
    else if (name !== '.') names.push(name);
  }
  const isFolder = /\/\.{0,2}$/.test(path);
  if (isFolder && names.at(-1) !== '') names.push('');
  const left = names.join('/').replace(/^\/+/, '');
  return `/${left}${address.slice(path.length)}`;
}

export function absoluteUrl(path: string, site: UrlSettings): string {
  const relative = relativeUrl(path, site);
  return ABSOLUTE.test(path) ? relative : site.url + relative;
}
