/** Which planned pages show a story that has changed since the site before: their keys are made anew. */
import type { Page, PageLink } from '../../model/page.js';
import { type Site, type Term, termsIn } from '../../model/site.js';
import { TERM_TYPES } from '../../model/term-types.js';
import { commonStart, isSameList } from '../../platform/list-places.js';
import { termDigest } from '../../theme/views/dependency-digests.js';

/** Stories that are others than in the site before, by rank. */
export interface ChangedStories {
  /** Whether a page's key is made of one, or of more than of stories. */
  isShownBy(page: Page): boolean;
  /** Whether what others see of the story is another: its card, or its terms. */
  hasOtherFace(rank: number): boolean;
}

/** Null: terms are others, which every page may show. */
export function changedStories(before: Site, now: Site): ChangedStories | null {
  if (!hasSameTerms(before, now)) return null;
  const changes = changesByRank(before, now);
  const faces = ranksWith(FACE, changes);
  const texts = ranksWith(TEXT, changes);
  const isChanged = (rank: number): boolean => changes[rank] !== 0;
  const hasOtherFace = (rank: number): boolean => ((changes[rank] ?? 0) & FACE) !== 0;
  const hasFace = (ranks: readonly number[]): boolean =>
    faces === null ? ranks.some(hasOtherFace) : faces.some((rank) => ranks.includes(rank));
  const hasText = (ranks: readonly number[]): boolean =>
    texts === null ? ranks.some(isChanged) : texts.some((rank) => ranks.includes(rank));
  // Many generated pages are of one list of stories.
  let [list, isText, isAmong]: [readonly number[], boolean, boolean] = [[], false, false];
  const isAnyOf = (ranks: readonly number[], bodies: boolean): boolean => {
    if (ranks === list && bodies === isText) return isAmong;
    [list, isText, isAmong] = [ranks, bodies, hasFace(ranks) || (bodies && hasText(ranks))];
    return isAmong;
  };
  const isShownBy = (page: Page): boolean => {
    switch (page.kind) {
      case 'post': {
        const isInSeries = (now.postTerms.series[page.rank] ?? []).length > 0;
        const { rank, previous, next, related } = page;
        const isBeside = hasOtherFace(previous ?? rank) || hasOtherFace(next ?? rank);
        return isInSeries || isBeside || isChanged(rank) || hasFace(related);
      }
      case 'list':
        return hasFace(page.paginator.posts);
      case 'generated':
        return isAnyOf(page.ranks, page.bodies);
      default:
        return page.kind === 'document';
    }
  };
  return { isShownBy, hasOtherFace };
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

/** More changed stories than these are not looked for one by one. */
const FEW = 4;

/** Stories of which that is another; null: they are many. */
function ranksWith(change: number, changes: Uint8Array): readonly number[] | null {
  const ranks: number[] = [];
  for (let rank = 0; rank < changes.length; rank++) {
    if (((changes[rank] ?? 0) & change) === 0) continue;
    if (ranks.push(rank) > FEW) return null;
  }
  return ranks;
}

/** What is another of a story. */
const [FACE, TEXT] = [1, 2];

function changesByRank(before: Site, now: Site): Uint8Array {
  const changes = new Uint8Array(Math.max(before.posts.length, now.posts.length));
  for (let rank = 0; rank < changes.length; rank++) {
    const [old, one] = [before.posts[rank], now.posts[rank]];
    if (old === one) continue;
    if (old?.card !== one?.card) changes[rank] = FACE;
    if (old?.digest !== one?.digest) changes[rank] = (changes[rank] ?? 0) | TEXT;
  }
  for (const type of TERM_TYPES) {
    const [old, all] = [before.postTerms[type], now.postTerms[type]];
    if (old === all) continue;
    for (let rank = commonStart(old, all); rank < changes.length; rank++) {
      if (!isSameList(old[rank] ?? NONE, all[rank] ?? NONE)) changes[rank] = FACE | TEXT;
    }
  }
  return changes;
}

const NONE: readonly number[] = [];
