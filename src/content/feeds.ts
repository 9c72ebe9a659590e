/**
 * Which feeds a site has, and where: the site's own, and those of every category and tag that is
 * large enough. Organise asks for their paths (to tell clashes), plan makes them pages, and list
 * pages link them; all must see the same.
 */
import type { Config } from '../model/config.js';
import type { FeedFormat, FeedLink, FeedSet, TermChoice } from '../model/machine.js';
import type { Site, Term } from '../model/site.js';
import { foldName } from './fold.js';
import { filePlace, type Place, pathBelow } from './permalink.js';
import { scalarText } from './scalar.js';

const FORMATS: readonly (readonly [FeedFormat, string, string])[] = [
  ['atom', 'application/atom+xml', 'Atom'],
  ['rss', 'application/rss+xml', 'RSS'],
  ['json-feed', 'application/feed+json', 'JSON Feed'],
];

/** A set of feeds with the files and the stories. */
export interface PlacedFeedSet extends FeedSet {
  /** The title of each. */
  readonly title: string;
  /** As `links`. */
  readonly outputs: readonly string[];
}

type Named = Pick<FeedSet, 'type' | 'name' | 'url'> & { readonly title: string };

/** The site's own feeds; null: none. Follows from the config alone. */
export function siteFeeds(config: Config): PlacedFeedSet | null {
  const title = titleOf(config);
  const about = { type: 'site', name: title, url: '/', title } as const;
  return setOf(about, config, (path) => filePlace(path));
}

/** The feeds of a category or tag, below its page as its numbered pages are; null: none. */
export function termFeeds(
  term: Term,
  type: 'category' | 'tag',
  config: Config,
): PlacedFeedSet | null {
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

/** Every set, the site's first. */
export function feedSets(
  site: Pick<Site, 'config' | 'categories' | 'tags'>,
): readonly PlacedFeedSet[] {
  return [
    siteFeeds(site.config),
    ...site.categories.map((term) => termFeeds(term, 'category', site.config)),
    ...site.tags.map((term) => termFeeds(term, 'tag', site.config)),
  ].filter((set) => set !== null);
}

function isChosen(term: Term, choice: TermChoice, minPosts: number): boolean {
  if (choice === 'none') return false;
  if (choice === 'enough') return term.posts.length >= minPosts;
  return choice.some((name) =>
    [term.key, term.name, term.slug].map(foldName).includes(foldName(name)),
  );
}

function setOf(about: Named, config: Config, place: (path: string) => Place): PlacedFeedSet | null {
  const { feed } = config.machines;
  if (feed === null) return null;
  const links: FeedLink[] = [];
  const outputs: string[] = [];
  for (const [format, type, word] of FORMATS) {
    const path = feed.paths[format];
    if (path === null) continue;
    const { url, output } = place(path);
    links.push({ format, type, title: `${about.title} (${word})`, url });
    outputs.push(output);
  }
  return links.length === 0 ? null : { ...about, links, outputs };
}

/** The site's name where one must be: its title, else its host. */
export function titleOf({ values, machines }: Pick<Config, 'values' | 'machines'>): string {
  const title = scalarText(values['title']) ?? '';
  return title !== '' ? title : (machines.base ?? '').replace(/^https?:\/\//, '');
}
