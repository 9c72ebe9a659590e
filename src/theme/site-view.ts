/** `site`: config keys, posts, terms, pages and data, as Jekyll names them, read-only. */

import { TERM_LISTS, TERM_TYPES, termsIn } from '../content/lists.js';
import { urlPath } from '../content/permalink.js';
import { SiteDate } from '../content/site-date.js';
import { fromLocal, type Zone } from '../content/zone.js';
import type { Document, Site, Term } from '../model/site.js';
import { lazyList } from './lazy-list.js';
import { safe } from './safe.js';
import { type Bodies, createPostViews, termView, type Views } from './views.js';

/** Newest posts in `site.related_posts`, as in Jekyll without its text index. */
const RELATED = 10;

export function createViews(site: Site, zone: Zone, bodies: Bodies): Views {
  const post = createPostViews({ site, zone, bodies });
  const posts = (ranks: readonly number[]): readonly object[] =>
    lazyList(ranks.length, (index) => post(ranks[index] ?? -1));
  const documents = site.documents.map((document) => documentView(document, zone));
  const view = siteView(site, { posts, newest: newestFirst(site, post), documents, zone });
  return {
    site: view,
    post,
    posts,
    document: (index) => documents[index] ?? {},
    dateOf: ({ year, month, day }) => {
      const start = { year, month: Math.max(month, 1), day: Math.max(day, 1) };
      return new SiteDate(fromLocal(zone, { ...start, hour: 0, minute: 0, second: 0 }), zone);
    },
  };
}

function newestFirst(site: Site, post: (rank: number) => object): readonly object[] {
  const last = site.posts.length - 1;
  return lazyList(site.posts.length, (index) => post(last - index));
}

interface SiteParts {
  readonly posts: (ranks: readonly number[]) => readonly object[];
  readonly newest: readonly object[];
  readonly documents: readonly object[];
  readonly zone: Zone;
}

function siteView(site: Site, parts: SiteParts): object {
  const isHtml = (page: Document): boolean => page.output.endsWith('.html');
  const statics = (): readonly object[] =>
    site.statics.map((file) => ({
      path: `/${urlPath(file.path)}`,
      name: file.path.split('/').at(-1),
    }));
  const lazy: Record<string, () => unknown> = {
    posts: () => parts.newest,
    categories: () => termMap(site.categories, parts),
    tags: () => termMap(site.tags, parts),
    terms: () => termLists(site, parts),
    pages: () => parts.documents,
    html_pages: () =>
      parts.documents.filter((_, index) => isHtml(site.documents[index] as Document)),
    documents: () => parts.newest,
    static_files: statics,
    assets: () => assetNames(site),
    collections: () => [{ label: 'posts', docs: parts.newest }],
    related_posts: () => parts.newest.slice(0, RELATED),
    data: () => site.data,
    time: () => new SiteDate(site.config.now, parts.zone),
  };
  const view: Record<string, unknown> = Object.assign(Object.create(null), site.config.values);
  for (const [key, make] of Object.entries(lazy)) defineLazily(view, key, make);
  return Object.freeze(view);
}

/** Theme assets whose published names carry a digest, by their own names. */
function assetNames({ statics }: Site): object {
  const renamed = statics.filter(({ name, path }) => name !== path);
  return Object.fromEntries(renamed.map(({ name, path }) => [name, path]));
}

/** Computed when first read. */
function defineLazily(view: object, key: string, make: () => unknown): object {
  let made: { readonly value: unknown } | null = null;
  const get = (): unknown => {
    made ??= { value: make() };
    return made.value;
  };
  return Object.defineProperty(view, key, { enumerable: true, get });
}

/** Name to posts, newest first; names in the order of their oldest post. */
function termMap(terms: readonly Term[], parts: SiteParts): object {
  const map: Record<string, unknown> = Object.create(null);
  for (const term of terms) map[term.key] = parts.posts([...term.posts].reverse());
  return map;
}

/** `site.terms.sources` and its like: every term with its posts, newest first, made when asked for. */
function termLists(site: Site, parts: SiteParts): object {
  const view = (term: Term): object =>
    defineLazily(termView(term), 'posts', () => parts.posts([...term.posts].reverse()));
  const lists: object = Object.create(null);
  for (const type of TERM_TYPES) {
    defineLazily(lists, TERM_LISTS[type], () => termsIn(site, type).map(view));
  }
  return lists;
}

function documentView(document: Document, zone: Zone): object {
  const { title, url, path, output } = document;
  const view: Record<string, unknown> = Object.assign(Object.create(null), document.data);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dir = url.replace(/[^/]*$/, '');
  Object.assign(view, { title, url, path, name, dir, output, layout: document.layout });
  view['content'] = safe(document.text);
  if (document.date !== null) view['date'] = new SiteDate(document.date, zone);
  return Object.freeze(view);
}
