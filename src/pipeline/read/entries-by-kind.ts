/** What lies below the source, by what it is. */

import type { Memo } from '../../incremental/memo.js';
import { differencesOf } from '../../incremental/merge-join.js';
import { patched } from '../../incremental/patch-list.js';
import type { SiteSettings } from '../../model/config.js';
import type { Entry } from '../../model/io.js';
import { inNameOrder } from '../../platform/list-places.js';
import { classifier, PATH_KINDS, type PathKind } from './classify.js';

/** In path order. */
type EntriesByKind = Readonly<Record<PathKind, readonly Entry[]>>;

/** All entries, and those of each kind in path order. */
interface SortedEntries {
  readonly entries: readonly Entry[];
  readonly found: EntriesByKind;
}

/** A kind of which nothing has come or gone since the last time has the list that it had. */
export function entriesByKind(
  entries: readonly Entry[],
  settings: SiteSettings,
  memo: Memo,
): EntriesByKind {
  const { found } = memo.remakeFrom<SortedEntries>(
    'entries',
    { around: [settings], inputs: [entries] },
    (last) => sorted(entries, settings, last),
  );
  return found;
}

/** `last`: of other entries with the same settings; a kind that has the same keeps its list. */
function sorted(
  entries: readonly Entry[],
  settings: SiteSettings,
  last: SortedEntries | null,
): SortedEntries {
  const found = last === null ? null : resorted(entries, settings, last);
  return { entries, found: found ?? byKind(entries, settings) };
}

/** Null: too much is another. */
function resorted(
  entries: readonly Entry[],
  settings: SiteSettings,
  last: SortedEntries,
): EntriesByKind | null {
  const differences = differencesOf(last.entries, entries, Object.is);
  if (differences === null) return null;
  const removed = byKind(differences.removed, settings);
  const added = byKind(differences.added, settings);
  const found: Partial<Record<PathKind, readonly Entry[]>> = {};
  for (const kind of PATH_KINDS) {
    found[kind] = patched(last.found[kind], { removed: removed[kind], added: added[kind] });
  }
  return { ...last.found, ...found };
}

/** In path order. */
function byKind(entries: readonly Entry[], settings: SiteSettings): EntriesByKind {
  const kindOf = classifier(settings);
  const found: Record<PathKind, Entry[]> = { post: [], draft: [], data: [], rest: [], ignored: [] };
  // A walk gives them so; what links lead to comes behind it, and what a watching process was told of.
  for (const entry of inNameOrder(entries, ({ path }) => path))
    found[kindOf(entry.path)].push(entry);
  return found;
}
