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

/** `baseurl` and the path, percent-encoded; an absolute URL as it is (Jekyll `url_filters.rb`). */
export function relativeUrl(path: string, site: UrlSettings): string {
  if (ABSOLUTE.test(path)) return CODE.test(path) ? '#' : encodeUrl(path);
  const rooted = path === '' || path.startsWith('/') ? path : `/${path}`;
  return encodeUrl(site.baseurl + rooted);
}

export function absoluteUrl(path: string, site: UrlSettings): string {
  const relative = relativeUrl(path, site);
  return ABSOLUTE.test(path) ? relative : site.url + relative;
}
