/** List pages: the index, terms, archives, overviews, and the page of what isn't there. */
import type { Page } from '../../model/page.js';
import { isTermType } from '../../model/term-types.js';
import { type OutputKind, planned } from '../kind.js';
import { listPages } from './lists.js';
import { standingLists } from './standing-lists.js';

export const lists: OutputKind = {
  name: 'lists',
  paths: listPages,
  plan: ({ site }) => planned(listPages(site)),
  standing: standingLists,
  placeKey,
};

function placeKey(page: Page): string {
  const type = page.kind === 'list' ? page.subject.type : 'index';
  if (isTermType(type)) return `${type}_permalink`;
  if (type === 'feeds') return 'feed';
  if (type === 'search') return 'search';
  return type === 'year' || type === 'month' || type === 'day'
    ? 'archive_permalinks'
    : 'paginate_path';
}
