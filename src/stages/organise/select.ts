/** Which stories appear in this build, oldest first (Jekyll `publisher.rb`, `reader.rb`). */
import type { Config } from '../../model/config.js';
import type { PostHead } from '../../model/post.js';
import type { Held } from '../../model/site.js';

export interface Selection {
  readonly posts: readonly PostHead[];
  readonly held: Held;
}

/** How many stories are dated after the build's present; while the stories are the same, so are those. */
export function waitingIn(posts: readonly PostHead[], { future, now }: Config): number {
  if (future) return 0;
  let waiting = 0;
  for (const { date } of posts) if (date > now) waiting++;
  return waiting;
}

/** `limit_posts` keeps the newest; a draft among the posts waits for its author, as in Hugo; a story dated after the build's present waits for its time. */
export function select(posts: readonly PostHead[], config: Config): Selection {
  const published = posts.filter((post) => post.published || config.unpublished);
  const ready = published.filter((post) => !post.draft || config.drafts);
  const due = ready.filter((post) => config.future || post.date <= config.now);
  const waiting = ready.filter((post) => !config.future && post.date > config.now);
  const ordered = [...due].sort(oldestFirst);
  const limited = config.limitPosts > 0 ? ordered.slice(-config.limitPosts) : ordered;
  const held: Held = {
    unpublished: posts.length - published.length,
    drafts: published.length - ready.length,
    future: waiting.length,
    nextDue: waiting.reduce<number | null>(
      (next, post) => (next === null || post.date < next ? post.date : next),
      null,
    ),
    limited: ordered.length - limited.length,
  };
  return { posts: limited, held };
}

/** The total order of the archive: date, then path by code units. */
export function oldestFirst(a: PostHead, b: PostHead): number {
  return a.date - b.date || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
