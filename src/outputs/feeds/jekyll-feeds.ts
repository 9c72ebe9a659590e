/**
 * The feeds that jekyll-feed makes of categories and tags which the config names, at its addresses, so that
 * nobody who has subscribed to one loses it (jekyll-feed `generator.rb`).
 */

import { texts } from '../../formats/json/config-values.js';
import { scalarText } from '../../formats/text/scalar.js';
import { filePlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isMap, type Value } from '../../model/data.js';
import type { FeedSet } from '../../model/page.js';
import type { Arrangement, Term } from '../../model/site.js';
import type { TermType } from '../../model/term-types.js';
import { postsFeed } from './feed-settings.js';
import { titleOf } from './feeds.js';
import { FEED_FORMATS } from './formats.js';

/** Entries in a feed of jekyll-feed. */
export const JEKYLL_LIMIT = 10;

/** A feed of Jekyll's, and the ranks of its stories, oldest first. */
export interface JekyllFeed {
  readonly set: FeedSet;
  readonly posts: readonly number[];
}

export function jekyllFeeds(site: Arrangement): readonly JekyllFeed[] {
  const { config } = site;
  const feed = config.values['feed'];
  if (config.syntax !== 'liquid' || config.outputs.feeds === null || !isMap(feed)) return [];
  const categories = categoryNames(feed).map((name) => {
    const title = `${titleOf(config)} | ${capitalised(name)}`;
    return feedOf({ type: 'category', name, title }, `/feed/${name}.xml`, site.categories);
  });
  const { names, folder } = tagNames(feed['tags'], site.tags);
  const tags = names.map((name) =>
    feedOf({ type: 'tag', name, title: titleOf(config) }, `${folder}${name}.xml`, site.tags),
  );
  return [...categories, ...tags].flatMap((one) => one ?? []);
}

function categoryNames(feed: Data): readonly string[] {
  return [...new Set(texts(postsFeed(feed)['categories']) ?? texts(feed['categories']) ?? [])];
}

/** `true`, or a map with `only`, `except` and `path`; tags of plain letters alone. */
function tagNames(
  written: Value | undefined,
  tags: readonly Term[],
): { readonly names: readonly string[]; readonly folder: string } {
  const map = isMap(written) ? written : {};
  const folder = scalarText(map['path']) ?? '/feed/by_tag/';
  if (written !== true && !isMap(written)) return { names: [], folder };
  const except = new Set(texts(map['except']) ?? []);
  const only = texts(map['only']) ?? tags.map(({ key }) => key);
  return { names: only.filter((name) => !except.has(name) && /^\w+$/.test(name)), folder };
}

type FeedSubject = Pick<FeedSet, 'name' | 'title'> & { readonly type: TermType };

/** Null: nothing has that name, or Atom is off. */
function feedOf(about: FeedSubject, path: string, terms: readonly Term[]): JekyllFeed | null {
  const atom = FEED_FORMATS.find(({ format }) => format === 'atom');
  const term = terms.find(({ key, name }) => key === about.name || name === about.name);
  if (atom === undefined || term === undefined) return null;
  const { format, label, type } = atom;
  const link = { format, label, type, title: `${about.title} (${atom.name})`, ...filePlace(path) };
  // As jekyll-feed has it: such a site may have no page of the term.
  return { set: { ...about, url: '/', links: [link] }, posts: term.posts };
}

/** Liquid's `capitalize`. */
function capitalised(name: string): string {
  const [first = '', ...rest] = Array.from(name);
  return first.toUpperCase() + rest.join('').toLowerCase();
}

/** Entries in a feed: jekyll-feed has fewer where the config says nothing. */
export function entriesOf({ values, syntax, outputs }: SiteSettings): number {
  const feed = values['feed'];
  const isSaid = isMap(feed) && feed['posts_limit'] != null;
  return syntax === 'liquid' && !isSaid ? JEKYLL_LIMIT : (outputs.feeds?.limit ?? JEKYLL_LIMIT);
}
