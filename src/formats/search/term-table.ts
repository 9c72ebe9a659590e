/** Terms by number: each different run of units gets the next one. Grows to millions, without strings. */

/** What a slot has: a pair's units or a word's digest, and the number. */
const [KEY, TERM] = [0, 1];
const SLOT = 2;
const FIRST_SLOTS = 1 << 12;
/** In place of a number. A pair's is above, a word's below: both plus one. */
const EMPTY = 0;

export class TermTable {
  #slots: Int32Array = new Int32Array(FIRST_SLOTS * SLOT);
  /** Slots but one: their number is a power of two. */
  #mask = FIRST_SLOTS - 1;
  #units: Uint16Array<ArrayBuffer> = new Uint16Array(1 << 14);
  #ends: Uint32Array<ArrayBuffer> = new Uint32Array(1 << 12);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** All terms' units, one after the other. */
  get units(): Uint16Array {
    return this.#units;
  }

  /** The number of a term of two units. */
  numberOfPair(first: number, second: number): number {
    const key = (first << 16) | second;
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hashOf(key) & mask;
    for (;;) {
      const term = slots[slot * SLOT + TERM] ?? EMPTY;
      if (term > EMPTY && slots[slot * SLOT + KEY] === key) return term - 1;
      if (term === EMPTY) break;
      slot = (slot + 1) & mask;
    }
    const from = this.#room(2);
    this.#units[from] = first;
    this.#units[from + 1] = second;
    return this.#add(key, slot, this.#size + 1);
  }

  /** The number of the term that `units` has from `start` to `end`. */
  numberOf(units: Uint16Array, start: number, end: number): number {
    if (end - start === 2) return this.numberOfPair(units[start] ?? 0, units[start + 1] ?? 0);
    const key = digestOf(units, start, end);
    const slots = this.#slots;
    const mask = this.#mask;
    let slot = hashOf(key) & mask;
    for (;;) {
      const term = slots[slot * SLOT + TERM] ?? EMPTY;
      const isLike = term < EMPTY && slots[slot * SLOT + KEY] === key;
      if (isLike && this.#has(-1 - term, units, start, end)) return -1 - term;
      if (term === EMPTY) break;
      slot = (slot + 1) & mask;
    }
    const from = this.#room(end - start);
    for (let at = start; at < end; at++) this.#units[from + at - start] = units[at] ?? 0;
    return this.#add(key, slot, -1 - this.#size);
  }

  #has(term: number, units: Uint16Array, start: number, end: number): boolean {
    const from = this.startOf(term);
    if (this.endOf(term) - from !== end - start) return false;
    for (let at = start; at < end; at++) {
      if (this.#units[from + at - start] !== units[at]) return false;
    }
    return true;
  }

  startOf(term: number): number {
    return term === 0 ? 0 : (this.#ends[term - 1] ?? 0);
  }

  endOf(term: number): number {
    return this.#ends[term] ?? 0;
  }

  /** Where the next term's units begin, with room for so many. */
  #room(length: number): number {
    const from = this.startOf(this.#size);
    while (from + length > this.#units.length) this.#units = grown(this.#units, Uint16Array);
    if (this.#size === this.#ends.length) this.#ends = grown(this.#ends, Uint32Array);
    this.#ends[this.#size] = from + length;
    return from;
  }

  #add(key: number, slot: number, term: number): number {
    this.#slots[slot * SLOT + KEY] = key;
    this.#slots[slot * SLOT + TERM] = term;
    const number = this.#size++;
    if (this.#size * 2 > this.#mask) this.#spread();
    return number;
  }

  #spread(): void {
    const before = this.#slots;
    const slots = new Int32Array(before.length * 2);
    const mask = slots.length / SLOT - 1;
    for (let from = 0; from < before.length; from += SLOT) {
      if (before[from + TERM] === EMPTY) continue;
      const key = before[from + KEY] ?? 0;
      let slot = hashOf(key) & mask;
      while (slots[slot * SLOT + TERM] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot * SLOT + KEY] = key;
      slots[slot * SLOT + TERM] = before[from + TERM] ?? EMPTY;
    }
    [this.#slots, this.#mask] = [slots, mask];
  }

  /** The numbers of all terms in the order of their units; more than `atOnce` are parted by their first. */
  sorted(atOnce: number = MOST_KEYS): Int32Array {
    if (this.#size <= atOnce) {
      const numbers = Int32Array.from({ length: this.#size }, (_, term) => term);
      this.#sort(numbers);
      return numbers;
    }
    const { numbers, starts } = this.#byFirstUnit();
    for (let unit = 0; unit < UNITS; unit++)
      this.#sort(numbers.subarray(starts[unit], starts[unit + 1]));
    return numbers;
  }

  #sort(numbers: Int32Array): void {
    const compare = (a: number, b: number): number => this.#compare(a, b);
    if (numbers.length > MOST_KEYS) {
      numbers.sort(compare);
      return;
    }
    // By their first two units, in a float's whole numbers; few words are left to compare further.
    const keys = new Float64Array(numbers.length);
    for (const [at, term] of numbers.entries()) keys[at] = this.#beginning(term) * MOST_KEYS + at;
    keys.sort();
    const terms = numbers.slice();
    let start = 0;
    for (let at = 0; at <= keys.length; at++) {
      const isSame = at < keys.length && beginningOf(keys[at]) === beginningOf(keys[start]);
      if (at < keys.length) numbers[at] = terms[(keys[at] ?? 0) % MOST_KEYS] ?? 0;
      if (isSame) continue;
      if (at - start > 1) numbers.subarray(start, at).sort(compare);
      start = at;
    }
  }

  /** All numbers by the first units of their terms, and where those of each unit start. */
  #byFirstUnit(): { readonly numbers: Int32Array; readonly starts: Uint32Array } {
    const starts = new Uint32Array(UNITS + 1);
    for (let term = 0; term < this.#size; term++) {
      const next = this.#firstOf(term) + 1;
      starts[next] = (starts[next] ?? 0) + 1;
    }
    for (let unit = 1; unit <= UNITS; unit++)
      starts[unit] = (starts[unit] ?? 0) + (starts[unit - 1] ?? 0);
    const numbers = new Int32Array(this.#size);
    const ends = starts.slice();
    for (let term = 0; term < this.#size; term++) {
      const unit = this.#firstOf(term);
      const end = ends[unit] ?? 0;
      numbers[end] = term;
      ends[unit] = end + 1;
    }
    return { numbers, starts };
  }

  #firstOf(term: number): number {
    return this.#units[this.startOf(term)] ?? 0;
  }

  #beginning(term: number): number {
    const start = this.startOf(term);
    const second = this.endOf(term) - start > 1 ? (this.#units[start + 1] ?? 0) : 0;
    return (this.#units[start] ?? 0) * UNITS + second;
  }

  #compare(a: number, b: number): number {
    const [startA, startB] = [this.startOf(a), this.startOf(b)];
    const [lengthA, lengthB] = [this.endOf(a) - startA, this.endOf(b) - startB];
    const length = Math.min(lengthA, lengthB);
    for (let at = 0; at < length; at++) {
      const difference = (this.#units[startA + at] ?? 0) - (this.#units[startB + at] ?? 0);
      if (difference !== 0) return difference;
    }
    return lengthA - lengthB;
  }
}

/** Different units. */
const UNITS = 1 << 16;
/** Of so many terms a place and two units fit into a float. */
const MOST_KEYS = 2 ** 21;

function beginningOf(key: number | undefined): number {
  return Math.floor((key ?? 0) / MOST_KEYS);
}

function grown<T extends Uint16Array | Uint32Array>(list: T, make: new (size: number) => T): T {
  const larger = new make(list.length * 2);
  larger.set(list);
  return larger;
}

function digestOf(units: Uint16Array, start: number, end: number): number {
  let sum = end - start;
  for (let at = start; at < end; at++)
    sum = Math.imul(sum ^ (units[at] ?? 0), 0x9e3779b1) ^ (sum >>> 15);
  return sum | 0;
}

function hashOf(key: number): number {
  const mixed = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 8;
}
