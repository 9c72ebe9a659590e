/** Places in lists that are in an order. */

/** Where in ascending numbers the first is that is not below `number`; their count where all are. */
export function firstNotBelow(ascending: readonly number[], number: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many entries, from the first, are the same in two lists. */
export function commonStart<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (a: T, b: T) => boolean = (a, b) => a === b,
): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  while (at < end && isSame(one[at] as T, other[at] as T)) at++;
  return at;
}
