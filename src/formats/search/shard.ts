/**
 * A shard: how many stories its segment has, then a run of the segment's terms in the order of their
 * units, each with the numbers of the stories that have it. Terms are told by what they differ in from
 * the one before, numbers by their gaps; both as bits. In front stand four bytes, the segment's edition,
 * so that shards of two are not mixed. `readShard` of the browsers' script reads it.
 */
import { gapStep, stepOf } from '#search-client';
import { BitWriter } from './bits.js';

const ASCII = 0x80;

/** Where a term lies among the units of all. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

export class ShardWriter {
  readonly #bits = new BitWriter();
  readonly #stories: number;
  readonly #units: Uint16Array;
  /** Where the term before lies. */
  #start = 0;
  #end = 0;

  /** How many stories the segment has, and the units of all its terms. */
  constructor(stories: number, units: Uint16Array) {
    this.#stories = stories;
    this.#units = units;
    this.#bits.gamma(stories + 1);
  }

  /** Greater than the one before; the first `count` of `gaps` lie before and between its stories. */
  add(term: Run, gaps: Int32Array, count: number): void {
    this.#putTerm(term);
    const bits = this.#bits;
    bits.gamma(count);
    const step = gapStep(this.#stories, count);
    for (let at = 0; at < count; at++) bits.rice(gaps[at] ?? 0, step);
  }

  #putTerm({ start, end }: Run): void {
    const [bits, units] = [this.#bits, this.#units];
    const length = end - start;
    const before = this.#end - this.#start;
    const most = Math.min(length, before);
    let shared = 0;
    while (shared < most && units[start + shared] === units[this.#start + shared]) shared++;
    const isStep = shared === 1 && length === 2 && before === 2;
    bits.put(Number(isStep), 1);
    if (!isStep) {
      bits.gamma(shared + 1);
      bits.gamma(length - shared);
    }
    for (let place = shared; place < length; place++) {
      const unit = units[start + place] ?? 0;
      if (place === shared && place < before) {
        const known = units[this.#start + place] ?? 0;
        bits.rice(unit - known - 1, stepOf(known, place));
      } else {
        bits.put(Number(unit >= ASCII), 1);
        bits.put(unit, unit < ASCII ? 7 : 16);
      }
    }
    [this.#start, this.#end] = [start, end];
  }

  /** Without the edition. An end mark is no term: one without units of its own. */
  bytes(): Uint8Array {
    this.#bits.put(0, 1);
    this.#bits.gamma(this.#end - this.#start + 2);
    return this.#bits.bytes();
  }
}
