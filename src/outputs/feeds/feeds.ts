/**
 * Which feeds a site has, and where: the site's own, and those of every category and tag that is
 * large enough. List pages link them; organise takes their paths from there (to tell clashes), and
 * plan makes them pages, so that all see the same.
 */

import { foldName } from '../../formats/text/fold.js';
import { scalarText } from '../../formats/text/scalar.js';
import { filePlace, type OutputPlace, pathBelow } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import type { FeedFormat, FeedLink, FeedSet, TermChoice } from '../../model/generated-file.js';
import type { ListPage } from '../../model/page.js';
import type { Term } from '../../model/site.js';

const FORMATS: readonly (readonly [FeedFormat, string, string])[] = [
  ['atom', 'application/atom+xml', 'Atom'],
  ['rss', 'application/rss+xml', 'RSS'],
  ['json-feed', 'application/feed+json', 'JSON Feed'],
];

type About = Omit<FeedSet, 'links'>;

/** The site's own feeds; null: none. Follows from the config alone. */
export function siteFeeds(config: SiteSettings): FeedSet | null {
  const title = titleOf(config);
  const about = { type: 'site', name: title, url: '/', title } as const;
  return setOf(about, config, (path) => filePlace(path));
}

/** The feeds of a category or tag, below its page as its numbered pages are; null: none. */
export function termFeeds(
  term: Term,
  type: 'category' | 'tag',
  config: SiteSettings,
): FeedSet | null {
  const { feed } = config.machines;
  if (feed === null || term.output === '') return null;
  if (!isChosen(term, type === 'category' ? feed.categories : feed.tags, feed.minPosts))
    return null;
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
  const terms = lists.filter(({ subject: { type } }) => type === 'category' || type === 'tag');
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
  const { feed } = config.machines;
  if (feed === null) return null;
  const links = FORMATS.flatMap(([format, type, word]): readonly FeedLink[] => {
    const path = feed.paths[format];
    return path === null
      ? []
      : [{ format, type, title: `${about.title} (${word})`, ...place(path) }];
  });
  return links.length === 0 ? null : { ...about, links };
}

/** The site's name where one must be: its title, else its host. */
export function titleOf({ values, machines }: Pick<SiteSettings, 'values' | 'machines'>): string {
  const title = scalarText(values['title']) ?? '';
  return title !== '' ? title : (machines.base ?? '').replace(/^https?:\/\//, '');
}
