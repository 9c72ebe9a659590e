/** Plans one page a story, with its neighbours in time; one that has expired has none. */
import { postLayout } from '../../formats/text/layout-names.js';
import type { Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import { type PlanInput, planned } from '../kind.js';

export function planPosts({ site }: PlanInput): Outcome<readonly Page[]> {
  const last = site.listed - 1;
  const pages = site.posts.map(
    (post, rank): Page => ({
      kind: 'post',
      output: post.output,
      url: post.url,
      layout: postLayout(post, site.unknownLayouts),
      rank,
      previous: rank > 0 && rank <= last ? rank - 1 : null,
      next: rank < last ? rank + 1 : null,
      related: site.related[rank] ?? [],
    }),
  );
  return planned(pages);
}
