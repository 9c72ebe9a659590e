/**
 * Reports what may have changed in a site's source. chokidar watches templates, data and the like,
 * which each editor saves in another way; it needs a watch for each file, so the folder watcher takes
 * the folders that may hold an archive. Knows nothing of building.
 */
import path from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isBelow } from '../../formats/urls/paths.js';
import { createFolderWatcher, type FoldersIo, type Hints } from './watch-folders.js';

export interface WatchTarget {
  /** Absolute. */
  readonly folder: string;
  /** Files to watch as well, wherever they are; absolute. */
  readonly files: readonly string[];
  /** Whether a path and all below it are not watched. */
  ignores(path: string): boolean;
  /** Whether a folder of that name may hold more files than can be watched one by one. */
  isCrowded(path: string): boolean;
}

export interface Watcher {
  /** Resolves when every change is noticed. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export function watchSource(target: WatchTarget, io: FoldersIo, hints: Hints): Watcher {
  let isReady = false;
  const afterReady: Hints = {
    failed: hints.failed,
    changed: (file) => {
      if (isReady && !target.ignores(file)) hints.changed(file);
    },
  };
  const crowded = createFolderWatcher(target.folder, io, afterReady);
  /** chokidar watches a link itself; its target may lie where nothing is watched. */
  const followed = (link: string): void => {
    if (crowded.follow(link)) afterReady.changed(link);
  };
  const few = watchFew(target, io, {
    ...afterReady,
    followed,
    // chokidar asks about every path it meets, now and later: a new `_posts` is found by that.
    ignored(file, stats) {
      if (target.ignores(file)) return true;
      if (!target.isCrowded(file)) {
        if (stats?.isSymbolicLink() === true) followed(file);
        return false;
      }
      if (crowded.add(file)) afterReady.changed(file);
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

interface WatchHints extends Hints {
  ignored(file: string, stats?: { isSymbolicLink(): boolean }): boolean;
  /** Watches what a link leads to. */
  followed(link: string): void;
}

function watchFew(target: WatchTarget, io: FoldersIo, hints: WatchHints): FSWatcher {
  // A missing path would make chokidar report that it is ready before it watches the others.
  const beyond = target.files.filter((file) => {
    return !isBelow(target.folder, file) && io.stat(file) !== undefined;
  });
  const watcher = watch([target.folder, ...beyond], {
    ignored: hints.ignored,
    ignoreInitial: true,
    followSymlinks: false,
  });
  watcher.on('all', (_event, file) => {
    if (io.stat(file)?.kind === 'link') hints.followed(file);
    hints.changed(file);
  });
  // chokidar reports one of two changes within 50 ms, and that before the second; the system reports both.
  watcher.on('raw', (_event, name: string | null, about) => {
    const { watchedPath } = about as { readonly watchedPath: string };
    const isItself = name === null || name === path.basename(watchedPath);
    hints.changed(isItself ? watchedPath : path.join(watchedPath, name));
  });
  watcher.on('error', (error) => hints.failed(error as NodeJS.ErrnoException));
  return watcher;
}
