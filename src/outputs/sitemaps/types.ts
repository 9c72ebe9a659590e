/** What plan says of sitemaps and of `robots.txt`. */
import type { GeneratedPage } from '../../model/page.js';

export interface SitemapFile extends GeneratedPage {
  readonly format: 'sitemap';
  /** Pages that are no stories, as `url`. */
  readonly pages: readonly string[];
}

export interface SitemapIndexFile extends GeneratedPage {
  readonly format: 'sitemap-index';
  /** `modified`: of its newest change, ms since the epoch; null: left out. */
  readonly sitemaps: readonly { readonly url: string; readonly modified: number | null }[];
}

export interface StoryListFile extends GeneratedPage {
  readonly format: 'news-sitemap' | 'url-list';
}

export interface RobotsFile extends GeneratedPage {
  readonly format: 'robots';
  /** As `url`. */
  readonly sitemaps: readonly string[];
}
