/** Years, months and days that have stories, in site time, oldest first. */
import { expandName } from '../../content/permalink.js';
import { createZone, localTime } from '../../content/zone.js';
import type { Config } from '../../model/config.js';
import type { Post } from '../../model/post.js';
import type { Archive } from '../../model/site.js';

interface OpenArchive extends Omit<Archive, 'posts' | 'parts'> {
  readonly posts: number[];
  readonly parts: number[];
}

/** Kinds whose pattern is null are left out; a year then has no months, and so on. */
export function archivesOf(posts: readonly Post[], config: Config): readonly Archive[] {
  const zone = createZone(config.timezone);
  const archives: OpenArchive[] = [];
  const open: Partial<Record<Archive['type'], number>> = {};
  for (const [rank, post] of posts.entries()) {
    const { year, month, day } = localTime(zone, post.date);
    const dates = { year: [year, 0, 0], month: [year, month, 0], day: [year, month, day] } as const;
    for (const type of ['year', 'month', 'day'] as const) {
      const pattern = config.permalinks[type];
      if (pattern === null) continue;
      const last = archives[open[type] ?? -1];
      const [y, m, d] = dates[type];
      if (last?.year === y && last.month === m && last.day === d) {
        last.posts.push(rank);
        continue;
      }
      const place = expandName(pattern, { year: pad(y, 4), month: pad(m, 2), day: pad(d, 2) });
      const parent = type === 'year' ? null : (open[type === 'day' ? 'month' : 'year'] ?? null);
      archives[parent ?? -1]?.parts.push(archives.length);
      open[type] = archives.length;
      const own = { type, year: y, month: m, day: d, parent, ...place };
      archives.push({ ...own, posts: [rank], parts: [] });
    }
  }
  return archives;
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0');
}
