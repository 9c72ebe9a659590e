/** Which stories a page shows by its plan: its key has what others see of them, so that no read of it is traced. */
import type { Page } from '../../model/page.js';
import { memoizeByObject } from '../../platform/memoize.js';
import type { Covered } from '../../theme/views/dependencies.js';

/** The stories whose cards a page's key covers. */
export function coveredBy(page: Page): Covered {
  switch (page.kind) {
    case 'post': {
      const links = [page.previous, page.next].filter((rank) => rank !== null);
      return { own: page.rank, cards: new Set([page.rank, ...links, ...page.related]) };
    }
    case 'list': {
      const { posts } = page.paginator;
      return { own: null, cards: posts.length < LONG ? new Set(posts) : setOf(posts) };
    }
    case 'document':
      return { own: null, cards: new Set(page.paginator?.posts) };
    case 'generated':
      return { own: null, cards: setOf(page.ranks) };
    default:
      return { own: null, cards: new Set() };
  }
}

/** Stories of a list that is worth to be kept as a set: those of a year, which each edit of one of them makes anew. */
const LONG = 1000;

/** Files of one part of an archive have one list of its stories: it is a set once. */
const setOf: (ranks: readonly number[]) => ReadonlySet<number> = memoizeByObject(
  (ranks: readonly number[]) => new Set(ranks),
);
