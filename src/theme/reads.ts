/**
 * Traced reads: what a page's templates looked at besides what plan gave the page, under names that
 * a later build can look up again (`look-up.ts`). Views, the engine and filters tell the recorder;
 * render asks it after each page.
 */

/** The read of something that may be different at any time: its page is rendered in every build. */
export const VOLATILE = 'volatile';

/** Told of every read. A name is a kind, a blank, and what of it: `config title`, `template a.njk`. */
export interface Reads {
  note(name: string): void;
  /** The first `end` entries of a list, or all of them where there are fewer. */
  prefix(list: string, end: number): void;
  /** A story's card: free for those that plan gave the page. */
  card(rank: number, path: string): void;
  /** What only the story's own page is keyed by: its body, its neighbours. */
  own(kind: 'body' | 'links', rank: number, path: string): void;
}

/** What of the stories a page's key covers already. */
export interface Covered {
  /** Whose own page it is; null: nobody's. */
  readonly own: number | null;
  readonly cards: ReadonlySet<number>;
}

export interface Recorder extends Reads {
  begin(covered: Covered): void;
  /** Names in code-unit order. */
  end(): readonly string[];
}

/** One at a time: pages are rendered one after the other. */
export function createRecorder(): Recorder {
  let names = new Set<string>();
  let prefixes = new Map<string, number>();
  let covered: Covered = { own: null, cards: new Set() };
  return {
    begin(given) {
      names = new Set();
      prefixes = new Map();
      covered = given;
    },
    note: (name) => void names.add(name),
    prefix(list, end) {
      if ((prefixes.get(list) ?? -1) < end) prefixes.set(list, end);
    },
    card(rank, path) {
      if (!covered.cards.has(rank)) names.add(`card ${path}`);
    },
    own(kind, rank, path) {
      if (rank !== covered.own) names.add(`${kind} ${path}`);
    },
    end() {
      for (const [list, end] of prefixes) names.add(`list ${end} ${list}`);
      return [...names].sort();
    },
  };
}
