/**
 * Two long lists of names that are nearly the same in nearly the same order, as an archive's are from
 * build to build: read side by side, so that only what differs has to be looked up.
 */
import { commonStart } from '../platform/list-places.js';

/** How the two were found side by side; what is left of them may still be the same elsewhere. */
interface MergeVisitor {
  /** Tells of `count` names, from these places on, that are the same. */
  meet(place: number, otherPlace: number, count: number): void;
  /** Of names that have no partner beside them. */
  left(place: number): void;
  leftOther(otherPlace: number): void;
}

/** Names looked ahead at, in all, before the rest counts as left: lists in another order are looked up. */
const MOST_AHEAD = 1 << 16;
/** Names that may have come or gone in one place. */
const BLOCK = 1024;

/**
 * The place of each of `names` among `others`, -1 for what isn't there. Both have each name once;
 * should `others` have one twice, it is one of the two.
 */
export function indexesAmong(names: readonly string[], others: readonly string[]): Int32Array {
  const places = new Int32Array(names.length).fill(-1);
  const open = new Map<string, number>();
  const leftOthers: number[] = [];
  walk(names, others, isSameName, {
    meet(place, other, count) {
      for (let at = 0; at < count; at++) places[place + at] = other + at;
    },
    left: (place) => open.set(names[place] ?? '', place),
    leftOther: (other) => leftOthers.push(other),
  });
  if (open.size === 0) return places;
  for (const other of leftOthers) {
    const place = open.get(others[other] ?? '');
    if (place !== undefined) places[place] = other;
  }
  return places;
}

/** Of a list and a later one, what has no partner in the other. */
export interface Differences<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
}

/** Of so many a list is made anew as quickly. */
const MOST_DIFFERENCES = 1000;

/** What has moved too far to be found beside its neighbours is removed, and added. Null: too much differs. */
export function differencesOf<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: IsSame<T>,
): Differences<T> | null {
  const [removed, added]: [T[], T[]] = [[], []];
  walk(before, after, isSame, {
    meet: () => undefined,
    left: (place) => removed.push(before[place] as T),
    leftOther: (place) => added.push(after[place] as T),
  });
  return removed.length + added.length > MOST_DIFFERENCES ? null : { removed, added };
}

/** How the places of names in a list follow from those in one before it. */
export interface Moves {
  /** Of the one before: from such a place on, to the next, all are shifted alike. In ascending order. */
  readonly starts: readonly number[];
  /** By how much, for each start. */
  readonly shifts: readonly number[];
  readonly removed: ReadonlySet<string>;
  /** With their places. */
  readonly added: ReadonlyMap<string, number>;
}

/** Each name once in each. What has moved past others is removed, and added. Null: too much differs. */
export function movesOf(before: readonly string[], after: readonly string[]): Moves | null {
  const [starts, shifts]: [number[], number[]] = [[], []];
  const [removed, added] = [new Set<string>(), new Map<string, number>()];
  walk(before, after, isSameName, {
    meet(place, other) {
      if (shifts.at(-1) === other - place) return;
      starts.push(place);
      shifts.push(other - place);
    },
    left: (place) => void removed.add(before[place] ?? ''),
    leftOther: (place) => void added.set(after[place] ?? '', place),
  });
  return removed.size + added.size > MOST_DIFFERENCES ? null : { starts, shifts, removed, added };
}

type IsSame<T> = (a: T, b: T) => boolean;

const isSameName: IsSame<string> = (a, b) => a === b;

function walk<T>(
  names: readonly T[],
  others: readonly T[],
  isSame: IsSame<T>,
  { meet, left, leftOther }: MergeVisitor,
): void {
  const { start, behind } = sameEnds(names, others, isSame);
  const [end, otherEnd] = [names.length - behind, others.length - behind];
  if (start > 0) meet(0, 0, start);
  let ahead = MOST_AHEAD;
  let [place, other] = [start, start];
  while (place < end && other < otherEnd && ahead > 0) {
    const isMet = names[place] === others[other] || isSame(names[place] as T, others[other] as T);
    if (isMet) meet(place++, other++, 1);
    else {
      const came = distance(names, place, others[other] as T, { stop: end, isSame });
      const went =
        came < 0 ? distance(others, other, names[place] as T, { stop: otherEnd, isSame }) : -1;
      ahead -= came < 0 ? BLOCK + Math.abs(went) : came;
      const [skip, skipOther] =
        came < 0 && went < 0 ? [1, 1] : [Math.max(came, 0), Math.max(went, 0)];
      for (const stop = place + skip; place < stop; place++) left(place);
      for (const stop = other + skipOther; other < stop; other++) leftOther(other);
    }
  }
  for (; place < end; place++) left(place);
  for (; other < otherEnd; other++) leftOther(other);
  if (behind > 0) meet(end, otherEnd, behind);
}

/** How many are the same from the first on, and how many behind what is not. */
function sameEnds<T>(
  names: readonly T[],
  others: readonly T[],
  isSame: IsSame<T>,
): { readonly start: number; readonly behind: number } {
  const most = Math.min(names.length, others.length);
  const isMet = (place: number, other: number): boolean =>
    names[place] === others[other] || isSame(names[place] as T, others[other] as T);
  const start = commonStart(names, others, isSame);
  let behind = 0;
  const [last, lastOther] = [names.length - 1, others.length - 1];
  while (behind < most - start && isMet(last - behind, lastOther - behind)) behind++;
  return { start, behind };
}

/** How many before `name` comes, from a place on; -1 where it doesn't come soon. */
function distance<T>(
  names: readonly T[],
  from: number,
  name: T,
  { stop, isSame }: { readonly stop: number; readonly isSame: IsSame<T> },
): number {
  const end = Math.min(stop, from + BLOCK);
  for (let place = from + 1; place < end; place++) {
    if (isSame(names[place] as T, name)) return place - from;
  }
  return -1;
}
