/**
 * Pictures beside stories are published with them: one that belongs to stories of which none is on the
 * site, drafts or such as wait for their hour, waits as well.
 */
import type { PostHead } from '../../model/post.js';
import type { StaticFile } from '../../model/source.js';
import { isBeside } from '../../outputs/statics/paths.js';

interface Pictures {
  readonly statics: readonly StaticFile[];
  /** Published or not. */
  readonly all: readonly PostHead[];
}

export function picturesOf(
  posts: readonly PostHead[],
  { statics, all }: Pictures,
): readonly StaticFile[] {
  if (!statics.some(isBeside)) return statics;
  const [known, shown] = [placesOf(all), placesOf(posts)];
  return statics.filter((file) => {
    if (!isBeside(file)) return true;
    for (let folder = above(file.name); folder !== ''; folder = above(folder)) {
      // A folder called as a story's file is that story's.
      if (known.stems.has(folder)) return shown.stems.has(folder);
      if (known.folders.has(folder)) return shown.folders.has(folder);
    }
    // Of a folder beside all others.
    return posts.length > 0;
  });
}

interface PostPlaces {
  readonly folders: ReadonlySet<string>;
  /** Paths without their ending. */
  readonly stems: ReadonlySet<string>;
}

function placesOf(posts: readonly PostHead[]): PostPlaces {
  const [folders, stems] = [new Set<string>(), new Set<string>()];
  for (const { path } of posts) {
    folders.add(above(path));
    stems.add(path.replace(/\.[^./]+$/, ''));
  }
  return { folders, stems };
}

function above(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
