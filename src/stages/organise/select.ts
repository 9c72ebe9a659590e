/** Which stories appear in this build, oldest first (Jekyll `publisher.rb`, `reader.rb`). */
import type { Config } from '../../model/config.js';
import type { Post } from '../../model/post.js';
import type { Held } from '../../model/site.js';

export interface Selection {
  readonly posts: readonly Post[];
  readonly held: Held;
}

/** `limit_posts` keeps the newest; a story dated after the build's present waits for its time. */
export function select(posts: readonly Post[], config: Config): Selection {
  const published = posts.filter((post) => post.published || config.unpublished);
  const due = published.filter((post) => config.future || post.date <= config.now);
  const waiting = published.filter((post) => !config.future && post.date > config.now);
  const ordered = [...due].sort(oldestFirst);
  const limited = config.limitPosts > 0 ? ordered.slice(-config.limitPosts) : ordered;
  const held: Held = {
    unpublished: posts.length - published.length,
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
export function oldestFirst(a: Post, b: Post): number {
  return a.date - b.date || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
