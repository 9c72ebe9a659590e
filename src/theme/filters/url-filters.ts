/** Filters on addresses; `url` and `baseurl` are the config's. */
import { encodeUrl } from '../../formats/urls/addresses.js';
import { hasBaseurl } from '../../formats/urls/baseurl.js';
import { slugify } from '../../formats/urls/slug.js';
import { text } from '../runtime/template-values.js';
import type { Filter, Filters } from './filter.js';

/** Half a surrogate pair has no UTF-8. */
function wellFormed(value: unknown): string {
  return text(value).replace(/\p{Surrogate}/gu, '\ufffd');
}

const ABSOLUTE: RegExp = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;
/** Schemes that run code; an address from a post's front matter must not reach a link with one. */
const CODE: RegExp = /^(?:javascript|vbscript|data):/i;

function absolute(value: string): string {
  return CODE.test(value) ? '#' : encodeUrl(value);
}

/** `baseurl` and the path, percent-encoded; an absolute URL as it is (Jekyll `url_filters.rb`). */
export function relativeUrl(value: unknown, site: UrlSettings): string {
  const path = text(value);
  if (ABSOLUTE.test(path)) return absolute(path);
  const rooted = path === '' || path.startsWith('/') ? path : `/${path}`;
  return encodeUrl(site.baseurl + rooted);
}

/** An address that a story writes, with `baseurl` unless it has that. */
function storyUrl(value: unknown, site: UrlSettings): string {
  const path = text(value);
  const isWhole = /^\/(?![/\\])/.test(path) && hasBaseurl(path, site.baseurl);
  return isWhole ? encodeUrl(path) : relativeUrl(path, site);
}

/** As CGI forms encode: a space is `+` (Ruby's `CGI.escape`). */
function urlEncode(value: unknown): string {
  const encoded = encodeURIComponent(wellFormed(value));
  return encoded
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The text of an encoded one; bytes that aren't UTF-8 become U+FFFD. */
function urlDecode(value: unknown): string {
  const decoder = new TextDecoder();
  return text(value)
    .replaceAll('+', ' ')
    .replace(/(?:%[\da-f]{2})+/gi, (run) => {
      const bytes = run.slice(1).split('%');
      return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
    });
}

const slug: Filter = (value, mode) =>
  slugify(text(value), mode === undefined ? 'default' : text(mode));

/** Read when they are needed, and only then: the reads are traced. */
export interface UrlSettings {
  /** `https://example.com`, without a trailing slash; may be empty. */
  readonly url: string;
  /** Empty, or starts with a slash and ends without one. */
  readonly baseurl: string;
}

/** `relative_url`, `slugify` and their like. */
export function urlFilters(site: UrlSettings): Filters {
  const given = (value: unknown): boolean => value !== null && value !== undefined;
  const relative = (value: unknown): string => (given(value) ? relativeUrl(value, site) : '');
  const absoluteUrl = (value: unknown): string => {
    if (!given(value)) return '';
    const path = relative(value);
    return ABSOLUTE.test(text(value)) ? path : site.url + path;
  };
  return {
    relative_url: relative,
    story_url: (value) => (given(value) ? storyUrl(value, site) : ''),
    absolute_url: absoluteUrl,
    strip_index: (value) => text(value).replace(/\/index\.html?$/, '/'),
    slugify: slug,
    uri_escape: (value) => encodeUrl(text(value)),
    cgi_escape: urlEncode,
    url_encode: urlEncode,
    url_decode: urlDecode,
    urlencode: (value) => encodeURIComponent(wellFormed(value)),
  };
}
