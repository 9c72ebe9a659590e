/** The name that a person may have meant: for "did you mean" in config, front matter and templates. */

/** Letters to add, leave out, replace, or swap with the next (optimal string alignment), on UTF-16 units. */
export function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwapped ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min(replaced, swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
}

/** How far apart a written name and a known one are; 0 where they are the same. */
type Distance = (name: string, known: string) => number;

/** Known names at most `limit` away, the nearest first, else in the order of `known`. */
export function nearestNames(
  name: string,
  known: Iterable<string>,
  limit: number,
  distance: Distance = editDistance,
): readonly string[] {
  return Array.from(known, (candidate) => ({ candidate, apart: distance(name, candidate) }))
    .filter(({ apart }) => apart <= limit)
    .sort((a, b) => a.apart - b.apart)
    .map(({ candidate }) => candidate);
}

/** The known name a person may have meant: at most two letters away, one in short names. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  return nearestNames(name, known, name.length < 6 ? 1 : 2)[0] ?? null;
}
