/**
 * Keys as they were mixed, in a watching process: of what plan gave the page and of what it read. While both are as
 * they were, the page has the same key, and an edit mixes none but those of pages that it reaches.
 */

/** By the places of pages; of what plan gave a page the key is another. */
export class MixedKeys {
  readonly #keys: Float64Array;
  /** What the pages' reads were mixed to; zero: nothing was mixed. */
  readonly #reads: Float64Array;

  constructor(count: number) {
    this.#keys = new Float64Array(count);
    this.#reads = new Float64Array(count);
  }

  /** `reads`: what the page's reads are mixed to, and not zero. Zero: none was mixed of those. */
  keyOf(index: number, reads: number): number {
    return this.#reads[index] === reads ? (this.#keys[index] ?? 0) : 0;
  }

  add(index: number, reads: number, key: number): void {
    this.#keys[index] = key;
    this.#reads[index] = reads;
  }

  /** Of a page that plan gave the same in another place of the plan before. */
  take(index: number, place: number, last: MixedKeys): void {
    this.#keys[index] = last.#keys[place] ?? 0;
    this.#reads[index] = last.#reads[place] ?? 0;
  }
}
