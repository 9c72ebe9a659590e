/** The compiled package, as its users have it. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const DIST: string = path.resolve(import.meta.dirname, '../../dist');

export const CLI: string = path.join(DIST, 'cli.js');

/** The package's API; its builds can start threads. */
export async function compiled(): Promise<typeof import('../../src/index.js')> {
  return await import(pathToFileURL(path.join(DIST, 'index.js')).href);
}

/** Absolute path of a file of the compiled package. */
export function compiledFile(file: string): string {
  return path.join(DIST, file);
}

/** A module of the compiled package, by its path: what starts threads needs theirs. */
export async function compiledModule<Module>(file: string): Promise<Module> {
  return await import(pathToFileURL(path.join(DIST, file)).href);
}
