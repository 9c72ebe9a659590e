/** A list in the order of paths, brought up to date by what differs. */
import type { Differences } from './merge-join.js';

/**
 * A list in the order of paths with what differs since it was made; the same list where nothing does.
 */
export function patched<T extends { readonly path: string }>(
  list: readonly T[],
  { removed, added }: Differences<T>,
): readonly T[] {
  if (removed.length + added.length === 0) return list;
  const made = [...list];
  for (const { path } of removed) {
    const at = placeOf(path, made);
    if (made[at]?.path === path) made.splice(at, 1);
  }
  for (const one of added) made.splice(placeOf(one.path, made), 0, one);
  return made;
}

/** Where a path is in their order, or would be. */
function placeOf(path: string, list: readonly { readonly path: string }[]): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.path ?? '') < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
