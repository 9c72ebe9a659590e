/** Stories in which a file is named, as links by file do: where it gets another name, those lead nowhere. */
import path from 'node:path';
import type { Effects } from '../../model/io.js';
import { bytesOfFile } from '../../platform/regular-file.js';
import type { DeskSite, StoryFile } from './desk-site.js';

/** Their paths below the source, in order; it may be the story itself. All stories and drafts are read. */
export function storiesNaming(
  story: Pick<StoryFile, 'path'>,
  { config, io, postsFolder, draftsFolder }: DeskSite,
  { log }: Pick<Effects, 'log'>,
): readonly string[] {
  const base = path.posix.basename(story.path);
  const names = [base, encodeURI(base)].map((name) => Buffer.from(name));
  const files = [postsFolder, draftsFolder]
    .filter((folder) => io.stat(path.join(config.source, folder))?.kind === 'folder')
    .flatMap((folder) =>
      io
        .walk(path.join(config.source, folder), [])
        .flatMap((entry) =>
          entry.kind === 'file' ? [path.posix.join(folder, ...entry.path.split(path.sep))] : [],
        ),
    )
    .sort();
  return files.filter((file, at) => {
    if (at % EACH === 0) log.progress('read', at, files.length);
    const bytes = bytesOfFile(path.join(config.source, file), io);
    return bytes !== null && names.some((name) => bytes.includes(name));
  });
}

/** Files between two reports of progress. */
const EACH = 1000;
