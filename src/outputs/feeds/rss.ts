/** RSS 2.0, as the W3C's feed validator wants it. */

import { toRfc822 } from '../../formats/dates/site-date.js';
import { scalarText } from '../../formats/text/scalar.js';
import { siteAddress } from '../../formats/urls/addresses.js';
import {
  element,
  emptyElement,
  htmlElement,
  plainElement,
  textElement,
  XML_HEAD,
} from '../../formats/xml/xml.js';
import type { WriterContext } from '../writing.js';
import { type FeedStory, feedStories, newestOf } from './feed-stories.js';
import type { FeedFile } from './types.js';

const NAMESPACES = {
  version: '2.0',
  'xmlns:atom': 'http://www.w3.org/2005/Atom',
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
  'xmlns:media': 'http://search.yahoo.com/mrss/',
};
/** Minutes that a reader may wait before it asks again. */
const TTL = '15';

export function writeRss(page: FeedFile, writing: WriterContext): string {
  const { config, zone, absolute } = writing;
  const { hub = null, logo = null } = config.outputs.feeds ?? {};
  const stories = feedStories(page, writing);
  const home = absolute(page.home);
  const logoUrl = logo === null ? null : siteAddress(logo, writing.base);
  const self = { rel: 'self', type: 'application/rss+xml', href: absolute(page.url) };
  const channel = element('channel', {}, [
    plainElement('title', page.title),
    textElement('link', home),
    plainElement('description', scalarText(config.values['description']) ?? page.title),
    textElement('language', config.lang.toLowerCase()),
    textElement('lastBuildDate', stories.length === 0 ? null : toRfc822(newestOf(stories), zone)),
    textElement('ttl', TTL),
    emptyElement('atom:link', self),
    hub === null ? '' : emptyElement('atom:link', { rel: 'hub', href: hub }),
    logoUrl === null
      ? ''
      : element('image', {}, [
          textElement('url', logoUrl),
          plainElement('title', page.title),
          textElement('link', home),
        ]),
    ...stories.map((story) => item(story, writing)),
  ]);
  return XML_HEAD + element('rss', NAMESPACES, [channel]);
}

/**
 * Readers show an item's `description` and `content:encoded` as HTML, all else as text (RSS Advisory
 * Board, profile of 2.0). `description` before `content:encoded`: some take whichever comes last.
 */
function item(story: FeedStory, { zone }: WriterContext): string {
  return element('item', {}, [
    plainElement('title', story.title),
    textElement('link', story.url),
    textElement('guid', story.id, { isPermaLink: 'false' }),
    textElement('pubDate', toRfc822(story.published, zone)),
    ...story.authors.map(({ name }) => plainElement('dc:creator', name)),
    ...story.categories.map((name) => plainElement('category', name)),
    story.summary === '' ? '' : htmlElement('description', story.summary),
    textElement('content:encoded', story.html),
    story.image === null
      ? ''
      : emptyElement('media:content', { medium: 'image', url: story.image }),
  ]);
}
