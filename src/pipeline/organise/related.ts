/** Related stories: the nearest older ones that share a category or a tag, in linear time. */
import type { Term } from '../../model/site.js';

const MOST = 5;
const NONE: readonly number[] = [];

/** For each rank up to five older ranks, nearest first. Only older ones: a new story changes none. */
export function relatedOf(
  count: number,
  taxonomies: readonly (readonly Term[])[],
): readonly (readonly number[])[] {
  const nearest = new Int32Array(MOST * count).fill(-1);
  for (const terms of taxonomies) {
    for (const { posts } of terms) addNeighbours(posts, nearest);
  }
  return Array.from({ length: count }, (_, rank) => {
    const own = nearest.subarray(MOST * rank, MOST * (rank + 1));
    const end = own.indexOf(-1);
    if (end === 0) return NONE;
    // A copy is as long as it has to be, which what `Array.from` makes isn't.
    return Array.from(end < 0 ? own : own.subarray(0, end)).slice();
  });
}

/** `posts` are a term's ranks, oldest first; `nearest` has a row of ranks, newest first, for each rank. */
function addNeighbours(posts: readonly number[], nearest: Int32Array): void {
  for (let at = 1; at < posts.length; at++) {
    const row = MOST * (posts[at] ?? 0);
    for (let back = 1; back <= MOST && back <= at; back++) {
      // The next ones are older still.
      if (!insert(posts[at - back] ?? -1, row, nearest)) break;
    }
  }
}

/** Puts a rank in its place in a row; false: the row is full of newer ones. */
function insert(rank: number, row: number, nearest: Int32Array): boolean {
  let at = row;
  const end = row + MOST;
  while (at < end && (nearest[at] ?? -1) > rank) at++;
  if (at === end) return false;
  if (nearest[at] === rank) return true;
  nearest.copyWithin(at + 1, at, end - 1);
  nearest[at] = rank;
  return true;
}
