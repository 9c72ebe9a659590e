/**
 * Which stories and terms of a site are what they were in the build before, to all who show them: found
 * by going through both archives side by side, for keys of their pages cost a hundred times as much.
 */
import type { Post } from '../../model/post.js';
import { type Site, termsIn } from '../../model/site.js';
import { byTermType, TERM_TYPES, type TermList, type TermType } from '../../model/term-types.js';
import { termDigest } from '../../theme/views/dependency-digests.js';

export interface SameStories {
  /** By rank: the rank before of the very same card with the same terms; -1: there was none. */
  readonly rankBefore: Int32Array;
  /** By index among the terms of a kind: the index before of one that pages see the same; -1: none. */
  readonly termBefore: Readonly<Record<TermType, Int32Array>>;
}

type ComparedSite = Pick<Site, 'posts' | 'postTerms' | TermList>;

/** `before` null: nothing is known. */
export function sameStories(before: ComparedSite | null, now: ComparedSite): SameStories {
  const termBefore = byTermType(({ type }) => termsBefore(type, before, now));
  const rankBefore = new Int32Array(now.posts.length).fill(-1);
  if (before === null) return { rankBefore, termBefore };
  const hasSameTerms = (old: number, rank: number): boolean =>
    TERM_TYPES.every((type) => {
      const [its, terms] = [before.postTerms[type][old] ?? [], now.postTerms[type][rank] ?? []];
      if (its.length !== terms.length) return false;
      return terms.length === 0 || terms.every((term, at) => termBefore[type][term] === its[at]);
    });
  let [old, rank] = [0, 0];
  while (old < before.posts.length && rank < now.posts.length) {
    const [its, post] = [before.posts[old], now.posts[rank]];
    if (its === undefined || post === undefined) break;
    const order = its === post ? 0 : compare(its, post);
    if (its === post && hasSameTerms(old, rank)) rankBefore[rank] = old;
    if (order <= 0) old++;
    if (order >= 0) rank++;
  }
  return { rankBefore, termBefore };
}

/** The order of the archive: date, then path. */
function compare(a: Post, b: Post): number {
  return a.date - b.date || (a.path < b.path ? -1 : Number(a.path > b.path));
}

/** Most have the index that they had. */
function termsBefore(type: TermType, before: ComparedSite | null, now: ComparedSite): Int32Array {
  const [olds, terms] = [before === null ? [] : termsIn(before, type), termsIn(now, type)];
  const indexes = new Int32Array(terms.length).fill(-1);
  const bySlug = new Map<string, number>();
  for (const [index, term] of terms.entries()) {
    if (olds[index]?.slug !== term.slug && bySlug.size === 0) {
      for (const [at, { slug }] of olds.entries()) bySlug.set(slug, at);
    }
    const at = olds[index]?.slug === term.slug ? index : (bySlug.get(term.slug) ?? -1);
    const old = olds[at];
    if (old !== undefined && termDigest(old) === termDigest(term)) indexes[index] = at;
  }
  return indexes;
}
