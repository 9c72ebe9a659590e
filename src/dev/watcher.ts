/**
 * Tells that something below a folder has changed. Events are hints, coalesced into bursts: the
 * build looks at the disk itself. Knows nothing of building.
 */
import { watch } from 'chokidar';

export interface Watcher {
  /** From then on nothing is missed. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
}

export interface WatchTarget {
  readonly folder: string;
  /** Absolute paths that don't count, with all below them. */
  readonly ignored: (path: string) => boolean;
}

/** An editor's save is several events; a scraper's run is hundreds. Both are one burst. */
const QUIET = 120;

/** Calls `changed` once a burst, with the absolute paths that were named in it. */
export function watchFolder(
  { folder, ignored }: WatchTarget,
  changed: (paths: readonly string[]) => void,
): Watcher {
  const watcher = watch(folder, { ignored, ignoreInitial: true, followSymlinks: false });
  let burst = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const end = (): void => {
    const paths = [...burst].sort();
    burst = new Set();
    changed(paths);
  };
  watcher.on('all', (_event, path) => {
    burst.add(path);
    clearTimeout(timer);
    timer = setTimeout(end, QUIET);
  });
  const ready = new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  return {
    ready,
    close() {
      clearTimeout(timer);
      return watcher.close();
    },
  };
}
