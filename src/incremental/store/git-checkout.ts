/**
 * Where the source is a git work tree: which of its files are as git checked them out or added them,
 * and as which blobs. A checkout makes all times new; the blobs tell which stories it changed, so
 * that the others need not be read.
 */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import type { SortedNames, SortedTable } from '../../model/sorted-table.js';
import type { KnownFile, Stamp } from '../../model/story.js';
import { lazy } from '../../platform/lazy.js';
import { fileSeen, sameStamp } from '../file-stamp.js';
import { readGitIndex } from '../git-index.js';
import { indexesAmong } from '../merge-join.js';
import { valuesAt } from '../sorted-tables.js';
import { attributeFiles, type GitOutside, mayChangeBytes, type WorkTree } from './git-settings.js';

export interface Checkout {
  /** How files look now, of those that have the bytes that they were read with; null: not known. */
  looksOf(files: SortedNames): (place: number, look: KnownFile, seen: Stamp) => KnownFile | null;
  /** The looks, with the blobs of the files that were read anew; those of `before` stay the same objects. */
  named(
    looks: SortedTable<KnownFile | null>,
    before: SortedTable<KnownFile | null>,
  ): SortedTable<KnownFile | null>;
}

type GitIo = GitOutside['io'];

/** `source` is absolute. Git is asked when it is first needed. */
export function openCheckout(source: string, outside: GitOutside): Checkout {
  const blobs = lazy(() => blobsIn(source, outside));
  return {
    looksOf(files) {
      const blobOf = lazy(() => blobs()(files.names));
      return (place, { size, digest, blob }, seen) => {
        const isSame = blob !== '' && size === seen.size && blobOf()(place, seen) === blob;
        return isSame ? { ...seen, digest, blob } : null;
      };
    },
    named({ places, values }, before) {
      const lookBefore = valuesAt(before, places);
      const isFresh = (look: KnownFile | null, place: number): look is KnownFile =>
        look !== null && look.blob === '' && look !== lookBefore(place);
      if (!values.some(isFresh)) return { places, values };
      const blobOf = blobs()(places.names);
      const name = (look: KnownFile | null, place: number): KnownFile | null =>
        isFresh(look, place) ? { ...look, blob: blobOf(place, look) } : look;
      return { places, values: values.map(name) };
    },
  };
}

/** The blob, as git's index names it, that the file at a place has the bytes of; empty: not known. */
type BlobOf = (place: number, seen: Stamp) => string;

/** Asked for names below the source. */
type Blobs = (names: readonly string[]) => BlobOf;

const NO_BLOB: BlobOf = () => '';
const UNKNOWN: Blobs = () => NO_BLOB;

function blobsIn(source: string, outside: GitOutside): Blobs {
  // It only spares work: whatever is wrong with it, the files can be read.
  const orElse = <T>(make: () => T, otherwise: T): T => {
    try {
      return make();
    } catch {
      return otherwise;
    }
  };
  const blobs = orElse(() => readBlobs(outside.io.realPath(source), outside), UNKNOWN);
  return (names) => orElse(() => blobs(names), NO_BLOB);
}

function readBlobs(source: string, outside: GitOutside): Blobs {
  const { io } = outside;
  const place = workTreeOf(source, io);
  if (place === null) return UNKNOWN;
  const file = path.join(place.folder, 'index');
  const written = io.stat(file)?.modified;
  const index = written === undefined ? null : readGitIndex(io.read(file));
  if (written === undefined || index === null) return UNKNOWN;
  const below = nameBelow(place.top, source);
  const prefix = below === '' ? '' : `${below}/`;
  const blobAt: BlobOf = (entry, seen) => {
    const its = index.seen(entry);
    const looked = { ...seen, inode: seen.inode % 2 ** 32 };
    return isSettled(its, written) && sameStamp(its, looked) ? index.blob(entry) : '';
  };
  return (names) => {
    const paths = prefix === '' ? names : names.map((name) => prefix + name);
    if (mayChangeBytes(paths, place, outside)) return NO_BLOB;
    // A checkout follows the attributes of the index: those here have to be the same.
    const attributes = attributeFiles(paths);
    const noted = indexesAmong(attributes, index.paths);
    const isSame = attributes.every((name, at) => {
      const entry = noted[at] ?? -1;
      const seen = entry < 0 ? null : fileSeen(io.stat(path.join(place.top, name)));
      return entry < 0 || (seen !== null && blobAt(entry, seen) !== '');
    });
    if (!isSame) return NO_BLOB;
    const places = indexesAmong(paths, index.paths);
    return (at, seen) => {
      const entry = places[at] ?? -1;
      return entry < 0 ? '' : blobAt(entry, seen);
    };
  };
}

/** What was written when the index was may have been written again unseen; some disks count seconds. */
function isSettled({ modified }: Stamp, written: number): boolean {
  return modified % 1000 === 0 ? modified < written - (written % 1000) : modified < written;
}

/** As git finds it: here, or in the nearest folder above. */
function workTreeOf(folder: string, io: GitIo): WorkTree | null {
  const git = path.join(folder, '.git');
  const kind = io.stat(git)?.kind;
  if (kind === 'folder') return { top: folder, folder: git };
  if (kind === 'file') {
    const [, linked] = /^gitdir: (.+?)\s*$/.exec(io.read(git).toString('utf8')) ?? [];
    return linked === undefined ? null : { top: folder, folder: path.resolve(folder, linked) };
  }
  const above = path.dirname(folder);
  return above === folder ? null : workTreeOf(above, io);
}
