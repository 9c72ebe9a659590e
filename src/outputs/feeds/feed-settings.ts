/** What the config's `feed` says. */
import { configReader, texts, valueAt } from '../../formats/json/config-values.js';
import { scalarText } from '../../formats/text/scalar.js';
import { type Data, isMap, type Value } from '../../model/data.js';
import { TERM_KINDS, type TermType } from '../../model/term-types.js';
import { FEED_KEYS } from './config.js';
import { FEED_FORMATS } from './formats.js';

/** Which terms get feeds: those with enough posts, none, or those of these names. */
export type TermChoice = 'enough' | 'none' | readonly string[];

export interface FeedSettings {
  /** By format where the site's feeds are, starting with `/`; null: none in that format. */
  readonly paths: Readonly<Record<string, string | null>>;
  /** The newest N stories. */
  readonly limit: number;
  /** Whole stories, not only their summaries: in the site's feeds, and in those of terms. */
  readonly full: boolean;
  readonly termsFull: boolean;
  /** Posts that a term needs. */
  readonly minPosts: number;
  /** Of the kinds that have feeds. */
  readonly terms: Readonly<Partial<Record<TermType, TermChoice>>>;
  /** A WebSub hub's URL. */
  readonly hub: string | null;
  readonly icon: string | null;
  readonly logo: string | null;
  /** Where people find the feeds; null: nowhere. */
  readonly page: string | null;
}

declare module '../../model/config.js' {
  interface OutputSettings {
    /** Null: switched off, or there is no base. */
    readonly feeds: FeedSettings | null;
  }
}

const read = configReader(FEED_KEYS);

export function feedSettings(values: Data, base: string | null): FeedSettings | null {
  if (base === null || values['feed'] === false) return null;
  return {
    paths: Object.fromEntries(FEED_FORMATS.map(({ format, key }) => [format, pathOf(values, key)])),
    limit: Math.max(1, read.number(values, 'feed.posts_limit')),
    full: !read.flag(values, 'feed.excerpt_only'),
    termsFull: !read.flag(values, 'feed.terms_excerpt_only'),
    minPosts: Math.max(1, read.number(values, 'feed.min_posts')),
    terms: Object.fromEntries(
      TERM_KINDS.flatMap(({ type, list, feeds }) =>
        feeds ? [[type, choiceOf(valueAt(values, `feed.${list}`))]] : [],
      ),
    ),
    hub: read.textOrNull(values, 'feed.hub'),
    icon: read.textOrNull(values, 'feed.icon'),
    logo: read.textOrNull(values, 'feed.logo'),
    page: read.pathOrNull(values, 'feed.page'),
  };
}

function pathOf(values: Data, key: string): string | null {
  const own = key === 'path' ? scalarText(postsFeed(values['feed'])['path']) : null;
  if (own === null) return read.pathOrNull(values, `feed.${key}`);
  return own.startsWith('/') ? own : `/${own}`;
}

/** What jekyll-feed's `collections` says of the posts. */
export function postsFeed(feed: Value | undefined): Data {
  const collections = isMap(feed) ? feed['collections'] : undefined;
  const posts = isMap(collections) ? collections['posts'] : undefined;
  return isMap(posts) ? posts : {};
}

function choiceOf(value: Value | undefined): TermChoice {
  return value === false ? 'none' : (texts(value) ?? 'enough');
}
