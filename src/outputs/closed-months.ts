/** Lists by month, of which those before the first story that is another stand as they were. */
import type { SameStart } from '../incremental/same-start.js';

/** Letters of `2022-05`, with which a part's name begins. */
export const MONTH_NAME = 7;

/**
 * Parts of months before the one that the last of the stories that are the same is in: a month that may
 * have another story is made anew. `last` are from the oldest; `oldestOf` gives the first rank of a part.
 */
export function closedMonths<T extends { readonly name: string }>(
  { last, same }: SameStart<readonly T[]>,
  oldestOf: (part: T) => number,
): readonly T[] {
  const open = last.findLast((part) => oldestOf(part) < same);
  if (open === undefined) return [];
  const month = open.name.slice(0, MONTH_NAME);
  const first = last.findIndex(({ name }) => name.startsWith(month));
  return last.slice(0, first);
}
