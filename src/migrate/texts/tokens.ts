/** A text as words, so that two can be compared in what they say. */

/** Han characters one by one, words of other scripts, marks; what can't be seen is none. */
const TOKEN = /\p{Script=Han}|[\p{L}\p{N}\p{M}_]+|[^\s\p{Cc}\p{L}\p{N}\p{M}_]/gu;

/** What typographers make of each other. */
const TYPOGRAPHY: readonly (readonly [RegExp, string])[] = [
  [/[‘’‚‛′`´]/g, "'"],
  [/[“”„‟″«»]/g, '"'],
  [/\.\.\./g, '…'],
  [/---?/g, '–'],
  [/[—―]/g, '–'],
];

export function tokensOf(text: string): readonly string[] {
  return text.match(TOKEN) ?? [];
}

/** As `tokensOf`, with one form for all quotes, dashes and dots. */
export function foldedTokens(text: string): readonly string[] {
  let folded = text;
  for (const [from, to] of TYPOGRAPHY) folded = folded.replace(from, to);
  return tokensOf(folded.replace(/''/g, '"').replace(/…/g, '...'));
}

/** Where two rows of words begin to differ, and where they end to. */
export interface Difference {
  /** In the second row. */
  readonly at: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Null: they are the same. */
export function differenceOf(
  before: readonly string[],
  after: readonly string[],
): Difference | null {
  const most = Math.min(before.length, after.length);
  let at = 0;
  while (at < most && before[at] === after[at]) at++;
  if (at === before.length && at === after.length) return null;
  let tail = 0;
  while (tail < most - at && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return {
    at,
    before: before.slice(at, before.length - tail),
    after: after.slice(at, after.length - tail),
  };
}

/**
 * All places where two rows differ, in their order: what stands once in both rows, in the same order, is
 * the same, and what lies between is compared in the same way. Looking for the fewest edits instead takes
 * minutes for two long texts that have little in common.
 */
export function wordDifferences(
  before: readonly string[],
  after: readonly string[],
): readonly Difference[] {
  const found: Difference[] = [];
  const open: (readonly [from: number, end: number, at: number, last: number])[] = [
    [0, before.length, 0, after.length],
  ];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, end, at, last] = part;
    const whole = differenceOf(before.slice(from, end), after.slice(at, last));
    if (whole === null) continue;
    const [a, b] = [from + whole.at, at + whole.at];
    const same = commonIn(whole.before, whole.after);
    if (same.length === 0) {
      found.push({ ...whole, at: b });
      continue;
    }
    const ends = [...same, [whole.before.length, whole.after.length] as const];
    let [i, j] = [0, 0];
    for (const [nextI, nextJ] of ends) {
      open.push([a + i, a + nextI, b + j, b + nextJ]);
      [i, j] = [nextI + 1, nextJ + 1];
    }
  }
  return withWholeLiquid(
    found.sort((one, other) => one.at - other.at),
    after,
  );
}

/** How many words have to stand together to stand once. */
const WINDOWS = [3, 1];

/** Places of words that stand once in each row, in the order of both. */
function commonIn(
  before: readonly string[],
  after: readonly string[],
): readonly (readonly [number, number])[] {
  if (before.length === 0 || after.length === 0) return [];
  for (const size of WINDOWS) {
    const [old, fresh] = [placesOf(before, size), placesOf(after, size)];
    const pairs = [...old].flatMap(([key, i]) => {
      const j = fresh.get(key) ?? -1;
      return i >= 0 && j >= 0 ? [[i, j] as const] : [];
    });
    if (pairs.length > 0) return risingIn(pairs);
  }
  return [];
}

/** By what stands there; -1: it stands there more than once. */
function placesOf(row: readonly string[], size: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let at = 0; at + size <= row.length; at++) {
    const key = row.slice(at, at + size).join(' ');
    places.set(key, places.has(key) ? -1 : at);
  }
  return places;
}

/** The longest part of pairs, which rise in their first number, that rises in the second as well. */
function risingIn(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  /** By length: the last pair of the part that ends lowest. */
  const ends: number[] = [];
  const former: number[] = [];
  for (const [number, [, j]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < j) low = middle + 1;
      else high = middle;
    }
    former.push(ends[low - 1] ?? -1);
    ends[low] = number;
  }
  const rising: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = former[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.unshift(pair);
  }
  return rising;
}

/** What lies in one form of Liquid is one difference, whatever words of it stood there before. */
function withWholeLiquid(
  found: readonly Difference[],
  after: readonly string[],
): readonly Difference[] {
  const whole: Difference[] = [];
  for (const one of found) {
    const former = whole.at(-1);
    if (former === undefined || !isOpen(former.after)) whole.push(one);
    else {
      const same = after.slice(former.at + former.after.length, one.at);
      whole[whole.length - 1] = {
        at: former.at,
        before: [...former.before, ...same, ...one.before],
        after: after.slice(former.at, one.at + one.after.length),
      };
    }
  }
  return whole;
}

function isOpen(tokens: readonly string[]): boolean {
  const text = tokens.join('');
  return (
    Math.max(text.lastIndexOf('{{'), text.lastIndexOf('{%')) >
    Math.max(text.lastIndexOf('}}'), text.lastIndexOf('%}'))
  );
}

/** Words as they would be written, roughly. */
export function shownWords(tokens: readonly string[], most = 24): string {
  const some = tokens.slice(0, most).reduce((text, token) => {
    const joins =
      text === '' ||
      /[^\p{L}\p{N}]$|\p{Script=Han}$/u.test(text) ||
      /^[^\p{L}\p{N}]|^\p{Script=Han}/u.test(token);
    return text + (joins ? '' : ' ') + token;
  }, '');
  return some + (tokens.length > most ? ' …' : '');
}
