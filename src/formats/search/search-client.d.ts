/**
 * What the build uses of the script that searches in browsers (`templates/assets/search.js`), so that
 * both read the files of the index, and fold texts, by the same code. The script is checked against it.
 */
declare module '#search-client' {
  /** Bytes in front of a shard: its segment's edition. */
  export const EDITION: number;
  /** A quotient beyond it is written whole: a hostile gap must not cost a bit for each of its steps. */
  export const MOST_ONES: number;
  /**
   * Calls `visit` with each term of a shard in their order, and the stories that have it, while it says
   * true; how many stories the shard's segment has.
   */
  export const readShard: (
    shard: Uint8Array,
    visit: (term: string, stories: readonly number[]) => boolean,
  ) => number;
  /** Best parameter of a Rice code for what a unit at a place is above the one before. */
  export const stepOf: (unit: number, place: number) => number;
  /** The same for gaps between `count` of `all` numbers. */
  export const gapStep: (all: number, count: number) => number;
  /** Scripts that don't part words: any two neighbours are looked for. */
  export const UNSPACED: RegExp;
  export const WORDLY: RegExp;
  /** Belongs to the character before it: a mark, a vowel of Hangul in parts, a voicing of narrow kana. */
  export const FOLLOWS: RegExp;
  /** Marks that may belong to one character: of a longer run each stands alone. */
  export const MOST_MARKS: number;
  /** A character with all that belongs to it. */
  export const foldCharacter: (character: string, variants: ReadonlyMap<string, string>) => string;
}
