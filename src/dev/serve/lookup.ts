/**
 * From a decoded target to a file of the served folder, as static hosts do it (`urls/host-rule.ts`); a
 * folder without its slash is redirected. Links are followed only within the folder.
 */
import path from 'node:path';
import { candidatesOf } from '../../formats/urls/host-rule.js';
import type { Io, OpenFile } from '../../model/io.js';

export type LookupIo = Pick<Io, 'stat' | 'realPath' | 'openFile'>;

export type LookupResult =
  /** The caller closes it; its type follows from `name`. */
  | { readonly kind: 'file'; readonly file: OpenFile; readonly name: string }
  | { readonly kind: 'folder' }
  | { readonly kind: 'missing' };

const MISSING: LookupResult = { kind: 'missing' };

/** `segments` as `parseTarget` gives them. Throws the system's errors but for absence: EACCES, for one. */
export function lookUp(
  root: string,
  target: { readonly segments: readonly string[]; readonly isFolder: boolean },
  io: LookupIo,
): LookupResult {
  const realRoot = absent(() => io.realPath(root));
  if (realRoot === null) return MISSING;
  for (const { output, inFolder } of candidatesOf(target)) {
    const file = path.join(realRoot, output);
    const found = inFolder ? folderAt(realRoot, path.dirname(file), io) : open(realRoot, file, io);
    if (found !== null) return found;
  }
  return MISSING;
}

/** A folder is redirected to its address, whether it has an index or not. */
function folderAt(root: string, folder: string, io: LookupIo): LookupResult | null {
  return kindOf(root, folder, io) === 'folder' ? { kind: 'folder' } : null;
}

function open(root: string, file: string, io: LookupIo): LookupResult | null {
  const real = within(root, file, io);
  if (real === null || io.stat(real)?.kind !== 'file') return null;
  const opened = absent(() => io.openFile(real));
  return opened === null ? null : { kind: 'file', file: opened, name: path.basename(file) };
}

function kindOf(root: string, file: string, io: LookupIo): string | undefined {
  const real = within(root, file, io);
  return real === null ? undefined : io.stat(real)?.kind;
}

/** The path with its links resolved; null when it isn't there, or is hidden, or not of this folder. */
function within(root: string, file: string, io: LookupIo): string | null {
  const real = absent(() => (io.stat(file) === undefined ? null : io.realPath(file)));
  if (real === null) return null;
  const relative = path.relative(root, real);
  // A leading `..` is a name with a dot in front as well.
  const hidden = relative.split(path.sep).some((name) => name.startsWith('.'));
  return hidden || path.isAbsolute(relative) ? null : real;
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG', 'EINVAL']);

/** Null where there is no such file, or no longer. */
function absent<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
