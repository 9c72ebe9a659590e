/** `finews build --watch`: the same build, again after each burst of changes, until Ctrl-C. */
import path from 'node:path';
import { locate } from '../build/locate.js';
import { watchFolder } from '../dev/watcher.js';
import { systemClock, type Terminal } from '../effects/console.js';
import { disk } from '../effects/disk.js';
import type { BuildOptions } from '../model/options.js';
import { runBuild, type Telling } from './build.js';

/** Runs until the process ends. A failed build is told, and the next change tries again. */
export async function runWatch(
  options: BuildOptions,
  telling: Telling,
  terminal: Terminal,
): Promise<void> {
  const { source, own } = locate(options, { io: disk, clock: systemClock });
  const ignored = (file: string): boolean =>
    own.includes(file) || /[\\/](?:node_modules|\.git)$/.test(file);
  let building: Promise<unknown> = Promise.resolve();
  let waiting = false;
  const rebuild = (paths: readonly string[]): void => {
    if (waiting) return;
    waiting = true;
    building = building.then(() => {
      waiting = false;
      if (telling.quiet !== true) terminal.out(`Changed: ${nameSome(paths, source)}`);
      return runBuild(options, telling, terminal);
    });
  };
  const watcher = watchFolder({ folder: source, ignored }, rebuild);
  await watcher.ready;
  building = runBuild(options, telling, terminal);
  await building;
  if (telling.quiet !== true) terminal.out(`Watching ${source}; Ctrl-C ends.`);
}

function nameSome(paths: readonly string[], source: string): string {
  const names = paths.slice(0, 3).map((file) => path.relative(source, file));
  return names.join(', ') + (paths.length > 3 ? ` and ${paths.length - 3} more` : '');
}
