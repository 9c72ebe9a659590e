/** JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */

import { toXmlSchema } from '../../formats/dates/site-date.js';
import { scalarText } from '../../formats/text/scalar.js';
import { cleanText } from '../../formats/text/text.js';
import { siteAddress } from '../../formats/urls/addresses.js';
import type { WriterContext } from '../writing.js';
import { type FeedStory, feedStories } from './feed-stories.js';
import type { FeedFile } from './types.js';

export function writeJsonFeed(page: FeedFile, writing: WriterContext): string {
  const { config, base, absolute } = writing;
  const { hub = null, icon = null } = config.outputs.feeds ?? {};
  const feed = {
    version: 'https://jsonfeed.org/version/1.1',
    title: page.title,
    home_page_url: absolute(page.home),
    feed_url: absolute(page.url),
    description: scalarText(config.values['description']) ?? undefined,
    icon: (icon === null ? null : siteAddress(icon, base)) ?? undefined,
    language: config.lang,
    hubs: hub === null ? undefined : [{ type: 'WebSub', url: hub }],
    items: feedStories(page, writing).map((story) => item(story, writing)),
  };
  const clean = (_: string, value: unknown): unknown =>
    typeof value === 'string' ? cleanText(value).text : value;
  return `${JSON.stringify(feed, clean, 1)}\n`;
}

/** Every item needs a content; where there are summaries only, those are it. */
function item(story: FeedStory, { zone }: WriterContext): object {
  const { id, url, title, summary, html, image, authors, categories, published, updated } = story;
  const content = html === null ? { content_text: summary } : { content_html: html };
  return {
    id,
    url,
    title,
    ...content,
    summary: summary === '' ? undefined : summary,
    image: image ?? undefined,
    date_published: toXmlSchema(published, zone),
    date_modified: toXmlSchema(updated, zone),
    authors:
      authors.length === 0
        ? undefined
        : authors.map(({ name, url: home }) => ({ name, url: home ?? undefined })),
    tags: categories.length === 0 ? undefined : categories,
  };
}
