/**
 * A shard: how many stories its segment has, then a run of the segment's terms in the order of their
 * units, each with the numbers of the stories that have it. Terms are told by what they differ in from
 * the one before, numbers by their gaps; both as bits. In front stand four bytes, the segment's edition,
 * so that shards of two are not mixed. `readShard` of the browsers' script reads it.
 */
import { gapStep, stepOf } from '#search-client';
import { BitWriter } from './bits.js';

const ASCII = 0x80;

export class ShardWriter {
  readonly #bits = new BitWriter();
  readonly #stories: number;
  #before: Uint16Array = new Uint16Array(0);

  /** `stories` is how many the segment has. */
  constructor(stories: number) {
    this.#stories = stories;
    this.#bits.gamma(stories + 1);
  }

  /** Greater than the one before; `stories` are numbers from 0, each greater than the one before. */
  add(term: Uint16Array, stories: Int32Array): void {
    this.#putTerm(term);
    const bits = this.#bits;
    bits.gamma(stories.length);
    const step = gapStep(this.#stories, stories.length);
    let next = 0;
    for (const story of stories) {
      bits.rice(story - next, step);
      next = story + 1;
    }
  }

  #putTerm(term: Uint16Array): void {
    const [bits, before] = [this.#bits, this.#before];
    let shared = 0;
    while (shared < before.length && term[shared] === before[shared]) shared++;
    const isStep = shared === 1 && term.length === 2 && before.length === 2;
    bits.put(Number(isStep), 1);
    if (!isStep) {
      bits.gamma(shared + 1);
      bits.gamma(term.length - shared);
    }
    for (let place = shared; place < term.length; place++) {
      const [unit = 0, known = -1] = [term[place], place === shared ? before[place] : -1];
      if (known >= 0) bits.rice(unit - known - 1, stepOf(known, place));
      else {
        bits.put(Number(unit >= ASCII), 1);
        bits.put(unit, unit < ASCII ? 7 : 16);
      }
    }
    this.#before = term.slice();
  }

  /** Without the edition. An end mark is no term: one without units of its own. */
  bytes(): Uint8Array {
    this.#bits.put(0, 1);
    this.#bits.gamma(this.#before.length + 2);
    return this.#bits.bytes();
  }
}
