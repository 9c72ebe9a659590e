/** Where a page's file waits: render puts it there, write takes it from there. */
import path from 'node:path';

/** Files a folder: a disk looks through part of a large one for each file that comes and goes. */
const SPREAD = 128;

/** The folder and the name in it, of the page of that index among all pages. */
export function stagedPlace(index: number): { readonly folder: string; readonly name: string } {
  return { folder: String(Math.floor(index / SPREAD)), name: String(index % SPREAD) };
}

export function stagedFile(staging: string, index: number): string {
  const { folder, name } = stagedPlace(index);
  return path.join(staging, folder, name);
}
