/** Plans one page a story, with its neighbours in time. */
import { postLayout } from '../../content/layout-names.js';
import type { Page } from '../../model/page.js';
import type { PlanInput } from './planner.js';

export function planPosts({ site }: PlanInput): readonly Page[] {
  const last = site.posts.length - 1;
  return site.posts.map((post, rank) => ({
    kind: 'post',
    output: post.output,
    url: post.url,
    layout: postLayout(post, site.unknownLayouts),
    rank,
    previous: rank > 0 ? rank - 1 : null,
    next: rank < last ? rank + 1 : null,
    related: site.related[rank] ?? [],
  }));
}
