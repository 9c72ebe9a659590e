/** A new file that is whole from its first instant, and never takes another one's place. */
import path from 'node:path';
import type { Io } from '../model/io.js';
import { shortDigest } from './digest.js';

type NewFileIo = Pick<Io, 'write' | 'writeNew' | 'hardLink' | 'removeFile' | 'makeFolder'>;

/** Disks that know no second name of a file, or none on another disk. */
const LINKLESS: ReadonlySet<string | undefined> = new Set([
  'EPERM',
  'EXDEV',
  'ENOTSUP',
  'EOPNOTSUPP',
  'ENOSYS',
]);

/** `file` is absolute; folders are made. False: something is there already. */
export function createFile(file: string, data: string | Uint8Array, io: NewFileIo): boolean {
  io.makeFolder(path.dirname(file));
  const beside = besideOf(file);
  try {
    io.write(beside, data);
    try {
      io.hardLink(beside, file);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (!LINKLESS.has(code)) throw error;
      io.writeNew(file, data);
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    io.removeFile(beside);
  }
}

/** Another name for a regular file, or a copy where the disk has none; folders are made. False: something is there already. */
export function linkFile(file: string, name: string, io: NewFileIo & Pick<Io, 'read'>): boolean {
  io.makeFolder(path.dirname(name));
  try {
    io.hardLink(file, name);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (!LINKLESS.has(code)) throw error;
    return createFile(name, io.read(file), io);
  }
}

/** Replaces a file that is there by a whole new one. */
export function replaceFile(
  file: string,
  data: string,
  io: Pick<Io, 'write' | 'rename' | 'removeFile'>,
): void {
  const beside = besideOf(file);
  try {
    io.write(beside, data);
    io.rename(beside, file);
  } finally {
    io.removeFile(beside);
  }
}

/** Hidden, so that no site takes it for a file of its own. */
function besideOf(file: string): string {
  return path.join(path.dirname(file), `.finews-${shortDigest(path.basename(file))}.tmp`);
}
