/**
 * Seeded chance for the corpus: the same seed gives the same posts on every machine, and each post
 * has its own stream, so post 7 is the same in a corpus of a thousand and in one of a million.
 */

/** @typedef {() => number} Random the next number, 0 <= n < 1 */

/**
 * A stream of its own for every pair of numbers (xorshift on 32 bits, well mixed at the start).
 * @param {number} seed
 * @param {number} index
 * @returns {Random}
 */
export function randomFor(seed, index) {
  let state = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 16), 0x45d9f3b);
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 0x1_0000_0000;
  };
}

/**
 * A whole number, `low` and `high` included.
 * @param {Random} random
 * @param {number} low
 * @param {number} high
 * @returns {number}
 */
export function between(random, low, high) {
  return low + Math.floor(random() * (high - low + 1));
}

/**
 * @template T
 * @param {Random} random
 * @param {readonly T[]} list
 * @returns {T}
 */
export function pick(random, list) {
  return /** @type {T} */ (list[Math.floor(random() * list.length)]);
}

/**
 * A new list in a seeded order (Fisher and Yates).
 * @template T
 * @param {Random} random
 * @param {readonly T[]} list
 * @returns {T[]}
 */
export function shuffled(random, list) {
  const result = [...list];
  for (let last = result.length - 1; last > 0; last--) {
    const other = between(random, 0, last);
    [result[last], result[other]] = [
      /** @type {T} */ (result[other]),
      /** @type {T} */ (result[last]),
    ];
  }
  return result;
}

/**
 * Ranks in a Zipf distribution: rank k comes 1/(k+1) times as often as rank 0.
 * @param {number} count
 * @returns {(random: Random) => number} 0 <= rank < count
 */
export function zipf(count) {
  const sums = new Float64Array(count);
  let total = 0;
  for (let rank = 0; rank < count; rank++) sums[rank] = total += 1 / (rank + 1);
  return (random) => {
    const wanted = random() * total;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (sums[middle]) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
