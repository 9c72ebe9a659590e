/** A site of another generator, as its reader hands it over. */
import type { Io } from '../../model/io.js';
import type { Advice, FormerAddress } from '../types.js';

/** What front matter has, in the order in which it is to be written. */
export type FrontKeys = Readonly<Record<string, unknown>>;

export interface ForeignStory {
  /** `draft`: for `_drafts`. */
  readonly kind: 'post' | 'page' | 'draft';
  /** `2022-05-16`, for the name of a post's file; null: it has no date. */
  readonly day: string | null;
  /** Of its file, without date and extension; of a page with folders. */
  readonly name: string;
  readonly ext: '.md' | '.html';
  readonly front: FrontKeys;
  readonly body: string;
  /** Where it was: decoded, begins with `/`; null: nobody knows. */
  readonly address: string | null;
  /** Its file in the old site, for messages. */
  readonly origin: string;
}

/** Takes what is read, one by one, and keeps none of it in memory. */
export interface ForeignSink {
  story(story: ForeignStory): void;
  /** A file of the old site, absolute, and its place below the new one. */
  copy(from: string, to: string): void;
  /** A tag of the old generator that is text from now on. */
  tag(name: string, place: string): void;
  advise(advice: Advice): void;
  picture(address: string): void;
}

/** What remains to be said once all is read. */
export interface ForeignSite {
  /** Of `_config.yml`. */
  readonly config: FrontKeys;
  /** `_data/tags.yml` and its like: names by their slugs. */
  readonly slugs: Readonly<Record<string, ReadonlyMap<string, string>>>;
  /** Lists and other pages that the old generator made. */
  readonly lists: readonly string[];
  /** How a story keeps an address that the config's pattern doesn't give it. */
  readonly keeps: 'permalink' | 'redirect';
}

export interface ForeignInput {
  /** A folder or a file, absolute. */
  readonly place: string;
  readonly io: Io;
  readonly sink: ForeignSink;
}

export type ReadForeign = (input: ForeignInput) => Promise<ForeignSite>;

export function formerOf(paths: Iterable<string>): readonly FormerAddress[] {
  return [...new Set(paths)].sort().map((path) => ({ path, file: null }));
}
