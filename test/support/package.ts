/** The compiled package, as its users have it. */
import path from 'node:path';

const DIST: string = path.resolve(import.meta.dirname, '../../dist');

export const CLI: string = path.join(DIST, 'cli.js');

/** Absolute path of a file of the compiled package. */
export function compiledFile(file: string): string {
  return path.join(DIST, file);
}
