/** What a path is, by its name alone: Jekyll's rules for underscores, `include` and `exclude`. */
import { isIgnoredName } from '../../formats/urls/file-name.js';
import { anyMatcher } from '../../formats/urls/glob.js';
import type { SiteSettings } from '../../model/config.js';

export const PATH_KINDS = ['post', 'draft', 'data', 'rest', 'ignored'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

/**
 * Folder by folder as Jekyll's `entry_filter.rb`: a name that begins with `.`, `_`, `#` or `~`, or
 * ends with `~`, is ignored with all below it unless `include` has the name; `exclude` has paths,
 * `include` beats it. `_posts` and `_drafts` count at any depth, `_data` at the top,
 * and collections' folders where the config has them.
 */
export function classifier(config: SiteSettings): (path: string) => PathKind {
  const folders = new Map<string, PathKind>([['', 'rest']]);
  const isEntryKept = entryTest(config);
  const special = specialFolders(config);
  /** An archive's files lie in few folders. */
  const kindOfFolder = (folder: string): PathKind => {
    const known = folders.get(folder);
    if (known !== undefined) return known;
    const kind = kindOf(folder);
    folders.set(folder, kind);
    return kind;
  };
  const kindOf = (path: string): PathKind => {
    const own = special.get(path);
    if (own !== undefined) return own;
    const slash = path.lastIndexOf('/');
    const above = kindOfFolder(path.slice(0, Math.max(0, slash)));
    if (above === 'ignored' || !isEntryKept(path)) return 'ignored';
    if (above !== 'rest') return above;
    const name = path.slice(slash + 1);
    if (name === '_posts') return 'post';
    if (name === '_drafts') return 'draft';
    return path === '_data' ? 'data' : 'rest';
  };
  return kindOf;
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

/** Whether a path's last segment is let in, whatever is above it. */
function entryTest(config: SiteSettings): (path: string) => boolean {
  const included = anyMatcher(config.include);
  const excluded = anyMatcher(config.exclude.filter((path) => !config.include.includes(path)));
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (included(name)) return true;
    if (excluded(path)) return false;
    if (name === '_posts' || name === '_drafts' || path === '_data') return true;
    // Data has no hidden names but those of a disk (`data_reader.rb`).
    return path.startsWith('_data/') ? !/^[.#~]|~$/.test(name) : !isIgnoredName(name);
  };
}
