/**
 * The fifth stage: every output decided as plain data, by a visible array of planners. Rendering has
 * no decisions left. Posts' clashes are settled by now (organise); what is left here is which of
 * finews' own pages give way to the site's.
 */

import { foldPath } from '../../formats/text/fold.js';
import type { Memo } from '../../incremental/memo.js';
import { sortedNames } from '../../incremental/sorted-tables.js';
import type { RedirectFile } from '../../model/generated-file.js';
import type { Page, Plan } from '../../model/page.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import { planFeeds } from '../../outputs/feeds/plan.js';
import { planHostFiles } from '../../outputs/host-files/plan.js';
import { listPages } from '../../outputs/lists/lists.js';
import { planLists } from '../../outputs/lists/plan.js';
import { planDocuments } from '../../outputs/pages/plan.js';
import { createPathClaims, type PathClaims } from '../../outputs/path-claims.js';
import type { PlanInput, Planner } from '../../outputs/planner.js';
import { planPosts } from '../../outputs/posts/plan.js';
import { planMoved, planRedirects } from '../../outputs/redirects/plan.js';
import { newsOf, planSitemaps } from '../../outputs/sitemaps/plan.js';
import { planStatics } from '../../outputs/statics/plan.js';

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

/** `now` in ms since the epoch. The very same plan as the last time, while nothing else is to be planned. */
export function plan(site: Arrangement, now: number, memo: Memo): Outcome<Plan> {
  const news = memo.keepEqual('news', newsOf(site, now));
  return memo.remake('plan', [site, news], () => planAll({ site, lists: listPages(site), news }));
}

function planAll(input: PlanInput): Outcome<Plan> {
  const owners = createPathClaims<Page>();
  const pages: Page[] = [];
  const problems: Problem[] = [];
  const covered = new Map<Page, Page[]>();
  for (const planner of PLANNERS) {
    for (const page of planner(input)) {
      const winner = owners.take(page, page);
      if (winner === null) pages.push(page);
      else if (isGenerated(winner)) problems.push(overlap(page, winner));
      else if (isGenerated(page) && !isSameFile(page, winner)) gather(covered, winner, page);
    }
  }
  for (const [winner, losers] of covered) problems.push(...coveredProblem(winner, losers));
  const isFree = (page: Page): boolean => !isTwin(page, owners) && owners.take(page, page) === null;
  const redirects = planRedirects(input, isFree);
  pages.push(...redirects.value);
  return {
    value: { pages, outputs: sortedNames(pages.map(({ output }) => output)) },
    problems: [...problems, ...redirects.problems],
  };
}

/** A redirect at `/x` beside a page at `/x/` would take away its readers who leave out the slash. */
function isTwin(page: Page, owners: PathClaims<Page>): boolean {
  const twin = isRedirect(page) ? owners.twin(page) : null;
  return twin !== null && !isRedirect(twin) && !(isRedirect(page) && page.to === twin.url);
}

function isRedirect(page: Page): page is RedirectFile {
  return page.kind === 'machine' && page.form === 'redirect';
}

/** By the config's patterns; a page that moved away only stands where it stood. */
function isGenerated(page: Page): boolean {
  return page.kind === 'list' || (page.kind === 'machine' && !isRedirect(page));
}

function isSameFile(a: Page, b: Page): boolean {
  return foldPath(a.output) === foldPath(b.output);
}

/** Generated pages by the page that is in their way. */
function gather(all: Map<Page, Page[]>, winner: Page, loser: Page): void {
  const losers = all.get(winner) ?? [];
  losers.push(loser);
  all.set(winner, losers);
}

/**
 * A file or page of the site's own in the place of a generated one is meant to be there; where it
 * merely has the address, or the name of a folder, it may not be.
 */
function coveredProblem(winner: Page, losers: readonly Page[]): readonly Unplaced[] {
  const [first] = losers;
  if (first === undefined) return [];
  const more = losers.length > 1 ? `, nor ${losers.length - 1} more generated pages` : '';
  return [
    {
      code: 'url-clash',
      severity: 'warning',
      message: `${winner.output} is in the way of ${first.url}: ${nameOf(first)} has no page${more}`,
      hint: 'Move the file or page, or give what finews makes another place in the config.',
      key: [patternKey(first)],
    },
  ];
}

/** Two generated pages at one path: the patterns in the config collide. */
function overlap(loser: Page, winner: Page): Unplaced {
  return {
    code: 'url-clash',
    severity: 'warning',
    message: `Two generated pages want ${loser.url}; the one for ${nameOf(winner)} stays, ${nameOf(loser)} has none`,
    hint: 'Give them different places in the config: category_permalink, tag_permalink, feed, …',
    key: [patternKey(loser)],
  };
}

/** The config's key that says where such a page goes. */
function patternKey(page: Page): string {
  if (page.kind !== 'list') return 'feed';
  const { type } = page.subject;
  if (type === 'year' || type === 'month' || type === 'day') return 'archive_permalinks';
  return type === 'index' ? 'paginate_path' : `${type}_permalink`;
}

function nameOf(page: Page): string {
  return page.kind === 'list' && 'name' in page ? String(page.name) : page.output;
}
