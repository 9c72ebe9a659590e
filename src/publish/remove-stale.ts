/** Deleting what earlier builds wrote and this one doesn't: only owned files, never through a link. */
import path from 'node:path';
import { foldPath } from '../formats/text/fold.js';
import type { Effects } from '../model/io.js';
import type { SortedNames } from '../model/sorted-table.js';

/**
 * Deletes a stale output, and folders left empty. Returns whether a file went; anything but a file
 * or a link that lies there is not what finews wrote, and stays.
 */
export type Remove = (output: string) => boolean;

export function createRemover(
  { folder: place }: { readonly folder: string },
  planned: SortedNames,
  { io, log }: Pick<Effects, 'io' | 'log'>,
): Remove {
  const at = (output: string): string => path.join(place, output);
  const reached = createLinkCheck((folder) => io.stat(at(folder))?.kind);
  let twins: ReadonlyMap<string, readonly string[]> | undefined;

  /** On a disk that folds case, `A.html` is `a.html`: a stale name goes only when both are listed. */
  const isPlanned = (output: string): boolean => {
    twins ??= groupByFold(planned);
    const others = twins.get(foldPath(output));
    if (others === undefined) return false;
    const names = new Set(io.names(at(path.posix.dirname(output))));
    return [output, ...others].some((name) => !names.has(path.posix.basename(name)));
  };
  const removeEmptyFolders = (folder: string): void => {
    if (folder === '.') return;
    const gone = io.stat(at(folder)) === undefined || io.removeEmptyFolder(at(folder));
    if (gone) removeEmptyFolders(path.posix.dirname(folder));
  };
  return (output) => {
    const folder = path.posix.dirname(output);
    if (!reached(folder)) return false;
    const kind = io.stat(at(output))?.kind;
    const goes = (kind === 'file' || kind === 'link') && !isPlanned(output);
    if (goes) {
      log.detail(`removed ${output}`);
      io.removeFile(at(output));
    }
    // Also where a build died between the file and its folder.
    if (goes || kind === undefined) removeEmptyFolders(folder);
    return goes;
  };
}

function groupByFold(outputs: SortedNames): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const output of outputs) {
    const key = foldPath(output);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [output]);
    else group.push(output);
  }
  return groups;
}

/** Whether a folder below the destination is reached without a link or a file on the way; remembered. */
function createLinkCheck(
  kindOf: (folder: string) => string | undefined,
): (folder: string) => boolean {
  const known = new Map<string, boolean>([['.', true]]);
  const check = (folder: string): boolean => {
    const before = known.get(folder);
    if (before !== undefined) return before;
    const kind = check(path.posix.dirname(folder)) ? kindOf(folder) : 'link';
    const real = kind === 'folder' || kind === undefined;
    known.set(folder, real);
    return real;
  };
  return check;
}
