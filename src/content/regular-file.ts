/** A regular file's bytes, and never those of what took its place: a link may lead anywhere. */
import type { Io } from '../model/io.js';

/** Nothing is there, or something else. */
const ELSE: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'EINVAL']);

/** `file` is absolute. Null: it is none, or none any more. */
export function bytesOfFile(file: string, io: Pick<Io, 'openFile'>): Buffer | null {
  try {
    const opened = io.openFile(file);
    try {
      return opened.read(0, opened.stat.size);
    } finally {
      opened.close();
    }
  } catch (error) {
    if (ELSE.has((error as NodeJS.ErrnoException).code)) return null;
    throw error;
  }
}
