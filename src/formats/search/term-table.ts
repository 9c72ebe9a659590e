/** Terms by number: each different run of units gets the next one. Grows to millions, without strings. */

const FIRST_SLOTS = 1 << 12;
const EMPTY = -1;

export class TermTable {
  /** By slot the number of the term there. */
  #slots: Int32Array = new Int32Array(FIRST_SLOTS).fill(EMPTY);
  #units: Uint16Array = new Uint16Array(1 << 14);
  #ends: Uint32Array = new Uint32Array(1 << 12);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** The number of the term that `units` has from `start` to `end`. */
  numberOf(units: Uint16Array, start: number, end: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(units, start, end) & mask;
    for (;;) {
      const term = this.#slots[slot] ?? EMPTY;
      if (term === EMPTY) break;
      if (this.#has(term, units, start, end)) return term;
      slot = (slot + 1) & mask;
    }
    this.#slots[slot] = this.#size;
    return this.#add(units, start, end);
  }

  #has(term: number, units: Uint16Array, start: number, end: number): boolean {
    const from = this.#startOf(term);
    if ((this.#ends[term] ?? 0) - from !== end - start) return false;
    for (let at = start; at < end; at++) {
      if (this.#units[from + at - start] !== units[at]) return false;
    }
    return true;
  }

  #startOf(term: number): number {
    return term === 0 ? 0 : (this.#ends[term - 1] ?? 0);
  }

  #add(units: Uint16Array, start: number, end: number): number {
    const term = this.#size++;
    const from = this.#startOf(term);
    const to = from + end - start;
    while (to > this.#units.length) this.#units = grown(this.#units, Uint16Array);
    if (term >= this.#ends.length) this.#ends = grown(this.#ends, Uint32Array);
    this.#units.set(units.subarray(start, end), from);
    this.#ends[term] = to;
    if (this.#size * 2 > this.#slots.length) this.#spread();
    return term;
  }

  #spread(): void {
    const slots = new Int32Array(this.#slots.length * 4).fill(EMPTY);
    const mask = slots.length - 1;
    for (let term = 0; term < this.#size; term++) {
      let slot = hashOf(this.#units, this.#startOf(term), this.#ends[term] ?? 0) & mask;
      while (slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      slots[slot] = term;
    }
    this.#slots = slots;
  }

  unitsOf(term: number): Uint16Array {
    return this.#units.subarray(this.#startOf(term), this.#ends[term]);
  }

  /** The numbers of all terms in the order of their units. */
  sorted(): Int32Array {
    const numbers = Int32Array.from({ length: this.#size }, (_, term) => term);
    if (this.#size > COUNT) return numbers.sort((a, b) => this.#compare(a, b));
    // By their first two units, in a float's whole numbers; few words are left to compare further.
    const keys = Float64Array.from(numbers, (term) => {
      const [first = 0, second = 0] = this.unitsOf(term);
      return (first * 0x10000 + second) * COUNT + term;
    }).sort();
    for (const [at, key] of keys.entries()) numbers[at] = key % COUNT;
    let start = 0;
    for (let at = 1; at <= keys.length; at++) {
      const isSame = at < keys.length && pairOf(keys[at]) === pairOf(keys[start]);
      if (isSame) continue;
      if (at - start > 1) numbers.subarray(start, at).sort((a, b) => this.#compare(a, b));
      start = at;
    }
    return numbers;
  }

  #compare(a: number, b: number): number {
    return compareUnits(this.unitsOf(a), this.unitsOf(b));
  }
}

/** Of so many terms a number and two units fit into a float. */
const COUNT = 2 ** 21;

function pairOf(key: number | undefined): number {
  return Math.floor((key ?? 0) / COUNT);
}

function compareUnits(a: Uint16Array, b: Uint16Array): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function grown<T extends Uint16Array | Uint32Array>(list: T, make: new (size: number) => T): T {
  const larger = new make(list.length * 2);
  larger.set(list);
  return larger;
}

function hashOf(units: Uint16Array, start: number, end: number): number {
  let sum = end - start;
  for (let at = start; at < end; at++)
    sum = Math.imul(sum ^ (units[at] ?? 0), 0x9e3779b1) ^ (sum >>> 15);
  return (sum ^ (sum >>> 13)) >>> 0;
}
