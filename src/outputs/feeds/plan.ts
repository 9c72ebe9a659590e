/** Plans feeds: the site's, those of categories and tags that have enough stories, and of collections. */

import { isMap } from '../../model/data.js';
import type { FeedSet, Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Term } from '../../model/site.js';
import { type OtherStories, type PlanInput, planned } from '../kind.js';
import { authorsOf } from '../story-facts.js';
import { planCollectionFeeds } from './collection-feeds.js';
import { FEED_FORMATS } from './formats.js';
import { entriesOf } from './jekyll-feeds.js';
import { type FeedsAbout, feedsOf } from './paths.js';
import type { FeedEntry, FeedFile } from './types.js';

export function planFeeds({ site }: PlanInput): Outcome<readonly Page[]> {
  const { feeds } = site.config.outputs;
  if (feeds === null) return planned([]);
  const entryOf = createEntries(site);
  const limit = entriesOf(site.config);
  const filesOf = ({ set, posts, isJekylls = false }: FeedsAbout): readonly FeedFile[] => {
    const ranks = newest(posts, site.listed, limit);
    const bodies = posts === null || isJekylls ? feeds.full : feeds.termsFull;
    const about = { title: set.title, home: set.url, entries: ranks.map(entryOf) };
    return set.links.map(({ format, output, url }): FeedFile => {
      return { kind: 'generated', format, output, url, ranks, bodies, ...about };
    });
  };
  const pages = feedsOf(site).flatMap((feed) =>
    feed.posts === null ? filesOf(feed) : filesOnce(feed.set, () => filesOf(feed)),
  );
  return planned([...pages, ...planCollectionFeeds(site)]);
}

const FORMATS: ReadonlySet<string> = new Set(FEED_FORMATS.map(({ format }) => format));

/** Those of stories: a newer one would be among them. */
export function standingFeeds(_site: Arrangement, { has }: OtherStories): (page: Page) => boolean {
  return (page) =>
    page.kind === 'generated' &&
    FORMATS.has(page.format) &&
    page.ranks.length > 0 &&
    !page.ranks.some(has);
}

/** Of a term: its set of feeds is the same object while its stories and the settings are the same. */
const filesOfSets = new WeakMap<FeedSet, readonly FeedFile[]>();

function filesOnce(set: FeedSet, make: () => readonly FeedFile[]): readonly FeedFile[] {
  const files = filesOfSets.get(set) ?? make();
  filesOfSets.set(set, files);
  return files;
}

/** Ranks, newest first; of `posts`, oldest first, or of all that there are. */
function newest(posts: readonly number[] | null, all: number, limit: number): readonly number[] {
  if (posts !== null) return posts.slice(-limit).reverse();
  return Array.from({ length: Math.min(all, limit) }, (_, at) => all - 1 - at);
}

/** Made once a story, for it is in several feeds. */
function createEntries(site: Arrangement): (rank: number) => FeedEntry {
  const known = new Map<number, FeedEntry>();
  const { authors } = site.data;
  const ofSite = site.config.values['author'];
  return (rank) => {
    const found = known.get(rank);
    if (found !== undefined) return found;
    const categories: string[] = [];
    addNames(site.categories, site.postTerms.category[rank], categories);
    addNames(site.tags, site.postTerms.tag[rank], categories);
    const { facts = {} } = site.posts[rank] ?? {};
    const entry = { authors: authorsOf(facts, isMap(authors) ? authors : {}, ofSite), categories };
    known.set(rank, entry);
    return entry;
  };
}

/** Each name once. */
function addNames(
  terms: readonly Term[],
  indexes: readonly number[] | undefined,
  names: string[],
): void {
  if (indexes === undefined) return;
  for (let at = 0; at < indexes.length; at++) {
    const name = terms[indexes[at] ?? -1]?.name;
    if (name !== undefined && !names.includes(name)) names.push(name);
  }
}
