/**
 * The part of the real `Io` that reads: whole files, files held open while they are sent, folders
 * watched while somebody works in them. Joined into `disk.ts`.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Entry, EntryKind, FolderEvent, OpenFile, Stat } from '../model/io.js';
import { inNameOrder } from './list-places.js';

export function kindOf(entry: fs.Dirent | fs.Stats): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'other';
}

/** Of a file's mode. */
const SETGID = 0o2000;

export function statOf(found: fs.Stats): Stat {
  return {
    kind: kindOf(found),
    size: found.size,
    modified: found.mtimeMs,
    changed: found.ctimeMs,
    device: found.dev,
    inode: found.ino,
    givesGroup: (found.mode & SETGID) !== 0,
  };
}

export function folders(folder: string): readonly string[] {
  const isFolder = (entry: fs.Dirent): boolean => {
    if (!entry.isSymbolicLink()) return entry.isDirectory();
    try {
      return fs.statSync(path.join(folder, entry.name)).isDirectory();
    } catch {
      // A link to nothing, or to itself.
      return false;
    }
  };
  return fs
    .readdirSync(folder, { withFileTypes: true })
    .filter(isFolder)
    .map((entry) => entry.name);
}

/** In the order of their paths. */
export function walk(folder: string, skip: readonly string[]): readonly Entry[] {
  const skippedIn = skippedNames(skip);
  const entries: Entry[] = [];
  const namesIn = (inner: string): readonly fs.Dirent[] => {
    const found = (): fs.Dirent[] =>
      fs.readdirSync(path.join(folder, inner), { withFileTypes: true });
    // A folder that goes while its parent is read has nothing in it any more.
    return inner === '' ? found() : (unless('ENOENT', () => unless('ENOTDIR', found)) ?? []);
  };
  const visit = (inner: string): void => {
    const above = inner === '' ? '' : `${inner}/`;
    const skipped = skippedIn(inner);
    // What is in `a` comes behind `a-b`, and before `a0`.
    const open: string[] = [];
    // As Node gives them on most systems, but for names beyond U+FFFF.
    for (const found of inNameOrder(namesIn(inner), ({ name }) => name)) {
      const { name } = found;
      if (skipped.has(name)) continue;
      for (let last = open.at(-1); last !== undefined && `${last}/` < name; last = open.at(-1)) {
        visit(above + last);
        open.pop();
      }
      const kind = kindOf(found);
      entries.push({ path: above + name, kind });
      // A name that isn't UTF-8 comes with U+FFFD in it, and under that name nothing can be opened.
      if (kind === 'folder' && !name.includes('\uFFFD')) open.push(name);
    }
    for (const last of open.reverse()) visit(above + last);
  };
  visit('');
  return entries;
}

/** Names that are left out, by the folder that they are in: few folders have any of their own. */
function skippedNames(skip: readonly string[]): (folder: string) => ReadonlySet<string> {
  const anywhere = new Set(
    skip.flatMap((name) => (name.startsWith('**/') ? [name.slice('**/'.length)] : [])),
  );
  const inFolders = new Map<string, Set<string>>();
  for (const name of skip) {
    const slash = name.lastIndexOf('/');
    const folder = name.slice(0, Math.max(0, slash));
    const its = inFolders.get(folder) ?? new Set(anywhere);
    inFolders.set(folder, its.add(name.slice(slash + 1)));
  }
  return (folder) => inFolders.get(folder) ?? anywhere;
}

/** Undefined where `act` throws an error of that code. */
export function unless<T>(code: string, act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}

/** The whole file, also one of millions of stories that is too large for one call. */
export function read(file: string): Buffer {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_FS_FILE_TOO_LARGE') throw error;
  }
  const opened = openFile(file);
  try {
    return opened.read(0, opened.stat.size);
  } finally {
    opened.close();
  }
}

/** Windows has neither of the last two, and `|` takes undefined for 0. */
const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = fs.constants;

export function openFile(file: string): OpenFile {
  const handle = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = statOf(fs.fstatSync(handle));
    if (stat.kind !== 'file') {
      const message = `EINVAL: not a regular file, open '${file}'`;
      throw Object.assign(new Error(message), { code: 'EINVAL', syscall: 'open', path: file });
    }
    const statNow = (): Stat => statOf(fs.fstatSync(handle));
    return { stat, statNow, read: reader(handle), close: () => fs.closeSync(handle) };
  } catch (error) {
    fs.closeSync(handle);
    throw error;
  }
}

/** More at once than Node's calls take: they count to 2 GiB. */
const MOST_AT_ONCE = 2 ** 30;

function reader(handle: number): OpenFile['read'] {
  return (offset, length) => {
    const bytes = Buffer.allocUnsafe(length);
    let done = 0;
    for (let got = -1; got !== 0 && done < length; done += got) {
      const some = Math.min(length - done, MOST_AT_ONCE);
      got = fs.readSync(handle, bytes, done, some, offset + done);
    }
    return bytes.subarray(0, done);
  };
}

export function watchFolder(folder: string, changed: (event: FolderEvent) => void): () => void {
  const watcher = fs.watch(folder, (kind, name) => changed({ name, renamed: kind === 'rename' }));
  // A folder that goes away ends its watch, on some systems with an error: both are one event.
  watcher.on('error', () => changed({ name: null, renamed: true }));
  return () => watcher.close();
}
