/** Sitemaps, and the `robots.txt` that tells of them. */
import { type OutputKind, writersOf } from '../kind.js';
import { sitemapPlaces } from './paths.js';
import { newsOf, planSitemaps, standingSitemaps } from './plan.js';
import { writeRobots } from './robots.js';
import { robotsSettings, sitemapSettings } from './sitemap-settings.js';
import type { RobotsFile, SitemapFile, SitemapIndexFile, StoryListFile } from './types.js';
import { writeNewsSitemap, writeSitemap, writeSitemapIndex, writeUrlList } from './write.js';

export const sitemaps: OutputKind = {
  name: 'sitemaps',
  settings: (values, base) => ({
    sitemaps: sitemapSettings(values, base),
    robots: robotsSettings(values, base),
  }),
  paths: sitemapPlaces,
  present: newsOf,
  plan: planSitemaps,
  standing: standingSitemaps,
  placeKey: () => 'sitemap',
  mayBeDeferred: true,
  writers: writersOf<SitemapFile | SitemapIndexFile | StoryListFile | RobotsFile>({
    sitemap: writeSitemap,
    'sitemap-index': writeSitemapIndex,
    'news-sitemap': writeNewsSitemap,
    'url-list': writeUrlList,
    robots: writeRobots,
  }),
};
