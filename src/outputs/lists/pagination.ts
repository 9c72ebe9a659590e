/**
 * How a list is cut into pages. `stable`: numbered pages are counted from the oldest story, are full
 * from the day they appear and never change by appending; the landing page holds the rest.
 * `newest-first`: jekyll-paginate's numbering, where each new story shifts every page.
 */
import type { Pagination } from '../../model/config.js';

/** A page of a list: `from` and `to` (exclusive) index the list from its oldest entry. */
export interface Slice {
  /** Null: the landing page of a stable list. */
  readonly number: number | null;
  readonly landing: boolean;
  readonly from: number;
  readonly to: number;
  /** Indexes of the neighbouring slices, or null. */
  readonly newer: number | null;
  readonly older: number | null;
}

/** The landing page first. An empty list has a landing page all the same. */
export function slices(
  total: number,
  pagination: Pick<Pagination, 'perPage' | 'order'>,
): readonly Slice[] {
  return pagination.order === 'stable'
    ? stableSlices(total, pagination.perPage)
    : newestFirstSlices(total, pagination.perPage);
}

/** Whether a numbered page and the one after it are full with so many entries. */
export function hasNextNumbered(
  number: number,
  total: number,
  { perPage, order }: Pick<Pagination, 'perPage' | 'order'>,
): boolean {
  return order === 'stable' && number + 1 <= numberedPages(total, perPage);
}

function numberedPages(total: number, perPage: number): number {
  return Math.max(0, Math.floor(total / perPage) - 1);
}

function stableSlices(total: number, perPage: number): readonly Slice[] {
  const numbered = numberedPages(total, perPage);
  const landing: Slice = {
    number: null,
    landing: true,
    from: numbered * perPage,
    to: total,
    newer: null,
    older: numbered > 0 ? numbered : null,
  };
  const rest = Array.from({ length: numbered }, (_, index): Slice => {
    const number = index + 1;
    const newer = number < numbered ? number + 1 : 0;
    const older = number > 1 ? number - 1 : null;
    return { number, landing: false, from: index * perPage, to: number * perPage, newer, older };
  });
  return [landing, ...rest];
}

function newestFirstSlices(total: number, perPage: number): readonly Slice[] {
  const count = Math.max(1, Math.ceil(total / perPage));
  return Array.from(
    { length: count },
    (_, index): Slice => ({
      number: index + 1,
      landing: index === 0,
      from: Math.max(0, total - (index + 1) * perPage),
      to: total - index * perPage,
      newer: index > 0 ? index - 1 : null,
      older: index + 1 < count ? index + 1 : null,
    }),
  );
}
