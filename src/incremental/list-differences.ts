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
