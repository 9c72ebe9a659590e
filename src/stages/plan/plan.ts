/**
 * The fifth verb: every output decided as plain data, by a visible array of planners. Rendering has
 * no decisions left. Posts' clashes are settled by now (organise); what is left here is which of
 * finews' own pages give way to the site's.
 */
import { foldPath } from '../../content/fold.js';
import { listPages } from '../../content/lists.js';
import type { Page } from '../../model/page.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import { planDocuments } from './documents.js';
import { planLists } from './lists.js';
import type { PlanInput, Planner } from './planner.js';
import { planPosts } from './posts.js';
import { planStatics } from './statics.js';

/** In order of precedence: of two outputs with one path the earlier planner's stays. */
const PLANNERS: readonly Planner[] = [planStatics, planDocuments, planLists, planPosts];

export function plan(site: Site): Outcome<readonly Page[]> {
  const input: PlanInput = { site, lists: listPages(site) };
  const taken = new Map<string, Page>();
  const problems: Problem[] = [];
  for (const planner of PLANNERS) {
    for (const page of planner(input)) {
      const key = foldPath(page.output);
      const winner = taken.get(key);
      if (winner === undefined) taken.set(key, page);
      else if (winner.kind === 'list') problems.push(overlap(page, winner));
    }
  }
  return { value: [...taken.values()], problems };
}

/** Two generated pages at one path: the patterns in the config collide. */
function overlap(loser: Page, winner: Page): Problem {
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `Two generated pages want ${loser.url}; the one for ${nameOf(winner)} stays, ${nameOf(loser)} has none`,
    hint: 'Give category_permalink, tag_permalink and archive_permalinks different places.',
  };
}

function nameOf(page: Page): string {
  return page.kind === 'list' && 'name' in page ? String(page.name) : page.output;
}
