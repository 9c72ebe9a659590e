/**
 * Copies of the site that are not published any more, or never were: the version that `--atomic` keeps, and
 * previews. One that has what was taken down is deleted.
 */
import path from 'node:path';
import { destinationKey, namesDestination } from '../incremental/store/destination-key.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { GoneAddress } from '../model/site.js';
import { previewsFolder } from '../outputs/site-settings.js';
import { versionsBefore } from './atomic-publish.js';

export function removeCopies(gone: readonly GoneAddress[], config: Config, io: Io): void {
  const has = (folder: string): boolean =>
    gone.some(({ output }) => io.stat(path.join(folder, output)) !== undefined);
  for (const folder of versionsBefore(config, io)) if (has(folder)) io.removeTree(folder);
  for (const folder of previewsBeside(config, io)) {
    if (has(folder)) removePreview(folder, config, io);
  }
}

/** A server that shows one builds it anew: it is told of the same takedown. */
function previewsBeside({ cacheDir, destination }: Config, io: Io): readonly string[] {
  const previews = previewsFolder(cacheDir);
  if (io.stat(previews)?.kind !== 'folder') return [];
  const folders = io.folders(previews).map((port) => path.join(previews, port));
  return folders.filter((folder) => folder !== destination);
}

/** With what is remembered of it. */
function removePreview(destination: string, config: Config, io: Io): void {
  const { cacheDir } = config;
  io.removeTree(destination);
  const isItsOwn = namesDestination([destinationKey({ ...config, destination })]);
  for (const name of io.names(cacheDir)) {
    if (isItsOwn(name)) io.removeFile(path.join(cacheDir, name));
  }
}
