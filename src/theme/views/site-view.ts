/** `site`: config keys, posts, terms, pages and data, as Jekyll names them, read-only and traced. */

import { SiteDate } from '../../formats/dates/site-date.js';
import { fromLocal, type Zone } from '../../formats/dates/zone.js';
import { createDefaults } from '../../formats/front-matter/apply-defaults.js';
import { isBelow } from '../../formats/urls/paths.js';
import { urlPath } from '../../formats/urls/permalink.js';
import { NO_DATA } from '../../model/data.js';
import { type Document, type Site, type Term, termsIn } from '../../model/site.js';
import type { StaticFile } from '../../model/source.js';
import { TERM_LISTS, TERM_TYPES, type TermType } from '../../model/term-types.js';
import { collectionOf } from '../../outputs/collections/paths.js';
import { siteFeeds } from '../../outputs/feeds/feeds.js';
import { archiveName, overviewsOf, yearsOf } from '../../outputs/lists/overviews.js';
import { SEARCH_PAGE, searchOf } from '../../outputs/search/search-settings.js';
import { lazy } from '../../platform/lazy.js';
import { compare } from '../filters/order.js';
import { safe } from '../runtime/safe.js';
import { mapOf } from '../runtime/template-values.js';
import { assetNames } from './asset-names.js';
import {
  type CollectedViews,
  collectionViews,
  createCollectedViews,
  type FileNames,
  fileNames,
} from './collected-views.js';
import { TIME } from './dependencies.js';
import { lazyList } from './lazy-list.js';
import { configSource, tracedData, tracedMap } from './traced-map.js';
import { createPostViews, termView, type ViewSource, type Views } from './views.js';

/** Newest posts in `site.related_posts`, as in Jekyll without its text index. */
const RELATED = 10;

export function createViews(source: ViewSource): Views {
  const { site, zone, reads } = source;
  const post = createPostViews(source);
  // The list belongs to one page, which reads each of its posts more than once.
  const posts = (ranks: readonly number[]): readonly object[] => {
    const made: object[] = [];
    const at = (index: number): object => {
      made[index] ??= post(ranks[index] ?? -1);
      return made[index];
    };
    return lazyList({ name: null, length: ranks.length, at }, reads);
  };
  const collected = createCollectedViews(source);
  const documents = site.documents.map((document) =>
    document.collected === null ? documentView(document, zone) : null,
  );
  return {
    site: siteView({ ...source, post, documents, collected }),
    jekyll: jekyllView(source),
    post,
    posts,
    archivePosts: (archive) =>
      newestFirst(`${archive.type} ${archiveName(archive)}`, archive.posts, { ...source, post }),
    document: (index) => documents[index] ?? collected.document(index),
    dateOf: (archive) => dateOf(archive, zone),
  };
}

function dateOf({ year, month, day }: Parameters<Views['dateOf']>[0], zone: Zone): SiteDate {
  const start = { year, month: Math.max(month, 1), day: Math.max(day, 1) };
  return new SiteDate(fromLocal(zone, { ...start, hour: 0, minute: 0, second: 0 }), zone);
}

/** The one whose sources finews follows: Jekyll's own layouts may ask. In others it would be a lie. */
const JEKYLL_VERSION = '4.4.1';

function jekyllView({ site, reads }: ViewSource): object {
  return Object.freeze({
    ...(site.config.syntax === 'liquid' ? { version: JEKYLL_VERSION } : {}),
    get environment() {
      reads.record('environment');
      return site.config.environment;
    },
  });
}

interface SiteParts extends ViewSource {
  readonly post: (rank: number) => object;
  /** Pages; null where a document of a collection is. */
  readonly documents: readonly (object | null)[];
  readonly collected: CollectedViews;
}

/** The config's keys, and what `site` has besides, which wins. */
function siteView(parts: SiteParts): object {
  const { site, reads } = parts;
  const config = configSource(site.config.values, reads);
  const own = new Map(Object.entries(ownKeys(parts)));
  return tracedMap({
    get(key) {
      const read = own.get(key);
      return read === undefined ? config.get(key) : read();
    },
    has: (key) => own.has(key) || config.has(key),
    keys: () => [...new Set([...config.keys(), ...own.keys()])],
  });
}

function ownKeys(parts: SiteParts): Readonly<Record<string, () => unknown>> {
  const { site, zone, reads, documents, collected } = parts;
  const data = tracedData(site.data, reads);
  const newest = newestFirst('posts', null, parts);
  const categories = termMap('category', site.categories, parts);
  const tags = termMap('tag', site.tags, parts);
  const terms = termLists(parts);
  const assets = assetNames(site);
  const feeds = (siteFeeds(site.config)?.links ?? []).map((link) => Object.freeze({ ...link }));
  const oldest = oldestFirst(parts);
  const every = site.collections.length === 0 ? oldest : everyDocument(parts);
  const listOf = (label: string): readonly object[] => collected.list(label) ?? oldest;
  const collections = site.collections.map(({ label }) => [label, () => listOf(label)] as const);
  const overviews = lazy(() => overviewsOf(site).map((overview) => Object.freeze({ ...overview })));
  const years = lazy(() => yearViews(parts));
  const order = lazy(() => byFileName(site.documents));
  const files = lazy(() => staticFiles(site));
  const noting = (name: string, make: () => unknown) => (): unknown => {
    reads.record(name);
    return make();
  };
  return {
    posts: () => newest,
    categories: () => categories,
    tags: () => tags,
    terms: () => terms,
    pages: noting('pages', () => order().map((at) => documents[at])),
    html_pages: noting('pages', () => {
      return order().flatMap((at) => (isHtml(site.documents[at]) ? [documents[at]] : []));
    }),
    documents: () => every,
    overviews: noting('overviews', () => [...overviews()]),
    years: noting('years', () => [...years()]),
    assets: noting('assets', () => assets),
    static_files: noting('statics', () => [...files()]),
    html_files: noting('statics', () => files().filter(({ extname }) => extname === '.html')),
    collections: noting('config collections', () => collectionViews(parts, listOf)),
    related_posts: () => relatedPosts(newest, parts),
    data: () => data,
    search_url: noting('search', () => (searchOf(site.config) === null ? null : SEARCH_PAGE.url)),
    feed_links: noting('feeds', () => [...feeds]),
    time: noting(TIME, () => new SiteDate(site.config.now, zone)),
    ...Object.fromEntries(collections),
  };
}

function yearViews({ site, zone }: SiteParts): readonly object[] {
  return yearsOf(site.archives).map(({ type, url, year }) =>
    Object.freeze({ type, url, date: dateOf({ year, month: 0, day: 0 }, zone) }),
  );
}

/** Positions of the pages in the order of their files' names, as Jekyll has them (`reader.rb`). */
function byFileName(documents: readonly Document[]): readonly number[] {
  const names = documents.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
  const pages = [...names.keys()].filter((at) => documents[at]?.collected === null);
  return pages.sort((a, b) => compare(names[a], names[b]));
}

function isHtml(document: Document | undefined): boolean {
  return document?.output.endsWith('.html') === true;
}

/** The newest, but for the story whose page it is (`related_posts.rb`). */
function relatedPosts(newest: readonly object[], { site, reads }: SiteParts): readonly object[] {
  const own = reads.owner();
  // In Jekyll pages have none.
  if (own === null && site.config.syntax === 'liquid') return [];
  const at = own === null ? RELATED : site.listed - 1 - own;
  const others = newest.slice(0, RELATED + 1).filter((_, index) => index !== at);
  return others.slice(0, RELATED);
}

/**
 * Jekyll's fields, with what the config's `defaults` give, but without `modified_time`: a checkout resets
 * it. In a site of Jekyll's the built-in theme's files are none of the site's.
 */
function staticFiles({ statics, kept, config }: Site): readonly FileNames[] {
  const { collectionsDir, defaults: entries, syntax } = config;
  const defaults = createDefaults(entries, collectionsDir);
  const isOwn = ({ file }: StaticFile): boolean =>
    syntax !== 'liquid' || isBelow(config.source, file);
  const viewOf = (name: string, path: string): FileNames => {
    const collection = collectionOf(name, config);
    const shown = collection === null ? path : name.slice(collectionsDir.length);
    const type = collection?.label ?? 'statics';
    const from = collection === null ? {} : { collection: collection.label };
    const written = syntax === 'liquid' ? shown : urlPath(shown);
    // A collection's have no slash before them in Jekyll.
    const address = collection === null ? `/${written}` : written;
    return { ...defaults(path, type, NO_DATA), ...from, ...fileNames(address) };
  };
  return [
    ...statics.filter(isOwn).map(({ name, path }) => viewOf(name, path)),
    ...kept.map((name) => viewOf(name, name)),
  ];
}

/** Newest first; `ranks`, oldest first, are a part of the archive, null all of it. */
function newestFirst(
  name: string,
  ranks: readonly number[] | null,
  { site, post, reads }: Pick<SiteParts, 'site' | 'post' | 'reads'>,
): readonly object[] {
  const length = ranks === null ? site.listed : ranks.length;
  const rankOf = (at: number): number => (ranks === null ? at : (ranks[at] ?? -1));
  return lazyList({ name, length, at: (index) => post(rankOf(length - 1 - index)) }, reads);
}

/** Jekyll's collections have the oldest first (`collection.rb`): each depends on how many there are. */
function oldestFirst({ site: { listed: length }, post, reads }: SiteParts): readonly object[] {
  const at = (rank: number): object => {
    reads.prefix('posts', length);
    return post(rank);
  };
  return lazyList({ name: 'posts', length, at }, reads);
}

/** The posts, oldest first, and behind them what is in all collections, files as well, as in Jekyll. */
function everyDocument({ site, post, collected, reads }: SiteParts): readonly object[] {
  const { listed } = site;
  const { all } = collected;
  const at = (place: number): object => {
    if (place < listed) return post(place);
    const other = all[place - listed] ?? -1;
    return typeof other === 'number' ? collected.document(other) : other;
  };
  const length = listed + all.length;
  return lazyList({ name: 'documents', length, at }, reads);
}

/** Name to posts, newest first; names in the order of their oldest post. */
function termMap(taxonomy: 'category' | 'tag', terms: readonly Term[], parts: SiteParts): object {
  const byKey = new Map(terms.map((term) => [term.key, term]));
  const { reads } = parts;
  return tracedMap({
    hasStoryKeys: true,
    get(key) {
      reads.record(`term ${taxonomy} ${key}`);
      const term = byKey.get(key);
      return term === undefined
        ? undefined
        : newestFirst(`${taxonomy} ${term.slug}`, term.posts, parts);
    },
    has(key) {
      reads.record(`term ${taxonomy} ${key}`);
      return byKey.has(key);
    },
    keys() {
      reads.record(`terms ${taxonomy}`);
      return [...byKey.keys()];
    },
  });
}

/** `site.terms.sources` and its like: every term with its posts, newest first. */
function termLists(parts: SiteParts): object {
  const { site, reads } = parts;
  const view = (type: TermType, term: Term): object =>
    Object.defineProperty(termView(term), 'posts', {
      enumerable: true,
      get: () => newestFirst(`${type} ${term.slug}`, term.posts, parts),
    });
  const types = new Map<string, TermType>(TERM_TYPES.map((type) => [TERM_LISTS[type], type]));
  return tracedMap({
    get(key) {
      const type = types.get(key);
      if (type === undefined) return undefined;
      reads.record(`termlist ${type}`);
      return termsIn(site, type).map((term) => view(type, term));
    },
    has: (key) => types.has(key),
    keys: () => [...types.keys()],
  });
}

function documentView(document: Document, zone: Zone): object {
  const { title, url, path, output } = document;
  const { data } = document;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dir = url.replace(/[^/]*$/, '');
  const own: readonly (readonly [string, unknown])[] = [
    ...Object.entries({ url, path, name, dir, output, layout: document.layout }),
    // A page without one has none: in Liquid an empty text is true.
    ...(title === '' && data.title !== '' ? [] : [['title', title] as const]),
    ['content', safe(document.text)],
    ...(document.date === null ? [] : [['date', new SiteDate(document.date, zone)] as const]),
  ];
  return Object.freeze(mapOf([...Object.entries(data), ...own]));
}
