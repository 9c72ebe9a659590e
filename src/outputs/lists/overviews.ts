/**
 * The ways into a site besides its stories: the pages of all topics, sources and feeds, which every
 * page may link as none comes or goes with every story, and the years, which belong on few pages.
 */

import { localDay, localTime, type Zone } from '../../formats/dates/zone.js';
import { valueAt } from '../../formats/json/config-values.js';
import { scalarText } from '../../formats/text/scalar.js';
import { expandName, filePlace, type OutputPlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import { isMap } from '../../model/data.js';
import type { Archive, Arrangement } from '../../model/site.js';
import {
  isTermType,
  OVERVIEW_LINKS,
  type OverviewList,
  type TermType,
} from '../../model/term-types.js';
import { siteFeeds } from '../feeds/feeds.js';

type OverviewSite = Pick<Arrangement, 'config' | OverviewList>;

export interface Overview {
  readonly type: OverviewList | 'feeds';
  readonly url: string;
}

export function overviewsOf(site: OverviewSite): readonly Overview[] {
  const places = [
    ...OVERVIEW_LINKS.map((list) => [list, termsPlace(site, list)] as const),
    ['feeds', feedsPlace(site.config)] as const,
  ];
  return places.flatMap(([type, place]) => (place === null ? [] : [{ type, url: place.url }]));
}

/** The newest first; without what is in them, which every story changes. */
export function yearsOf(
  archives: readonly Archive[],
): readonly Pick<Archive, 'type' | 'url' | 'year'>[] {
  const years = archives.filter(({ type }) => type === 'year').reverse();
  return years.map(({ type, url, year }) => ({ type, url, year }));
}

/** Where all terms of a kind are; null: there are none that have pages. */
export function termsPlace(site: OverviewSite, type: OverviewList): OutputPlace | null {
  if (!site[type].some((term) => term.output !== '')) return null;
  return { url: `/${type}.html`, output: `${type}.html` };
}

/** Where all feeds are, for people; null: there are none, or no page is wanted. */
export function feedsPlace(config: SiteSettings): OutputPlace | null {
  const { feeds } = config.outputs;
  if (feeds === null || feeds.page === null || siteFeeds(config) === null) return null;
  const isAsked = valueAt(config.values, 'feed.page') !== undefined;
  if (!isAsked && !hasList(config, 'feeds')) return null;
  return filePlace(feeds.page);
}

/** Whether lists of a layout are made though no key of the config asks for them. */
export function hasList({ listLayouts }: Pick<SiteSettings, 'listLayouts'>, name: string): boolean {
  return listLayouts === null || listLayouts.includes(name);
}

/**
 * The layout that jekyll-archives' settings give a kind of list, beside layouts of Jekyll's own; null:
 * the kind is finews'.
 */
export function archivesLayout(
  config: Pick<SiteSettings, 'listLayouts' | 'values'>,
  type: TermType | Archive['type'],
): string | null {
  const settings = config.values['jekyll-archives'];
  const isOwn = hasList(config, isTermType(type) ? type : 'archive');
  if (isOwn || !isMap(settings)) return null;
  const own = isMap(settings['layouts']) ? settings['layouts'][type] : undefined;
  return scalarText(own) ?? scalarText(settings['layout']) ?? 'archive';
}

/** Where an archive is by the pattern of its type: `month` is 0 for a year, `day` for both. */
export function archivePlace(
  pattern: string,
  { year, month, day }: Pick<Archive, 'year' | 'month' | 'day'>,
): OutputPlace {
  return expandName(pattern, { year: pad(year, 4), month: pad(month, 2), day: pad(day, 2) });
}

/** `2022`, `2022-05` or `2022-05-16`. */
export function archiveName({ year, month, day }: Pick<Archive, 'year' | 'month' | 'day'>): string {
  const parts = [pad(year, 4), ...[month, day].flatMap((part) => (part > 0 ? [pad(part, 2)] : []))];
  return parts.join('-');
}

/**
 * A moment's day, as an address; empty where days have none. The last is remembered, for stories are
 * asked in their order.
 */
export function dayUrls(pattern: string | null, zone: Zone): (ms: number) => string {
  if (pattern === null) return () => '';
  let [known, url]: [number | null, string] = [null, ''];
  return (ms) => {
    const day = localDay(zone, ms);
    if (day !== known) [known, url] = [day, archivePlace(pattern, localTime(zone, ms)).url];
    return url;
  };
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
