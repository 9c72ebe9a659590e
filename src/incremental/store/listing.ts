/**
 * What lies below the source, kept by a watching process: what it is told of is looked at, and where no
 * more than files have come and gone, an archive's folders need not be read again.
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
  readonly kinds: () => Map<string, EntryKind>;
}

export function createListing(): Listing {
  let last: ListedFolder | null = null;
  return {
    walk(place, changed, io) {
      const id = [place.folder, ...place.skip].join('\n');
      if (last?.id === id && changed !== null) {
        const files = differingFiles(changed, place, last.kinds(), io);
        if (files?.size === 0) return last.entries;
        if (files !== null) {
          last = { id, ...withFiles(last, files) };
          return last.entries;
        }
      }
      const entries = io.walk(place.folder, place.skip);
      const kinds = lazy(() => new Map(entries.map(({ path: name, kind }) => [name, kind])));
      last = { id, entries, kinds };
      return entries;
    },
  };
}

/** Whether a file is there now, by name, of those that came or went; null: more than files did. */
function differingFiles(
  changed: ReadonlySet<string>,
  { folder, skip }: WalkPlace,
  kinds: ReadonlyMap<string, EntryKind>,
  io: Io,
): ReadonlyMap<string, boolean> | null {
  const skipped = new Set(skip);
  const files = new Map<string, boolean>();
  for (const file of changed) {
    if (!isBelow(folder, file)) continue;
    const name = nameBelow(folder, file);
    if (isLeftOut(name, skipped)) continue;
    const [kind, before] = [io.stat(file)?.kind, kinds.get(name)];
    if (kind === before) continue;
    const isFile = (kind ?? 'file') === 'file' && (before ?? 'file') === 'file';
    const above = name.slice(0, Math.max(0, name.lastIndexOf('/')));
    if (!isFile || (above !== '' && kinds.get(above) !== 'folder')) return null;
    files.set(name, kind === 'file');
  }
  return files;
}

/** Its kinds are brought up to date where they are, for they are nobody else's. */
function withFiles(
  { entries, kinds }: ListedFolder,
  files: ReadonlyMap<string, boolean>,
): Pick<ListedFolder, 'entries' | 'kinds'> {
  const now = kinds();
  const came: Entry[] = [];
  let hasRemoved = false;
  for (const [name, isThere] of files) {
    if (isThere) {
      now.set(name, 'file');
      came.push({ path: name, kind: 'file' });
    } else {
      now.delete(name);
      hasRemoved = true;
    }
  }
  const remaining = hasRemoved
    ? entries.filter(({ path: name }) => files.get(name) !== false)
    : entries;
  return { entries: [...remaining, ...came], kinds };
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
