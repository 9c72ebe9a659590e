/**
 * The arrow out of `parse`: a story's card, plain JSON. Lists and neighbours need no more than this;
 * the body's HTML is fetched by who shows it.
 */
import type { FrontMatterData } from './front-matter-keys.js';
import type { NamedTermList } from './term-types.js';

/** Names of terms of each kind, as the story has them. */
export type PostTerms = Readonly<Record<NamedTermList, readonly string[]>>;

export interface Post extends PostTerms {
  /** Source path relative to the site's root, with `/`; the post's identity. */
  readonly path: string;
  /** Digest of the source's bytes: stands for the body. */
  readonly digest: string;
  /** Digest of all that others see of the story: everything here but `digest`, `words`, `bulk`, `minutes`. */
  readonly card: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
  /** When it changed last, as `date`, and never before it. */
  readonly modified: number;
  /**
   * What is another where the date, which has no offset, is read as Jekyll reads it, in UTC: the time,
   * or the day as well. Null: nothing.
   */
  readonly zoneless: 'time' | 'day' | null;
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** The post's own front matter gave the permalink: loses a clash against a pattern's. */
  readonly ownPermalink: boolean;
  readonly slug: string;
  /** Null: no layout, the body alone. */
  readonly layout: string | null;
  /** Plain text for descriptions, cut at a grapheme. */
  readonly summary: string;
  /** The address of the body's first picture that is no icon, as it is written; null: none. */
  readonly image: string | null;
  /** Han characters plus words of other scripts. */
  readonly words: number;
  /** What the text weighs in an index, rounded up so that few edits change it. */
  readonly bulk: number;
  /** Reading time, at least 1. */
  readonly minutes: number;
  readonly draft: boolean;
  readonly published: boolean;
  /**
   * The part of `data` that plan reads (`planned` in the table of keys), and the address before a repair
   * moved the story (`REPAIRED_FROM`): read in every build, the rest only when a template asks for it.
   */
  readonly facts: FrontMatterData;
  /** Front matter merged over defaults, but for what is above under the same name. */
  readonly data: FrontMatterData;
}

/** What ordering the archive and planning its pages need of a story: few edits change it. */
export type PostHead = Omit<
  Post,
  'digest' | 'card' | 'title' | 'slug' | 'summary' | 'words' | 'minutes' | 'data'
>;
