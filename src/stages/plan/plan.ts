/**
 * The fifth verb: every output decided as plain data, by a visible array of planners. Rendering has
 * no decisions left. Posts' clashes are settled by now (organise); what is left here is which of
 * finews' own pages give way to the site's.
 */
import { listPages } from '../../content/lists.js';
import { createOwners } from '../../content/outputs.js';
import type { Page } from '../../model/page.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { Site } from '../../model/site.js';
import { planDocuments } from './documents.js';
import { planFeeds } from './feeds.js';
import { planHostFiles } from './host-files.js';
import { planLists } from './lists.js';
import type { PlanInput, Planner } from './planner.js';
import { planPosts } from './posts.js';
import { planMoved, planRedirects } from './redirects.js';
import { planSitemaps } from './sitemaps.js';
import { planStatics } from './statics.js';

/** In order of precedence: of two outputs with one path the earlier planner's stays. */
const PLANNERS: readonly Planner[] = [
  planMoved,
  planStatics,
  planDocuments,
  planLists,
  planPosts,
  planFeeds,
  planSitemaps,
  planHostFiles,
];

export function plan(site: Site): Outcome<readonly Page[]> {
  const input: PlanInput = { site, lists: listPages(site) };
  const owners = createOwners<Page>();
  const pages: Page[] = [];
  const problems: Problem[] = [];
  for (const planner of PLANNERS) {
    for (const page of planner(input)) {
      const winner = owners.take(page.output, page);
      if (winner === null) pages.push(page);
      else if (isGenerated(winner)) problems.push(overlap(page, winner));
    }
  }
  const isFree = (page: Page): boolean => owners.take(page.output, page) === null;
  const redirects = planRedirects(input, isFree);
  return {
    value: [...pages, ...redirects.value],
    problems: [...problems, ...redirects.problems],
  };
}

/** By the config's patterns; a page that moved away only stands where it stood. */
function isGenerated(page: Page): boolean {
  return page.kind === 'list' || (page.kind === 'machine' && page.form !== 'redirect');
}

/** Two generated pages at one path: the patterns in the config collide. */
function overlap(loser: Page, winner: Page): Problem {
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `Two generated pages want ${loser.url}; the one for ${nameOf(winner)} stays, ${nameOf(loser)} has none`,
    hint: 'Give them different places in the config: category_permalink, tag_permalink, feed, …',
  };
}

function nameOf(page: Page): string {
  return page.kind === 'list' && 'name' in page ? String(page.name) : page.output;
}
