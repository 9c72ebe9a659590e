/** What a planner is: plain data in, the pages of one kind out. */

import type { Page } from '../model/page.js';
import type { Arrangement } from '../model/site.js';
import type { NamedListPage } from './lists/lists.js';

export interface PlanInput {
  readonly site: Arrangement;
  /** The site's list pages, before any gave way. */
  readonly lists: readonly NamedListPage[];
  /** The stories that are news at this build's present, newest first; none where no sitemap has them. */
  readonly news: readonly number[];
}

export type Planner = (input: PlanInput) => readonly Page[];
