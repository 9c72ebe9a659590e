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

/** How many entries, from the first, are the very same in two lists, or as good as that. */
export function commonStart<T>(
  one: readonly T[],
  other: readonly T[],
  isSame: (a: T, b: T) => boolean = () => false,
): number {
  const end = Math.min(one.length, other.length);
  let at = 0;
  // The very same, mostly: a million times over a call is dear.
  while (at < end && (one[at] === other[at] || isSame(one[at] as T, other[at] as T))) at++;
  return at;
}

/** Whether two lists have the very same entries. */
export function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one === other || (one.length === other.length && commonStart(one, other) === one.length);
}

/** Entries in the order of their names, by code units: the very same list where it is in order, as long ones mostly are. */
export function inNameOrder<T>(list: readonly T[], nameOf: (one: T) => string): readonly T[] {
  let last = '';
  for (const one of list) {
    const name = nameOf(one);
    if (name < last) {
      return list.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : Number(nameOf(a) > nameOf(b))));
    }
    last = name;
  }
  return list;
}
