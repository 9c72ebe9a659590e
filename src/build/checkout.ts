/**
 * Where the source is a git work tree: which of its files are as git checked them out or added them,
 * and as which blobs. A checkout makes all times new; the blobs tell which stories it changed, so
 * that the others need not be read.
 */
import path from 'node:path';
import { placesAmong } from '../content/alignment.js';
import { readGitIndex } from '../content/git-index.js';
import { lazily } from '../content/lazily.js';
import { fileSeen, looksLike } from '../content/look.js';
import { nameBelow } from '../content/paths.js';
import { valuesAt } from '../content/places.js';
import type { Column, Places } from '../model/places.js';
import type { Look, Seen } from '../model/story.js';
import { attributeFiles, type GitOutside, mayChangeBytes, type WorkTree } from './git-settings.js';

export interface Checkout {
  /** How files look now, of those that have the bytes that they were read with; null: not known. */
  looksOf(files: Places): (place: number, look: Look, seen: Seen) => Look | null;
  /** The looks, with the blobs of the files that were read anew; those of `before` stay the same objects. */
  named(looks: Column<Look | null>, before: Column<Look | null>): Column<Look | null>;
}

type GitIo = GitOutside['io'];

/** `source` is absolute. Git is asked when it is first needed. */
export function openCheckout(source: string, outside: GitOutside): Checkout {
  const blobs = lazily(() => blobsIn(source, outside));
  return {
    looksOf(files) {
      const blobOf = lazily(() => blobs()(files.names));
      return (place, { size, digest, blob }, seen) => {
        const isSame = blob !== '' && size === seen.size && blobOf()(place, seen) === blob;
        return isSame ? { ...seen, digest, blob } : null;
      };
    },
    named({ places, values }, before) {
      const lookBefore = valuesAt(before, places);
      const isFresh = (look: Look | null, place: number): look is Look =>
        look !== null && look.blob === '' && look !== lookBefore(place);
      if (!values.some(isFresh)) return { places, values };
      const blobOf = blobs()(places.names);
      const name = (look: Look | null, place: number): Look | null =>
        isFresh(look, place) ? { ...look, blob: blobOf(place, look) } : look;
      return { places, values: values.map(name) };
    },
  };
}

/** The blob, as git's index names it, that the file at a place has the bytes of; empty: not known. */
type BlobOf = (place: number, seen: Seen) => string;

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
    return isSettled(its, written) && looksLike(its, looked) ? index.blob(entry) : '';
  };
  return (names) => {
    const paths = prefix === '' ? names : names.map((name) => prefix + name);
    if (mayChangeBytes(paths, place, outside)) return NO_BLOB;
    // A checkout follows the attributes of the index: those here have to be the same.
    const attributes = attributeFiles(paths);
    const noted = placesAmong(attributes, index.paths);
    const isSame = attributes.every((name, at) => {
      const entry = noted[at] ?? -1;
      const seen = entry < 0 ? null : fileSeen(io.stat(path.join(place.top, name)));
      return entry < 0 || (seen !== null && blobAt(entry, seen) !== '');
    });
    if (!isSame) return NO_BLOB;
    const places = placesAmong(paths, index.paths);
    return (at, seen) => {
      const entry = places[at] ?? -1;
      return entry < 0 ? '' : blobAt(entry, seen);
    };
  };
}

/** What was written when the index was may have been written again unseen; some disks count seconds. */
function isSettled({ modified }: Seen, written: number): boolean {
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
