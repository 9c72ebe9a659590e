/**
 * The config keys finews reads, with the type each must have: one table for checking, for telling
 * the nearest known key, and for the README. Keys that aren't here are the site's own (`site.x`).
 */

import type { Data, Value } from '../../model/data.js';
import { nearestName } from '../../problems/nearest-name.js';

export type KeyType =
  | 'text'
  | 'number'
  | 'flag'
  | 'list'
  | 'map'
  | 'text or off'
  | 'map or flag'
  | 'any';

export const KEYS: ReadonlyMap<string, KeyType> = new Map<string, KeyType>([
  ['source', 'text'],
  ['destination', 'text'],
  ['cache_dir', 'text'],
  ['atomic', 'flag'],
  ['title', 'text'],
  ['description', 'text'],
  ['lang', 'text'],
  ['author', 'any'],
  ['url', 'text'],
  ['baseurl', 'text'],
  ['timezone', 'text'],
  ['jekyll_utc_dates', 'flag'],
  ['permalink', 'text'],
  ['category_permalink', 'text or off'],
  ['tag_permalink', 'text or off'],
  ['source_permalink', 'text or off'],
  ['author_permalink', 'text or off'],
  ['topic_permalink', 'text or off'],
  ['archive_permalinks', 'map or flag'],
  ['jekyll-archives', 'map'],
  ['paginate', 'number'],
  ['paginate_path', 'text'],
  ['pagination', 'map'],
  ['defaults', 'list'],
  ['include', 'list'],
  ['exclude', 'list'],
  ['keep_files', 'list'],
  ['markdown_ext', 'text'],
  ['excerpt_separator', 'text'],
  ['html', 'text'],
  ['feed', 'map or flag'],
  ['sitemap', 'map or flag'],
  ['robots', 'map or flag'],
  ['redirects', 'map or flag'],
  ['canonical', 'text'],
  ['baidu', 'flag'],
  ['indexnow_key', 'text or off'],
  ['headers', 'any'],
  ['nojekyll', 'flag'],
  ['cname', 'text or off'],
  ['logo', 'text or off'],
  ['publisher', 'map'],
  ['twitter', 'any'],
  ['limits', 'map'],
  ['show_drafts', 'flag'],
  ['future', 'flag'],
  ['unpublished', 'flag'],
  ['limit_posts', 'number'],
  ['plugins', 'any'],
  ['theme', 'any'],
  ['nav', 'any'],
  ['sections', 'any'],
  ['legal', 'any'],
  ['collections', 'any'],
  ['collections_dir', 'text'],
  ['encoding', 'text'],
]);

/** The keys inside those maps. */
const INNER: Readonly<Record<string, string>> = {
  archive_permalinks: 'year month day',
  feed:
    'path rss json posts_limit excerpt_only terms_excerpt_only min_posts categories tags hub icon ' +
    'logo page',
  headers: 'policy',
  limits: 'post front_matter nesting',
  pagination: 'order',
  publisher: 'name logo publishing_principles corrections_policy',
  redirects: 'html json netlify nginx',
  robots: 'ai disallow',
  sitemap: 'news url_lists',
  twitter: 'username',
};

/** Keys of Jekyll and its themes that happen to be near to one of ours. */
export const COMMON_KEYS: ReadonlySet<string> = new Set(
  'name header authors section feature limit'.split(' '),
);

/** Keys of a map that are not known, each with the nearest that is known and isn't there. */
export function slipsIn(
  values: Data,
  known: readonly string[],
): readonly (readonly [key: string, near: string])[] {
  return Object.keys(values).flatMap((key) => {
    // `title：新闻: x` is a key of that name to YAML.
    const near = known.includes(key) ? null : nearestName(key.replace(/\s*：.*$/s, ''), known);
    return near === null || values[near] !== undefined ? [] : [[key, near] as const];
  });
}

/** Keys that finews reads in the map under a key; none: it is the site's own, or read whole. */
export function keysIn(key: string): readonly string[] {
  return Object.hasOwn(INNER, key) ? (INNER[key]?.split(' ') ?? []) : [];
}

/** What a value lacks to be of `type`, in words; null when it is. Null values count as unset. */
export function mismatch(type: KeyType, value: Value): string | null {
  if (value === null || type === 'any') return null;
  const list = Array.isArray(value);
  const map = typeof value === 'object' && !list;
  switch (type) {
    case 'text':
      return typeof value === 'object' || typeof value === 'boolean' ? 'must be a text' : null;
    case 'number':
      return typeof value === 'number' && Number.isInteger(value) && value >= 0
        ? null
        : 'must be a whole number, 0 or more';
    case 'flag':
      return typeof value === 'boolean' ? null : 'must be true or false';
    case 'list':
      return list ? null : 'must be a list: one `- entry` a line';
    case 'map':
      return map ? null : 'must be a map: indented `key: value` lines';
    case 'text or off':
      return typeof value === 'string' || value === false ? null : 'must be a text, or false';
    default:
      return map || typeof value === 'boolean' ? null : 'must be a map, true or false';
  }
}
