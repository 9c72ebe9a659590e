/** Where a story stands in its series: a new part changes the page of the one before it alone. */
import { type Site, type Term, termsIn } from '../../model/site.js';

/** `number` counts from 1, the oldest; neighbours are ranks. */
export interface SeriesPlace {
  readonly term: Term;
  readonly number: number;
  readonly previous: number | null;
  readonly next: number | null;
}

export function partsOf(site: Site, rank: number): readonly SeriesPlace[] {
  const indexes = site.postTerms.series[rank] ?? NONE;
  if (indexes.length === 0) return NONE;
  const terms = termsIn(site, 'series');
  return indexes.flatMap((index) => {
    const term = terms[index];
    if (term === undefined) return [];
    const at = placeOf(rank, term.posts);
    const [previous = null, next = null] = [term.posts[at - 1], term.posts[at + 1]];
    return [{ term, number: at + 1, previous, next }];
  });
}

const NONE: readonly never[] = [];

/** Ranks ascend. */
function placeOf(rank: number, ranks: readonly number[]): number {
  let [low, high] = [0, ranks.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranks[middle] ?? 0) < rank) low = middle + 1;
    else high = middle;
  }
  return low;
}
