/**
 * The rules that feed readers and validators hold feeds to (RFC 4287, RSS 2.0 as the W3C validator
 * reads it, JSON Feed 1.1), as checks that throw.
 */
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';
import { expect } from 'vitest';
import { all, one, parseXml, texts, type XmlElement } from '../support/xml.js';

const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$/;
const RFC822 =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;
const ABSOLUTE = /^https?:\/\/[^/\s]+\/[^\s"<>]*$/;

/** What the three formats say alike of a story. */
export interface Story {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly published: number;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
  readonly summary: string | null;
  readonly html: string | null;
}

export function readAtom(xml: string): {
  readonly feed: XmlElement;
  readonly stories: readonly Story[];
} {
  const feed = parseXml(xml);
  expect([feed.name, feed.uri]).toEqual(['feed', 'http://www.w3.org/2005/Atom']);
  const self = all(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self');
  expect(self.map(({ attributes }) => attributes['href'])).toEqual([one(feed, 'id').text]);
  expect(one(feed, 'title').text).not.toBe('');
  const alternates = all(feed, 'link').filter(
    ({ attributes }) => attributes['rel'] === 'alternate',
  );
  expect(alternates).toHaveLength(1);
  for (const { attributes } of all(feed, 'link')) expect(attributes['href']).toMatch(ABSOLUTE);
  expect(all(feed, 'author').length).toBeGreaterThan(0);
  const entries = all(feed, 'entry');
  const stories = entries.map(atomStory);
  expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length);
  const newest = entries
    .map((entry) => one(entry, 'updated').text)
    .sort(byTime)
    .at(-1);
  if (newest !== undefined) expect(one(feed, 'updated').text).toBe(newest);
  expect(one(feed, 'updated').text).toMatch(RFC3339);
  return { feed, stories };
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

function atomStory(entry: XmlElement): Story {
  expect(one(entry, 'id').text).toMatch(/^[a-z][a-z\d+.-]*:\S+$/i);
  expect(one(entry, 'title').text).not.toBe('');
  for (const name of ['updated', 'published']) expect(one(entry, name).text).toMatch(RFC3339);
  const link = one(entry, 'link').attributes;
  expect(link['rel']).toBe('alternate');
  expect(link['href']).toMatch(ABSOLUTE);
  for (const { attributes } of all(entry, 'category')) expect(attributes['term']).toMatch(/\S/);
  for (const { attributes } of all(entry, 'media:content'))
    expect(attributes['url']).toMatch(ABSOLUTE);
  const [content] = all(entry, 'content');
  if (content !== undefined) expect(content.attributes['type']).toBe('html');
  return {
    id: one(entry, 'id').text,
    url: link['href'] ?? '',
    title: one(entry, 'title').text,
    published: Date.parse(one(entry, 'published').text),
    authors: all(entry, 'author').map((author) => one(author, 'name').text),
    categories: all(entry, 'category').map(({ attributes }) => attributes['term'] ?? ''),
    summary: texts(entry, 'summary')[0] ?? null,
    html: content === undefined ? null : checkedHtml(content.text),
  };
}

export function readRss(xml: string): {
  readonly channel: XmlElement;
  readonly stories: readonly Story[];
} {
  const rss = parseXml(xml);
  expect([rss.name, rss.attributes['version']]).toEqual(['rss', '2.0']);
  const channel = one(rss, 'channel');
  for (const name of ['title', 'link', 'description']) expect(one(channel, name).text).not.toBe('');
  expect(one(channel, 'language').text).toMatch(/^[a-z]{2,3}(?:-[a-z\d]+)*$/);
  for (const link of all(channel, 'atom:link')) {
    expect([link.text, link.children]).toEqual(['', []]);
    expect(link.attributes['href']).toMatch(ABSOLUTE);
  }
  const self = all(channel, 'atom:link').filter(({ attributes }) => attributes['rel'] === 'self');
  expect(self.map(({ attributes }) => attributes['type'])).toEqual(['application/rss+xml']);
  for (const date of texts(channel, 'lastBuildDate')) expect(date).toMatch(RFC822);
  const stories = all(channel, 'item').map(rssStory);
  expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length);
  return { channel, stories };
}

function rssStory(item: XmlElement): Story {
  const guid = one(item, 'guid');
  if (guid.attributes['isPermaLink'] !== 'false') expect(guid.text).toMatch(ABSOLUTE);
  expect(one(item, 'pubDate').text).toMatch(RFC822);
  expect(one(item, 'link').text).toMatch(ABSOLUTE);
  expect(all(item, 'author'), 'a name is no e-mail address').toEqual([]);
  expect(all(item, 'enclosure').length).toBeLessThanOrEqual(1);
  const names = item.children.map(({ name }) => name);
  const [description, content] = ['description', 'content:encoded'].map((name) =>
    names.indexOf(name),
  );
  if (content !== -1 && description !== -1) expect(description).toBeLessThan(content ?? -1);
  const html = texts(item, 'content:encoded')[0];
  const summary = texts(item, 'description')[0];
  return {
    id: guid.text,
    url: one(item, 'link').text,
    title: one(item, 'title').text,
    published: Date.parse(one(item, 'pubDate').text),
    authors: texts(item, 'dc:creator'),
    categories: texts(item, 'category'),
    summary: summary === undefined ? null : shownText(summary),
    html: html === undefined ? null : checkedHtml(html),
  };
}

export function readJsonFeed(text: string): {
  readonly feed: Readonly<Record<string, unknown>>;
  readonly stories: readonly Story[];
} {
  expect(text.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  const feed = JSON.parse(text);
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1');
  expect(feed.title).toMatch(/\S/);
  for (const key of ['home_page_url', 'feed_url']) expect(feed[key]).toMatch(ABSOLUTE);
  expect(Array.isArray(feed.items)).toBe(true);
  return { feed, stories: feed.items.map(jsonStory) };
}

function jsonStory(item: {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  readonly content_html?: string;
  readonly content_text?: string;
  readonly summary?: string;
  readonly image?: string;
  readonly date_published: string;
  readonly date_modified: string;
  readonly authors?: readonly { readonly name: string }[];
  readonly tags?: readonly string[];
}): Story {
  expect(typeof item.id).toBe('string');
  expect(item.url).toMatch(ABSOLUTE);
  expect(item.date_published).toMatch(RFC3339);
  expect(item.date_modified).toMatch(RFC3339);
  expect([item.content_html, item.content_text].filter((text) => text !== undefined)).toHaveLength(
    1,
  );
  if (item.image !== undefined) expect(item.image).toMatch(ABSOLUTE);
  return {
    id: item.id,
    url: item.url,
    title: item.title,
    published: Date.parse(item.date_published),
    authors: (item.authors ?? []).map(({ name }) => name),
    categories: item.tags ?? [],
    summary: item.summary ?? null,
    html: item.content_html === undefined ? null : checkedHtml(item.content_html),
  };
}

/** What readers see of HTML that is text alone. */
function shownText(html: string): string {
  const nodes = parseFragment(html).childNodes;
  return nodes
    .map((node) => {
      if (!('value' in node)) throw new Error(`A text has markup: ${html}`);
      return node.value;
    })
    .join('');
}

/** Embedded HTML: whole addresses only, nothing that runs or is styled. */
function checkedHtml(html: string): string {
  const visit = (node: DefaultTreeAdapterTypes.ChildNode): void => {
    if (!('attrs' in node)) return;
    expect(node.tagName).not.toMatch(/^(?:script|style|iframe|object|embed|form|link|meta|base)$/);
    for (const { name, value } of node.attrs) {
      expect(name).not.toMatch(/^(?:on|style$)/);
      if (/^(?:href|src|poster|cite)$/.test(name))
        expect(value).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
      if (name === 'srcset')
        expect(value).toMatch(/^https?:\/\/\S+(?: \S+)?(?:, https?:\/\/\S+(?: \S+)?)*$/);
    }
    for (const child of node.childNodes) visit(child);
  };
  for (const node of parseFragment(html).childNodes) visit(node);
  return html.trim();
}
