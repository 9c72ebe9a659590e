/** Terms of a kind (categories, tags, …): which names are one, what they are called, and where their pages are. */

import { foldName, foldPath } from '../../formats/text/fold.js';
import { nameExpander } from '../../formats/urls/permalink.js';
import { slugify } from '../../formats/urls/slug.js';
import type { SameStart } from '../../incremental/same-start.js';
import { type Data, dataOf, isMap, NO_DATA, type Value } from '../../model/data.js';
import type { Term } from '../../model/site.js';
import { shortDigest } from '../../platform/digest.js';
import { firstNotBelow } from '../../platform/list-places.js';

export interface Taxonomy {
  /** By their oldest post. A term that has the posts it had is the very same object. */
  readonly terms: readonly Term[];
  /** For each rank, indexes into `terms` in the order the post names them. */
  readonly ofPost: readonly (readonly number[])[];
}

/** Terms, and how they were found. */
export interface NamedTaxonomy extends Taxonomy {
  /** Indexes into `terms`, by names as posts write them. */
  readonly written: ReadonlyMap<string, number>;
  /** The same by folded names, and by slugs that `_data` gives. */
  readonly known: ReadonlyMap<string, number>;
  /** Folded slugs that no new term gets. */
  readonly taken: ReadonlySet<string>;
}

/** Of no posts. */
export const NO_TERMS: NamedTaxonomy = {
  ...{ terms: [], ofPost: [] },
  ...{ written: new Map(), known: new Map(), taken: new Set() },
};

/** What `_data` says of terms, and where their pages are; without a pattern they have none. */
export interface TermSettings {
  /** `_data/categories.yml` and its like: `slug: {name: …}`, which match by slug or by name. */
  readonly entries: Data;
  readonly pattern: string | null;
}

/**
 * `names` are the terms of the posts that are not the same, from the oldest. A slug that an older term has, or none at all, gets a digest of the
 * name: so a term's address never changes because a newer one appears.
 */
export function termsOf(
  names: readonly (readonly string[])[],
  { entries, pattern }: TermSettings,
  { last, same }: SameStart<NamedTaxonomy> = { last: NO_TERMS, same: 0 },
): NamedTaxonomy {
  const grouped = new TermGroups(aliasesOf(entries), last, same);
  // By index, here and below: until V8 has compiled a loop, its iterator makes an object a turn.
  for (let at = 0; at < names.length; at++) grouped.add(names[at] ?? NO_NAMES);
  const remaining = grouped.remaining();
  const isWhole = remaining.length > 0 && remaining.length === last.terms.length;
  const slugs = [...Object.keys(entries), ...remaining.map(({ slug }) => slug)];
  const taken = new Set(isWhole ? last.taken : slugs.map(foldPath));
  const placeOf =
    pattern === null ? () => ({ url: '', output: '' }) : nameExpander(pattern, ['slug', 'name']);
  const fresh = grouped.fresh.map(({ key, posts, slug: given }): Term => {
    const slug = given ?? freeSlug(key, taken);
    const data = given === null ? NO_DATA : entryOf(entries[given]);
    const name = typeof data['name'] === 'string' ? data['name'] : key;
    return { name, key, slug, posts, data, ...placeOf({ slug, name: slug }) };
  });
  const { ofPost, written, known } = grouped;
  return { terms: [...remaining, ...fresh], ofPost, written, known, taken };
}

interface TermGroup {
  readonly key: string;
  readonly posts: number[];
  /** The slug that `_data` gives, or null. */
  readonly slug: string | null;
}

const NONE: readonly number[] = [];
const NO_NAMES: readonly string[] = [];

/** Posts by their terms: those of the last time, as far as they are the same, and those behind them. */
class TermGroups {
  readonly ofPost: (readonly number[])[];
  readonly written: Map<string, number>;
  readonly known: Map<string, number>;
  /** Terms that have no post from before. */
  readonly fresh: TermGroup[] = [];
  readonly #aliases: ReadonlyMap<string, string>;
  readonly #last: readonly Term[];
  /** How many of those have posts that are the same. */
  readonly #count: number;
  /** Of those that have others as well, or have lost some: their posts. */
  readonly #others = new Map<number, number[]>();
  /** Lists of one index. */
  readonly #alone: (readonly number[])[] = [];
  readonly #same: number;

  constructor(aliases: ReadonlyMap<string, string>, last: NamedTaxonomy, same: number) {
    this.#aliases = aliases;
    this.#last = last.terms;
    this.#same = same;
    this.ofPost = last.ofPost.slice(0, same);
    // By their oldest post.
    this.#count = last.terms.findLastIndex(({ posts: [oldest = 0] }) => oldest < same) + 1;
    this.written = below(this.#count, last.written, last.terms.length);
    this.known = below(this.#count, last.known, last.terms.length);
    for (let rank = same; rank < last.ofPost.length; rank++) {
      for (const index of last.ofPost[rank] ?? NONE) {
        if (index < this.#count) this.#postsOf(index);
      }
    }
  }

  /** Of the next post. */
  add(names: readonly string[]): void {
    const rank = this.ofPost.length;
    const indexes = this.#indexesOf(names);
    this.ofPost.push(indexes);
    for (let at = 0; at < indexes.length; at++) this.#postsOf(indexes[at] ?? 0).push(rank);
  }

  /** Those that have posts from before. */
  remaining(): readonly Term[] {
    const terms = this.#last.slice(0, this.#count);
    for (const [index, posts] of this.#others) {
      const term = terms[index];
      if (term !== undefined) terms[index] = { ...term, posts };
    }
    return terms;
  }

  #postsOf(index: number): number[] {
    if (index >= this.#count) return this.fresh[index - this.#count]?.posts ?? [];
    const before = this.#others.get(index);
    if (before !== undefined) return before;
    const posts = this.#last[index]?.posts ?? NONE;
    const own = posts.slice(0, firstNotBelow(posts, this.#same));
    this.#others.set(index, own);
    return own;
  }

  #indexesOf(names: readonly string[]): readonly number[] {
    if (names.length > 1) return [...new Set(names.map((name) => this.#indexOf(name)))];
    const name = names[0];
    if (name === undefined) return NONE;
    const index = this.#indexOf(name);
    this.#alone[index] ??= [index];
    return this.#alone[index];
  }

  /** A name is folded once. */
  #indexOf(name: string): number {
    const before = this.written.get(name);
    if (before !== undefined) return before;
    const folded = foldName(name);
    const slug = this.#aliases.get(folded) ?? null;
    const id = slug === null ? `name:${folded}` : `slug:${slug}`;
    const end = this.#count + this.fresh.length;
    const index = this.known.get(id) ?? end;
    if (index === end) this.fresh.push({ key: name, posts: [], slug });
    this.known.set(id, index);
    this.written.set(name, index);
    return index;
  }
}

/** Those of the indexes that are below `count`, of all that there are. */
function below(
  count: number,
  indexes: ReadonlyMap<string, number>,
  all: number,
): Map<string, number> {
  const some = new Map(indexes);
  if (count === all) return some;
  for (const [name, index] of indexes) if (index >= count) some.delete(name);
  return some;
}

/** Folded slug and folded name of each entry, to its slug. */
function aliasesOf(entries: Data): ReadonlyMap<string, string> {
  const aliases = new Map<string, string>();
  for (const slug of Object.keys(entries)) {
    const { name } = entryOf(entries[slug]);
    if (typeof name === 'string' && !aliases.has(foldName(name))) aliases.set(foldName(name), slug);
  }
  for (const slug of Object.keys(entries)) aliases.set(foldName(slug), slug);
  return aliases;
}

/** `slug: {name: …}`, or the short form `slug: name`. */
function entryOf(value: Value | undefined): Data {
  if (isMap(value)) return value;
  return typeof value === 'string' ? dataOf([['name', value]]) : NO_DATA;
}

function withDigest(slug: string, name: string): string {
  const suffix = shortDigest(foldName(name));
  return slug === '' ? suffix : `${slug}-${suffix}`;
}

function freeSlug(name: string, taken: Set<string>): string {
  const plain = slugify(name);
  const free = plain !== '' && !taken.has(foldPath(plain));
  const slug = free ? plain : withDigest(plain, name);
  taken.add(foldPath(slug));
  return slug;
}
