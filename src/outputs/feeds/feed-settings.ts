/** What the config's `feed` says. */
import {
  flag,
  number,
  pathOrNone,
  textOrNone,
  list as texts,
} from '../../formats/text/typed-values.js';
import { type Data, isList, isMap, type Value } from '../../model/data.js';
import { TERM_KINDS, type TermType } from '../../model/term-types.js';
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

export function feedSettings({ feed: value }: Data, base: string | null): FeedSettings | null {
  if (base === null || value === false) return null;
  const map = isMap(value) ? value : {};
  return {
    paths: Object.fromEntries(
      FEED_FORMATS.map(({ format, key, path }) => [format, pathOrNone(map, key, path)]),
    ),
    limit: Math.max(1, number(map, 'posts_limit', 20)),
    full: !flag(map, 'excerpt_only', false),
    termsFull: !flag(map, 'terms_excerpt_only', true),
    minPosts: Math.max(1, number(map, 'min_posts', 5)),
    terms: Object.fromEntries(
      TERM_KINDS.flatMap(({ type, list, feeds }) => (feeds ? [[type, choiceOf(map[list])]] : [])),
    ),
    hub: textOrNone(map, 'hub'),
    icon: textOrNone(map, 'icon'),
    logo: textOrNone(map, 'logo'),
    page: pathOrNone(map, 'page', '/feeds.html'),
  };
}

function choiceOf(value: Value | undefined): TermChoice {
  if (value === false) return 'none';
  return isList(value) ? texts({ names: value }, 'names', []) : 'enough';
}
