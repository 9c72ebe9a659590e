/**
 * What differs between two long lists of which most is the same in the same order, as an archive's are
 * from build to build.
 */

/** Of the list before, and of the one after, what has no partner in the other. */
export interface Differences<T> {
  readonly left: readonly T[];
  readonly came: readonly T[];
}

/** How far ahead a partner is looked for. */
const AHEAD = 64;

/** What has moved farther than that has left, and has come. */
export function differencesOf<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean,
): Differences<T> {
  const left: T[] = [];
  const came: T[] = [];
  const isMet = (at: number, place: number): boolean =>
    at < before.length && place < after.length && isSame(before[at] as T, after[place] as T);
  let [at, place] = [0, 0];
  while (at < before.length && place < after.length) {
    if (!isMet(at, place)) {
      // One that was replaced, as it is mostly, has its neighbours still.
      const [gone, fresh] = isMet(at + 1, place + 1) ? [1, 1] : skipped(isMet, at, place);
      for (const end = at + gone; at < end; at++) left.push(before[at] as T);
      for (const end = place + fresh; place < end; place++) came.push(after[place] as T);
    } else {
      at++;
      place++;
    }
  }
  for (; at < before.length; at++) left.push(before[at] as T);
  for (; place < after.length; place++) came.push(after[place] as T);
  return { left, came };
}

function skipped(
  isMet: (at: number, place: number) => boolean,
  at: number,
  place: number,
): readonly [gone: number, fresh: number] {
  for (let ahead = 1; ahead <= AHEAD; ahead++) {
    if (isMet(at, place + ahead)) return [0, ahead];
    if (isMet(at + ahead, place)) return [ahead, 0];
  }
  return [1, 1];
}

/** Of so many differences a list is made anew as quickly. */
const MOST_PATCHES = 1000;

/**
 * A list in the order of paths with what differs since it was made; the same list where nothing does.
 * Null: too much does.
 */
export function patched<T extends { readonly path: string }>(
  list: readonly T[],
  { left, came }: Differences<T>,
): readonly T[] | null {
  if (left.length + came.length > MOST_PATCHES) return null;
  if (left.length + came.length === 0) return list;
  const made = [...list];
  for (const { path } of left) {
    const at = placeOf(path, made);
    if (made[at]?.path === path) made.splice(at, 1);
  }
  for (const one of came) made.splice(placeOf(one.path, made), 0, one);
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
