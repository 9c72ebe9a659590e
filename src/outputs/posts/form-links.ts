/**
 * What stories link to by Jekyll's `link` and `post_url`: the address of a file or of a post's name in
 * this build, for those who write it and those who tell that there is none.
 */
import { createZone, localTime } from '../../formats/dates/zone.js';
import type { LinkForm, StoryLink } from '../../formats/story-forms/replace-forms.js';
import { isList, type Value } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import type { Site } from '../../model/site.js';
import { lazy } from '../../platform/lazy.js';
import { createSourceAddresses, type SourceAddresses } from '../source-addresses.js';

/** Where a story's card has what it links to: known in every build, to tell of what has gone. */
export const FORM_LINKS = 'form_links';

export function linkFacts(links: readonly StoryLink[]): Value {
  return links.map(({ form, name }) => [form, name]);
}

/** Of a card's facts. */
export function linksIn(facts: Post['facts']): readonly Pick<StoryLink, 'form' | 'name'>[] {
  const links = (facts as Readonly<Record<string, Value | undefined>>)[FORM_LINKS];
  if (!isList(links)) return [];
  return links.flatMap((link) => {
    const [form, name] = isList(link) ? link : [];
    const isForm = form === 'link' || form === 'post_url';
    return isForm && typeof name === 'string' ? [{ form, name }] : [];
  });
}

/** Percent-encoded, starting with `/`, without `baseurl`; null: nothing is published there. */
export type FormTargets = Readonly<Record<LinkForm, (name: string) => string | null>>;

export function createFormTargets(
  site: Site,
  addressOf: SourceAddresses = createSourceAddresses(site),
): FormTargets {
  const { collectionsDir } = site.config;
  return {
    link(name) {
      const path = name.replace(/^\/+/, '');
      return addressOf(path) ?? (collectionsDir === '' ? null : addressOf(collectionsDir + path));
    },
    post_url: createPostAddresses(site),
  };
}

const NAME = /^(.+\/)?(\d+)-(\d+)-(\d+)-(.*)$/;

/**
 * Jekyll's two ways (`tags/post_url.rb`): a post whose file, in the folder that is named, begins with the
 * name; else the first of that day with that slug, wherever it is.
 */
function createPostAddresses(site: Site): (name: string) => string | null {
  const { posts, config } = site;
  const files = lazy(() => {
    const known = new Map<string, string>();
    for (const { path, url } of posts) {
      const below = path.startsWith(config.collectionsDir)
        ? path.slice(config.collectionsDir.length)
        : path;
      for (const name of namesOf(below)) if (!known.has(name)) known.set(name, url);
    }
    return known;
  });
  const days = lazy(() => {
    const zone = createZone(config.timezone);
    const ranks = new Map<string, number[]>();
    for (const [rank, { date }] of posts.entries()) {
      const { year, month, day } = localTime(zone, date);
      const id = `${year}-${month}-${day}`;
      const known = ranks.get(id);
      if (known === undefined) ranks.set(id, [rank]);
      else known.push(rank);
    }
    return ranks;
  });
  return (name) => {
    const [, folder = '', year, month, day, slug = ''] = NAME.exec(name.replace(/^\//, '')) ?? [];
    if (year === undefined) return null;
    const exact = files().get(`${folder}${year}-${month}-${day}-${slug}`);
    if (exact !== undefined) return exact;
    const ofDay = days().get([year, month, day].map(Number).join('-')) ?? [];
    const rank = ofDay.find((one) => posts[one]?.slug === slug);
    return rank === undefined ? null : (posts[rank]?.url ?? null);
  };
}

/** By which `post_url` finds a file: its name up to a dot, behind the folder above or below `_posts`. */
function namesOf(path: string): readonly string[] {
  const [, above = '', below = '', file = ''] = /^(.*\/)?_posts\/(.*\/)?([^/]*)$/.exec(path) ?? [];
  if (above !== '' && below !== '') return [];
  const dots = [...file.matchAll(/\.(?=[^.])/g)].map(({ index }) => index);
  return dots.map((dot) => above + below + file.slice(0, dot));
}
