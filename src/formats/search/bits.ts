/**
 * Numbers as bits, for the files of the search index: most are small, and a byte each would double the
 * index. Gamma and Rice codes (Salomon, Data Compression), the lowest bit of a byte first.
 */

import { MOST_ONES } from '#search-client';

export class BitWriter {
  #bytes: Uint8Array = new Uint8Array(1 << 12);
  #length = 0;
  /** Bits that fill no four bytes yet, and how many: up to 31. */
  #held = 0;
  #count = 0;

  /** The lowest `count` bits of a value, up to 31. */
  put(value: number, count: number): void {
    const low = value & ((1 << count) - 1);
    const held = this.#count;
    this.#held |= low << held;
    if (held + count < WORD) {
      this.#count = held + count;
      return;
    }
    this.#write(4);
    this.#held = low >>> (WORD - held);
    this.#count = held + count - WORD;
  }

  #write(bytes: number): void {
    if (this.#length + bytes > this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    for (let at = 0; at < bytes; at++) this.#bytes[this.#length++] = this.#held >>> (8 * at);
  }

  /** 1 or more. */
  gamma(value: number): void {
    const length = 31 - Math.clz32(value);
    this.put(1 << length, length + 1);
    this.put(value, length);
  }

  /** 0 or more, best where 2^k is about the mean. */
  rice(value: number, k: number): void {
    const quotient = value >>> k;
    const ones = (1 << quotient) - 1;
    if (quotient + 1 + k < WORD && quotient < MOST_ONES) {
      this.put(ones | ((value & ((1 << k) - 1)) << (quotient + 1)), quotient + 1 + k);
    } else if (quotient < MOST_ONES) {
      this.put(ones, quotient + 1);
      this.put(value, k);
    } else {
      this.put((1 << MOST_ONES) - 1, MOST_ONES);
      this.gamma(value + 1);
    }
  }

  /** All that was put, the last byte filled with zeros. Nothing can be put any more. */
  bytes(): Uint8Array {
    this.#write((this.#count + 7) >> 3);
    return this.#bytes.slice(0, this.#length);
  }
}

/** Bits that are written at once. */
const WORD = 32;
