/**
 * Where the source is a git work tree: which of its files are as git checked them out or added them,
 * and as which blobs. A checkout makes all times new; the blobs tell which stories it changed, so
 * that the others need not be read.
 */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import { NO_ROW, type SortedNames, type SortedTable } from '../../model/sorted-table.js';
import type { KnownFile, Stamp } from '../../model/story.js';
import { lazy } from '../../platform/lazy.js';
import { sameStamp, stampOf } from '../file-stamp.js';
import { readGitIndex } from '../git-index.js';
import { indexesAmong } from '../merge-join.js';
import { changedPlaces } from '../sorted-tables.js';
import { attributeFiles, type GitContext, mayChangeBytes, type WorkTree } from './git-settings.js';

export interface Checkout {
  /** Files with their stamps now, of those that have the bytes that they were read with; null: not known. */
  knownFilesOf(
    files: SortedNames,
  ): (place: number, known: KnownFile, stamp: Stamp) => KnownFile | null;
  /** The files, with the blobs of those that were read anew; those of `before` stay the same rows. */
  named<T extends SortedTable<KnownFile>>(knownFiles: T, before: T): T;
}

type GitIo = GitContext['io'];

/** `source` is absolute. Git is asked when it is first needed. */
export function openCheckout(source: string, context: GitContext): Checkout {
  const blobs = lazy(() => blobsIn(source, context));
  return {
    knownFilesOf(files) {
      const blobOf = lazy(() => blobs()(files.names));
      return (place, { size, digest, blob }, stamp) => {
        const isSame = blob !== '' && size === stamp.size && blobOf()(place, stamp) === blob;
        return isSame ? { ...stamp, digest, blob } : null;
      };
    },
    named(knownFiles, before) {
      const { places, values } = knownFiles;
      const rows = Int32Array.from(knownFiles.rows);
      const blobOf = lazy(() => blobs()(places.names));
      for (const place of changedPlaces(knownFiles, before)) {
        const known = values.at(rows[place] ?? NO_ROW);
        if (known.blob === '') rows[place] = values.add({ ...known, blob: blobOf()(place, known) });
      }
      return { ...knownFiles, rows };
    },
  };
}

/** The blob, as git's index names it, that the file at a place has the bytes of; empty: not known. */
type BlobOf = (place: number, stamp: Stamp) => string;

/** Asked for names below the source. */
type Blobs = (names: readonly string[]) => BlobOf;

const NO_BLOB: BlobOf = () => '';
const UNKNOWN: Blobs = () => NO_BLOB;

function blobsIn(source: string, context: GitContext): Blobs {
  // It only spares work: whatever is wrong with it, the files can be read.
  const orElse = <T>(make: () => T, otherwise: T): T => {
    try {
      return make();
    } catch {
      return otherwise;
    }
  };
  const blobs = orElse(() => readBlobs(context.io.realPath(source), context), UNKNOWN);
  return (names) => orElse(() => blobs(names), NO_BLOB);
}

function readBlobs(source: string, context: GitContext): Blobs {
  const { io } = context;
  const place = workTreeOf(source, io);
  if (place === null) return UNKNOWN;
  const file = path.join(place.folder, 'index');
  const written = io.stat(file)?.modified;
  const index = written === undefined ? null : readGitIndex(io.read(file));
  if (written === undefined || index === null) return UNKNOWN;
  const below = nameBelow(place.top, source);
  const prefix = below === '' ? '' : `${below}/`;
  const blobAt: BlobOf = (entry, stamp) => {
    const its = index.seen(entry);
    const shown = { ...stamp, inode: stamp.inode % 2 ** 32 };
    return isSettled(its, written) && sameStamp(its, shown) ? index.blob(entry) : '';
  };
  return (names) => {
    const paths = prefix === '' ? names : names.map((name) => prefix + name);
    if (mayChangeBytes(paths, place, context)) return NO_BLOB;
    // A checkout follows the attributes of the index: those here have to be the same.
    const attributes = attributeFiles(paths);
    const noted = indexesAmong(attributes, index.paths);
    const isSame = attributes.every((name, at) => {
      const entry = noted[at] ?? -1;
      const stamp = entry < 0 ? null : stampOf(io.stat(path.join(place.top, name)));
      return entry < 0 || (stamp !== null && blobAt(entry, stamp) !== '');
    });
    if (!isSame) return NO_BLOB;
    const places = indexesAmong(paths, index.paths);
    return (at, stamp) => {
      const entry = places[at] ?? -1;
      return entry < 0 ? '' : blobAt(entry, stamp);
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
