/**
 * Pages whose keys need not be joined anew, because nothing that they are made of is another thing
 * than in the build before of the same process. Says nothing of the others.
 */
import type { Snapshot } from '../../incremental/snapshot.js';
import type { Page } from '../../model/page.js';
import type { Site } from '../../model/site.js';
import type { ReadsDigests } from './page-key.js';

/** Whether a page that read this has the key that it had when `before` was made. */
export type IsUpToDate = (page: Page, reads: readonly string[]) => boolean;

export function upToDatePages(
  before: Snapshot | null,
  now: Snapshot,
  { of }: ReadsDigests,
): IsUpToDate {
  if (before === null || !isSameTheme(before, now)) return () => false;
  const touched = touchedRanks(before.site.posts, now.site.posts);
  const isTouched = (rank: number): boolean => touched[rank] === 1;
  return (page, reads) => !showsAny(page, isTouched) && before.reads.get(reads) === of(reads);
}

/** The very same plan is that of the same lists, terms and settings: see `plan`. */
function isSameTheme(before: Snapshot, now: Snapshot): boolean {
  return (
    before.plan === now.plan &&
    before.foundation === now.foundation &&
    before.site.filters === now.site.filters
  );
}

/** A byte a story, 1 where it is another card: pages name stories from all over the archive. */
function touchedRanks(before: Site['posts'], now: Site['posts']): Uint8Array {
  const touched = new Uint8Array(now.length);
  for (const [rank, post] of now.entries()) if (before[rank] !== post) touched[rank] = 1;
  return touched;
}

/** Whether plan gave the page one of those stories. */
function showsAny(page: Page, isTouched: (rank: number) => boolean): boolean {
  switch (page.kind) {
    case 'post': {
      const { rank, previous, next, related } = page;
      const isNeighbour =
        (previous !== null && isTouched(previous)) || (next !== null && isTouched(next));
      return isTouched(rank) || isNeighbour || related.some(isTouched);
    }
    case 'list':
      return page.paginator.posts.some(isTouched);
    case 'document':
      return page.paginator?.posts.some(isTouched) ?? false;
    case 'generated':
      return page.ranks.some(isTouched);
    default:
      return false;
  }
}
