/** What the config's `sitemap` and `robots` say. */
import { configReader } from '../../formats/json/config-values.js';
import type { Data } from '../../model/data.js';
import { AI_POLICIES, ROBOTS_KEYS, SITEMAP_KEYS } from './config.js';

export interface SitemapSettings {
  readonly news: boolean;
  /** One URL a line, beside each month's sitemap. */
  readonly urlLists: boolean;
}

export type AiPolicy = (typeof AI_POLICIES)[number];

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

const read = configReader([...SITEMAP_KEYS, ...ROBOTS_KEYS]);

export function sitemapSettings(values: Data, base: string | null): SitemapSettings | null {
  if (base === null || values['sitemap'] === false) return null;
  return {
    news: read.flag(values, 'sitemap.news'),
    urlLists: read.flag(values, 'sitemap.url_lists'),
  };
}

/** Without `robots` and without a sitemap to tell of there is nothing to say. */
export function robotsSettings(values: Data, base: string | null): RobotsSettings | null {
  const { robots } = values;
  if (robots === false || (robots === undefined && base === null)) return null;
  return {
    ai: read.word(values, 'robots.ai', AI_POLICIES),
    disallow: read.list(values, 'robots.disallow'),
  };
}
