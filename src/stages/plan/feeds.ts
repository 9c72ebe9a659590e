/** Plans feeds: the site's, and those of categories and tags that have enough stories. */
import { type PlacedFeedSet, siteFeeds, termFeeds } from '../../content/feeds.js';
import { authorsOf } from '../../content/story-facts.js';
import { isMap } from '../../model/data.js';
import type { FeedEntry } from '../../model/machine.js';
import type { Page } from '../../model/page.js';
import type { Site } from '../../model/site.js';
import type { PlanInput } from './planner.js';

export function planFeeds({ site }: PlanInput): readonly Page[] {
  const { feed } = site.config.machines;
  if (feed === null) return [];
  const entryOf = createEntries(site);
  const pagesOf = (
    set: PlacedFeedSet | null,
    posts: readonly number[],
    bodies: boolean,
  ): readonly Page[] => {
    if (set === null) return [];
    const ranks = posts.slice(-feed.limit).reverse();
    const { title, url: home, outputs } = set;
    const entries = ranks.map(entryOf);
    return set.links.map(({ format, url }, at) => {
      const output = outputs[at] ?? '';
      return { kind: 'machine', form: format, output, url, ranks, bodies, title, home, entries };
    });
  };
  const last = site.posts.length;
  const newest = Array.from({ length: Math.min(feed.limit, last) }, (_, at) => last - 1 - at);
  return [
    ...pagesOf(siteFeeds(site.config), newest.reverse(), feed.full),
    ...(['category', 'tag'] as const).flatMap((type) =>
      (type === 'category' ? site.categories : site.tags).flatMap((term) =>
        pagesOf(termFeeds(term, type, site.config), term.posts, feed.termsFull),
      ),
    ),
  ];
}

/** Made once a story, for it is in several feeds. */
function createEntries(site: Site): (rank: number) => FeedEntry {
  const known = new Map<number, FeedEntry>();
  const { authors } = site.data;
  const ofSite = site.config.values['author'];
  return (rank) => {
    const found = known.get(rank);
    if (found !== undefined) return found;
    const terms = (indexes: readonly number[] | undefined, all: Site['tags']): readonly string[] =>
      (indexes ?? []).flatMap((index) => all[index]?.name ?? []);
    const entry = {
      authors: authorsOf(site.posts[rank]?.data ?? {}, isMap(authors) ? authors : {}, ofSite),
      categories: [
        ...new Set([
          ...terms(site.postCategories[rank], site.categories),
          ...terms(site.postTags[rank], site.tags),
        ]),
      ],
    };
    known.set(rank, entry);
    return entry;
  };
}
