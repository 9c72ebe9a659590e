/** Plans the index, category, tag, archive and not-found pages. */
import type { Page } from '../../model/page.js';
import type { PlanInput } from '../planner.js';

export function planLists({ lists }: PlanInput): readonly Page[] {
  return lists;
}
