/**
 * The table of front-matter keys that finews and its built-in theme read: each is named here, once.
 * Readers take them by type (`FrontMatterData`, `FrontMatterFields`), so that a key that is not in the
 * table does not compile; sets of keys come from `keysWith`; docs/front-matter.md and
 * schema/front-matter.json are made of it.
 */
import type { Data, Value } from './data.js';

/** What finews does with a key besides reading it. */
export type KeyRole =
  /** The text stays as it is written, also where YAML reads a number. */
  | 'written'
  /** A text is split into names, a list is taken as it is. */
  | 'names'
  /** Known to the repairs: a broken line that begins with it was meant as this key. */
  | 'repaired'
  /** Known to the repairs so well that its line shows where front matter begins. */
  | 'certain'
  /** Shown as a title or name, so that what nobody can see is taken out and reported. */
  | 'shown'
  /** In the card under the same name, as finews reads it. */
  | 'card'
  /** Looked at by plan, of every post in every build. */
  | 'planned'
  /** Without it a post is another one: a key one letter away is reported. */
  | 'weighty'
  /** Too short, or too near to what sites call keys of their own: only another case is reported. */
  | 'light'
  /** True or false; anything else is reported. */
  | 'switch'
  /** Null in a page means none, whatever the defaults say. */
  | 'nullable'
  /** When the post changed; the first that is there counts. */
  | 'changed'
  /** What can't be used is reported by the code that reads it. */
  | 'told'
  /** Templates alone read it: any value may be meant for those of the site. */
  | 'free';

/** What a value may be; `pipeline/parse/front-matter-values.ts` has the shapes. */
export type FrontMatterValue =
  | 'text'
  /** A text that YAML doesn't read as a number. */
  | 'string'
  | 'date'
  | 'fate'
  | 'names'
  | 'switch'
  | 'layout'
  | 'people'
  | 'series'
  | 'picture'
  | 'source'
  | 'addresses'
  /** Of the web. */
  | 'address'
  | 'canonical'
  | 'flag'
  | 'translations'
  | 'seo'
  | 'notes';

export interface FrontMatterEntry {
  /** Which table of docs/front-matter.md it is in. */
  readonly section: 'post' | 'machines' | 'theme';
  readonly value: FrontMatterValue;
  /** What it is: Markdown for a cell, links as from docs/. */
  readonly doc: string;
  /** What counts without it, likewise. */
  readonly byDefault?: string;
  readonly roles: readonly KeyRole[];
}

const TABLE = {
  title: {
    section: 'post',
    value: 'text',
    doc: 'its headline',
    byDefault: 'made of the file name; where that is a number, the first words',
    roles: ['written', 'repaired', 'certain', 'shown', 'card', 'weighty', 'told'],
  },
  description: {
    section: 'theme',
    value: 'text',
    doc: "a sentence about it: below the headline, in lists instead of the story's first words, and for machines",
    roles: ['repaired', 'shown', 'light'],
  },
  date: {
    section: 'post',
    value: 'date',
    doc: 'when it appeared, as `2022-05-16 15:04:20 +0800`; one to come holds it back until then',
    byDefault: "the file name's, at 0:00; a draft's file time",
    roles: ['written', 'repaired', 'certain', 'card', 'light'],
  },
  categories: {
    section: 'post',
    value: 'names',
    doc: 'names, a list or a text with blanks between; the folders above `_posts` come first in any case',
    byDefault: 'none',
    roles: ['written', 'names', 'repaired', 'certain', 'shown', 'card', 'weighty'],
  },
  category: {
    section: 'post',
    value: 'names',
    doc: 'one name with its blanks, besides `categories`',
    byDefault: 'none',
    roles: ['written', 'names', 'repaired', 'shown', 'weighty'],
  },
  tags: {
    section: 'post',
    value: 'names',
    doc: 'names, a list or a text with blanks between',
    byDefault: 'none',
    roles: ['written', 'names', 'repaired', 'shown', 'card', 'light'],
  },
  tag: {
    section: 'post',
    value: 'names',
    doc: 'one name with its blanks, in place of `tags`',
    byDefault: 'none',
    roles: ['written', 'names', 'repaired', 'shown', 'light'],
  },
  layout: {
    section: 'post',
    value: 'layout',
    doc: 'its template; `none` for none',
    byDefault: '`post`',
    roles: ['written', 'repaired', 'certain', 'card', 'weighty', 'nullable'],
  },
  permalink: {
    section: 'post',
    value: 'text',
    doc: 'its address: a path or a pattern of placeholders',
    byDefault: "the config's",
    roles: ['written', 'repaired', 'weighty', 'nullable', 'told'],
  },
  slug: {
    section: 'post',
    value: 'text',
    doc: 'its name in the address',
    byDefault: 'the file name without the date',
    roles: ['written', 'repaired', 'card', 'light', 'told'],
  },
  published: {
    section: 'post',
    value: 'switch',
    doc: '`false` holds it back',
    byDefault: '`true`',
    roles: ['repaired', 'weighty', 'switch'],
  },
  draft: {
    section: 'post',
    value: 'switch',
    doc: '`true` holds it back as a draft; `--drafts` shows it',
    byDefault: '`false`, but in `_drafts`',
    roles: ['repaired', 'card', 'switch'],
  },
  expires: {
    section: 'post',
    value: 'date',
    doc: 'when it [leaves the site](commands.md#on-time), written as `date` is; a day alone is its first moment',
    byDefault: 'never',
    roles: ['written', 'repaired', 'weighty'],
  },
  expired: {
    section: 'post',
    value: 'fate',
    doc: 'what becomes of its page then: `page`, it stays and says so; `gone`, it goes',
    byDefault: "the config's `expired`",
    roles: ['planned', 'light'],
  },
  excerpt: {
    section: 'post',
    value: 'string',
    doc: 'HTML for `page.excerpt`',
    byDefault: 'the text before `excerpt_separator`',
    roles: ['repaired'],
  },
  excerpt_separator: {
    section: 'post',
    value: 'string',
    doc: 'the text at which its excerpt ends',
    byDefault: "the config's",
    roles: [],
  },
  render_with_liquid: {
    section: 'post',
    value: 'switch',
    doc: '`false`: template code in a page or in a document of a collection is text; in a story it always is',
    byDefault: '`true`',
    roles: [],
  },
  lang: {
    section: 'post',
    value: 'string',
    doc: 'its language, a tag such as `en` or `zh-TW`',
    byDefault: "the site's",
    roles: [],
  },
  toc: {
    section: 'post',
    value: 'flag',
    doc: '`true`, `false`: with a [table of contents](writing.md#table-of-contents), or without',
    byDefault: 'with one from four headings on',
    roles: ['free'],
  },
  comments: {
    section: 'theme',
    value: 'flag',
    doc: '`false`: without [comments](writing.md#comments), where the site has them',
    roles: ['free'],
  },
  liquid: {
    section: 'post',
    value: 'flag',
    doc: "set by the config's `defaults` for a folder: [its posts run](from-jekyll.md#liquid-in-posts); a post's own counts for nothing",
    byDefault: '`false`',
    roles: ['light', 'told'],
  },
  source: {
    section: 'machines',
    value: 'source',
    doc: 'where it was taken from: a name, a URL, `{name, url}`, or a list of them',
    roles: ['written', 'repaired', 'shown', 'planned', 'light'],
  },
  source_url: {
    section: 'machines',
    value: 'text',
    doc: 'the address of the story there',
    roles: ['repaired', 'planned'],
  },
  author: {
    section: 'machines',
    value: 'people',
    doc: "a name, a key of `_data/authors`, `{name, url}`, or a list; else the config's `author`",
    roles: ['written', 'repaired', 'shown', 'planned', 'light'],
  },
  authors: {
    section: 'machines',
    value: 'people',
    doc: 'the same, for several',
    roles: ['repaired', 'shown', 'planned'],
  },
  series: {
    section: 'theme',
    value: 'series',
    doc: 'what it is a part of: a name, or a list; the story leads to the parts beside it, and the series has a page',
    roles: ['written', 'shown', 'light'],
  },
  image: {
    section: 'machines',
    value: 'picture',
    doc: "an address, or `{path, alt, caption, credit, width, height}`; else the body's first picture that is no icon",
    roles: ['repaired', 'planned', 'light'],
  },
  last_modified_at: {
    section: 'machines',
    value: 'date',
    doc: "when it changed; one after the build's present counts as the present, and is reported",
    roles: ['repaired', 'changed'],
  },
  updated: {
    section: 'machines',
    value: 'date',
    doc: 'when it changed, where there is no `last_modified_at`',
    roles: ['changed'],
  },
  canonical_url: {
    section: 'machines',
    value: 'address',
    doc: 'the address of the page that it belongs to',
    roles: ['repaired', 'planned'],
  },
  canonical: {
    section: 'machines',
    value: 'canonical',
    doc: "`self`, or `source`: it belongs to its source; else the config's `canonical`",
    roles: ['planned'],
  },
  sitemap: {
    section: 'machines',
    value: 'flag',
    doc: '`false`: not in sitemaps',
    roles: ['planned'],
  },
  search: {
    section: 'machines',
    value: 'flag',
    doc: '`false`: not found by the site’s own search',
    roles: ['planned'],
  },
  hidden: {
    section: 'machines',
    value: 'flag',
    doc: '`true`: not on the index, beside layouts of Jekyll’s',
    roles: ['planned'],
  },
  noindex: {
    section: 'machines',
    value: 'flag',
    doc: '`true`: not to be indexed at all',
    roles: ['repaired', 'planned', 'switch'],
  },
  translations: {
    section: 'machines',
    value: 'translations',
    doc: 'addresses by language: `{en: /en/story.html, zh-TW: https://…}`',
    roles: [],
  },
  redirect_from: {
    section: 'machines',
    value: 'addresses',
    doc: 'old addresses that lead here: a path, or a list',
    roles: ['repaired', 'planned'],
  },
  redirect_to: {
    section: 'machines',
    value: 'addresses',
    doc: 'the address that this page has moved to',
    roles: ['repaired', 'planned', 'told'],
  },
  seo: {
    section: 'machines',
    value: 'seo',
    doc: '`{type: …}`: another kind of article, such as `OpinionNewsArticle`',
    roles: [],
  },
  guid: {
    section: 'machines',
    value: 'text',
    doc: 'its id in feeds, where it had one elsewhere',
    roles: ['planned'],
  },
  subtitle: {
    section: 'theme',
    value: 'text',
    doc: 'a line below the headline',
    roles: ['repaired', 'free'],
  },
  corrections: {
    section: 'theme',
    value: 'notes',
    doc: 'what was corrected: a text, or a list of texts and `{date, text}`',
    roles: ['free'],
  },
  updates: {
    section: 'theme',
    value: 'notes',
    doc: 'what was added later: a text, or a list of texts and `{date, text}`',
    roles: ['free'],
  },
  featured: {
    section: 'theme',
    value: 'flag',
    doc: '`true`: a lead story; the newest three of the landing page lead it',
    roles: ['free'],
  },
} as const;

/** A key that finews reads. */
export type FrontMatterKey = keyof typeof TABLE;

export const FRONT_MATTER: Readonly<Record<FrontMatterKey, FrontMatterEntry>> = TABLE;

/** In the table's order. */
export const FRONT_MATTER_KEYS: readonly FrontMatterKey[] = Object.keys(TABLE).filter(
  (key): key is FrontMatterKey => key in TABLE,
);

/** Keys in the table's order. */
export function keysWith(role: KeyRole): readonly FrontMatterKey[] {
  return FRONT_MATTER_KEYS.filter((key) => FRONT_MATTER[key].roles.includes(role));
}

/** Front matter as data: `data.title` is a key of the table, `data['title']` any key. */
export type FrontMatterData = Data & { readonly [Key in FrontMatterKey]?: Value };

/** Front matter, or a template's view of it: nothing but keys of the table. */
export type FrontMatterFields = { readonly [Key in FrontMatterKey]?: unknown };
