/** Paths without links, also of what isn't there yet. */
import path from 'node:path';
import type { Io } from '../model/io.js';

/** The path with links resolved as far as it exists. */
export function realOr(folder: string, io: Io): string {
  try {
    return io.realPath(folder);
  } catch {
    const parent = path.dirname(folder);
    return parent === folder ? folder : path.join(realOr(parent, io), path.basename(folder));
  }
}
