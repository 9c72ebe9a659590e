/** Where feeds are: the site's, and those that term pages link. */
import type { FeedSet } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';
import type { NamedPlace } from '../kind.js';
import { listPages, termOf } from '../lists/lists.js';
import { collectionFeeds } from './collection-feeds.js';
import { siteFeeds } from './feeds.js';
import { jekyllFeeds } from './jekyll-feeds.js';

/** Feeds, and the ranks of all stories that they are about, oldest first; null: the whole archive. */
export interface FeedsAbout {
  readonly set: FeedSet;
  readonly posts: readonly number[] | null;
  /** At an address of jekyll-feed's: whole stories, as those have them. */
  readonly isJekylls?: boolean;
}

export function feedsOf(site: Arrangement): readonly FeedsAbout[] {
  const ofSite = siteFeeds(site.config);
  const ofTerms = listPages(site).flatMap(({ subject, feeds }) => {
    const term = termOf(site, subject);
    return term === null ? [] : feeds.map((set) => ({ set, posts: term.posts }));
  });
  const ofJekyll = jekyllFeeds(site).map((feed) => ({ ...feed, isJekylls: true }));
  return [...(ofSite === null ? [] : [{ set: ofSite, posts: null }]), ...ofTerms, ...ofJekyll];
}

export function feedPlaces(site: Arrangement): readonly NamedPlace[] {
  const ofPosts = feedsOf(site).flatMap(({ set: { title, links } }) =>
    links.map(({ url, output }) => ({ url, output, name: `the feed of ${title}` })),
  );
  const ofDocuments = collectionFeeds(site.config).map(({ url, output, label }) => {
    return { url, output, name: `the feed of the collection ${label}` };
  });
  return [...ofPosts, ...ofDocuments];
}
