/** Related stories: the nearest older ones that share a category or a tag, in linear time. */
import type { Term } from '../../model/site.js';

const MOST = 5;

/** For each rank up to five older ranks, nearest first. Only older ones: a new story changes none. */
export function relatedOf(
  count: number,
  taxonomies: readonly (readonly Term[])[],
): readonly (readonly number[])[] {
  const related: number[][] = Array.from({ length: count }, () => []);
  for (const term of taxonomies.flat()) {
    for (let at = 1; at < term.posts.length; at++) {
      const own = related[term.posts[at] ?? -1];
      for (let back = 1; back <= MOST && back <= at; back++) {
        own?.push(term.posts[at - back] ?? -1);
      }
    }
  }
  return related.map((ranks) => [...new Set(ranks)].sort((a, b) => b - a).slice(0, MOST));
}
