/**
 * What generated files and page data say of a story beyond its card: when it changed, its picture, its authors, where it
 * comes from. One answer for all of them. Front matter is a stranger's: whatever
 * it holds, addresses come out as absolute http(s) URLs or not at all.
 */

import { type DateOptions, type ReadDate, readDate } from '../formats/dates/dates.js';
import type { Zone } from '../formats/dates/zone.js';
import { cleanTitle } from '../formats/text/text.js';
import { resolveAddress, siteAddress, webAddress } from '../formats/urls/addresses.js';
import { hasBaseurl } from '../formats/urls/baseurl.js';
import { NO_DATA } from '../model/data.js';
import {
  type FrontMatterFields,
  type FrontMatterKey,
  keysWith,
} from '../model/front-matter-keys.js';
import type { Post, PostHead } from '../model/post.js';
import { uuidOf } from '../platform/digest.js';
import { memoizeByObject } from '../platform/memoize.js';

export interface Author {
  readonly name: string;
  /** An absolute http(s) URL. */
  readonly url: string | null;
  readonly email: string | null;
}

/** Those of an archive that say anything by their front matter of what plan reads: mostly few. In its order, looked for once. */
export const storiesWithFacts: (posts: readonly PostHead[]) => readonly PostHead[] =
  memoizeByObject((posts) => posts.filter(({ facts }) => facts !== NO_DATA));

/** Front matter, or a template's view of it. */
export type Fields = Readonly<Record<string, unknown>>;

function textOf(value: unknown): string | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const text = cleanTitle(String(value));
  return text === '' ? null : text;
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : {};
}

/** Keys that say when a story changed; the first that is there counts. */
const CHANGED = keysWith('changed');

/** The key by which a story says when it changed, and what it says; null: it doesn't. */
export function changeIn(
  fields: FrontMatterFields,
): { readonly key: FrontMatterKey; readonly value: unknown } | null {
  for (const key of CHANGED) {
    const value = fields[key] ?? '';
    if (value !== '') return { key, value };
  }
  return null;
}

/** What is legible of it; null: nothing. */
export function readChange(value: unknown, zone: Zone, options: DateOptions): ReadDate | null {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' ? readDate(text, zone, options) : null;
}

/** When a story changed, in ms since the epoch; its own date where nothing says so, or an older time. */
export function modifiedOf(
  fields: FrontMatterFields,
  date: number,
  zone: Zone,
  options: DateOptions,
): number {
  const change = changeIn(fields);
  const read = change === null ? null : readChange(change.value, zone, options);
  return Math.max(date, read?.ms ?? date);
}

/** Its place in the site's data (without a trailing slash), and its own absolute URL. */
export interface PictureSource {
  readonly base: string;
  readonly page: string;
}

/**
 * `image` in front matter: a text, or a map with `path` (jekyll-seo-tag) or `url`; else the body's, as
 * the story's page has it. A path gets the `baseurl` of `place` unless it has it.
 */
export function imageOf(
  fields: FrontMatterFields,
  inBody: string | null,
  place: PictureSource,
): string | null {
  const written = writtenImage(fields);
  const own = written === null ? null : pictureAddress(written, place.base);
  return own ?? (inBody === null ? null : resolveAddress(inBody, place.page));
}

/** What `image` says; null: nothing. */
export function writtenImage(fields: FrontMatterFields): string | null {
  const value: unknown = Array.isArray(fields['image']) ? fields['image'][0] : fields['image'];
  const map = fieldsOf(value);
  return textOf(value) ?? textOf(map['path']) ?? textOf(map['url']);
}

function pictureAddress(written: string, base: string): string | null {
  const isPath = /^\s*\/(?![/\\])/.test(written);
  const baseurl = isPath ? base.replace(/^https?:\/\/[^/]*/i, '') : '';
  const isWhole = baseurl !== '' && hasBaseurl(written.trim(), baseurl);
  return isWhole ? resolveAddress(written, base) : siteAddress(written, base);
}

/**
 * `author` or `authors`: a name, a key of `_data/authors`, a map with a name, or a list of those.
 * Where there is none, the site's.
 */
export function authorsOf(
  fields: FrontMatterFields,
  known: unknown,
  ofSite: unknown,
): readonly Author[] {
  const { author, authors } = fields;
  // Most stories are signed by nobody.
  if (author === undefined && authors === undefined) return authorsIn(ofSite, known);
  const own = [...authorsIn(author, known), ...authorsIn(authors, known)];
  return own.length > 0 ? own : authorsIn(ofSite, known);
}

const NOBODY: readonly Author[] = [];

function authorsIn(value: unknown, known: unknown): readonly Author[] {
  if (value === undefined || value === null) return NOBODY;
  return [value].flat().flatMap((one) => authorOf(one, known));
}

function authorOf(value: unknown, known: unknown): readonly Author[] {
  const key = textOf(value);
  const people = fieldsOf(known);
  const entry = key !== null && Object.hasOwn(people, key) ? people[key] : undefined;
  const map = fieldsOf(entry ?? value);
  const name = textOf(map['name']) ?? textOf(entry) ?? key;
  if (name === null) return [];
  const url = textOf(map['url']) ?? textOf(map['uri']);
  return [{ name, url: url === null ? null : webAddress(url), email: textOf(map['email']) }];
}

/** Where a story was taken from. */
export interface Source {
  readonly name: string | null;
  readonly url: string | null;
}

/** `source` (a name, a URL, or a map with both) and `source_url`. */
export function sourceOf(fields: FrontMatterFields): Source | null {
  const map = fieldsOf(fields['source']);
  const text = textOf(fields['source']);
  const written = textOf(fields['source_url']) ?? textOf(map['url']) ?? text;
  const url = written === null ? null : webAddress(written);
  const name = textOf(map['name']) ?? (text !== null && webAddress(text) === null ? text : null);
  return name === null && url === null ? null : { name, url };
}

/**
 * The address a page says it belongs to: its `canonical_url`, by policy its source's, else its own.
 * `canonical: self` or `source` in front matter overrides the site's policy.
 */
export function canonicalOf(
  fields: FrontMatterFields,
  policy: 'self' | 'source',
  page: string,
): string {
  const written = textOf(fields['canonical_url']);
  const given = written === null ? null : webAddress(written);
  if (given !== null) return given;
  const own = fields['canonical'];
  const asked = own === 'self' || own === 'source' ? own : policy;
  return (asked === 'source' ? sourceOf(fields)?.url : null) ?? page;
}

/** False where the page asks search engines to stay away, or has moved. */
export function isListed(fields: FrontMatterFields): boolean {
  return (
    fields['sitemap'] !== false &&
    fields['noindex'] !== true &&
    (fields['redirect_to'] === undefined || fields['redirect_to'] === null)
  );
}

/** Never changes when title, date, address or domain do: the front matter's `guid`, else the path's. */
export function storyId(fields: FrontMatterFields, path: string): string {
  const guid = textOf(fields['guid']);
  return guid !== null && /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i.test(guid)
    ? guid
    : `urn:uuid:${uuidOf(path)}`;
}

/**
 * Jekyll's `id` of a post (Jekyll `document.rb`), as its feed plugin writes it: the address without its last
 * part, then the slug. Those who read the feed before have it.
 */
export function jekyllId({ url, slug }: Pick<Post, 'url' | 'slug'>): string {
  const folder = url.replace(/\/+$/, '').replace(/[^/]*$/, '');
  return normalised(folder === '' ? '/' : folder) + encodeURI(slug.normalize('NFKC'));
}

/** As the library that Jekyll writes addresses with does it. */
function normalised(address: string): string {
  const text = decodeURI(address);
  return text.includes('%') ? address : encodeURI(text.normalize('NFKC'));
}

/** What a story is called where a name must be: a flash may have no title. */
export function headlineOf(title: string, summary: string, url: string): string {
  return [title, summary, url].find((text) => text !== '') ?? url;
}

/** A written summary, else the one made of the body. */
export function descriptionOf(fields: FrontMatterFields, summary: string): string {
  return textOf(fields['description']) ?? summary;
}
