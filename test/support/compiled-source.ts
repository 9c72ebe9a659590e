/**
 * Has tests import `src/` as it was compiled: Node loads that by itself, each file once for all tests of
 * a process, where Vite would transform every file, and slow down what calls from one to the other.
 */
import path from 'node:path';
import type { Plugin } from 'vitest/config';
import { COMPILED_FOLDER, ROOT } from './package.js';

const SOURCE = path.join(ROOT, 'src');
/** Scripts for browsers are not compiled. */
const CLIENT = path.join(SOURCE, 'dev/client');

/** For a project's `server.deps.external`. */
export const COMPILED: RegExp = /\/compiled\/[^?]*\.js$/;

export function compiledSource(): Plugin {
  return {
    name: 'compiled-source',
    enforce: 'pre',
    resolveId(name, importer) {
      if (importer === undefined || !/^\.{1,2}\//.test(name)) return null;
      const file = path.resolve(path.dirname(importer), name);
      if (!isBelow(SOURCE, file) || isBelow(CLIENT, file)) return null;
      return path.join(COMPILED_FOLDER, path.relative(SOURCE, file));
    },
  };
}

function isBelow(folder: string, file: string): boolean {
  return file.startsWith(folder + path.sep);
}
