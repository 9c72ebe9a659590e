/** Which list pages stand: those of lists that have none of the stories which are others. */
import type { ListSubject, Page } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';
import { isTermType, TERM_TYPES } from '../../model/term-types.js';
import { firstNotBelow } from '../../platform/list-places.js';
import type { OtherStories } from '../kind.js';
import { indexed } from './lists.js';
import { hasNextNumbered } from './pagination.js';

export function standingLists(site: Arrangement, others: OtherStories): (page: Page) => boolean {
  const { pagination } = site.config;
  const inIndex = firstNotBelow(indexed(site), others.first);
  const touched = touchedLists(site, others);
  return (page) => {
    if (page.kind !== 'list') return false;
    const { subject, paginator } = page;
    // A page of the index leads on to the next one.
    if (subject.type === 'index') {
      return paginator.number !== null && hasNextNumbered(paginator.number, inIndex, pagination);
    }
    const hasStories = isTermType(subject.type) || isDated(subject);
    return hasStories && !touched.has(idOf(subject));
  };
}

function touchedLists(site: Arrangement, { first, has }: OtherStories): ReadonlySet<string> {
  const touched = new Set<string>();
  for (let rank = first; rank < site.posts.length; rank++) {
    if (!has(rank)) continue;
    for (const type of TERM_TYPES) {
      for (const index of site.postTerms[type][rank] ?? []) touched.add(idOf({ type, index }));
    }
  }
  for (const [index, { type, posts }] of site.archives.entries()) {
    const from = firstNotBelow(posts, first);
    if (posts.slice(from).some(has)) touched.add(idOf({ type, index }));
  }
  return touched;
}

function isDated({ type }: ListSubject): boolean {
  return type === 'year' || type === 'month' || type === 'day';
}

function idOf({ type, index }: ListSubject): string {
  return `${type} ${index}`;
}
