/**
 * For each of many terms the numbers of the stories that have it, in one array of bytes: a gap takes seven
 * bits a byte, and a list lies in slices, each larger than the one before, so that short lists leave little
 * room empty, and long ones are in few places. A list of numbers each would take six times the memory.
 */

/** By list: its last number, how many it has, where it begins and ends; the last plus one, 0 for none. */
const [LAST, COUNT, START, END] = [0, 1, 2, 3];
const ENTRY = 4;

/** Bytes for gaps in slices of each size; of the largest as many as are needed. */
const SIZES = [4, 12, 28, 60, 124, 252] as const;
const LARGEST = SIZES.length - 1;
/** Where the next slice begins, at the end of one that is full; until then the next one's size, not 0. */
const LINK = 4;

export class PostingLists {
  #entries: Int32Array<ArrayBuffer> = new Int32Array(ENTRY << 12);
  #bytes: Uint8Array<ArrayBuffer> = new Uint8Array(1 << 16);
  #length = 0;

  /** A number, not below the list's last one. False: it is the last one. */
  add(list: number, number: number): boolean {
    const at = list * ENTRY;
    while (at >= this.#entries.length) this.#entries = twice(this.#entries, Int32Array);
    const entries = this.#entries;
    const next = entries[at + LAST] ?? 0;
    if (next > number) return false;
    if (next === 0) entries[at + START] = entries[at + END] = this.#slice(0);
    entries[at + LAST] = number + 1;
    entries[at + COUNT] = (entries[at + COUNT] ?? 0) + 1;
    entries[at + END] = this.#put(entries[at + END] ?? 0, number - next);
    return true;
  }

  #put(end: number, gap: number): number {
    let place = end;
    for (let left = gap; ; left >>>= 7) {
      if (this.#bytes[place] !== 0) place = this.#goOn(place);
      this.#bytes[place++] = left < 0x80 ? left : (left & 0x7f) | 0x80;
      if (left < 0x80) return place;
    }
  }

  /** Where the list goes on, of which a slice is full at `end`. */
  #goOn(end: number): number {
    const next = this.#slice(this.#bytes[end] ?? 0);
    for (let byte = 0; byte < LINK; byte++) this.#bytes[end + byte] = next >>> (8 * byte);
    return next;
  }

  #slice(size: number): number {
    const start = this.#length;
    const end = start + (SIZES[size] ?? 0);
    this.#length = end + LINK;
    while (this.#length > this.#bytes.length) this.#bytes = twice(this.#bytes, Uint8Array);
    this.#bytes[end] = Math.min(size + 1, LARGEST);
    return start;
  }

  /** How many numbers a list has. */
  countOf(list: number): number {
    return this.#entries[list * ENTRY + COUNT] ?? 0;
  }

  /** Puts what lies between a list's numbers, and before its first, into `gaps`; how many there are. */
  readGaps(list: number, gaps: Int32Array): number {
    const bytes = this.#bytes;
    const count = this.countOf(list);
    let place = this.#entries[list * ENTRY + START] ?? 0;
    let size = 0;
    let end = place + SIZES[0];
    for (let at = 0; at < count; at++) {
      let gap = 0;
      for (let bits = 0; ; bits += 7) {
        if (place === end) {
          place = this.#linkAt(end);
          size = Math.min(size + 1, LARGEST);
          end = place + (SIZES[size] ?? 0);
        }
        const byte = bytes[place++] ?? 0;
        gap |= (byte & 0x7f) << bits;
        if (byte < 0x80) break;
      }
      gaps[at] = gap;
    }
    return count;
  }

  #linkAt(place: number): number {
    let link = 0;
    for (let byte = 0; byte < LINK; byte++) link |= (this.#bytes[place + byte] ?? 0) << (8 * byte);
    return link;
  }
}

function twice<T extends Int32Array | Uint8Array>(list: T, make: new (size: number) => T): T {
  const larger = new make(list.length * 2);
  larger.set(list);
  return larger;
}
