/** The arrow out of `plan`: every output decided, as plain data; rendering decides nothing. */
import type { TermType } from './config.js';
import type { FeedSet, GeneratedPage } from './generated-file.js';
import type { SortedNames } from './sorted-table.js';

/** The order in which changed outputs are published (design: assets first, feeds last). */
export type PageKind = 'static' | 'post' | 'list' | 'document' | 'machine';

interface Output {
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
}

export interface StaticPage extends Output {
  readonly kind: 'static';
  /** Absolute path of the file to copy. */
  readonly file: string;
  /** The file's stamp (`read`): while it is the same, the file need not be read. Empty: it is read. */
  readonly mark: string;
  /** What is published instead of the file's bytes; null: those. */
  readonly text: string | null;
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

/** What a list is about; `index` points into the site's terms of that type, or its archives. */
export interface ListSubject {
  readonly type:
    | TermType
    | 'index'
    | 'year'
    | 'month'
    | 'day'
    /** All sources, all topics. */
    | 'sources'
    | 'topics'
    | 'feeds'
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
}

export type Page = StaticPage | PostPage | ListPage | DocumentPage | GeneratedPage;

/** Everything that will be at the destination. */
export interface Plan {
  readonly pages: readonly Page[];
  /** Of each page its `output`. */
  readonly outputs: SortedNames;
}
