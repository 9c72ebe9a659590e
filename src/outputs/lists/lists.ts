/** Every list page a site has: index, terms, archives, feeds, search, 404. Plan's pages are these very ones. */

import { termLayout } from '../../formats/text/layout-names.js';
import { numberedPath, type OutputPlace, paginatePath } from '../../formats/urls/permalink.js';
import type { Pagination } from '../../model/config.js';
import type { FeedSet, ListPage, ListSubject, PageLink, Paginator } from '../../model/page.js';
import {
  type Archive,
  type Arrangement,
  type Document,
  type Term,
  type TermLists,
  termsIn,
} from '../../model/site.js';
import {
  isTermType,
  OVERVIEWS,
  type OverviewList,
  TERM_KINDS,
  type TermKind,
} from '../../model/term-types.js';
import { memoizeByKey, memoizeByObject } from '../../platform/memoize.js';
import { feedSets, termFeeds } from '../feeds/feeds.js';
import { SEARCH_LAYOUT, SEARCH_PAGE, searchOf } from '../search/search-settings.js';
import { archivesLayout, feedsPlace, hasList, termsPlace } from './overviews.js';
import { slices } from './pagination.js';

type ListSite = TermLists &
  Pick<
    Arrangement,
    'config' | 'posts' | 'listed' | 'archives' | 'documents' | 'statics' | 'unknownLayouts'
  >;

/** A list page, and what it is called in messages. */
export interface NamedListPage extends ListPage {
  readonly name: string;
}

/** Made once for a site, which never changes. */
export const listPages: (site: ListSite) => readonly NamedListPage[] = memoizeByObject(allPages);

function allPages(site: ListSite): readonly NamedListPage[] {
  const pages = [
    ...indexPages(site),
    ...TERM_KINDS.flatMap((kind) => termPages(site, kind)),
    ...OVERVIEWS.flatMap((list) => overviewPage(site, list)),
    ...site.archives.flatMap((archive, index) =>
      pagesOnce(archive, site, () => [archivePage(site, archive, index)]),
    ),
  ];
  const search = searchOf(site.config) === null ? [] : [barePage(SEARCH)];
  const notFound = hasList(site.config, '404') ? [barePage(NOT_FOUND)] : [];
  return [...pages, ...feedsPage(site, pages), ...search, ...notFound];
}

const HOME: OutputPlace = { url: '/', output: 'index.html' };

/** Where the landing page is another, home is its twin: they share a paginator. */
function indexPages(site: ListSite): readonly NamedListPage[] {
  if (!hasIndex(site)) return [];
  const { pagination } = site.config;
  const landing = ownLanding(site);
  const list = {
    name: 'the index',
    layout: 'home',
    subject: { type: 'index', index: 0 } as const,
    landing: landing ?? HOME,
    numbered: indexPlaces(pagination),
    posts: indexed(site),
    feeds: null,
  };
  const pages = pagesOf(list, site);
  const twins = landing === null ? [] : pages.slice(0, 1);
  return [...pages, ...twins.map((page) => ({ ...page, ...HOME }))];
}

/** An archive has thousands of them, of which a story adds one at most. */
const indexPlaces: (pagination: Pagination) => (number: number) => OutputPlace = memoizeByObject(
  ({ path }: Pagination) =>
    memoizeByKey((number: number) => paginatePath(path, number), Number.POSITIVE_INFINITY),
);

/** All stories of the archive; jekyll-paginate leaves out what front matter hides. */
export function indexed({
  config,
  posts,
  listed,
}: Pick<ListSite, 'config' | 'posts' | 'listed'>): readonly number[] {
  const ranks: number[] = [];
  for (let rank = 0; rank < listed; rank++) ranks.push(rank);
  if (config.listLayouts === null) return ranks;
  return ranks.filter((rank) => posts[rank]?.facts.hidden !== true);
}

/**
 * Beside layouts of Jekyll's own: a site's own index page is paginated where the plugin would do it,
 * and one of finews' is made only where the site would have none.
 */
function hasIndex(site: ListSite): boolean {
  const { config, documents, statics } = site;
  if (hasList(config, 'home')) return true;
  if (ownLanding(site) !== null) return true;
  const isPaginated = config.values['paginate'] !== undefined;
  const own = documents.find(({ output }) => output === HOME.output);
  if (own !== undefined) return isPaginated && isPaginatedByPlugin(own);
  return !statics.some(({ path }) => path === HOME.output);
}

/** Of a page at an index's address: the plugin takes HTML files alone. */
function isPaginatedByPlugin({ path, data }: Document): boolean {
  return /(?:^|\/)index\.html$/.test(path) && data.permalink === undefined;
}

/** jekyll-paginate's template: of the index pages above `paginate_path` the deepest. */
function ownLanding({ config, documents }: ListSite): OutputPlace | null {
  if (config.values['paginate'] === undefined) return null;
  const folders = config.pagination.path
    .replace(/^\/|\/$/g, '')
    .split('/')
    .slice(0, -1);
  for (let depth = folders.length; depth > 0; depth--) {
    const output = `${folders.slice(0, depth).join('/')}/index.html`;
    const own = documents.find((page) => {
      if (page.output !== output) return false;
      return hasList(config, 'home')
        ? page.data.permalink === undefined
        : isPaginatedByPlugin(page);
    });
    if (own !== undefined) return { url: own.url, output };
  }
  return null;
}

/** The term that a list is about; null: about none. */
export function termOf(site: TermLists, { type, index }: ListSubject): Term | null {
  return isTermType(type) ? (termsIn(site, type)[index] ?? null) : null;
}

/** Pages of a term or an archive, which is the same object while its stories and the settings are the same. */
interface KnownPages extends Pick<ListSite, 'unknownLayouts'> {
  readonly pages: readonly NamedListPage[];
}

const pagesOfSubjects = new WeakMap<Term | Archive, KnownPages>();

function pagesOnce(
  subject: Term | Archive,
  { unknownLayouts }: ListSite,
  make: () => readonly NamedListPage[],
): readonly NamedListPage[] {
  const before = pagesOfSubjects.get(subject);
  if (before?.unknownLayouts === unknownLayouts) return before.pages;
  const pages = make();
  pagesOfSubjects.set(subject, { unknownLayouts, pages });
  return pages;
}

function termPages(site: ListSite, kind: TermKind): readonly NamedListPage[] {
  return termsIn(site, kind.type).flatMap((term, index) =>
    pagesOnce(term, site, () => pagesOfTerm(term, index, kind, site)),
  );
}

function pagesOfTerm(
  term: Term,
  index: number,
  { type, feeds }: TermKind,
  site: ListSite,
): readonly NamedListPage[] {
  if (term.output === '') return [];
  const plugin = archivesLayout(site.config, type);
  const usual = plugin === null || site.unknownLayouts.has(plugin) ? type : plugin;
  const list = {
    name: `the page of ${type} ${term.key}`,
    layout: termLayout(term.data, usual, site.unknownLayouts),
    subject: { type, index },
    landing: { url: term.url, output: term.output },
    numbered: (number: number): OutputPlace => numberedPath(term, number),
    posts: term.posts,
    feeds: feeds ? termFeeds(term, type, site.config) : null,
  };
  return plugin === null ? pagesOf(list, site) : [wholePage(list)];
}

/** As jekyll-archives has it: its layouts show all posts of a term. */
function wholePage({ name, layout, subject, landing, posts, feeds }: List): NamedListPage {
  const sets = feeds === null ? [] : [feeds];
  const paginator = wholeList(posts);
  return { kind: 'list', ...landing, name, layout, subject, feeds: sets, paginator };
}

/** The page of all terms of a kind, where there are any that have pages. */
function overviewPage(site: ListSite, type: OverviewList): readonly NamedListPage[] {
  const place = termsPlace(site, type);
  if (place === null) return [];
  const subject = { type, index: 0 } as const;
  const paginator = wholeList([]);
  return [
    {
      kind: 'list',
      ...place,
      name: `the page of ${type}`,
      layout: type,
      subject,
      feeds: [],
      paginator,
    },
  ];
}

interface List {
  readonly name: string;
  readonly layout: string;
  readonly subject: ListSubject;
  readonly landing: OutputPlace;
  readonly numbered: (number: number) => OutputPlace;
  /** Ranks, oldest first. */
  readonly posts: readonly number[];
  readonly feeds: FeedSet | null;
}

function pagesOf(list: List, site: ListSite): readonly NamedListPage[] {
  const { perPage } = site.config.pagination;
  const cuts = slices(list.posts.length, site.config.pagination);
  const places = cuts.map((cut) => (cut.landing ? list.landing : list.numbered(cut.number ?? 0)));
  const link = (index: number | null): PageLink | null => {
    const place = places[index ?? -1];
    return place === undefined
      ? null
      : { number: cuts[index ?? -1]?.number ?? null, url: place.url };
  };
  return cuts.map((cut, index) => {
    const paginator: Paginator = {
      number: cut.number,
      perPage,
      posts: list.posts.slice(cut.from, cut.to).reverse(),
      totalPosts: list.posts.length,
      totalPages: cuts.length,
      newer: link(cut.newer),
      older: link(cut.older),
    };
    const { name, layout, subject } = list;
    const place = places[index] ?? list.landing;
    const feeds = cut.landing && list.feeds !== null ? [list.feeds] : [];
    return { kind: 'list', ...place, name, layout, subject, feeds, paginator };
  });
}

function archivePage(
  site: ListSite,
  { url, output, type, posts }: Archive,
  index: number,
): NamedListPage {
  const plugin = archivesLayout(site.config, type);
  const layout = plugin === null || site.unknownLayouts.has(plugin) ? 'archive' : plugin;
  return {
    kind: 'list',
    url,
    output,
    name: `the archive of ${url}`,
    layout,
    subject: { type, index },
    feeds: [],
    paginator: wholeList(posts),
  };
}

/** Every feed, for people; changes only when a term gets or loses its own. */
function feedsPage({ config }: ListSite, lists: readonly ListPage[]): readonly NamedListPage[] {
  const place = feedsPlace(config);
  if (place === null) return [];
  return [
    {
      kind: 'list',
      ...place,
      name: 'the page of feeds',
      layout: 'feeds',
      subject: { type: 'feeds', index: 0 },
      feeds: feedSets(config, lists),
      paginator: wholeList([]),
    },
  ];
}

type BarePage = Omit<NamedListPage, 'kind' | 'feeds' | 'paginator'>;

const NOT_FOUND: BarePage = {
  url: '/404.html',
  output: '404.html',
  name: 'the 404 page',
  layout: '404',
  subject: { type: 'not-found', index: 0 },
};

const SEARCH: BarePage = {
  ...SEARCH_PAGE,
  name: 'the page of the search',
  layout: SEARCH_LAYOUT,
  subject: { type: 'search', index: 0 },
};

/** One that shows no stories of its own accord. */
function barePage(page: BarePage): NamedListPage {
  return { kind: 'list', ...page, feeds: [], paginator: wholeList([]) };
}

function wholeList(posts: readonly number[]): Paginator {
  return {
    number: null,
    perPage: Math.max(1, posts.length),
    posts: [...posts].reverse(),
    totalPosts: posts.length,
    totalPages: 1,
    newer: null,
    older: null,
  };
}
