/**
 * A page's description for machines, as schema.org's JSON-LD: values in, JSON out. The filter `json_ld`
 * takes the values from a template's views.
 */
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
  /** Of the page that searches the site; null: there is none. */
  readonly search: string | null;
}

/** An entry of the breadcrumbs, from the home page to the page itself. */
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
  const { url, source } = story;
  const article = {
    '@type': story.type !== null && ARTICLE.test(story.type) ? story.type : 'NewsArticle',
    '@id': `${url}#article`,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    url,
    headline: story.name,
    description: story.description ?? undefined,
    image: story.image === null ? undefined : [story.image],
    datePublished: story.published,
    dateModified: story.modified,
    author: authorsOf(story.authors, outlet),
    publisher: publisherOf(outlet),
    articleSection: someOf(story.sections),
    keywords: someOf(story.keywords),
    inLanguage: story.lang,
    isBasedOn: source === null ? undefined : basisOf(source),
  };
  return graph([article, breadcrumb(story, outlet)]);
}

/** `listed` are the URLs of what a list shows, in its order; of a page that is no list null. */
export function pageData(
  page: PageFacts,
  listed: readonly string[] | null,
  outlet: Outlet,
): string {
  const { url } = page;
  const site = `${outlet.url}#website`;
  const webPage = {
    '@type': listed === null ? 'WebPage' : 'CollectionPage',
    '@id': url,
    url,
    name: page.name,
    description: page.description ?? undefined,
    inLanguage: page.lang,
    isPartOf: { '@id': site },
    mainEntity: listed === null ? undefined : itemList(listed),
  };
  if (url !== outlet.url) return graph([webPage, breadcrumb(page, outlet)]);
  return graph([{ ...webSite(outlet), '@id': site }, webPage]);
}

/** Baidu's time factor: wall clock times of the site's zone; lists have no first publication. */
export function timeFactor(url: string, published: string | null, updated: string): string {
  return JSON.stringify({
    '@context': 'https://ziyuan.baidu.com/contexts/cambrian.jsonld',
    '@id': url,
    pubDate: published ?? undefined,
    upDate: updated,
  });
}

function graph(nodes: readonly object[]): string {
  return JSON.stringify({ '@context': CONTEXT, '@graph': nodes });
}

/** An empty list says nothing. */
function someOf(texts: readonly string[]): readonly string[] | undefined {
  return texts.length === 0 ? undefined : texts;
}

function webSite(outlet: Outlet): object {
  return {
    '@type': 'WebSite',
    url: outlet.url,
    name: outlet.name,
    description: outlet.description ?? undefined,
    inLanguage: outlet.lang,
    publisher: publisherOf(outlet),
    potentialAction: outlet.search === null ? undefined : searchAction(outlet.search),
  };
}

/** As Google documented it for the search box of sites. */
function searchAction(page: string): object {
  return {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${page}?q={search_term_string}` },
    'query-input': 'required name=search_term_string',
  };
}

function publisherOf({ name, url, logo, principles, corrections }: Outlet): object {
  return {
    '@type': 'NewsMediaOrganization',
    name,
    url,
    logo: logo === null ? undefined : { '@type': 'ImageObject', url: logo },
    publishingPrinciples: principles ?? undefined,
    correctionsPolicy: corrections ?? undefined,
  };
}

/** The outlet is the author of a post that names none, and is an organisation, not a person. */
function authorsOf(authors: readonly Author[], outlet: Outlet): readonly object[] {
  const house = { '@type': 'Organization', name: outlet.name, url: outlet.url };
  if (authors.length === 0) return [house];
  return authors.map(({ name, url }) =>
    name === outlet.name ? house : { '@type': 'Person', name, url: url ?? undefined },
  );
}

function basisOf({ name, url }: Source): object | string | undefined {
  if (name === null) return url ?? undefined;
  const publisher = { '@type': 'Organization', name };
  return { '@type': 'CreativeWork', url: url ?? undefined, publisher };
}

function breadcrumb({ crumbs, name, url }: PageFacts, outlet: Outlet): object {
  const steps = [{ name: outlet.name, url: outlet.url }, ...crumbs, { name, url }];
  const items = steps.map((step, at) => {
    return { '@type': 'ListItem', position: at + 1, name: step.name, item: step.url ?? undefined };
  });
  return { '@type': 'BreadcrumbList', itemListElement: items };
}

function itemList(urls: readonly string[]): object {
  const items = urls.map((url, at) => ({ '@type': 'ListItem', position: at + 1, url }));
  return { '@type': 'ItemList', itemListElement: items };
}
