/** Which stories appear in this build, oldest first (Jekyll `publisher.rb`, `reader.rb`). */
import type { Config } from '../../model/config.js';
import type { PostHead } from '../../model/post.js';
import type { Held } from '../../model/site.js';
import { expiresAt, fateOf } from '../../outputs/posts/expiry.js';
import { storiesWithFacts } from '../../outputs/story-facts.js';

export interface Selection {
  /** The archive, oldest first; then those that have expired and keep their pages. */
  readonly posts: readonly PostHead[];
  /** Those that have expired and go. */
  readonly gone: readonly PostHead[];
  readonly held: Omit<Held, 'takenDown'>;
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
  const [due, waiting]: [PostHead[], PostHead[]] = [[], []];
  const held = { unpublished: 0, drafts: 0 };
  for (const post of posts) {
    if (!post.published && !config.unpublished) held.unpublished++;
    else if (post.draft && !config.drafts) held.drafts++;
    else if (post.date > config.now && !config.future) waiting.push(post);
    else due.push(post);
  }
  const ordered = due.sort(oldestFirst);
  const limited = config.limitPosts > 0 ? ordered.slice(-config.limitPosts) : ordered;
  const { listed, expired } = byExpiry(limited);
  const [gone, kept] = parted(expired, ({ facts }) => fateOf(facts) === 'gone');
  const all = {
    ...held,
    future: waiting.length,
    nextDue: nextDueOf(waiting, listed),
    limited: ordered.length - limited.length,
    expired: expired.length,
  };
  return { posts: kept.length === 0 ? listed : [...listed, ...kept], gone, held: all };
}

/** The very same list where none has expired, which is usual. */
function byExpiry(
  posts: readonly PostHead[],
): Readonly<Record<'listed' | 'expired', readonly PostHead[]>> {
  const isExpired = ({ facts }: PostHead): boolean => fateOf(facts) !== null;
  if (!storiesWithFacts(posts).some(isExpired)) return { listed: posts, expired: [] };
  const [expired, listed] = parted(posts, isExpired);
  return { listed, expired };
}

function parted<T>(
  all: readonly T[],
  isFirst: (one: T) => boolean,
): readonly [readonly T[], readonly T[]] {
  return [all.filter(isFirst), all.filter((one) => !isFirst(one))];
}

/** When the next story appears or expires; null: never. */
function nextDueOf(waiting: readonly PostHead[], listed: readonly PostHead[]): number | null {
  let next = Number.POSITIVE_INFINITY;
  for (const { date } of waiting) if (date < next) next = date;
  for (const { facts } of storiesWithFacts(listed)) next = Math.min(next, expiresAt(facts) ?? next);
  return Number.isFinite(next) ? next : null;
}

/** How many, from the first, have not expired. */
export function listedIn(posts: readonly PostHead[]): number {
  let count = posts.length;
  while (count > 0 && fateOf(posts[count - 1]?.facts ?? {}) !== null) count--;
  return count;
}

/** The total order of the archive: date, then path by code units. */
export function oldestFirst(a: PostHead, b: PostHead): number {
  return a.date - b.date || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
