/**
 * Numbers as bits, for the files of the search index: most are small, and a byte each would double the
 * index. Gamma and Rice codes (Salomon, Data Compression), the lowest bit of a byte first.
 */

/** A quotient beyond it is written whole: a hostile gap must not cost a bit for each of its steps. */
const MOST_ONES = 24;

export class BitWriter {
  #bytes: Uint8Array = new Uint8Array(1 << 12);
  #bits = 0;

  get bits(): number {
    return this.#bits;
  }

  /** The lowest `count` bits of a value, up to 31. */
  put(value: number, count: number): void {
    if ((this.#bits + count) >> 3 >= this.#bytes.length - 5) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    let rest = value;
    let left = count;
    let at = this.#bits;
    while (left > 0) {
      const taken = Math.min(8 - (at & 7), left);
      const byte = at >> 3;
      this.#bytes[byte] = (this.#bytes[byte] ?? 0) | ((rest & ((1 << taken) - 1)) << (at & 7));
      rest >>>= taken;
      left -= taken;
      at += taken;
    }
    this.#bits += count;
  }

  /** 1 or more. */
  gamma(value: number): void {
    const length = 31 - Math.clz32(value);
    this.put(1 << length, length + 1);
    this.put(value & ((1 << length) - 1), length);
  }

  /** 0 or more, best where 2^k is about the mean. */
  rice(value: number, k: number): void {
    const quotient = value >>> k;
    if (quotient >= MOST_ONES) {
      this.put((1 << MOST_ONES) - 1, MOST_ONES);
      this.gamma(value + 1);
      return;
    }
    this.put((1 << quotient) - 1, quotient + 1);
    this.put(value & ((1 << k) - 1), k);
  }

  /** All that was put, the last byte filled with zeros. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, (this.#bits + 7) >> 3);
  }
}

/** Reads what a writer put; past the end come zeros. */
export class BitReader {
  readonly #bytes: Uint8Array;
  #at: number;

  /** `from` in bytes. */
  constructor(bytes: Uint8Array, from: number) {
    this.#bytes = bytes;
    this.#at = from * 8;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length * 8;
  }

  take(count: number): number {
    let value = 0;
    for (let done = 0; done < count; ) {
      const taken = Math.min(8 - (this.#at & 7), count - done);
      const byte = (this.#bytes[this.#at >> 3] ?? 0) >> (this.#at & 7);
      value |= (byte & ((1 << taken) - 1)) << done;
      this.#at += taken;
      done += taken;
    }
    return value;
  }

  gamma(): number {
    let length = 0;
    while (length < 31 && !this.isAtEnd && this.take(1) === 0) length++;
    return (1 << length) | this.take(length);
  }

  rice(k: number): number {
    let quotient = 0;
    while (quotient < MOST_ONES && this.take(1) === 1) quotient++;
    return quotient === MOST_ONES ? this.gamma() - 1 : (quotient << k) | this.take(k);
  }
}
