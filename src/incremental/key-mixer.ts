/**
 * Keys: all that a page is made of mixed into one number. A page has a key in every build, and a digest
 * of a page's parts would cost a hundred times as much as these few multiplications. What strangers
 * write goes in as its digest; the seed is known to nobody but the store, so that nobody can choose
 * two things with one key. That two have one by chance is as likely as to guess 53 bits.
 */

/** Two whole numbers of 32 bits. */
export type KeySeed = readonly [number, number];

const TWO_32 = 0x1_0000_0000;
/** Bits of the first half that a key has: with 32 more it is a whole number that a double holds. */
const UPPER = 0x1f_ffff;

export class KeyMixer {
  readonly #seed: KeySeed;
  #a = 0;
  #b = 0;

  constructor(seed: KeySeed) {
    this.#seed = seed;
  }

  begin(): this {
    this.#a = this.#seed[0];
    this.#b = this.#seed[1];
    return this;
  }

  /** A whole number of 32 bits. */
  int(value: number): this {
    // The step of MurmurHash3, in two lanes that feed each other.
    let word = Math.imul(value ^ this.#b, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    const a = this.#a ^ word;
    this.#a = (Math.imul((a << 13) | (a >>> 19), 5) + 0xe6546b64) | 0;
    const b = Math.imul(this.#b ^ value, 0x9e3779b1) + this.#a;
    this.#b = (b << 16) | (b >>> 16);
    return this;
  }

  /** Another key. */
  key(value: number): this {
    return this.int(value | 0).int(Math.floor(value / TWO_32));
  }

  text(value: string): this {
    this.int(value.length);
    for (let at = 0; at < value.length; at += 2) {
      this.int(value.charCodeAt(at) | (value.charCodeAt(at + 1) << 16));
    }
    return this;
  }

  /** Above zero, which is no key. */
  end(): number {
    this.int(0).int(0);
    const key = (finished(this.#a) & UPPER) * TWO_32 + (finished(this.#b) >>> 0);
    return key === 0 ? 1 : key;
  }
}

function finished(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
