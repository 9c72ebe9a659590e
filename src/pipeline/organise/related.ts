/** Related stories: the nearest older ones that share a category or a tag. */
import { firstNotBelow } from '../../platform/list-places.js';
import type { Taxonomy } from './unite-terms.js';

const MOST = 5;
const NONE: readonly number[] = [];

/**
 * For each rank up to five older ranks, nearest first. Only older ones: a new story changes none. `last`
 * are those of the last time, of which the first `same` ranks are as they were.
 */
export function relatedOf(
  count: number,
  taxonomies: readonly Taxonomy[],
  last: readonly (readonly number[])[] = [],
  same = 0,
): readonly (readonly number[])[] {
  const related = last.slice(0, same);
  const neighbours = taxonomies.map(({ terms, ofPost }): TermNeighbours => {
    return { terms, ofPost, places: new Int32Array(terms.length).fill(-1) };
  });
  const nearest = new Nearest();
  for (let rank = same; rank < count; rank++) {
    // By index: until V8 has compiled a loop, its iterator makes an object a turn.
    for (let kind = 0; kind < neighbours.length; kind++)
      addNearest(neighbours[kind], rank, nearest);
    related.push(nearest.take());
  }
  return related;
}

interface TermNeighbours extends Taxonomy {
  /** Where in its list each term's last story so far is. */
  readonly places: Int32Array;
}

function addNearest(neighbours: TermNeighbours | undefined, rank: number, nearest: Nearest): void {
  const indexes = neighbours?.ofPost[rank];
  if (neighbours === undefined || indexes === undefined) return;
  const { terms, places } = neighbours;
  for (let at = 0; at < indexes.length; at++) {
    const index = indexes[at] ?? 0;
    const posts = terms[index]?.posts ?? NONE;
    const before = places[index] ?? -1;
    const place = before < 0 ? firstNotBelow(posts, rank) : before + 1;
    places[index] = place;
    nearest.add(posts, place);
  }
}

/** The nearest of several lists, each rank once. */
class Nearest {
  /** Newest first, -1 behind the last. */
  readonly #ranks: number[] = Array.from({ length: MOST + 1 }, () => -1);
  #count = 0;

  /** The stories before a place in a term's list. */
  add(posts: readonly number[], place: number): void {
    for (let back = 1; back <= MOST && back <= place; back++) {
      // The next ones are older still.
      if (!this.#insert(posts[place - back] ?? -1)) return;
    }
  }

  /** False: there are enough newer ones. */
  #insert(rank: number): boolean {
    const ranks = this.#ranks;
    let at = 0;
    while ((ranks[at] ?? -1) > rank) at++;
    if (at === MOST) return false;
    if (ranks[at] === rank) return true;
    for (let to = MOST - 1; to > at; to--) ranks[to] = ranks[to - 1] ?? -1;
    ranks[at] = rank;
    if (this.#count < MOST) this.#count++;
    return true;
  }

  take(): readonly number[] {
    if (this.#count === 0) return NONE;
    const taken = this.#ranks.slice(0, this.#count);
    this.#ranks.fill(-1);
    this.#count = 0;
    return taken;
  }
}
