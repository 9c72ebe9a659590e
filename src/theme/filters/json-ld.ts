/**
 * What a page tells machines of itself, as schema.org's JSON-LD: values in, JSON out. The filter
 * `json_ld` reads the values off a template's views.
 */

import { member, quoted, quotedList, textMember } from '../../formats/json/json-text.js';
import type { Author, Source } from '../../outputs/story-facts.js';

/** Who publishes; of the whole site. URLs are absolute. */
export interface Outlet {
  readonly name: string;
  /** Of the home page. */
  readonly url: string;
  readonly lang: string;
  readonly description: string | null;
  readonly logo: string | null;
  readonly principles: string | null;
  readonly corrections: string | null;
}

/** A step on the way from the home page; the page itself is the last one. */
export interface Crumb {
  readonly name: string;
  readonly url: string | null;
}

/** What every kind of page has. URLs are absolute. */
export interface PageFacts {
  readonly url: string;
  readonly name: string;
  readonly description: string | null;
  readonly lang: string;
  /** From the home page (left out here) to the page's own parent. */
  readonly crumbs: readonly Crumb[];
}

export interface StoryFacts extends PageFacts {
  /** A kind of article in schema.org's words; null: a news article. */
  readonly type: string | null;
  readonly image: string | null;
  /** ISO 8601 with an offset. */
  readonly published: string;
  readonly modified: string;
  readonly authors: readonly Author[];
  readonly sections: readonly string[];
  readonly keywords: readonly string[];
  readonly source: Source | null;
}

const CONTEXT = 'https://schema.org';

/** The words a story may call itself by in `seo: {type: …}`, as jekyll-seo-tag has it. */
const ARTICLE = /^(?:[A-Z][A-Za-z]*)?(?:Article|BlogPosting|Report)$/;

export function storyData(story: StoryFacts, outlet: Outlet): string {
  const { name, description, image, source } = story;
  const url = quoted(story.url);
  const type = story.type !== null && ARTICLE.test(story.type) ? story.type : 'NewsArticle';
  const article =
    `{"@type":${quoted(type)},"@id":${quoted(`${story.url}#article`)}` +
    `,"mainEntityOfPage":{"@type":"WebPage","@id":${url}},"url":${url},"headline":${quoted(name)}` +
    textMember('description', description) +
    member('image', image === null ? null : `[${quoted(image)}]`) +
    `,"datePublished":${quoted(story.published)},"dateModified":${quoted(story.modified)}` +
    `,"author":${authorsOf(story.authors, outlet)},"publisher":${publisherOf(outlet)}` +
    member('articleSection', quotedList(story.sections)) +
    member('keywords', quotedList(story.keywords)) +
    `,"inLanguage":${quoted(story.lang)}` +
    `${member('isBasedOn', source === null ? null : basisOf(source))}}`;
  return graph([article, breadcrumb(story, outlet)]);
}

/** `stories` are the URLs of a list's stories, in its order; of a page that is no list null. */
export function pageData(
  page: PageFacts,
  stories: readonly string[] | null,
  outlet: Outlet,
): string {
  const url = quoted(page.url);
  const site = `"@id":${quoted(`${outlet.url}#website`)}`;
  const webPage =
    `{"@type":"${stories === null ? 'WebPage' : 'CollectionPage'}","@id":${url},"url":${url}` +
    `,"name":${quoted(page.name)}${textMember('description', page.description)}` +
    `,"inLanguage":${quoted(page.lang)},"isPartOf":{${site}}` +
    `${member('mainEntity', stories === null ? null : itemList(stories))}}`;
  if (page.url !== outlet.url) return graph([webPage, breadcrumb(page, outlet)]);
  return graph([`{${webSite(outlet)},${site}}`, webPage]);
}

/** Baidu's time factor: wall clock times of the site's zone; lists have no first publication. */
export function timeFactor(url: string, published: string | null, updated: string): string {
  const context = '"https://ziyuan.baidu.com/contexts/cambrian.jsonld"';
  const times = `${textMember('pubDate', published)},"upDate":${quoted(updated)}`;
  return `{"@context":${context},"@id":${quoted(url)}${times}}`;
}

function graph(nodes: readonly string[]): string {
  return `{"@context":"${CONTEXT}","@graph":[${nodes.join(',')}]}`;
}

function webSite(outlet: Outlet): string {
  const about = `"url":${quoted(outlet.url)},"name":${quoted(outlet.name)}`;
  const description = textMember('description', outlet.description);
  const rest = `"inLanguage":${quoted(outlet.lang)},"publisher":${publisherOf(outlet)}`;
  return `"@type":"WebSite",${about}${description},${rest}`;
}

function publisherOf({ name, url, logo, principles, corrections }: Outlet): string {
  const image = logo === null ? null : `{"@type":"ImageObject","url":${quoted(logo)}}`;
  const about = `"name":${quoted(name)},"url":${quoted(url)}${member('logo', image)}`;
  const policies =
    textMember('publishingPrinciples', principles) + textMember('correctionsPolicy', corrections);
  return `{"@type":"NewsMediaOrganization",${about}${policies}}`;
}

/** The house itself signs what nobody signed, and is no person where it did. */
function authorsOf(authors: readonly Author[], outlet: Outlet): string {
  const house = `{"@type":"Organization","name":${quoted(outlet.name)},"url":${quoted(outlet.url)}}`;
  if (authors.length === 0) return `[${house}]`;
  const all = authors.map(({ name, url }) => {
    if (name === outlet.name) return house;
    return `{"@type":"Person","name":${quoted(name)}${textMember('url', url)}}`;
  });
  return `[${all.join(',')}]`;
}

function basisOf({ name, url }: Source): string | null {
  if (name === null) return url === null ? null : quoted(url);
  const publisher = `{"@type":"Organization","name":${quoted(name)}}`;
  return `{"@type":"CreativeWork"${textMember('url', url)},"publisher":${publisher}}`;
}

function breadcrumb({ crumbs, name, url }: PageFacts, outlet: Outlet): string {
  const steps = [{ name: outlet.name, url: outlet.url }, ...crumbs, { name, url }];
  const items = steps.map((step, at) => {
    const item = textMember('item', step.url);
    return `{"@type":"ListItem","position":${at + 1},"name":${quoted(step.name)}${item}}`;
  });
  return `{"@type":"BreadcrumbList","itemListElement":[${items.join(',')}]}`;
}

function itemList(stories: readonly string[]): string {
  const items = stories.map(
    (url, at) => `{"@type":"ListItem","position":${at + 1},"url":${quoted(url)}}`,
  );
  return `{"@type":"ItemList","itemListElement":[${items.join(',')}]}`;
}
