/**
 * Kinds of terms: what is alike for all of them follows from this table. Their lists, their config keys
 * (`tag_permalink`), layouts (`tag.njk`), data (`_data/tags.yml`), what templates see of them
 * (`site.terms.tags`, `page.tag_terms`) and what their dependencies are called.
 */

interface TermEntry {
  /** One of them: names the layout and the config key. */
  readonly type: string;
  /** Many of them: in cards, in the site, in `_data`. */
  readonly list: string;
  /** Front-matter keys by which stories name them; none: `_data` says which stories they have. */
  readonly keys: readonly string[];
  /** Whether those that are large enough have feeds. */
  readonly feeds: boolean;
  /** The place, from 1, of the page of all of them among ways into the site; null: there is none. */
  readonly overview: number | null;
}

const TABLE = [
  { type: 'category', list: 'categories', keys: ['categories', 'category'], feeds: true, overview: null },
  { type: 'tag', list: 'tags', keys: ['tags', 'tag'], feeds: true, overview: null },
  { type: 'source', list: 'sources', keys: ['source'], feeds: false, overview: 2 },
  { type: 'author', list: 'authors', keys: ['author', 'authors'], feeds: false, overview: null },
  { type: 'series', list: 'series', keys: ['series'], feeds: false, overview: null },
  { type: 'topic', list: 'topics', keys: [], feeds: false, overview: 1 },
] as const; // biome-ignore format: a table

type TermRow = (typeof TABLE)[number];

export type TermType = TermRow['type'];
export type TermList = TermRow['list'];
/** Those that stories name. */
export type NamedTermType = Exclude<TermRow, { keys: readonly [] }>['type'];
export type NamedTermList = Exclude<TermRow, { keys: readonly [] }>['list'];
/** Those that have a page of all of them. */
export type OverviewList = Exclude<TermRow, { overview: null }>['list'];

/** A row of the table, as those see it who go through all of them. */
export interface TermKind extends TermEntry {
  readonly type: TermType;
  readonly list: TermList;
}

export interface NamedTermKind extends TermKind {
  readonly type: NamedTermType;
  readonly list: NamedTermList;
}

export const TERM_KINDS: readonly TermKind[] = TABLE;

export const TERM_TYPES: readonly TermType[] = TABLE.map(({ type }) => type);

function isNamed(kind: TermKind): kind is NamedTermKind {
  return kind.keys.length > 0;
}

export const NAMED_TERMS: readonly NamedTermKind[] = TERM_KINDS.filter(isNamed);

/** Something for each kind. */
export function byTermType<T>(make: (kind: TermKind) => T): Readonly<Record<TermType, T>> {
  const made: Partial<Record<TermType, T>> = {};
  for (const kind of TERM_KINDS) made[kind.type] = make(kind);
  return made as Record<TermType, T>;
}

/** The same, by the names of lists. */
export function byTermList<T>(make: (kind: TermKind) => T): Readonly<Record<TermList, T>> {
  const made: Partial<Record<TermList, T>> = {};
  for (const kind of TERM_KINDS) made[kind.list] = make(kind);
  return made as Record<TermList, T>;
}

/** The same, for those that stories name. */
export function byNamedList<T>(
  make: (kind: NamedTermKind) => T,
): Readonly<Record<NamedTermList, T>> {
  const made: Partial<Record<NamedTermList, T>> = {};
  for (const kind of NAMED_TERMS) made[kind.list] = make(kind);
  return made as Record<NamedTermList, T>;
}

/** Where the site, and `_data`, have a kind of term. */
export const TERM_LISTS: Readonly<Record<TermType, TermList>> = byTermType(({ list }) => list);

const WITH_OVERVIEW = TABLE.flatMap((kind) => (kind.overview === null ? [] : [kind]));

export const OVERVIEWS: readonly OverviewList[] = WITH_OVERVIEW.map(({ list }) => list);

/** The same, as ways into the site. */
export const OVERVIEW_LINKS: readonly OverviewList[] = [...WITH_OVERVIEW]
  .sort((a, b) => a.overview - b.overview)
  .map(({ list }) => list);

export function isTermType(name: string): name is TermType {
  return (TERM_TYPES as readonly string[]).includes(name);
}
