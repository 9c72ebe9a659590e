/** List pages: the index, terms, archives, overviews, and the page of what isn't there. */
import type { Page } from '../../model/page.js';
import { type OutputKind, planned } from '../kind.js';
import { listPages } from './lists.js';

export const lists: OutputKind = {
  name: 'lists',
  paths: listPages,
  plan: ({ site }) => planned(listPages(site)),
  placeKey,
};

function placeKey(page: Page): string {
  const type = page.kind === 'list' ? page.subject.type : 'index';
  if (type === 'year' || type === 'month' || type === 'day') return 'archive_permalinks';
  return type === 'index' ? 'paginate_path' : `${type}_permalink`;
}
