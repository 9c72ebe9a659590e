/**
 * Which feeds a site has: its own, and those of every category and tag that is large enough. List
 * pages link the latter, and where a page links a feed the feed is planned (`paths.ts`).
 */

import { foldName } from '../../formats/text/fold.js';
import { scalarText } from '../../formats/text/scalar.js';
import { filePlace, type OutputPlace, pathBelow } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import type { FeedLink, FeedSet, ListPage } from '../../model/page.js';
import type { Term } from '../../model/site.js';
import { isTermType, type TermType } from '../../model/term-types.js';
import type { TermChoice } from './feed-settings.js';
import { FEED_FORMATS } from './formats.js';

type About = Omit<FeedSet, 'links'>;

/** The site's own feeds; null: none. Follows from the config alone. */
export function siteFeeds(config: SiteSettings): FeedSet | null {
  const title = titleOf(config);
  const about = { type: 'site', name: title, url: '/', title } as const;
  return setOf(about, config, (path) => filePlace(path));
}

/** The feeds of a term, below its page as its numbered pages are; null: none. */
export function termFeeds(term: Term, type: TermType, config: SiteSettings): FeedSet | null {
  const { feeds } = config.outputs;
  if (feeds === null || term.output === '') return null;
  if (!isChosen(term, feeds.terms[type] ?? 'none', feeds.minPosts)) return null;
  const about = {
    type,
    name: term.name,
    url: term.url,
    title: `${term.name} - ${titleOf(config)}`,
  };
  return setOf(about, config, (path) => pathBelow(term, path.slice(path.lastIndexOf('/') + 1)));
}

/** Every set, the site's first; those of terms are what their pages link. */
export function feedSets(config: SiteSettings, lists: readonly ListPage[]): readonly FeedSet[] {
  const site = siteFeeds(config);
  const terms = lists.filter(({ subject: { type } }) => isTermType(type));
  return [...(site === null ? [] : [site]), ...terms.flatMap(({ feeds }) => feeds)];
}

function isChosen(term: Term, choice: TermChoice, minPosts: number): boolean {
  if (choice === 'none') return false;
  if (choice === 'enough') return term.posts.length >= minPosts;
  return choice.some((name) =>
    [term.key, term.name, term.slug].map(foldName).includes(foldName(name)),
  );
}

function setOf(
  about: About,
  config: SiteSettings,
  place: (path: string) => OutputPlace,
): FeedSet | null {
  const { feeds } = config.outputs;
  if (feeds === null) return null;
  const links = FEED_FORMATS.flatMap(({ format, label, type, name }): readonly FeedLink[] => {
    const path = feeds.paths[format] ?? null;
    if (path === null) return [];
    return [{ format, label, type, title: `${about.title} (${name})`, ...place(path) }];
  });
  return links.length === 0 ? null : { ...about, links };
}

/** The site's name where one must be: its title, else its host. */
export function titleOf({ values, base }: Pick<SiteSettings, 'values' | 'base'>): string {
  const title = scalarText(values['title']) ?? '';
  return title !== '' ? title : (base ?? '').replace(/^https?:\/\//, '');
}
