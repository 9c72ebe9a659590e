/**
 * Changes of stories that are dated after the build's present: no feed, sitemap or page may tell of
 * what has not been. They count as made in the present, until it is past them.
 */

import { SiteDate } from '../../formats/dates/site-date.js';
import { createZone } from '../../formats/dates/zone.js';
import { cardWith } from '../../incremental/card.js';
import type { Memo } from '../../incremental/memo.js';
import type { Config } from '../../model/config.js';
import { type Data, plainData } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import type { Outcome, Unplaced } from '../../model/problem.js';
import { changeIn } from '../../outputs/story-facts.js';
import { digest } from '../../platform/digest.js';

/** The very same list where there is none such. A story that waits for its own date is not looked at. */
export function withPresentChanges(
  posts: readonly Post[],
  config: Pick<Config, 'now' | 'timezone'>,
  memo: Memo,
): Outcome<readonly Post[]> {
  const isEarly = ({ date, modified }: Post): boolean =>
    modified > config.now && date <= config.now;
  const changed = memo.passing('changed stories', posts, ({ date, modified }) => modified > date);
  if (![...changed].some(isEarly)) return { value: posts, problems: [] };
  const zone = createZone(config.timezone);
  const problems: Unplaced[] = [];
  const value = posts.map((post) => {
    const change = isEarly(post) ? changeIn(post.data) : null;
    if (change === null) return post;
    const { key } = change;
    problems.push(early(post.path, key, new SiteDate(post.modified, zone).toString()));
    // As texts of front matter have it, to the second.
    const present = Math.max(post.date, Math.floor(config.now / 1000) * 1000);
    return changedAt(post, present, { [key]: new SiteDate(present, zone).toString() });
  });
  return { value, problems };
}

/** The same story as if it had changed at another time, which `fields` say in its front matter. */
function changedAt(post: Post, modified: number, fields: Data): Post {
  const data = plainData({ ...post.data, ...fields });
  const card = digest(`${post.card} ${modified}`);
  return cardWith(post, { modified, data, card });
}

function early(file: string, key: string, shown: string): Unplaced {
  return {
    code: 'modified-future',
    severity: 'warning',
    message: `\`${key}\` is ${shown}, after this build; until then the story counts as changed now`,
    hint: 'Write when the story was changed, with its offset.',
    file,
    key: [key],
  };
}
