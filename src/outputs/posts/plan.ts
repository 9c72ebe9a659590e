/** Plans one page a story, with its neighbours in time; one that has expired has none. */
import { postLayout } from '../../formats/text/layout-names.js';
import type { Page, PostPage } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import { type OtherStories, type PlanInput, planned } from '../kind.js';

export function planPosts({
  site,
  before: siteBefore,
  same,
  last,
}: PlanInput): Outcome<readonly Page[]> {
  const newest = site.listed - 1;
  // Those have the neighbours that they had, and are where they were.
  const isAlike = siteBefore?.unknownLayouts === site.unknownLayouts;
  const settled = isAlike ? Math.min(same, site.listed, siteBefore.listed) - 1 : 0;
  const pages = site.posts.map((post, rank): Page => {
    const known = last[rank];
    const isSettled = rank < settled && known?.kind === 'post' && known.rank === rank;
    if (isSettled && known.related === site.related[rank]) return known;
    const { output, url } = post;
    const layout = postLayout(post, site.unknownLayouts);
    const previous = rank > 0 && rank <= newest ? rank - 1 : null;
    const next = rank < newest ? rank + 1 : null;
    const related = site.related[rank] ?? NONE;
    const page = { kind: 'post', output, url, layout, rank, previous, next, related } as const;
    const before = last[rank];
    return before?.kind === 'post' && isSamePage(before, page) ? before : page;
  });
  return planned(pages);
}

const NONE: readonly number[] = [];

/** Those that show none of the others; a series may go on. */
export function standingPosts(
  { postTerms }: Arrangement,
  { has }: OtherStories,
): (page: Page) => boolean {
  return (page) => {
    if (page.kind !== 'post') return false;
    const { rank, previous, next, related } = page;
    if (has(rank) || has(previous ?? rank) || has(next ?? rank) || related.some(has)) return false;
    return (postTerms.series[rank] ?? NONE).length === 0;
  };
}

function isSamePage(a: PostPage, b: PostPage): boolean {
  return (
    a.rank === b.rank &&
    a.next === b.next &&
    a.previous === b.previous &&
    a.related === b.related &&
    a.layout === b.layout &&
    a.url === b.url &&
    a.output === b.output
  );
}
