/**
 * What lies below the source, kept by a watching process: while every path that it is told of is
 * what it was, nothing has come or gone, and an archive's folders need not be read again.
 */

import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import type { Entry, EntryKind, Io } from '../../model/io.js';
import { lazy } from '../../platform/lazy.js';

export interface Listing {
  /** As `Io.walk`; `changed` are absolute paths that may have changed since, null: any. */
  walk(place: WalkPlace, changed: ReadonlySet<string> | null, io: Io): readonly Entry[];
}

export interface WalkPlace {
  readonly folder: string;
  readonly skip: readonly string[];
}

interface ListedFolder {
  readonly id: string;
  /** The very same list while nothing has come or gone. */
  readonly entries: readonly Entry[];
  readonly kinds: () => ReadonlyMap<string, EntryKind>;
}

export function createListing(): Listing {
  let last: ListedFolder | null = null;
  return {
    walk(place, changed, io) {
      const id = [place.folder, ...place.skip].join('\n');
      if (last?.id === id && changed !== null && isAsListed(changed, place, last.kinds, io))
        return last.entries;
      const entries = io.walk(place.folder, place.skip);
      const kinds = lazy(() => new Map(entries.map(({ path: name, kind }) => [name, kind])));
      last = { id, entries, kinds };
      return entries;
    },
  };
}

function isAsListed(
  changed: ReadonlySet<string>,
  { folder, skip }: WalkPlace,
  kinds: ListedFolder['kinds'],
  io: Io,
): boolean {
  const skipped = new Set(skip);
  return [...changed].every((file) => {
    if (!isBelow(folder, file)) return true;
    const name = nameBelow(folder, file);
    if (isLeftOut(name, skipped)) return true;
    return io.stat(file)?.kind === kinds().get(name);
  });
}

/** Itself, or with a folder that it lies in: see `Io.list`. */
function isLeftOut(name: string, skipped: ReadonlySet<string>): boolean {
  const slash = name.lastIndexOf('/');
  return (
    skipped.has(name) ||
    skipped.has(`**/${name.slice(slash + 1)}`) ||
    (slash > 0 && isLeftOut(name.slice(0, slash), skipped))
  );
}
