/** Years, months and days that have stories, in site time, oldest first. */

import { createZone, type LocalTime, localDay, localTime } from '../../formats/dates/zone.js';
import type { SameStart } from '../../incremental/same-start.js';
import type { SiteSettings } from '../../model/config.js';
import type { PostHead } from '../../model/post.js';
import type { Archive } from '../../model/site.js';
import { archivePlace } from '../../outputs/lists/overviews.js';
import { firstNotBelow } from '../../platform/list-places.js';

const TYPES = ['year', 'month', 'day'] as const;

/**
 * Kinds whose pattern is null are left out; a year then has no months, and so on. An archive that has
 * the stories it had, and is not the last of its kind, is the very same object.
 */
export function archivesOf(
  posts: readonly PostHead[],
  config: Pick<SiteSettings, 'permalinks' | 'timezone'>,
  { last, same }: SameStart<readonly Archive[]> = { last: [], same: 0 },
): readonly Archive[] {
  const types = TYPES.filter((type) => config.permalinks[type] !== null);
  if (types.length === 0) return [];
  const zone = createZone(config.timezone);
  const { archives, open } = reopened(last, same);
  const openDay = ({ year, month, day }: LocalTime): void => {
    const dates = { year: [year, 0, 0], month: [year, month, 0], day: [year, month, day] } as const;
    for (const type of types) {
      const before = open[type]?.archive;
      const [y, m, d] = dates[type];
      if (before?.year === y && before.month === m && before.day === d) continue;
      const place = archivePlace(config.permalinks[type] ?? '', { year: y, month: m, day: d });
      const above = type === 'year' ? undefined : open[type === 'day' ? 'month' : 'year'];
      const at = archives.length;
      above?.archive.parts.push(at);
      const date = { type, year: y, month: m, day: d, parent: above?.at ?? null };
      const archive = { ...date, ...place, posts: [], parts: [] };
      open[type] = { at, archive };
      archives.push(archive);
    }
  };
  let today: number | null = null;
  for (let rank = same; rank < posts.length; rank++) {
    const { date = 0 } = posts[rank] ?? {};
    const day = localDay(zone, date);
    if (day !== today) openDay(localTime(zone, date));
    today = day;
    // By index: until V8 has compiled a loop, its iterator makes an object a turn.
    for (let at = 0; at < types.length; at++) open[types[at] ?? 'year']?.archive.posts.push(rank);
  }
  return archives;
}

interface OpenArchive extends Omit<Archive, 'posts' | 'parts'> {
  readonly posts: number[];
  readonly parts: number[];
}

/** The last archive of each kind; `at` is its index. */
type OpenArchives = Partial<Record<Archive['type'], { at: number; archive: OpenArchive }>>;

/** Those that have any of the first stories, the last of each kind with no others. */
function reopened(
  last: readonly Archive[],
  same: number,
): { readonly archives: Archive[]; readonly open: OpenArchives } {
  const count = last.findLastIndex(({ posts: [oldest = 0] }) => oldest < same) + 1;
  const archives = last.slice(0, count);
  const open: OpenArchives = {};
  for (const [at, found] of [...archives.entries()].reverse()) {
    if (open[found.type] !== undefined) continue;
    const posts = found.posts.slice(0, firstNotBelow(found.posts, same));
    const archive = { ...found, posts, parts: found.parts.filter((part) => part < count) };
    open[found.type] = { at, archive };
    archives[at] = archive;
    if (Object.keys(open).length === TYPES.length) break;
  }
  return { archives, open };
}
