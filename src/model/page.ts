/** The arrow out of `plan`: every output decided, as plain data; rendering decides nothing. */
import type { SortedNames } from './sorted-table.js';
import type { OverviewList, TermType } from './term-types.js';

/** The order in which changed outputs are published (design: assets first, feeds last). */
export type PageKind = 'static' | 'post' | 'list' | 'document' | 'generated';

interface Output {
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
}

/** What smaller copies of pictures are. */
export type PictureFormat = 'avif' | 'webp' | 'jpeg';

/** How a copy of a picture is made. */
export interface PictureRecipe {
  /** Digest of all that it is made of: the same for the same bytes. */
  readonly key: string;
  /** Absolute path of the picture. */
  readonly file: string;
  /** In pixels; with a height the picture is cut to it, without one it is as high as it comes. */
  readonly size: { readonly width: number; readonly height: number | null };
  readonly format: PictureFormat;
}

export interface StaticPage extends Output {
  readonly kind: 'static';
  /** Absolute path of the file to copy. */
  readonly file: string;
  /** The file's stamp (`read`): while it is the same, the file need not be read. Empty: it is read. */
  readonly mark: string;
  /** What is published instead of the file's bytes; null: those. */
  readonly text: string | null;
  /** Whether it is a picture, which is published without camera data. */
  readonly isPicture: boolean;
  /** Of a copy of a picture; null: it is the file itself. */
  readonly recipe: PictureRecipe | null;
}

export interface PostPage extends Output {
  readonly kind: 'post';
  readonly layout: string | null;
  readonly rank: number;
  /** Older, newer: ranks, or null at the ends. */
  readonly previous: number | null;
  readonly next: number | null;
  readonly related: readonly number[];
}

/** A page of a list. `number` is null on the landing page of a stable list. */
export interface Paginator {
  readonly number: number | null;
  readonly perPage: number;
  /** Ranks, newest first. */
  readonly posts: readonly number[];
  readonly totalPosts: number;
  readonly totalPages: number;
  /** Towards the landing page, away from it: the page's number (null: the landing) and URL. */
  readonly newer: PageLink | null;
  readonly older: PageLink | null;
}

export interface PageLink {
  readonly number: number | null;
  readonly url: string;
}

/** What a list is about: all terms of a kind, or one; `index` points into the site's terms of that
 * type, its archives, or its feeds of collections. */
export interface ListSubject {
  readonly type:
    | TermType
    | 'index'
    | 'year'
    | 'month'
    | 'day'
    | OverviewList
    | 'feeds'
    | 'collection'
    | 'search'
    | 'not-found';
  readonly index: number;
}

export interface ListPage extends Output {
  readonly kind: 'list';
  readonly layout: string;
  readonly subject: ListSubject;
  /** Its own feeds on a term's landing page, every feed on the page of feeds. */
  readonly feeds: readonly FeedSet[];
  readonly paginator: Paginator;
}

export interface DocumentPage extends Output {
  readonly kind: 'document';
  readonly layout: string | null;
  /** Index into `Site.documents`. */
  readonly document: number;
  /** On a site's own index page. */
  readonly paginator: Paginator | null;
  /** Whether it is the source map of a style sheet, and not that itself. */
  readonly isSourceMap: boolean;
}

/** A feed as a page links it. */
export interface FeedLink extends Output {
  /** The format's name, as in `outputs/feeds/formats.ts`. */
  readonly format: string;
  /** The format's name for people, short. */
  readonly label: string;
  /** Media type. */
  readonly type: string;
  readonly title: string;
}

/** The feeds about one thing, one in each format. */
export interface FeedSet {
  readonly type: 'site' | TermType;
  readonly name: string;
  /** Of each feed. */
  readonly title: string;
  /** Of the page about the same. */
  readonly url: string;
  readonly links: readonly FeedLink[];
}

/**
 * What no template makes: feeds, sitemaps, robots.txt, old addresses. Its bytes follow from its record,
 * to which each kind of output adds fields, the cards (and, where `bodies`, the bodies) of `ranks`, and
 * the config: nothing else.
 */
export interface GeneratedPage extends Output {
  readonly kind: 'generated';
  /** Names the writer: of one kind of output one format, of all kinds none twice. */
  readonly format: string;
  /** The stories it shows, in its order. */
  readonly ranks: readonly number[];
  /** Whether it embeds their whole HTML. */
  readonly bodies: boolean;
}

export type Page = StaticPage | PostPage | ListPage | DocumentPage | GeneratedPage;

/** Everything that will be at the destination. */
export interface Plan {
  readonly pages: readonly Page[];
  /** Of each page its `output`. */
  readonly outputs: SortedNames;
  /** When it is another though the site is the same, in ms since the epoch; null: never. */
  readonly until: number | null;
}
