/** The files of `_posts` and `_drafts` that are stories, and a word about those that aren't. */
import path from 'node:path';
import { PICTURE_NAME } from '../../formats/pictures/picture-kind.js';
import { differencesOf } from '../../incremental/merge-join.js';
import { patched } from '../../incremental/patch-list.js';
import { isListedFolder, refusal, setAside } from '../../incremental/source-files/leaving-links.js';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import { memoizeByFolder } from '../../platform/memoize.js';

const HTML_EXTENSIONS = ['.html', '.htm', '.xhtml'];

export interface SelectedPosts {
  /** What they were selected of, in path order, as they are. */
  readonly entries: readonly Entry[];
  readonly posts: readonly PostFile[];
  /** Files with a picture's name. */
  readonly pictures: readonly Entry[];
}

/**
 * Every file with a Markdown or HTML extension is a story; nothing else is left out in silence. `last`: of
 * other entries with the same settings.
 */
export function selectPosts(
  entries: readonly Entry[],
  config: Config,
  io: Io,
  last: Outcome<SelectedPosts> | null = null,
): Outcome<SelectedPosts> {
  return (
    (last === null ? null : reselected(entries, config, io, last)) ?? selectAll(entries, config, io)
  );
}

/** Null: more has come or gone than a few stories. */
function reselected(
  entries: readonly Entry[],
  config: Config,
  io: Io,
  last: Outcome<SelectedPosts>,
): Outcome<SelectedPosts> | null {
  const differences = differencesOf(last.value.entries, entries, Object.is);
  if (differences === null) return null;
  const { removed, added } = differences;
  const gone = selectAll(removed, config, io).value.posts;
  const fresh = selectAll(added, config, io).value.posts;
  if (gone.length < removed.length || fresh.length < added.length) return null;
  const posts = patched(last.value.posts, { removed: gone, added: fresh });
  return { value: { ...last.value, entries, posts }, problems: last.problems };
}

function selectAll(entries: readonly Entry[], config: Config, io: Io): Outcome<SelectedPosts> {
  const hasStoryName = storyTest(config);
  const problems: Problem[] = [];
  const posts: PostFile[] = [];
  const pictures: Entry[] = [];
  const placeOf = memoizeByFolder((folder) => placeIn(folder, config.collectionsDir));
  for (const entry of entries) {
    const isStory = hasStoryName(entry.path);
    if (!isStory && isListedFolder(entry)) continue;
    if (!isStory && PICTURE_NAME.test(entry.path)) {
      pictures.push(entry);
      continue;
    }
    const refused = refusal(entry, config, io);
    if (refused !== null) problems.push(refused);
    else if (isStory) posts.push(postAt(entry.path, placeOf(entry.path)));
    else problems.push(notAStory(entry));
  }
  return { value: { entries, posts, pictures }, problems };
}

/** Whether a name in `_posts` is a story's, by its ending. */
export function storyTest({ markdownExtensions }: Config): (file: string) => boolean {
  const extensions = new Set([...markdownExtensions, ...HTML_EXTENSIONS]);
  /** The ending of a story; nearly all of an archive's have the same. */
  let usual: string | null = null;
  return (file) => {
    if (usual !== null && hasEnding(file, usual)) return true;
    const ending = path.posix.extname(file);
    const isStory = extensions.has(ending.toLowerCase());
    if (isStory) usual = ending;
    return isStory;
  };
}

/** Whether `path.extname` gives that ending, which it gave before: a hidden file's whole name is none. */
function hasEnding(file: string, ending: string): boolean {
  const before = file.charAt(file.length - ending.length - 1);
  return before !== '' && before !== '/' && file.endsWith(ending);
}

export function notAStory(entry: Entry): Problem {
  const message = 'The file is neither Markdown nor HTML, so it is not published';
  return setAside(
    'not-a-post',
    entry,
    message,
    'Move it out of _posts; beside posts only pictures are published.',
  );
}

type PostPlace = Pick<PostFile, 'draft' | 'folders'>;

function postAt(file: string, { draft, folders }: PostPlace): PostFile {
  return { path: file, draft, folders };
}

function placeIn(folder: string, collectionsDir: string): PostPlace {
  const inside = folder.startsWith(collectionsDir) ? folder.slice(collectionsDir.length) : folder;
  const segments = inside.split('/');
  const special = segments.findIndex((name) => name === '_posts' || name === '_drafts');
  return { draft: segments[special] === '_drafts', folders: segments.slice(0, special) };
}
