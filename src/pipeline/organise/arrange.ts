/** Which stories and pages the site has, and every list of them, by what planning needs of them. */
import { sortedNames } from '../../incremental/sorted-tables.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isMap } from '../../model/data.js';
import type { PostHead } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document, GoneAddress } from '../../model/site.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { Sources } from '../../model/source.js';
import { byNamedList, byTermList, byTermType, type TermList } from '../../model/term-types.js';
import { generatedPlaces } from '../../outputs/kinds.js';
import { staticPlace } from '../../outputs/statics/paths.js';
import { lazy } from '../../platform/lazy.js';
import { missingLayouts, unknownLayouts as unknownLayoutsOf } from './check-layouts.js';
import { collect } from './collect.js';
import { archivesOf } from './dated-archives.js';
import { picturesOf } from './pictures-beside.js';
import { withoutLoops } from './redirect-loops.js';
import { relatedOf } from './related.js';
import { createClaims } from './resolve-clashes.js';
import { addHeld, selectDocuments } from './select-documents.js';
import { listedIn, select } from './select-posts.js';
import { withoutGone } from './taken-down.js';
import { topicsOf } from './topics.js';
import { type Taxonomy, termsOf } from './unite-terms.js';

/** In any order. */
export interface Heads {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
  readonly takenDown: { readonly count: number; readonly gone: readonly GoneAddress[] };
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
  const unknownLayouts = unknownLayoutsOf(heads, sources, config);
  const selected = select(heads.posts, { ...config, now });
  const staying = withoutGone({
    ...{ posts: selected.posts, documents: heads.documents },
    ...{ expired: selected.gone, takenDown: heads.takenDown.gone },
  });
  const { posts: chosen, gone } = staying;
  const claims = createClaims();
  const chosenPages = selectDocuments(staying.documents, { ...config, now });
  const documents = chosenPages.documents.filter(
    (page) => page.output === '' || claims.claim(page, page.path),
  );
  const heldPosts = { ...selected.held, takenDown: heads.takenDown.count };
  const held = addHeld(heldPosts, chosenPages.held);
  const { collections, problems: doubts } = collect(documents, config);
  const claimed = sources.statics.filter((file) => claims.claim(staticPlace(file), file.path));
  const { data, kept } = sources;
  const listed = (posts: readonly PostHead[]): Outcome<Arrangement> => {
    const { value, problems } = listsOf(posts, config, data);
    const others = { config, documents, collections, kept, statics: claimed, data };
    const fates = { held, gone, unknownLayouts };
    return { value: { ...value, ...others, ...fates }, problems };
  };
  let posts = chosen;
  let site = listed(posts);
  if (!claims.areApart(posts, generatedPlaces(site.value))) {
    posts = claims.settle(chosen, []);
    if (posts !== chosen) site = listed(posts);
    for (;;) {
      const left = claims.settle(posts, generatedPlaces(site.value));
      if (left.length === posts.length) break;
      posts = left;
      site = listed(posts);
    }
  }
  const missing = missingLayouts(site.value);
  const shown = withoutLoops({ posts, documents }, claims, config);
  const statics = picturesOf(posts, { statics: claimed, all: heads.posts });
  const linked = shown.problems.length === 0 ? {} : shown.value;
  const arrangement = { ...site.value, ...linked, statics };
  const problems = [
    ...doubts,
    ...missing,
    ...site.problems,
    ...claims.problems(),
    ...shown.problems,
  ];
  const order = orderOf(posts, heads.posts);
  const files = sortedNames(posts.map((post) => post.path));
  return { value: { arrangement, order, files }, problems };
}

/** Both are nearly in the same order; each post is looked for behind the one before it first. */
function orderOf(posts: readonly PostHead[], all: readonly PostHead[]): readonly number[] {
  const places = lazy(() => new Map(all.map((post, at) => [post, at])));
  let next = 0;
  return posts.map((post) => {
    const at = all[next] === post ? next : (places().get(post) ?? -1);
    next = at + 1;
    return at;
  });
}

type Others =
  | 'config'
  | 'documents'
  | 'collections'
  | 'kept'
  | 'statics'
  | 'data'
  | 'held'
  | 'gone'
  | 'unknownLayouts';
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
  const listed = listedIn(posts);
  const archive = listed === posts.length ? posts : posts.slice(0, listed);
  const named = byNamedList(({ type, list }) => {
    const names = archive.map((post) => post[list]);
    return termsOf(names, entries(list), permalinks[type]);
  });
  const [categories, tags] = [named.categories.terms, named.tags.terms];
  const choice = { posts: archive, categories, tags };
  const { value: topics, problems } = topicsOf(entries('topics'), choice, permalinks.topic);
  const all: Readonly<Record<TermList, Taxonomy>> = { ...named, topics };
  const value: ArrangedLists = {
    posts,
    listed,
    ...byTermList(({ list }) => all[list].terms),
    postTerms: byTermType(({ list }) => all[list].ofPost),
    archives: archivesOf(archive, config),
    related: relatedOf(listed, [categories, tags]),
  };
  return { value, problems };
}
