/** Years, months and days that have stories, in site time, oldest first. */

import { createZone, type LocalTime, localDay, localTime } from '../../formats/dates/zone.js';
import type { SiteSettings } from '../../model/config.js';
import type { PostHead } from '../../model/post.js';
import type { Archive } from '../../model/site.js';
import { archivePlace } from '../../outputs/lists/overviews.js';

interface OpenArchive extends Omit<Archive, 'posts' | 'parts'> {
  readonly posts: number[];
  readonly parts: number[];
}

const TYPES = ['year', 'month', 'day'] as const;

/** Kinds whose pattern is null are left out; a year then has no months, and so on. */
export function archivesOf(posts: readonly PostHead[], config: SiteSettings): readonly Archive[] {
  const types = TYPES.filter((type) => config.permalinks[type] !== null);
  if (types.length === 0) return [];
  const zone = createZone(config.timezone);
  const archives: OpenArchive[] = [];
  const open: Partial<Record<Archive['type'], number>> = {};
  const openDay = ({ year, month, day }: LocalTime): void => {
    const dates = { year: [year, 0, 0], month: [year, month, 0], day: [year, month, day] } as const;
    for (const type of types) {
      const last = archives[open[type] ?? -1];
      const [y, m, d] = dates[type];
      if (last?.year === y && last.month === m && last.day === d) continue;
      const place = archivePlace(config.permalinks[type] ?? '', { year: y, month: m, day: d });
      const parent = type === 'year' ? null : (open[type === 'day' ? 'month' : 'year'] ?? null);
      archives[parent ?? -1]?.parts.push(archives.length);
      open[type] = archives.length;
      archives.push({ type, year: y, month: m, day: d, parent, ...place, posts: [], parts: [] });
    }
  };
  let today: number | null = null;
  for (const [rank, { date }] of posts.entries()) {
    const day = localDay(zone, date);
    if (day !== today) openDay(localTime(zone, date));
    today = day;
    for (const type of types) archives[open[type] ?? -1]?.posts.push(rank);
  }
  return archives;
}
