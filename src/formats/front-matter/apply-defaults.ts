/** Front matter over `defaults:` (Jekyll `frontmatter_defaults.rb`). */
import type { FrontMatterDefault } from '../../model/config.js';
import { type Data, dataOf, mergeData, NO_DATA, type Value } from '../../model/data.js';
import type { FrontMatterData } from '../../model/front-matter-keys.js';
import { scopeMatcher } from '../urls/glob.js';
import { many } from './post-terms.js';

/** `type`: `posts`, `pages`, `statics`, or a collection's label. */
export type DefaultsFor = (path: string, type: string, own: Data) => Data;

/**
 * Scopes match by path prefix (not at a folder's edge) or by glob, and by type; paths may leave out
 * `collectionsDir`. A longer path wins, then an entry with a type, then the later one. An explicit
 * null keeps the default; default `categories` are united with the page's own.
 */
export function createDefaults(
  entries: readonly FrontMatterDefault[],
  collectionsDir: string,
): DefaultsFor {
  if (entries.length === 0) return (_path, _type, own) => own;
  const inside = (path: string): string =>
    path.startsWith(collectionsDir) ? path.slice(collectionsDir.length) : path;
  const ordered = entries.map((entry, index) => {
    const { path, type } = entry.scope;
    return { entry, index, matches: matcherOf({ path: inside(path), type }) };
  });
  ordered.sort(
    (a, b) =>
      a.entry.scope.path.length - b.entry.scope.path.length ||
      Number(a.entry.scope.type !== '') - Number(b.entry.scope.type !== '') ||
      a.index - b.index,
  );
  return (path, type, own) => {
    const place = inside(path);
    let merged: Data = NO_DATA;
    for (const { entry, matches } of ordered) {
      if (!matches(place, type)) continue;
      merged = mergeData(merged, entry.values);
    }
    return withOwn(merged, own);
  };
}

function matcherOf(scope: FrontMatterDefault['scope']): (path: string, type: string) => boolean {
  const typed = scope.type.replace(/^(post|page|draft)$/, '$1s');
  const glob = scope.path.includes('*') ? scopeMatcher(scope.path) : null;
  return (path, type) => {
    if (typed !== '' && typed !== type) return false;
    return glob === null ? path.startsWith(scope.path) : glob(path);
  };
}

function withOwn(defaults: FrontMatterData, own: Data): Data {
  const { categories } = defaults;
  const kept: (readonly [string, Value])[] = [];
  for (const key of Object.keys(own)) {
    const value = own[key] ?? null;
    if (value === null && defaults[key] !== undefined) continue;
    const isUnited = key === 'categories' && categories !== undefined;
    kept.push([key, isUnited ? [...many(categories), ...many(value)] : value]);
  }
  return mergeData(defaults, dataOf(kept));
}
