/** What a year's, month's or day's page sees of itself, of its parts, and of what it is part of. */
import type { Archive, Site } from '../../model/site.js';
import { archiveName } from '../../outputs/lists/overviews.js';
import type { Views } from '../../theme/views/views.js';

export function archiveView(archive: Archive, site: Site, views: Views): object {
  const of = (indexes: readonly number[]): readonly Archive[] =>
    indexes.flatMap((index) => site.archives[index] ?? []);
  return {
    ...counted(archive, views),
    parts: of(archive.parts).map((part) => withPosts(part, views)),
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
  return { type, title: archiveName(archive), url, date: views.dateOf(archive) };
}

function counted(archive: Archive, views: Views): object {
  return { ...named(archive, views), count: archive.posts.length };
}

/** A page that shows the first of a part depends on which these are, not on the rest. */
function withPosts(part: Archive, views: Views): object {
  return Object.defineProperty(counted(part, views), 'posts', {
    enumerable: true,
    get: () => views.archivePosts(part),
  });
}
