/**
 * From the record of a page that machines read to its text. Pure: the bytes follow from the record,
 * the cards and bodies of its stories, and the config.
 */
import type { GeneratedPage } from '../model/generated-file.js';
import { writeAtom } from './feeds/atom.js';
import { writeJsonFeed } from './feeds/json-feed.js';
import { writeRss } from './feeds/rss.js';
import { writeHeaders } from './host-files/headers.js';
import { writeRobots } from './host-files/robots.js';
import { writeRedirect, writeRedirectList } from './redirects/write.js';
import {
  writeNewsSitemap,
  writeSitemap,
  writeSitemapIndex,
  writeUrlList,
} from './sitemaps/write.js';
import { createWriterContext, type GeneratedSource, type WriterContext } from './writing.js';

export type GeneratedWriter = (page: GeneratedPage) => string;

export function createGeneratedWriter(source: GeneratedSource): GeneratedWriter {
  const writing = createWriterContext(source);
  return (page) => write(page, writing);
}

function write(page: GeneratedPage, writing: WriterContext): string {
  switch (page.form) {
    case 'atom':
      return writeAtom(page, writing);
    case 'rss':
      return writeRss(page, writing);
    case 'json-feed':
      return writeJsonFeed(page, writing);
    case 'sitemap':
      return writeSitemap(page, writing);
    case 'sitemap-index':
      return writeSitemapIndex(page, writing);
    case 'news-sitemap':
      return writeNewsSitemap(page, writing);
    case 'url-list':
      return writeUrlList(page, writing);
    case 'robots':
      return writeRobots(page, writing);
    case 'redirect':
      return writeRedirect(page, writing);
    case 'headers':
      return writeHeaders(page, writing);
    case 'text':
      return page.text;
    default:
      return writeRedirectList(page, writing);
  }
}
