/** Which planned pages show a story that has changed since the site before: their keys are made anew. */
import type { Page, PageLink } from '../../model/page.js';
import type { Post } from '../../model/post.js';
import { type Site, type Term, termsIn } from '../../model/site.js';
import { TERM_TYPES } from '../../model/term-types.js';
import { isSameList } from '../../platform/list-places.js';
import { termDigest } from '../../theme/views/dependency-digests.js';

/** Whether a page's key is made of a story that has changed, or of more than of stories. */
type ShowsChanged = (page: Page) => boolean;

/** Null: terms are others, which every page may show. */
export function createShowsChanged(before: Site, now: Site): ShowsChanged | null {
  if (!hasSameTerms(before, now)) return null;
  const isChanged = changedStories(before, now);
  // Many generated pages are of one list of stories.
  let [list, isAmong]: [readonly number[], boolean] = [[], false];
  const isAnyOf = (ranks: readonly number[]): boolean => {
    if (ranks !== list) [list, isAmong] = [ranks, ranks.some(isChanged)];
    return isAmong;
  };
  return (page) => {
    switch (page.kind) {
      case 'post': {
        const isInSeries = (now.postTerms.series[page.rank] ?? []).length > 0;
        const { rank, previous, next, related } = page;
        const isBeside = isChanged(previous ?? rank) || isChanged(next ?? rank);
        return isInSeries || isBeside || isChanged(rank) || related.some(isChanged);
      }
      case 'list':
        return page.paginator.posts.some(isChanged);
      case 'generated':
        return isAnyOf(page.ranks);
      default:
        return page.kind === 'document';
    }
  };
}

/** But for its totals, which each story changes, and no key has. */
export function isSameIndexPage(a: Page, b: Page): boolean {
  if (a.kind !== 'list' || b.kind !== 'list' || a.subject.type !== 'index') return false;
  const [one, other] = [a.paginator, b.paginator];
  return (
    b.subject.type === 'index' &&
    a.url === b.url &&
    a.layout === b.layout &&
    a.feeds.length + b.feeds.length === 0 &&
    one.number === other.number &&
    one.perPage === other.perPage &&
    isSameLink(one.newer, other.newer) &&
    isSameLink(one.older, other.older) &&
    isSameList(one.posts, other.posts)
  );
}

function isSameLink(a: PageLink | null, b: PageLink | null): boolean {
  return a?.number === b?.number && a?.url === b?.url;
}

/** As far as both go. */
function hasSameTerms(before: Site, now: Site): boolean {
  return TERM_TYPES.every((type) => {
    const all = termsIn(now, type);
    return termsIn(before, type).every((term, index) => isSameTerm(term, all[index] ?? term));
  });
}

function isSameTerm(a: Term, b: Term): boolean {
  return a === b || termDigest(a) === termDigest(b);
}

/** By rank. */
function changedStories(before: Site, now: Site): (rank: number) => boolean {
  const changed = new Uint8Array(Math.max(before.posts.length, now.posts.length));
  for (let rank = 0; rank < changed.length; rank++) {
    if (!isSameStory(before.posts[rank], now.posts[rank])) changed[rank] = 1;
  }
  for (const type of TERM_TYPES) {
    const [old, all] = [before.postTerms[type], now.postTerms[type]];
    for (let rank = 0; rank < changed.length; rank++) {
      if (!isSameList(old[rank] ?? NONE, all[rank] ?? NONE)) changed[rank] = 1;
    }
  }
  return (rank) => changed[rank] !== 0;
}

const NONE: readonly number[] = [];

function isSameStory(a: Post | undefined, b: Post | undefined): boolean {
  return a === b || (a?.card === b?.card && a?.digest === b?.digest);
}
