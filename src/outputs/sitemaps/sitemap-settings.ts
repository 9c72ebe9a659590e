/** What the config's `sitemap` and `robots` say. */
import { flag, list } from '../../formats/text/typed-values.js';
import { type Data, isMap } from '../../model/data.js';

export interface SitemapSettings {
  readonly news: boolean;
  /** One URL a line, beside each month's sitemap. */
  readonly urlLists: boolean;
}

/** Whether crawlers of AI companies may read the site: all, only those that search, or none. */
export type AiPolicy = 'allow' | 'search-only' | 'block';

export interface RobotsSettings {
  readonly ai: AiPolicy;
  /** Paths that no crawler may read. */
  readonly disallow: readonly string[];
}

declare module '../../model/config.js' {
  interface OutputSettings {
    /** Null: switched off, or there is no base. */
    readonly sitemaps: SitemapSettings | null;
    /** Null: no `robots.txt`. */
    readonly robots: RobotsSettings | null;
  }
}

export function sitemapSettings(
  { sitemap: value }: Data,
  base: string | null,
): SitemapSettings | null {
  if (base === null || value === false) return null;
  const map = isMap(value) ? value : {};
  return { news: flag(map, 'news', true), urlLists: flag(map, 'url_lists', false) };
}

/** Without `robots` and without a sitemap to tell of there is nothing to say. */
export function robotsSettings(
  { robots: value }: Data,
  base: string | null,
): RobotsSettings | null {
  if (value === false || (value === undefined && base === null)) return null;
  const map = isMap(value) ? value : {};
  const ai = map['ai'];
  return {
    ai: ai === 'search-only' || ai === 'block' ? ai : 'allow',
    disallow: list(map, 'disallow', []),
  };
}
