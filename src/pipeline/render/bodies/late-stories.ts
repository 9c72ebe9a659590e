/**
 * Stories whose text hangs on more than their own file: those that link by forms, and those that run as
 * pages do. What their cards say of the text is found out when they are shown.
 */

import { summaryText } from '../../../formats/body/prose.js';
import { firstImage } from '../../../formats/html/images.js';
import { withoutHidden } from '../../../formats/text/hidden.js';
import { summarise } from '../../../formats/text/text.js';
import { cardWith } from '../../../incremental/card.js';
import type { Post } from '../../../model/post.js';
import type { Site } from '../../../model/site.js';
import { linksIn } from '../../../outputs/posts/form-links.js';
import type { DependencyRecorder } from '../../../theme/views/dependencies.js';
import type { Bodies } from '../../../theme/views/views.js';

/** Cards as readers are shown them; most are those of the site. */
export type ShownPosts = (rank: number) => Post | undefined;

/** `runs` tells of a path whether the story there runs. */
export function createShownPosts(
  { posts }: Pick<Site, 'posts'>,
  bodies: Bodies,
  reads: DependencyRecorder,
  runs: (path: string) => boolean,
): ShownPosts {
  return (rank) => {
    const post = posts[rank];
    if (post === undefined || !(runs(post.path) || linksIn(post.facts).length > 0)) return post;
    reads.own('body', rank, post.path);
    const html = bodies.content(rank);
    const summary = withoutHidden(summarise(summaryText(html)));
    return cardWith(post, { summary, image: firstImage(html) });
  };
}
