/** Which stories and pages the site has, and every list of them, by what planning needs of them. */
import { sortedNames } from '../../incremental/sorted-tables.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isMap } from '../../model/data.js';
import type { PostHead } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document } from '../../model/site.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { Sources } from '../../model/source.js';
import { byNamedList, byTermList, byTermType, type TermList } from '../../model/term-types.js';
import { generatedPlaces } from '../../outputs/kinds.js';
import { staticPlace } from '../../outputs/statics/paths.js';
import { missingLayouts, unknownLayouts } from './check-layouts.js';
import { archivesOf } from './dated-archives.js';
import { picturesOf } from './pictures-beside.js';
import { withoutLoops } from './redirect-loops.js';
import { relatedOf } from './related.js';
import { createClaims } from './resolve-clashes.js';
import { select } from './select-posts.js';
import { topicsOf } from './topics.js';
import { type Taxonomy, termsOf } from './unite-terms.js';

/** In any order. */
export interface Heads {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
}

export interface Arranged {
  readonly arrangement: Arrangement;
  /** Where among the given posts those of the arrangement are. */
  readonly order: readonly number[];
  /** Their source paths. */
  readonly files: SortedNames;
}

/**
 * Settles clashes in the design's order: files and pages, then generated pages, then posts. As a
 * story that loses to a list page may take a list page with it, this repeats until nothing changes.
 * `now` in ms since the epoch.
 */
export function arrange(
  heads: Heads,
  sources: Sources,
  config: SiteSettings,
  now: number,
): Outcome<Arranged> {
  const unknown = unknownLayouts(heads, sources, config);
  const { posts: chosen, held } = select(heads.posts, { ...config, now });
  const claims = createClaims();
  const documents = heads.documents.filter((page) => claims.claim(page, page.path));
  const claimed = sources.statics.filter((file) => claims.claim(staticPlace(file), file.path));
  const { data } = sources;
  const listed = (posts: readonly PostHead[]): Outcome<Arrangement> => {
    const { value, problems } = listsOf(posts, config, data);
    const others = { config, documents, statics: claimed, data, held, unknownLayouts: unknown };
    return { value: { ...value, ...others }, problems };
  };
  let posts = claims.settle(chosen, []);
  let site = listed(posts);
  for (;;) {
    const left = claims.settle(posts, generatedPlaces(site.value));
    if (left.length === posts.length) break;
    posts = left;
    site = listed(posts);
  }
  const missing = missingLayouts(site.value);
  const shown = withoutLoops({ posts, documents }, claims, config);
  const statics = picturesOf(posts, { statics: claimed, all: heads.posts });
  const linked = shown.problems.length === 0 ? {} : shown.value;
  const arrangement = { ...site.value, ...linked, statics };
  const problems = [...missing, ...site.problems, ...claims.problems(), ...shown.problems];
  const order = orderOf(posts, heads.posts);
  const files = sortedNames(posts.map((post) => post.path));
  return { value: { arrangement, order, files }, problems };
}

function orderOf(posts: readonly PostHead[], all: readonly PostHead[]): readonly number[] {
  const places = new Map(all.map((post, at) => [post, at]));
  return posts.flatMap((post) => places.get(post) ?? []);
}

type Others = 'config' | 'documents' | 'statics' | 'data' | 'held' | 'unknownLayouts';
type ArrangedLists = Omit<Arrangement, Others>;

function listsOf(
  posts: readonly PostHead[],
  config: SiteSettings,
  data: Data,
): Outcome<ArrangedLists> {
  const entries = (key: string): Data => {
    const value = data[key];
    return isMap(value) ? value : {};
  };
  const { permalinks } = config;
  const named = byNamedList(({ type, list }) => {
    const names = posts.map((post) => post[list]);
    return termsOf(names, entries(list), permalinks[type]);
  });
  const [categories, tags] = [named.categories.terms, named.tags.terms];
  const choice = { posts, categories, tags };
  const { value: topics, problems } = topicsOf(entries('topics'), choice, permalinks.topic);
  const all: Readonly<Record<TermList, Taxonomy>> = { ...named, topics };
  const value: ArrangedLists = {
    posts,
    ...byTermList(({ list }) => all[list].terms),
    postTerms: byTermType(({ list }) => all[list].ofPost),
    archives: archivesOf(posts, config),
    related: relatedOf(posts.length, [categories, tags]),
  };
  return { value, problems };
}
