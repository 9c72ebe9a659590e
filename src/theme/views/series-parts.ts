/** Where a story stands in its series: a new part changes the page of the one before it alone. */
import { type Site, type Term, termsIn } from '../../model/site.js';
import { firstNotBelow } from '../../platform/list-places.js';

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
    const at = firstNotBelow(term.posts, rank);
    const [previous = null, next = null] = [term.posts[at - 1], term.posts[at + 1]];
    return [{ term, number: at + 1, previous, next }];
  });
}

const NONE: readonly never[] = [];
