/** What a year's, month's or day's page sees of itself, of its parts, and of what it is part of. */
import type { Archive, Site } from '../../model/site.js';
import type { Views } from '../../theme/views/views.js';

export function archiveView(archive: Archive, site: Site, views: Views): object {
  const of = (indexes: readonly number[]): readonly Archive[] =>
    indexes.flatMap((index) => site.archives[index] ?? []);
  return {
    ...counted(archive, views),
    parts: of(archive.parts).map((part) => counted(part, views)),
    // Without counts, which every story of the year changes.
    above: archivesAbove(archive, site).map((outer) => named(outer, views)),
  };
}

/** The year of a month, the year and the month of a day: those that have pages. */
export function archivesAbove({ parent }: Archive, site: Site): readonly Archive[] {
  const above = parent === null ? undefined : site.archives[parent];
  return above === undefined ? [] : [...archivesAbove(above, site), above];
}

function named(archive: Archive, views: Views): object {
  const { type, url } = archive;
  return { type, title: titleOf(archive), url, date: views.dateOf(archive) };
}

function counted(archive: Archive, views: Views): object {
  return { ...named(archive, views), count: archive.posts.length };
}

/** `2022`, `2022-05` or `2022-05-16`. */
function titleOf({ year, month, day }: Archive): string {
  const pad = (number: number, width: number): string => String(number).padStart(width, '0');
  const parts = [
    pad(year, 4),
    ...(month > 0 ? [pad(month, 2)] : []),
    ...(day > 0 ? [pad(day, 2)] : []),
  ];
  return parts.join('-');
}
