/** Choices that look random and are the same in every build: seeded by the page. */

/** FNV-1a over UTF-16 units, 32 bits. */
function hash(seed: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < seed.length; index++) {
    value = Math.imul(value ^ seed.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Mulberry32: numbers from 0 to below 1. */
function generator(seed: string): () => number {
  let state = hash(seed);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Up to `count` different entries in a random order; only these are read. */
export function choose(items: ArrayLike<unknown>, count: number, seed: string): unknown[] {
  const next = generator(seed);
  const chosen = new Set<number>();
  const wanted = Math.min(Math.max(0, count), items.length);
  while (chosen.size < wanted) {
    let index = Math.floor(next() * items.length);
    // Taken: the next free one, so that the end comes for any count.
    while (chosen.has(index)) index = (index + 1) % items.length;
    chosen.add(index);
  }
  return Array.from(chosen, (index) => items[index]);
}
