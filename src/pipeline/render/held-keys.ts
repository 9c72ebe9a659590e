/**
 * Records whose keys were found to hold, in a watching process. A key is mixed of what plan gave the page and of
 * what the page read: while both are as they were, the same record's key holds, and nothing need be mixed.
 */

/** What was found of a page. */
export interface HeldKey {
  readonly row: number;
  /** The rows that it is one of: of another store the same number is another record. */
  readonly records: object;
  /** What its reads are mixed to; zero: one is volatile, and nothing holds. */
  readonly reads: number;
}

/** By the places of pages that plan gave the same as when it was found. */
export class HeldKeys {
  readonly #rows: Int32Array;
  /** Zero: nothing was found. */
  readonly #reads: Float64Array;
  #records: object | null;

  /** Of the plan before nothing is known until it is taken. */
  constructor(count: number, last: HeldKeys | null) {
    this.#rows = new Int32Array(count);
    this.#reads = new Float64Array(count);
    this.#records = last === null ? null : last.#records;
  }

  has(index: number, { row, records, reads }: HeldKey): boolean {
    const isSame = this.#reads[index] === reads && this.#rows[index] === row;
    return isSame && reads !== 0 && this.#records === records;
  }

  /** Null: its key holds no more, and the page is made anew. */
  set(index: number, found: HeldKey | null): void {
    if (found !== null && found.records !== this.#records) {
      this.#reads.fill(0);
      this.#records = found.records;
    }
    this.#rows[index] = found?.row ?? 0;
    this.#reads[index] = found?.reads ?? 0;
  }

  /** Of a page that is the same as one in another place of the plan before. */
  take(index: number, place: number, last: HeldKeys): void {
    this.#rows[index] = last.#rows[place] ?? 0;
    this.#reads[index] = last.#reads[place] ?? 0;
  }
}
