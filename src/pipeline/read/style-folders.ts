/** Folders that `sass: load_paths` names, patterns of them spelled out (Jekyll `scss.rb`: `Dir.glob`). */
import path from 'node:path';
import { scopeMatcher } from '../../formats/urls/glob.js';
import { unlessGone } from '../../incremental/source-files/open-listed.js';
import type { Io } from '../../model/io.js';

/** Each below the source, once; those of a pattern in the order of their names. */
export function styleFolders(
  loadPaths: readonly string[],
  source: string,
  io: Pick<Io, 'folders'>,
): readonly string[] {
  return [...new Set(loadPaths.flatMap((pattern) => matching(pattern, source, io)))];
}

const GLOB = /[*?[{]/;

function matching(pattern: string, source: string, io: Pick<Io, 'folders'>): readonly string[] {
  if (!GLOB.test(pattern)) return [pattern];
  let found: readonly string[] = [''];
  for (const part of pattern.split('/')) {
    if (!GLOB.test(part)) {
      found = found.map((folder) => path.posix.join(folder, part));
    } else if (part === '**') {
      found = found.flatMap((folder) => [folder, ...allBelow(folder, source, io)]);
    } else {
      const matches = scopeMatcher(part);
      found = found.flatMap((folder) =>
        foldersIn(folder, source, io)
          .filter(matches)
          .map((name) => path.posix.join(folder, name)),
      );
    }
  }
  return found;
}

/** Deeper than any theme has them; links that go round end here. */
const DEEPEST = 12;

function allBelow(
  folder: string,
  source: string,
  io: Pick<Io, 'folders'>,
  depth = 1,
): readonly string[] {
  if (depth > DEEPEST) return [];
  return foldersIn(folder, source, io).flatMap((name) => {
    const below = path.posix.join(folder, name);
    return [below, ...allBelow(below, source, io, depth + 1)];
  });
}

/** Hidden ones aside, as Ruby's globs have it. */
function foldersIn(folder: string, source: string, io: Pick<Io, 'folders'>): readonly string[] {
  const names = unlessGone(() => io.folders(path.join(source, folder))) ?? [];
  return names.filter((name) => !name.startsWith('.')).sort();
}
