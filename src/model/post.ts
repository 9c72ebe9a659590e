/** The arrow out of `parse`: a story's card. Lists and neighbours need no more than this. */
import type { Data } from './data.js';

/** Where a body's HTML lies in the body pack, in bytes. */
export interface BodyRef {
  readonly offset: number;
  readonly length: number;
}

export interface Post {
  /** Source path relative to the site's root, with `/`; the post's identity. */
  readonly path: string;
  /** Digest of the source's bytes. */
  readonly digest: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly date: number;
  /** Percent-encoded, starts with `/`, without `baseurl`. */
  readonly url: string;
  /** The file below the destination, decoded, without a leading slash. */
  readonly output: string;
  /** The post's own front matter gave the permalink: loses a clash against a pattern's. */
  readonly ownPermalink: boolean;
  readonly slug: string;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Where the story comes from, and by whom it is. */
  readonly sources: readonly string[];
  readonly authors: readonly string[];
  /** Null: no layout, the body alone. */
  readonly layout: string | null;
  /** Plain text for descriptions, cut at a grapheme. */
  readonly summary: string;
  /** Han characters plus words of other scripts. */
  readonly words: number;
  /** Reading time, at least 1. */
  readonly minutes: number;
  readonly draft: boolean;
  readonly published: boolean;
  /** Front matter merged over defaults. */
  readonly data: Data;
  readonly body: BodyRef;
}
