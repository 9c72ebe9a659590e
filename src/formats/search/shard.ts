/**
 * A shard: a run of a segment's terms in the order of their units, each with the numbers of the stories
 * that have it. Terms are told by what they differ in from the one before, numbers by their gaps; both
 * as bits. In front stand four bytes, the segment's edition, so that shards of two are not mixed.
 */
import { BitReader, BitWriter } from './bits.js';

/** Bytes of the edition. */
export const EDITION = 4;

/** Best parameters of Rice codes for what a unit is above the one before: a letter, a first or second Han character. */
const LETTER_STEP = 2;
const FIRST_STEP = 4;
const SECOND_STEP = 7;
const ASCII = 0x80;

function stepOf(unit: number, place: number): number {
  if (unit < ASCII) return LETTER_STEP;
  return place === 0 ? FIRST_STEP : SECOND_STEP;
}

/** For gaps between `count` of `all` numbers. */
function gapStep(all: number, count: number): number {
  const mean = Math.floor((all * 11) / (count * 16));
  return mean < 1 ? 0 : 31 - Math.clz32(mean);
}

export class ShardWriter {
  readonly #bits = new BitWriter();
  readonly #stories: number;
  #before: Uint16Array = new Uint16Array(0);

  /** `stories` is how many the segment has. */
  constructor(stories: number) {
    this.#stories = stories;
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

/** Calls `visit` with each term of a shard, edition included, in their order, while it says true. */
export function readShard(
  shard: Uint8Array,
  stories: number,
  visit: (term: string, stories: readonly number[]) => boolean,
): void {
  const bits = new BitReader(shard, EDITION);
  let before = '';
  while (!bits.isAtEnd) {
    const isStep = bits.take(1) === 1;
    const shared = isStep ? 1 : bits.gamma() - 1;
    if (shared > before.length) return;
    const length = isStep ? 2 : shared + bits.gamma();
    let term = before.slice(0, shared);
    for (let place = shared; place < length; place++) {
      const known = place === shared && place < before.length ? before.charCodeAt(place) : -1;
      const unit =
        known >= 0
          ? known + 1 + bits.rice(stepOf(known, place))
          : bits.take(bits.take(1) === 1 ? 16 : 7);
      term += String.fromCharCode(unit);
    }
    const count = bits.gamma();
    // Not a shard of such a segment.
    if (count > stories) return;
    const step = gapStep(stories, count);
    const numbers: number[] = [];
    for (let next = 0; numbers.length < count; next++) {
      next += bits.rice(step);
      numbers.push(next);
    }
    if (!visit(term, numbers)) return;
    before = term;
  }
}
