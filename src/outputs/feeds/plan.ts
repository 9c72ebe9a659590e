/** Plans feeds: the site's, and those of categories and tags that have enough stories. */

import { isMap } from '../../model/data.js';
import type { FeedEntry, FeedSet } from '../../model/generated-file.js';
import type { Page } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';
import type { PlanInput } from '../planner.js';
import { authorsOf } from '../story-facts.js';
import { siteFeeds } from './feeds.js';

export function planFeeds({ site, lists }: PlanInput): readonly Page[] {
  const { feed } = site.config.machines;
  if (feed === null) return [];
  const entryOf = createEntries(site);
  const pagesOf = (set: FeedSet, newest: readonly number[], bodies: boolean): readonly Page[] => {
    const ranks = [...newest].reverse();
    const about = { title: set.title, home: set.url, entries: ranks.map(entryOf) };
    return set.links.map(({ format: form, output, url }) => {
      return { kind: 'machine', form, output, url, ranks, bodies, ...about };
    });
  };
  const ofSite = siteFeeds(site.config);
  const first = Math.max(0, site.posts.length - feed.limit);
  const newest = Array.from({ length: site.posts.length - first }, (_, at) => first + at);
  return [
    ...(ofSite === null ? [] : pagesOf(ofSite, newest, feed.full)),
    ...lists.flatMap(({ subject: { type, index }, feeds }) => {
      if (type !== 'category' && type !== 'tag') return [];
      const term = (type === 'category' ? site.categories : site.tags)[index];
      const ranks = term?.posts.slice(-feed.limit) ?? [];
      return feeds.flatMap((set) => pagesOf(set, ranks, feed.termsFull));
    }),
  ];
}

/** Made once a story, for it is in several feeds. */
function createEntries(site: Arrangement): (rank: number) => FeedEntry {
  const known = new Map<number, FeedEntry>();
  const { authors } = site.data;
  const ofSite = site.config.values['author'];
  return (rank) => {
    const found = known.get(rank);
    if (found !== undefined) return found;
    const terms = (
      indexes: readonly number[] | undefined,
      all: Arrangement['tags'],
    ): readonly string[] => (indexes ?? []).flatMap((index) => all[index]?.name ?? []);
    const entry = {
      authors: authorsOf(site.posts[rank]?.facts ?? {}, isMap(authors) ? authors : {}, ofSite),
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
