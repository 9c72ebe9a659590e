/** What a planner is: plain data in, the pages of one kind out. */
import type { NamedListPage } from '../../content/lists.js';
import type { Page } from '../../model/page.js';
import type { Site } from '../../model/site.js';

export interface PlanInput {
  readonly site: Site;
  /** The site's list pages, before any gave way. */
  readonly lists: readonly NamedListPage[];
}

export type Planner = (input: PlanInput) => readonly Page[];
