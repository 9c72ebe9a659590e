/** What a path is, by its name alone: Jekyll's rules for underscores, `include` and `exclude`. */
import { isIgnoredName } from '../../formats/urls/file-name.js';
import { anyMatcher, matcherIn } from '../../formats/urls/glob.js';
import type { SiteSettings } from '../../model/config.js';
import { memoizeByFolder } from '../../platform/memoize.js';

export const PATH_KINDS = ['post', 'draft', 'data', 'rest', 'ignored'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

/** What a name begins with that is left out, or may be (`isIgnoredName`). */
const MARKS = '._#~';

/**
 * Folder by folder as Jekyll's `entry_filter.rb`: a name that begins with `.`, `_`, `#` or `~`, or
 * ends with `~`, is ignored with all below it unless `include` has the name; `exclude` has paths,
 * `include` beats it. `_posts` and `_drafts` count at any depth, `_data` at the top,
 * and collections' folders where the config has them.
 */
export function classifier(config: SiteSettings): (path: string) => PathKind {
  const keptIn = entryTest(config);
  const special = specialFolders(config);
  const specialParents = new Set(Array.from(special.keys(), parentOf));
  /** Most of it is the same for all that is in a folder. */
  const kindsIn = memoizeByFolder((folder): ((path: string) => PathKind) => {
    const above = folder === '' ? 'rest' : kindOf(folder);
    const isKept = keptIn(folder);
    const plain = (path: string): PathKind => {
      if (above === 'ignored' || !isKept(path)) return 'ignored';
      return above === 'rest' ? kindByName(path) : above;
    };
    const hasSpecial = specialParents.has(folder);
    return hasSpecial ? (path) => special.get(path) ?? plain(path) : plain;
  });
  const kindOf = (path: string): PathKind => kindsIn(path)(path);
  return kindOf;
}

/** Of what is let in below the source, outside of the folders that it names. */
function kindByName(path: string): PathKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === '_posts') return 'post';
  if (name === '_drafts') return 'draft';
  return path === '_data' ? 'data' : 'rest';
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** Folders that are asked for by their whole path, whatever the folders above them are called. */
function specialFolders({
  collections,
  collectionsDir,
}: SiteSettings): ReadonlyMap<string, PathKind> {
  const folders = collections.map(({ folder }) => [folder.slice(0, -1), 'rest'] as const);
  const posts = [
    [`${collectionsDir}_posts`, 'post'],
    [`${collectionsDir}_drafts`, 'draft'],
  ] as const;
  return new Map<string, PathKind>([...folders, ...(collectionsDir === '' ? [] : posts)]);
}

/** Of a folder: whether the last segment of a path in it is let in, whatever is above it. */
function entryTest(config: SiteSettings): (folder: string) => (path: string) => boolean {
  const included = anyMatcher(config.include);
  const excludedIn = matcherIn(config.exclude.filter((path) => !config.include.includes(path)));
  return (folder) => {
    const excluded = excludedIn(folder);
    const start = folder === '' ? 0 : folder.length + 1;
    return (path) => {
      const isMarked = MARKS.includes(path.charAt(start)) || path.endsWith('~');
      // What nothing leaves out, nothing need let in.
      if (!isMarked && !excluded(path)) return true;
      const name = path.slice(start);
      if (included(name)) return true;
      if (excluded(path)) return false;
      if (name === '_posts' || name === '_drafts' || path === '_data') return true;
      // Data has no hidden names but those of a disk (`data_reader.rb`).
      return path.startsWith('_data/') ? !/^[.#~]|~$/.test(name) : !isIgnoredName(name);
    };
  };
}
