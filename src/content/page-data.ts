/**
 * What a page tells machines of itself, as schema.org's JSON-LD: values in, plain objects out. The
 * filter `json_ld` reads the values off a template's views and writes the result.
 */
import type { Author } from '../model/machine.js';
import type { Source } from './story-facts.js';

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

export function storyData(story: StoryFacts, outlet: Outlet): object {
  const { url, name, description, lang, image, source } = story;
  const article = {
    '@type': story.type !== null && ARTICLE.test(story.type) ? story.type : 'NewsArticle',
    '@id': `${url}#article`,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    url,
    headline: name,
    ...optional({ description, image: image === null ? null : [image] }),
    datePublished: story.published,
    dateModified: story.modified,
    author: authorsOf(story.authors, outlet),
    publisher: publisherOf(outlet),
    ...(story.sections.length === 0 ? {} : { articleSection: story.sections }),
    ...(story.keywords.length === 0 ? {} : { keywords: story.keywords }),
    inLanguage: lang,
    ...(source === null ? {} : { isBasedOn: basisOf(source) }),
  };
  return graph([article, breadcrumb(story, outlet)]);
}

/** `stories` are the URLs of a list's stories, in its order; of a page that is no list null. */
export function pageData(
  page: PageFacts,
  stories: readonly string[] | null,
  outlet: Outlet,
): object {
  const { url, name, description, lang } = page;
  const site = { '@id': `${outlet.url}#website` };
  const webPage = {
    '@type': stories === null ? 'WebPage' : 'CollectionPage',
    '@id': url,
    url,
    name,
    ...optional({ description }),
    inLanguage: lang,
    isPartOf: site,
    ...(stories === null ? {} : { mainEntity: itemList(stories) }),
  };
  if (url !== outlet.url) return graph([webPage, breadcrumb(page, outlet)]);
  return graph([{ ...webSite(outlet), ...site }, webPage]);
}

/** Baidu's time factor: wall clock times of the site's zone; lists have no first publication. */
export function timeFactor(url: string, published: string | null, updated: string): object {
  return {
    '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld',
    '@id': url,
    ...optional({ pubDate: published }),
    upDate: updated,
  };
}

function graph(nodes: readonly object[]): object {
  return { '@context': CONTEXT, '@graph': nodes };
}

/** Without what is null. */
function optional(values: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

function webSite(outlet: Outlet): object {
  const { name, url, description, lang } = outlet;
  const publisher = publisherOf(outlet);
  return {
    '@type': 'WebSite',
    url,
    name,
    ...optional({ description }),
    inLanguage: lang,
    publisher,
  };
}

function publisherOf({ name, url, logo, principles, corrections }: Outlet): object {
  return {
    '@type': 'NewsMediaOrganization',
    name,
    url,
    ...optional({
      logo: logo === null ? null : { '@type': 'ImageObject', url: logo },
      publishingPrinciples: principles,
      correctionsPolicy: corrections,
    }),
  };
}

/** The house itself signs what nobody signed, and is no person where it did. */
function authorsOf(authors: readonly Author[], outlet: Outlet): readonly object[] {
  const house = { '@type': 'Organization', name: outlet.name, url: outlet.url };
  if (authors.length === 0) return [house];
  return authors.map(({ name, url }) =>
    name === outlet.name ? house : { '@type': 'Person', name, ...optional({ url }) },
  );
}

function basisOf({ name, url }: Source): unknown {
  if (name === null) return url;
  const publisher = { '@type': 'Organization', name };
  return { '@type': 'CreativeWork', ...optional({ url }), publisher };
}

function breadcrumb({ crumbs, name, url }: PageFacts, outlet: Outlet): object {
  const steps = [{ name: outlet.name, url: outlet.url }, ...crumbs, { name, url }];
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map((step, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name: step.name,
      ...optional({ item: step.url }),
    })),
  };
}

function itemList(stories: readonly string[]): object {
  return {
    '@type': 'ItemList',
    itemListElement: stories.map((url, at) => ({ '@type': 'ListItem', position: at + 1, url })),
  };
}
