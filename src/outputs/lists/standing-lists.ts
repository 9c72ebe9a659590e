/** Which list pages stand: those of lists that have none of the stories which may be others. */
import type { Page } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';
import { firstNotBelow } from '../../platform/list-places.js';
import { indexed, termOf } from './lists.js';
import { hasNextNumbered } from './pagination.js';

export function standingLists(site: Arrangement, count: number): (page: Page) => boolean {
  const { pagination } = site.config;
  const inIndex = firstNotBelow(indexed(site), count);
  const isBelow = (ranks: readonly number[]): boolean => (ranks.at(-1) ?? -1) < count;
  return (page) => {
    if (page.kind !== 'list') return false;
    const { subject, paginator } = page;
    const { type, index } = subject;
    // A page of the index leads on to the next one.
    if (type === 'index') {
      return paginator.number !== null && hasNextNumbered(paginator.number, inIndex, pagination);
    }
    const about =
      type === 'year' || type === 'month' || type === 'day'
        ? site.archives[index]
        : termOf(site, subject);
    return about !== undefined && about !== null && isBelow(about.posts);
  };
}
