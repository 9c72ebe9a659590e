/**
 * Numbers as bits, for the files of the search index: most are small, and a byte each would double the
 * index. Gamma and Rice codes (Salomon, Data Compression), the lowest bit of a byte first.
 */

import { MOST_ONES } from '#search-client';

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
