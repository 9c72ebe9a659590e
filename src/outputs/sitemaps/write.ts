/** Sitemaps (sitemaps.org), Google's news and image extensions, and plain lists of URLs. */

import { toXmlSchema } from '../../formats/dates/site-date.js';
import { newsLanguage } from '../../formats/text/languages.js';
import { textElement, XML_HEAD, xmlText } from '../../formats/xml/xml.js';
import type { Post } from '../../model/post.js';
import { titleOf } from '../feeds/feeds.js';
import { headlineOf } from '../story-facts.js';
import { storiesOf, type WriterContext } from '../writing.js';
import { sitemapEntry } from './sitemaps.js';
import type { SitemapFile, SitemapIndexFile, StoryListFile } from './types.js';

const SITEMAP = 'http://www.sitemaps.org/schemas/sitemap/0.9';
const IMAGE = 'http://www.google.com/schemas/sitemap-image/1.1';
const NEWS = 'http://www.google.com/schemas/sitemap-news/0.9';

export function writeSitemap(page: SitemapFile, writing: WriterContext): string {
  const { config, zone, absolute, pictureOf } = writing;
  let text = `${XML_HEAD}<urlset xmlns="${SITEMAP}" xmlns:image="${IMAGE}">\n`;
  for (const url of page.pages) text += `<url><loc>${xmlText(absolute(url))}</loc></url>\n`;
  for (const post of storiesOf(page, writing)) {
    const { url, modified, facts } = post;
    text += sitemapEntry({ url, modified, facts, image: pictureOf(post) }, config, zone);
  }
  return `${text}</urlset>\n`;
}

export function writeSitemapIndex(
  page: SitemapIndexFile,
  { zone, absolute }: WriterContext,
): string {
  let text = `${XML_HEAD}<sitemapindex xmlns="${SITEMAP}">\n`;
  for (const { url, modified } of page.sitemaps) {
    const lastmod = modified === null ? '' : `<lastmod>${toXmlSchema(modified, zone)}</lastmod>`;
    text += `<sitemap><loc>${xmlText(absolute(url))}</loc>${lastmod}</sitemap>\n`;
  }
  return `${text}</sitemapindex>\n`;
}

/** Google News: the stories of two days. */
export function writeNewsSitemap(page: StoryListFile, writing: WriterContext): string {
  const entries = storiesOf(page, writing).map((post) => newsEntry(post, writing));
  const head = `${XML_HEAD}<urlset xmlns="${SITEMAP}" xmlns:news="${NEWS}">\n`;
  return `${head}${entries.join('')}</urlset>\n`;
}

function newsEntry(post: Post, { config, zone, absolute }: WriterContext): string {
  const { lang } = post.data;
  const url = absolute(post.url);
  return [
    `<url>\n${textElement('loc', url)}<news:news>\n<news:publication>\n`,
    textElement('news:name', titleOf(config)),
    textElement('news:language', newsLanguage(typeof lang === 'string' ? lang : config.lang)),
    '</news:publication>\n',
    textElement('news:publication_date', toXmlSchema(post.date, zone)),
    textElement('news:title', headlineOf(post.title, post.summary, url)),
    '</news:news>\n</url>\n',
  ].join('');
}

/** One URL a line. */
export function writeUrlList(page: StoryListFile, writing: WriterContext): string {
  let text = '';
  for (const post of storiesOf(page, writing)) text += `${writing.absolute(post.url)}\n`;
  return text;
}
