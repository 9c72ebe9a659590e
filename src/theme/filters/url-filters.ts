/** Filters on addresses; `url` and `baseurl` are the config's. */
import { encodeUrl } from '../../formats/urls/addresses.js';
import { hasBaseurl } from '../../formats/urls/baseurl.js';
import {
  absoluteUrl,
  relativeUrl as relativeTo,
  type UrlSettings,
} from '../../formats/urls/site-urls.js';
import { slugify } from '../../formats/urls/slug.js';
import { text } from '../runtime/template-values.js';
import type { Filter, Filters } from './filter.js';

export type { UrlSettings };

/** Half a surrogate pair has no UTF-8. */
function wellFormed(value: unknown): string {
  return text(value).replace(/\p{Surrogate}/gu, '\ufffd');
}

/** Of any value, as a template has it. */
export function relativeUrl(value: unknown, site: UrlSettings): string {
  return relativeTo(text(value), site);
}

/** An address that a story writes, with `baseurl` unless it has that. */
export function storyUrl(value: unknown, site: UrlSettings): string {
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

/** `relative_url`, `slugify` and their like. */
export function urlFilters(site: UrlSettings): Filters {
  const given = (value: unknown): boolean => value !== null && value !== undefined;
  const relative = (value: unknown): string => (given(value) ? relativeUrl(value, site) : '');
  const absolute = (value: unknown): string => (given(value) ? absoluteUrl(text(value), site) : '');
  return {
    relative_url: relative,
    story_url: (value) => (given(value) ? storyUrl(value, site) : ''),
    absolute_url: absolute,
    strip_index: (value) => text(value).replace(/\/index\.html?$/, '/'),
    slugify: slug,
    uri_escape: (value) => encodeUrl(text(value)),
    cgi_escape: urlEncode,
    url_encode: urlEncode,
    url_decode: urlDecode,
    urlencode: (value) => encodeURIComponent(wellFormed(value)),
  };
}
