/**
 * Looks, before the first rename, at what stands where a folder or a file must be: stale files of
 * finews' own make way, anything else is refused while the published site is still as it was.
 */
import path from 'node:path';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import type { StagedFile } from '../../model/staged.js';
import type { WritePlace } from './write-place.js';

export interface Preflight {
  /** Stale outputs that go before anything is published. */
  readonly blocking: readonly string[];
  /**
   * Folders that aren't there once those are gone, parents first. The last stale file of a folder
   * takes the folder with it: where any goes, each folder that is needed is among them.
   */
  readonly missing: readonly string[];
}

/** `stale` are outputs that may be deleted. Throws `SiteError` when something else is in the way. */
export function preflight(
  files: readonly StagedFile[],
  stale: ReadonlySet<string>,
  place: WritePlace,
  io: Io,
): Preflight {
  const at = (output: string): string => path.join(place.folder, output);
  const missing = new Set<string>();
  const blocking: string[] = [];
  const folders = foldersOf(files.map((file) => file.output));
  for (const folder of folders) {
    const isBelowMissing = missing.has(path.posix.dirname(folder));
    const kind = isBelowMissing ? undefined : io.stat(at(folder))?.kind;
    if (kind === 'folder') continue;
    missing.add(folder);
    if (kind === undefined) continue;
    if (kind !== 'file' || !stale.has(folder))
      throw blockage(path.join(place.destination, folder), kind, 'folder');
    blocking.push(folder);
  }
  for (const { output, found } of files) {
    if (found !== 'folder') continue;
    const inside = [...stale].filter((other) => other.startsWith(`${output}/`));
    if (!holdsOnly(inside, output, place, io))
      throw blockage(path.join(place.destination, output), found, 'file');
    blocking.push(...inside);
  }
  return { blocking, missing: [...(blocking.length > 0 ? folders : missing)] };
}

/** Every folder above an output, parents first. */
function foldersOf(outputs: readonly string[]): ReadonlySet<string> {
  const folders = new Set<string>();
  const add = (folder: string): void => {
    if (folder === '.' || folders.has(folder)) return;
    add(path.posix.dirname(folder));
    folders.add(folder);
  };
  for (const output of outputs) add(path.posix.dirname(output));
  return folders;
}

/** Whether the folder at `output` is empty when `inside` is gone. */
function holdsOnly(inside: readonly string[], output: string, place: WritePlace, io: Io): boolean {
  const ours = new Set([...inside, ...foldersOf(inside)]);
  const entries = io.walk(path.join(place.folder, output), []);
  return entries.every((entry) => ours.has(`${output}/${entry.path}`));
}

function blockage(file: string, kind: string, needed: string): SiteError {
  return SiteError.of(
    'destination-blocked',
    `${file} is a ${kind} where finews needs a ${needed}`,
    'Move it away and build again: finews deletes nothing that it has no record of writing, nor does `finews clean`.',
  );
}
