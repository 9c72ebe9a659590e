/**
 * Who has which output path. Paths are compared as the strictest disk would (case and Unicode form
 * folded), and a file may not stand where another output needs a folder.
 */
import { foldPath } from './fold.js';

/** Owners by folded path; a folder is kept under its name with a slash. */
export type Owners<T> = Map<string, T>;

/** Takes the path for `owner`; whoever has it already, else null. */
export function takeOutput<T>(taken: Owners<T>, output: string, owner: T): T | null {
  const key = foldPath(output);
  const winner = taken.get(key) ?? taken.get(`${key}/`) ?? null;
  if (winner !== null) return winner;
  for (let slash = key.indexOf('/'); slash >= 0; slash = key.indexOf('/', slash + 1)) {
    const file = taken.get(key.slice(0, slash));
    if (file !== undefined) return file;
  }
  taken.set(key, owner);
  for (let slash = key.lastIndexOf('/'); slash > 0; slash = key.lastIndexOf('/', slash - 1)) {
    const folder = key.slice(0, slash + 1);
    if (taken.has(folder)) break;
    taken.set(folder, owner);
  }
  return null;
}
