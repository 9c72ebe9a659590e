/** `finews clean`: empties the destination and deletes the cache. */
import { type Cleaned, clean } from '../build/clean.js';
import { consoleLogger, type Terminal } from '../effects/console.js';
import { printable } from '../effects/printable.js';
import { systemEffects } from '../effects/system.js';
import type { BuildOptions } from '../model/options.js';
import { SiteError } from '../model/problem.js';
import { type Telling, tellProblems } from './tell.js';

/** Returns the exit code: 0, or 1 when the site's author must act. Bugs are thrown. */
export function runClean(options: BuildOptions, telling: Telling, terminal: Terminal): number {
  const log = consoleLogger(telling.verbose === true && telling.quiet !== true);
  try {
    const done = clean(options, systemEffects(log));
    if (telling.quiet !== true) terminal.out(printable(wordsOf(done)));
    return 0;
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    tellProblems(error.problems, telling, terminal);
    return 1;
  }
}

function wordsOf({ destination, cacheDir, wasThere, isCacheGone }: Cleaned): string {
  if (!wasThere) return `Nothing to clean: there is no ${destination}`;
  const cache = isCacheGone
    ? `deleted ${cacheDir}`
    : `forgot it in ${cacheDir}, which holds other things as well`;
  return `Emptied ${destination} and ${cache}`;
}
