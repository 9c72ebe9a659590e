/**
 * Generated pages that are planned as they were stay the very objects of the last plan: what was made of
 * such a page, its key above all, is found by the object.
 */
import type { Page } from '../../model/page.js';
import { lazy } from '../../platform/lazy.js';
import { isSameList } from '../../platform/list-places.js';

/** `last` is what was planned of the same kind. In the order of `pages`. */
export function keepPages(pages: readonly Page[], last: readonly Page[]): readonly Page[] {
  if (last.length === 0 || !pages.some(({ kind }) => kind === 'generated')) return pages;
  const places = lazy(() => new Map(last.map(({ output }, place) => [output, place])));
  const isAlike = createLikeness();
  // Most are where they were, or as far from there as the one before.
  let shift = 0;
  return pages.map((page, at) => {
    if (page.kind !== 'generated' || last[at + shift] === page) return page;
    if (last[at + shift]?.output !== page.output) {
      const place = places().get(page.output);
      if (place === undefined) return page;
      shift = place - at;
    }
    const before = last[at + shift];
    return before !== undefined && isSameRecord(before, page, isAlike) ? before : page;
  });
}

type Likeness = (a: unknown, b: unknown) => boolean;

function isSameRecord(a: object, b: object, isAlike: Likeness): boolean {
  const fields: readonly (readonly [string, unknown])[] = Object.entries(a);
  const others: Readonly<Record<string, unknown>> = { ...b };
  return (
    fields.length === Object.keys(others).length &&
    fields.every(([key, value]) => isAlike(value, others[key]))
  );
}

/** Of values of records, and lists of them; what lies deeper counts as another. */
function createLikeness(): Likeness {
  // Many pages are of one list of stories.
  let [list, other, isSame]: [unknown, unknown, boolean] = [null, null, false];
  return (a, b) => {
    if (a === b) return true;
    if (!Array.isArray(a) || !Array.isArray(b)) return false;
    if (a !== list || b !== other) [list, other, isSame] = [a, b, isSameList(a, b)];
    return isSame;
  };
}
