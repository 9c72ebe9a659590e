/**
 * Traced dependencies: what a page's templates read besides the page's own data, under names of which
 * a later build makes digests (`dependency-digests.ts`). Views, the engine and filters record the names;
 * render takes them after each page.
 */
import { isSameList } from '../../platform/list-places.js';
import { memoizeByKey } from '../../platform/memoize.js';

/** The dependency on a value that may differ at any time: its page is rendered in every build. */
export const VOLATILE = 'volatile';
/** The dependency on the build's present. */
export const TIME = 'time';

/** What is read of a post: its text, its neighbours in time and by terms, those in its series. */
export type OwnRead = 'body' | 'links' | 'series';

/** Records every read. A name is a kind, a blank and a key: `config title`, `template a.njk`. */
export interface DependencyRecorder {
  /** The rank of the post whose page is being rendered; null: the page is no post's. */
  owner(): number | null;
  record(name: string): void;
  /** The first `end` entries of a list, or all of them where there are fewer. */
  prefix(list: string, end: number): void;
  /** A post's card; not recorded for cards that the page's key covers. */
  card(rank: number, path: string): void;
  /** What the key of the post's own page covers. */
  own(kind: OwnRead, rank: number, path: string): void;
}

/** The posts' data that a page's key covers already. */
export interface Covered {
  /** The rank of the post whose page it is; null: the page is no post's. */
  readonly own: number | null;
  readonly cards: ReadonlySet<number>;
}

export interface PageRecorder extends DependencyRecorder {
  begin(covered: Covered): void;
  /** Names in code-unit order. */
  end(): readonly string[];
}

/** A page's names in the order of reading, and sorted. */
interface NameSet {
  readonly noted: readonly string[];
  readonly sorted: readonly string[];
}

/** Names remembered for a page's recording; posts' paths among them must not fill memory. */
const MAX_NAMES = 10_000;
/** Pages of a kind read the same names in the same order, but for a few. */
const MAX_SETS = 32;

/** A recorder of one page at a time: pages are rendered one after the other. */
export function createPageRecorder(): PageRecorder {
  /** The page that a name was noted by last. */
  const pages = new Map<string, number>();
  const sets: NameSet[] = [];
  let page = 0;
  let noted: string[] = [];
  let prefixes = new Map<string, number>();
  let covered: Covered = { own: null, cards: new Set() };
  const note = (name: string): void => {
    if (pages.get(name) === page) return;
    pages.set(name, page);
    noted.push(name);
  };
  return {
    begin(given) {
      if (pages.size > MAX_NAMES) pages.clear();
      page++;
      noted = [];
      if (prefixes.size > 0) prefixes = new Map();
      covered = given;
    },
    owner: () => covered.own,
    record: note,
    prefix(list, end) {
      if ((prefixes.get(list) ?? -1) < end) prefixes.set(list, end);
    },
    card(rank, path) {
      if (!covered.cards.has(rank)) note(`card ${path}`);
    },
    own(kind, rank, path) {
      if (rank !== covered.own) note(`${kind} ${path}`);
    },
    end() {
      for (const [list, end] of prefixes) note(`list ${end} ${list}`);
      return sortedOnce(noted, sets);
    },
  };
}

/** The same array for the same names; the sets asked for last are at the front. */
function sortedOnce(noted: readonly string[], sets: NameSet[]): readonly string[] {
  const at = sets.findIndex((set) => isSameList(set.noted, noted));
  const [found] = at < 0 ? [] : sets.splice(at, 1);
  const set = found ?? { noted, sorted: [...noted].sort() };
  if (sets.unshift(set) > MAX_SETS) sets.pop();
  return set.sorted;
}

/** Different names of one kind. */
const MAX_KEYS = 1000;

/** Names of a kind by their keys, each made once: they are recorded thousands of times. */
export function namesOf(make: (key: string) => string): (key: string) => string {
  return memoizeByKey(make, MAX_KEYS);
}
