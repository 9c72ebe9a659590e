/**
 * The real `Io`: with `disk-read.ts` the only file that imports `node:fs`. Everything is synchronous
 * but the list, which is fast-glob's. Links are never followed.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type FastGlob from 'fast-glob';
import type { Entry, Io, Pack, PackReader, Stat } from '../model/io.js';
import { folders, kindOf, openFile, read, statOf, unless, walk, watchFolder } from './disk-read.js';
import { findPackage } from './packages/find-package.js';

const PACK_BUFFER = 1 << 20;

function ignored(skip: readonly string[], glob: typeof FastGlob): string[] {
  return skip.flatMap((name) => {
    const anywhere = name.startsWith('**/');
    const escaped = glob.escapePath(anywhere ? name.slice(3) : name);
    const pattern = anywhere ? `**/${escaped}` : escaped;
    return [pattern, `${pattern}/**`];
  });
}

async function list(folder: string, skip: readonly string[]): Promise<readonly Entry[]> {
  // Only a destination of unknown files is listed, and this takes long to load.
  const { default: glob } = await import('fast-glob');
  // fast-glob answers a missing folder with an empty list, which a cleaner would take for "all gone".
  fs.readdirSync(folder);
  // Not `**`, which passes over names with a line break.
  const found = await glob('**/*', {
    cwd: folder,
    ignore: ignored(skip, glob),
    dot: true,
    onlyFiles: false,
    objectMode: true,
    followSymbolicLinks: false,
    suppressErrors: false,
    unique: false,
  });
  return found.map((entry) => ({ path: entry.path, kind: kindOf(entry.dirent as fs.Dirent) }));
}

/** A file where a parent folder should be means as well that nothing is there. */
function stat(file: string): Stat | undefined {
  const found = unless('ENOTDIR', () => fs.lstatSync(file, { throwIfNoEntry: false }));
  return found === undefined ? undefined : statOf(found);
}

/** Errors on a handle don't say which file it is; a reader must know what to mend. */
function naming<T>(file: string, act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw error instanceof Error && !('path' in error)
      ? Object.assign(error, { path: file })
      : error;
  }
}

interface FileWriter {
  readonly flag: 'w' | 'wx';
  /** On the disk before it is done. */
  readonly durable: boolean;
}

/** All of `data` in `file`, or no file. */
function writeAll(file: string, data: string | Iterable<Uint8Array>, how: FileWriter): void {
  const handle = fs.openSync(file, how.flag);
  try {
    naming(file, () => {
      try {
        const pieces = typeof data === 'string' ? [data] : data;
        for (const piece of pieces) fs.writeFileSync(handle, piece);
        if (how.durable) fs.fsyncSync(handle);
      } finally {
        fs.closeSync(handle);
      }
    });
  } catch (error) {
    fs.rmSync(file, { force: true });
    throw error;
  }
}

/** The name beside it is always the same: what a crash leaves is overwritten by the next one. */
function writeDurably(
  file: string,
  data: string | Iterable<Uint8Array>,
  beside = `${file}.tmp`,
): void {
  writeAll(beside, data, { flag: 'w', durable: true });
  fs.renameSync(beside, file);
}

/** Makes a folder and those above it one by one, so that an error names the one that can't be made. */
function makeFolder(folder: string): void {
  // Node's recursive mkdir never ends below `/proc`, and says ENOENT on a read-only disk.
  try {
    makeOne(folder);
  } catch (error) {
    const parent = path.dirname(folder);
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || parent === folder) throw error;
    makeFolder(parent);
    makeOne(folder);
  }
}

function makeOne(folder: string): void {
  try {
    fs.mkdirSync(folder);
  } catch (error) {
    if (!fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}

function removeEmptyFolder(folder: string): boolean {
  try {
    fs.rmdirSync(folder);
    return true;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT' || code === 'ENOTDIR') {
      return false;
    }
    throw error;
  }
}

function writeWhole(handle: number, bytes: Uint8Array): void {
  let done = 0;
  while (done < bytes.length) done += fs.writeSync(handle, bytes, done);
}

function append(file: string, data: string | Uint8Array, durable: boolean): void {
  const handle = fs.openSync(file, 'a');
  naming(file, () => {
    try {
      fs.writeFileSync(handle, data);
      if (durable) fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  });
}

/** Appends through a buffer. */
function createPack(file: string): Pack {
  const handle = fs.openSync(file, 'w');
  const buffer = Buffer.allocUnsafe(PACK_BUFFER);
  let used = 0;
  let flushed = 0;
  const flush = (): void => {
    naming(file, () => writeWhole(handle, buffer.subarray(0, used)));
    flushed += used;
    used = 0;
  };
  return {
    append(bytes) {
      if (used + bytes.length > PACK_BUFFER) flush();
      const offset = flushed + used;
      if (bytes.length > PACK_BUFFER) {
        naming(file, () => writeWhole(handle, bytes));
        flushed += bytes.length;
      } else {
        buffer.set(bytes, used);
        used += bytes.length;
      }
      return offset;
    },
    flush,
    close: () => fs.closeSync(handle),
  };
}

function openPack(file: string): PackReader {
  const handle = fs.openSync(file, 'r');
  return {
    read(offset, length) {
      const record = Buffer.allocUnsafe(length);
      naming(file, () => fs.readSync(handle, record, 0, length, offset));
      return record;
    },
    close: () => fs.closeSync(handle),
  };
}

/** A new empty folder of the system's place for what is soon gone; nobody else's. */
export function temporaryFolder(): string {
  return fs.realpathSync.native(fs.mkdtempSync(path.join(os.tmpdir(), 'finews-')));
}

/** The disk as it is. */
export const disk: Io = {
  list,
  walk,
  names: (folder) => fs.readdirSync(folder),
  folders,
  stat,
  // Node's other one, in JavaScript, makes a system call for each folder of the path.
  realPath: (file) => fs.realpathSync.native(file),
  read,
  write: (file, data) => fs.writeFileSync(file, data),
  writeNew: (file, data) => {
    writeAll(file, typeof data === 'string' ? data : [data], { flag: 'wx', durable: false });
  },
  writeDurably,
  append,
  hardLink: (file, name) => fs.linkSync(file, name),
  link: (target, file) => fs.symlinkSync(target, file),
  readLink: (file) => fs.readlinkSync(file),
  rename: (from, to) => fs.renameSync(from, to),
  makeFolder,
  removeFile: (file) => fs.rmSync(file, { force: true }),
  removeEmptyFolder,
  removeTree: (folder) => fs.rmSync(folder, { recursive: true, force: true }),
  importModule: (file, version) => import(`${pathToFileURL(file).href}?${version}`),
  findPackage,
  createPack,
  openPack,
  openFile,
  watchFolder,
};
