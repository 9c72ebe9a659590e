/** Which stories and pages the site has, and every list of them, by what planning needs of them. */
import { sortedNames } from '../../incremental/sorted-tables.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isMap } from '../../model/data.js';
import type { PostHead } from '../../model/post.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Document, GoneAddress } from '../../model/site.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { Sources, StaticFile } from '../../model/source.js';
import {
  byNamedList,
  byTermList,
  byTermType,
  type NamedTermList,
  type TermList,
} from '../../model/term-types.js';
import type { PlacesApart } from '../../outputs/fast/apart.js';
import { generatedPlaces } from '../../outputs/kinds.js';
import { staticPlace } from '../../outputs/statics/paths.js';
import { lazy } from '../../platform/lazy.js';
import { commonStart } from '../../platform/list-places.js';
import { missingLayouts, unknownLayouts as unknownLayoutsOf, usesTheme } from './check-layouts.js';
import { collect } from './collect.js';
import { archivesOf } from './dated-archives.js';
import { picturesOf } from './pictures-beside.js';
import { withoutLoops } from './redirect-loops.js';
import { relatedOf } from './related.js';
import { createClaims } from './resolve-clashes.js';
import { isListedAlike } from './same-heads.js';
import { addHeld, selectDocuments } from './select-documents.js';
import { listedIn, select } from './select-posts.js';
import { withoutGone } from './taken-down.js';
import { topicsOf } from './topics.js';
import { type NamedTaxonomy, NO_TERMS, type Taxonomy, termsOf } from './unite-terms.js';

/** In any order. */
export interface Heads {
  readonly posts: readonly PostHead[];
  readonly documents: readonly Document[];
  readonly takenDown: { readonly count: number; readonly gone: readonly GoneAddress[] };
}

export interface Arranged {
  readonly arrangement: Arrangement;
  readonly lists: PostLists;
  /** Where among the given posts those of the arrangement are. */
  readonly order: readonly number[];
  /** Their source paths, by rank. */
  readonly files: SortedNames;
  /** No story is elsewhere, or other, because of where another is: no places met, and no redirects lead round. */
  readonly isPlain: boolean;
}

export interface ArrangeContext {
  /** In ms since the epoch. */
  readonly now: number;
  readonly apart: PlacesApart;
  /** Of the same sources and settings, but for posts and the time; null: nothing was arranged of them. */
  readonly last: Outcome<Arranged> | null;
}

/**
 * Settles clashes in the design's order: files and pages, then generated pages, then posts. As a
 * story that loses to a list page may take a list page with it, this repeats until nothing changes.
 * Lists of stories that are in the order they were in are not made again.
 */
export function arrange(
  heads: Heads,
  sources: Sources,
  config: SiteSettings,
  { now, apart, last }: ArrangeContext,
): Outcome<Arranged> {
  const before = last?.value.arrangement.unknownLayouts;
  const found = unknownLayoutsOf(heads, sources, config);
  const unknownLayouts = before !== undefined && isSameSet(before, found) ? before : found;
  const selected = select(heads.posts, { ...config, now });
  const staying = withoutGone({
    ...{ posts: selected.posts, documents: heads.documents },
    ...{ expired: selected.gone, takenDown: heads.takenDown.gone },
  });
  const { posts: chosen, gone } = staying;
  const claims = createClaims(apart);
  const chosenPages = selectDocuments(staying.documents, { ...config, now });
  const documents = chosenPages.documents.filter(
    (page) => page.output === '' || claims.claim(page, page.path),
  );
  const heldPosts = { ...selected.held, takenDown: heads.takenDown.count };
  const held = addHeld(heldPosts, chosenPages.held);
  const { collections, problems: doubts } = collect(documents, config);
  const claimed = sources.statics.filter((file) => claims.claim(staticPlace(file), file.path));
  const { data, kept } = sources;
  let lists = last?.value.lists ?? NO_LISTS;
  const listed = (posts: readonly PostHead[]): Outcome<Arrangement> => {
    lists = listsOf(posts, { config, data }, lists);
    const { value, problems } = lists.outcome;
    const others = { config, documents, collections, kept, statics: claimed, data };
    const fates = { held, gone, unknownLayouts };
    return { value: { ...value, ...others, ...fates }, problems };
  };
  let posts = chosen;
  let site = listed(posts);
  const isApart = claims.areApart(posts, generatedPlaces(site.value));
  if (!isApart) {
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
  const copied = usesTheme(site.value, sources.templates)
    ? claimed
    : withoutTheme(claimed, sources);
  const statics = picturesOf(posts, { statics: copied, all: heads.posts });
  const linked = shown.problems.length === 0 ? null : shown.value;
  // What is made of a site is found by the object.
  const isSettled = linked === null && statics === site.value.statics;
  const arrangement = isSettled ? site.value : { ...site.value, ...linked, statics };
  const problems = [
    ...doubts,
    ...missing,
    ...site.problems,
    ...claims.problems(),
    ...shown.problems,
  ];
  const order = orderOf(posts, heads.posts);
  const paths = posts.map((post) => post.path);
  const files = sortedNames(paths, last?.value.files ?? null);
  const isPlain = isApart && linked === null;
  return { value: { arrangement, lists, order, files, isPlain }, problems };
}

function withoutTheme(
  statics: readonly StaticFile[],
  { themeAssets }: Sources,
): readonly StaticFile[] {
  const unused = new Set(themeAssets);
  return statics.filter(({ file }) => !unused.has(file));
}

/** Places that are looked at around the one that is next: stories are filed nearly as they are dated. */
const NEAR = 64;

/** Both are nearly in the same order; each post is looked for beside the one before it first. */
function orderOf(posts: readonly PostHead[], all: readonly PostHead[]): readonly number[] {
  const places = lazy(() => new Map(all.map((post, at) => [post, at])));
  const nearest = (post: PostHead, to: number): number => {
    for (let by = 0; by <= NEAR; by++) {
      if (all[to + by] === post) return to + by;
      if (all[to - by] === post) return to - by;
    }
    return places().get(post) ?? -1;
  };
  let next = 0;
  return posts.map((post) => {
    const at = nearest(post, next);
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

/** Lists of posts, and what the next ones are made with. */
interface PostLists {
  readonly outcome: Outcome<ArrangedLists>;
  readonly named: Readonly<Record<NamedTermList, NamedTaxonomy>>;
}

/** Of no posts. */
const NO_LISTS: PostLists = {
  outcome: {
    value: {
      ...{ posts: [], listed: 0, archives: [], related: [] },
      ...byTermList(() => []),
      postTerms: byTermType(() => []),
    },
    problems: [],
  },
  named: byNamedList(() => NO_TERMS),
};

/** `last`: of other posts with the same settings and data. */
function listsOf(
  posts: readonly PostHead[],
  { config, data }: Pick<Arrangement, 'config' | 'data'>,
  last: PostLists,
): PostLists {
  const entries = (key: string): Data => {
    const value = data[key];
    return isMap(value) ? value : {};
  };
  const { permalinks } = config;
  const listed = listedIn(posts);
  const archive = listed === posts.length ? posts : posts.slice(0, listed);
  const before = last.outcome.value;
  const listedBefore = before.posts.slice(0, before.listed);
  const same = commonStart(listedBefore, archive, isListedAlike);
  const isSame = same === archive.length && same === listedBefore.length;
  const others = archive.slice(same);
  const named = isSame
    ? last.named
    : byNamedList(({ type, list }) => {
        const names = others.map((post) => post[list]);
        const settings = { entries: entries(list), pattern: permalinks[type] };
        return termsOf(names, settings, { last: last.named[list], same });
      });
  const { categories, tags } = named;
  const choice = { posts: archive, categories: categories.terms, tags: tags.terms };
  const { value: topics, problems } = topicsOf(entries('topics'), choice, permalinks.topic);
  const all: Readonly<Record<TermList, Taxonomy>> = { ...named, topics };
  const value: ArrangedLists = {
    posts,
    listed,
    ...byTermList(({ list }) => all[list].terms),
    postTerms: byTermType(({ list }) => all[list].ofPost),
    archives: isSame
      ? before.archives
      : archivesOf(archive, config, { last: before.archives, same }),
    related: isSame ? before.related : relatedOf(listed, [categories, tags], before.related, same),
  };
  return { outcome: { value, problems }, named };
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
