/** Terms of a kind (categories, tags, …): which names are one, what they are called, and where their pages are. */
import { shortDigest } from '../../content/digest.js';
import { foldName, foldPath } from '../../content/fold.js';
import { nameExpander } from '../../content/permalink.js';
import { slugify } from '../../content/slug.js';
import { type Data, dataOf, isMap, NO_DATA, type Value } from '../../model/data.js';
import type { Term } from '../../model/site.js';

export interface Taxonomy {
  /** By their oldest post. */
  readonly terms: readonly Term[];
  /** For each rank, indexes into `terms` in the order the post names them. */
  readonly ofPost: readonly (readonly number[])[];
}

interface Group {
  readonly key: string;
  readonly posts: number[];
  /** The slug that `_data` gives, or null. */
  readonly slug: string | null;
}

/**
 * `names[rank]` are a post's terms. Entries of `_data/categories.yml` (`slug: {name: …}`) match by
 * slug or by name. A slug that an older term has, or none at all, gets a digest of the name: so a
 * term's address never changes because a newer one appears. Without `pattern` terms have no pages.
 */
export function termsOf(
  names: readonly (readonly string[])[],
  entries: Data,
  pattern: string | null,
): Taxonomy {
  const { groups, ofPost } = group(names, aliasesOf(entries));
  const taken = new Set(Object.keys(entries).map(foldPath));
  const placeOf =
    pattern === null ? () => ({ url: '', output: '' }) : nameExpander(pattern, ['slug', 'name']);
  const terms = groups.map(({ key, posts, slug: given }): Term => {
    const slug = given ?? freeSlug(key, taken);
    const data = given === null ? NO_DATA : entryOf(entries[given]);
    const name = typeof data['name'] === 'string' ? data['name'] : key;
    return { name, key, slug, posts, data, ...placeOf({ slug, name: slug }) };
  });
  return { terms, ofPost };
}

const NONE: readonly number[] = [];

interface Grouped {
  readonly groups: readonly Group[];
  readonly ofPost: readonly (readonly number[])[];
}

function group(
  names: readonly (readonly string[])[],
  aliases: ReadonlyMap<string, string>,
): Grouped {
  const groups: Group[] = [];
  const known = new Map<string, number>();
  /** The same, by names as they are written: each is folded once. */
  const written = new Map<string, number>();
  const alone: (readonly number[])[] = [];
  const indexOf = (name: string): number => {
    const before = written.get(name);
    if (before !== undefined) return before;
    const folded = foldName(name);
    const slug = aliases.get(folded) ?? null;
    const id = slug === null ? `name:${folded}` : `slug:${slug}`;
    const index = known.get(id) ?? groups.length;
    if (index === groups.length) groups.push({ key: name, posts: [], slug });
    known.set(id, index);
    written.set(name, index);
    return index;
  };
  const indexesOf = (list: readonly string[]): readonly number[] => {
    if (list.length > 1) return [...new Set(list.map(indexOf))];
    const [name] = list;
    if (name === undefined) return NONE;
    const index = indexOf(name);
    alone[index] ??= [index];
    return alone[index];
  };
  const ofPost = names.map((list, rank) => {
    const indexes = indexesOf(list);
    for (const index of indexes) groups[index]?.posts.push(rank);
    return indexes;
  });
  return { groups, ofPost };
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

function freeSlug(name: string, taken: Set<string>): string {
  const plain = slugify(name);
  const free = plain !== '' && !taken.has(foldPath(plain));
  const suffix = shortDigest(foldName(name));
  const slug = free ? plain : plain === '' ? suffix : `${plain}-${suffix}`;
  taken.add(foldPath(slug));
  return slug;
}
