/**
 * Tells what may have changed in a site's source. chokidar watches the few files that every kind of
 * editor saves in its own way; it takes a watch for each file, so folders that may hold an archive
 * are left to the folder watcher. Knows nothing of building.
 */
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isBelow } from '../../content/paths.js';
import { createFolderWatcher, type FoldersIo, type Hints } from './folders.js';

export interface WatchTarget {
  /** Absolute. */
  readonly folder: string;
  /** Files to watch as well, wherever they are; absolute. */
  readonly files: readonly string[];
  /** Whether a path, with all below it, doesn't count. */
  ignores(path: string): boolean;
  /** Whether a folder of that name may hold more files than can be watched one by one. */
  isCrowded(path: string): boolean;
}

export interface Watcher {
  /** From then on nothing is missed. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export function watchSource(target: WatchTarget, io: FoldersIo, hints: Hints): Watcher {
  let isReady = false;
  const told: Hints = {
    failed: hints.failed,
    changed: (file) => {
      if (isReady && !target.ignores(file)) hints.changed(file);
    },
  };
  const crowded = createFolderWatcher(target.folder, io, told);
  /** A link is watched as it stands; what it leads to may be where nobody looks. */
  const followed = (link: string): void => {
    if (crowded.follow(link)) told.changed(link);
  };
  const few = watchFew(target, io, {
    ...told,
    followed,
    // It asks about every name it meets, now and later: that is how a new `_posts` becomes known.
    ignored(file, stats) {
      if (target.ignores(file)) return true;
      if (!target.isCrowded(file)) {
        if (stats?.isSymbolicLink() === true) followed(file);
        return false;
      }
      if (crowded.add(file)) told.changed(file);
      return true;
    },
  });
  return {
    ready: new Promise((resolve) => {
      few.once('ready', () => {
        isReady = true;
        resolve();
      });
    }),
    async close() {
      crowded.close();
      await few.close();
    },
  };
}

interface Told extends Hints {
  ignored(file: string, stats?: { isSymbolicLink(): boolean }): boolean;
  /** Watches what a link leads to. */
  followed(link: string): void;
}

function watchFew(target: WatchTarget, io: FoldersIo, told: Told): FSWatcher {
  // A path that isn't there would make it call itself ready before it has looked at the others.
  const beyond = target.files.filter((file) => {
    return !isBelow(target.folder, file) && io.stat(file) !== undefined;
  });
  const watcher = watch([target.folder, ...beyond], {
    ignored: told.ignored,
    ignoreInitial: true,
    followSymlinks: false,
  });
  watcher.on('all', (_event, file) => {
    if (io.stat(file)?.kind === 'link') told.followed(file);
    told.changed(file);
  });
  // Of two changes of a file within 50 ms it tells one, before the second: the system tells both.
  watcher.on('raw', (_event, name: string | null, about) => {
    const { watchedPath } = about as { readonly watchedPath: string };
    const isItself = name === null || name === path.basename(watchedPath);
    told.changed(isItself ? watchedPath : path.join(watchedPath, name));
  });
  watcher.on('error', (error) => told.failed(error as NodeJS.ErrnoException));
  return watcher;
}
