/** Stories in which a file is named, as links by file do: where it gets another name, those lead nowhere. */
import path from 'node:path';
import { PICTURE_NAME } from '../../formats/pictures/picture-kind.js';
import type { Effects } from '../../model/io.js';
import { bytesOfFile } from '../../platform/regular-file.js';
import type { DeskSite, StoryFile } from './desk-site.js';

/** Their paths below the source, in order; it may be the story itself. All stories and drafts are read. */
export function storiesNaming(
  story: Pick<StoryFile, 'path'>,
  desk: DeskSite,
  effects: Pick<Effects, 'log'>,
): readonly string[] {
  return textsNaming([path.posix.basename(story.path)], desk, effects).map(
    ({ path: file }) => file,
  );
}

/** Stories and drafts in which one of the names stands, as it is or as addresses have it, in order of their paths. */
export function textsNaming(
  names: readonly string[],
  { config, io, postsFolder, draftsFolder }: DeskSite,
  { log }: Pick<Effects, 'log'>,
): readonly Pick<StoryFile, 'path' | 'text'>[] {
  const sought = names.flatMap((name) => [name, encodeURI(name)]).map((name) => Buffer.from(name));
  const files = [postsFolder, draftsFolder]
    .filter((folder) => io.stat(path.join(config.source, folder))?.kind === 'folder')
    .flatMap((folder) =>
      io
        .walk(path.join(config.source, folder), [])
        .flatMap((entry) =>
          entry.kind === 'file' && !PICTURE_NAME.test(entry.path)
            ? [path.posix.join(folder, ...entry.path.split(path.sep))]
            : [],
        ),
    )
    .sort();
  return files.flatMap((file, at) => {
    if (at % EACH === 0) log.progress('read', at, files.length);
    const bytes = bytesOfFile(path.join(config.source, file), io);
    const isNaming = bytes !== null && sought.some((name) => bytes.includes(name));
    return isNaming ? [{ path: file, text: bytes.toString('utf8') }] : [];
  });
}

/** Files between two reports of progress. */
const EACH = 1000;
