/** The arrow out of `organise`: ordered lists over the posts. A rank is an index into `posts`. */
import type { Config, SiteSettings } from './config.js';
import type { Data } from './data.js';
import type { FrontMatterData } from './front-matter-keys.js';
import type { FoundPackage } from './io.js';
import type { Post, PostHead } from './post.js';
import type { FilterFile, StaticFile, StyleSources, TemplateFile } from './source.js';
import { TERM_LISTS, type TermList, type TermType } from './term-types.js';

/** A category, tag, source, author or topic. */
export interface Term {
  /** As shown: the name from `_data`, else the oldest post's spelling. */
  readonly name: string;
  /** As posts write it (the oldest post's spelling): the key in `site.categories`. */
  readonly key: string;
  readonly slug: string;
  readonly url: string;
  readonly output: string;
  /** Ranks, oldest first. */
  readonly posts: readonly number[];
  /** Its entry in `_data/categories.yml`, `tags.yml`, `sources.yml`, … */
  readonly data: Data;
}

/** A year, month or day that has stories; months and days lie in site time. */
export interface Archive {
  readonly type: 'year' | 'month' | 'day';
  readonly year: number;
  /** 1 to 12, 0 for a year. */
  readonly month: number;
  /** 1 to 31, 0 for a year or a month. */
  readonly day: number;
  readonly url: string;
  readonly output: string;
  /** Ranks, oldest first. */
  readonly posts: readonly number[];
  /** The month of a day, the year of a month, where they have pages: index into `Site.archives`. */
  readonly parent: number | null;
  /** The months of a year, the days of a month, oldest first; indexes into `Site.archives`. */
  readonly parts: readonly number[];
}

/** Sass has two: with braces, and by indentation alone. */
export type StyleSyntax = 'scss' | 'indented';

/** A page with front matter, or a document of a collection: HTML or Markdown, run as a template. */
export interface Document {
  readonly path: string;
  readonly url: string;
  /** Empty: its collection has no pages. */
  readonly output: string;
  readonly title: string;
  /** Null: no layout. */
  readonly layout: string | null;
  readonly data: FrontMatterData;
  readonly markdown: boolean;
  /** How a style sheet is written that CSS is compiled of; null: it is none. */
  readonly style: StyleSyntax | null;
  readonly text: string;
  /** Lines before the body, so that errors name the file's line. */
  readonly bodyLine: number;
  /** Milliseconds since the epoch, where the front matter has a date. */
  readonly date: number | null;
  /** Null: it is a page. */
  readonly collected: Collected | null;
}

/** What a document of a collection has besides what a page has. */
export interface Collected {
  readonly label: string;
  readonly slug: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  readonly draft: boolean;
  /**
   * False: `trust: story` of the config's defaults. Its text is finished HTML, which runs no template
   * code, and its values are a story's words.
   */
  readonly isTrusted: boolean;
  /** Finished HTML where the text is; else empty, for the text has it. */
  readonly excerpt: string;
}

/** A collection besides the posts. */
export interface Collection {
  readonly label: string;
  /** Indexes into `Site.documents`, in the collection's order. */
  readonly documents: readonly number[];
}

/** Where something was that is gone for good. */
export interface GoneAddress {
  /** Decoded, starts with a slash. */
  readonly path: string;
  /** As of a page: what may take its place again. */
  readonly url: string;
  readonly output: string;
}

/** What is not only to be off the site, but to be kept nowhere. */
export interface TakenDown {
  /** Of story files, whether or not they are there. */
  readonly paths: ReadonlySet<string>;
  readonly gone: readonly GoneAddress[];
}

/** Stories that were read and do not appear, though nothing is wrong with them. */
export interface Held {
  readonly unpublished: number;
  /** In `_posts`, with `draft: true`. */
  readonly drafts: number;
  /** Dated after the build's present. */
  readonly future: number;
  /** When the next of those is due, or the next story on the site expires, ms since the epoch. */
  readonly nextDue: number | null;
  /** Past their `expires`, whether or not their pages stay. */
  readonly expired: number;
  /** As `_data/takedowns.yml` has it. */
  readonly takenDown: number;
  /** Left out by `limit_posts`. */
  readonly limited: number;
}

/**
 * All that plan depends on. A watching process keeps one object until something in it differs. Terms
 * are by their oldest post, topics in the order of `_data/topics.yml`.
 */
export interface Arrangement extends Readonly<Record<TermList, readonly Term[]>> {
  readonly config: SiteSettings;
  /**
   * The archive by (date, path), oldest first; then in the same order those that have expired, which have
   * their own pages and are in no list.
   */
  readonly posts: readonly PostHead[];
  /** How many of them, from the first, are the archive: all but where stories have expired. */
  readonly listed: number;
  /** Addresses of stories that have expired or were taken down, and are not to come back. */
  readonly gone: readonly GoneAddress[];
  /** For each rank, indexes into the terms of a kind, in the order the post names them. */
  readonly postTerms: Readonly<Record<TermType, readonly (readonly number[])[]>>;
  readonly archives: readonly Archive[];
  /** Pages first, then those of collections. */
  readonly documents: readonly Document[];
  /** In the config's order. */
  readonly collections: readonly Collection[];
  /** Source paths of files in collections without pages: templates see them, nobody is served them. */
  readonly kept: readonly string[];
  readonly statics: readonly StaticFile[];
  readonly data: Data;
  /** For each rank, up to five older ranks that share a category or tag, nearest first. */
  readonly related: readonly (readonly number[])[];
  readonly held: Held;
  /** Names of layouts that stories, pages and terms ask for, and that no template has. */
  readonly unknownLayouts: ReadonlySet<string>;
}

/** What templates are shown. */
export interface Site extends Arrangement {
  readonly config: Config;
  readonly posts: readonly Post[];
  readonly templates: readonly TemplateFile[];
  readonly filters: readonly FilterFile[];
  readonly styles: StyleSources;
  /** What makes copies of pictures; null: none are made. */
  readonly pictureMaker: FoundPackage | null;
}

export type TermLists = Pick<Arrangement, TermList>;

export function termsIn(site: TermLists, type: TermType): readonly Term[] {
  return site[TERM_LISTS[type]];
}
