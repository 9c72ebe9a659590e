/** What plan says of a feed: the bytes follow from this record, the stories' cards and bodies, and the config. */
import type { GeneratedPage } from '../../model/page.js';
import type { Author } from '../story-facts.js';

/** What a feed says of a story beyond its card: names as the site shows them. */
export interface FeedEntry {
  readonly authors: readonly Author[];
  readonly categories: readonly string[];
}

export interface FeedFile extends GeneratedPage {
  readonly title: string;
  /** Of the page about the same, as `url`. */
  readonly home: string;
  /** One for each rank. */
  readonly entries: readonly FeedEntry[];
}
