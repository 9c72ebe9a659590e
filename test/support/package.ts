/** The package, as its users have it, and the modules that it was made of, which tests import. */
import path from 'node:path';

export const ROOT: string = path.resolve(import.meta.dirname, '../..');

/** What is published: the program, and the module that is imported. */
export const CLI: string = path.join(ROOT, 'dist/cli.js');
export const API: string = path.join(ROOT, 'dist/index.js');

/** Each module of `src/` by itself. */
export const COMPILED_FOLDER: string = path.join(ROOT, 'compiled');

/** Absolute path of a compiled module. */
export function compiledFile(file: string): string {
  return path.join(COMPILED_FOLDER, file);
}
