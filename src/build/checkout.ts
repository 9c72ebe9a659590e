/**
 * Where the source is a git work tree: which of its files are as git checked them out or added them,
 * and as which blobs. A checkout makes all times new; the blobs tell which stories it changed, so
 * that the others need not be read.
 */
import path from 'node:path';
import { placesAmong } from '../content/alignment.js';
import { type GitIndex, readGitIndex } from '../content/git-index.js';
import { lazily } from '../content/lazily.js';
import { looksLike } from '../content/look.js';
import { nameBelow } from '../content/paths.js';
import { valuesAt } from '../content/places.js';
import type { Io } from '../model/io.js';
import type { Column, Places } from '../model/places.js';
import type { Look, Seen } from '../model/story.js';

export interface Checkout {
  /** How files look now, of those that have the bytes that they were read with; null: not known. */
  looksOf(files: Places): (place: number, look: Look, seen: Seen) => Look | null;
  /** The looks, with the blobs that the files are of; those of `before` stay the same objects. */
  named(looks: Column<Look | null>, before: Column<Look | null>): Column<Look | null>;
}

type GitIo = Pick<Io, 'stat' | 'read' | 'realPath'>;

/** `source` is absolute. Git is asked when it is first needed. */
export function openCheckout(source: string, io: GitIo): Checkout {
  const blobs = lazily(() => blobsIn(source, io));
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

const UNKNOWN: Blobs = () => () => '';

function blobsIn(source: string, io: GitIo): Blobs {
  try {
    return readBlobs(io.realPath(source), io);
  } catch {
    // It only spares work: whatever is wrong with it, the files can be read.
    return UNKNOWN;
  }
}

function readBlobs(source: string, io: GitIo): Blobs {
  const place = workTreeOf(source, io);
  if (place === null) return UNKNOWN;
  const file = path.join(place.folder, 'index');
  const written = io.stat(file)?.modified;
  const index = written === undefined ? null : readGitIndex(io.read(file));
  if (written === undefined || index === null || changesBytes(index, place, io)) return UNKNOWN;
  const below = nameBelow(place.top, source);
  const prefix = below === '' ? '' : `${below}/`;
  return (names) => {
    const paths = prefix === '' ? names : names.map((name) => prefix + name);
    const places = placesAmong(paths, index.paths);
    return (at, seen) => {
      const entry = places[at] ?? -1;
      if (entry < 0) return '';
      const its = index.seen(entry);
      // What was written when the index was may have been written again unseen.
      const isSettled = its.modified < written;
      return isSettled && looksLike(its, { ...seen, inode: seen.inode % 2 ** 32 })
        ? index.blob(entry)
        : '';
    };
  };
}

interface WorkTree {
  readonly top: string;
  /** Git's own folder for it. */
  readonly folder: string;
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

/** Attributes by which the same blob may be checked out as other bytes of the same number. */
const CHANGING = /\b(?:filter|working-tree-encoding|ident)\b/;

function changesBytes(index: GitIndex, { top, folder }: WorkTree, io: GitIo): boolean {
  const listed = index.paths.filter((file) => /(?:^|\/)\.gitattributes$/.test(file));
  const own = path.join(commonFolder(folder, io), 'info', 'attributes');
  const files = listed.map((file) => path.join(top, file));
  if (io.stat(own) !== undefined) files.push(own);
  return files.some((file) => CHANGING.test(io.read(file).toString('utf8')));
}

/** A linked work tree's own folder lacks what all of them have together. */
function commonFolder(folder: string, io: GitIo): string {
  const file = path.join(folder, 'commondir');
  if (io.stat(file) === undefined) return folder;
  return path.resolve(folder, io.read(file).toString('utf8').trim());
}
