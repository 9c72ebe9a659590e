/** The files of `_posts` and `_drafts` that are stories, and a word about those that aren't. */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import type { PostFile } from '../../model/source.js';
import { refusal, setAside } from './links.js';

const HTML_EXTENSIONS = ['.html', '.htm', '.xhtml'];

/** Every file with a Markdown or HTML extension is a story; nothing else is left out in silence. */
export function selectPosts(
  entries: readonly Entry[],
  config: Config,
  io: Io,
): Outcome<readonly PostFile[]> {
  const extensions = new Set([...config.markdownExtensions, ...HTML_EXTENSIONS]);
  const problems: Problem[] = [];
  const value = entries.flatMap((entry): readonly PostFile[] => {
    const story = extensions.has(path.posix.extname(entry.path).toLowerCase());
    if (!story) {
      if (entry.kind !== 'folder') problems.push(refusal(entry, config, io) ?? notAStory(entry));
      return [];
    }
    const refused = refusal(entry, config, io);
    if (refused !== null) problems.push(refused);
    return refused === null ? [postFile(entry.path)] : [];
  });
  return { value, problems };
}

function notAStory(entry: Entry): Problem {
  const message = 'The file is neither Markdown nor HTML, so it is not published';
  return setAside('not-a-post', entry, message, 'Move pictures and other files out of _posts.');
}

function postFile(file: string): PostFile {
  const segments = file.split('/');
  const special = segments.findIndex((name) => name === '_posts' || name === '_drafts');
  return {
    path: file,
    draft: segments[special] === '_drafts',
    folders: segments.slice(0, special),
  };
}
