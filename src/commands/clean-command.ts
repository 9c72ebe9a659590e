/** `finews clean`: deletes the outputs that finews owns at the destination, and the cache. */

import type { BuildOptions } from '../model/options.js';
import { SiteError } from '../model/problem.js';
import { clean } from '../pipeline/clean.js';
import { consoleLogger, type Terminal } from '../platform/console.js';
import { printable } from '../platform/printable.js';
import { systemEffects } from '../platform/system.js';
import type { Cleaned } from '../publish/clean-site.js';
import { type ReportOptions, reportProblems } from './reporter.js';

/** Returns the exit code: 0, or 1 when the site's author must act. Bugs are thrown. */
export function runClean(
  options: BuildOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): number {
  const log = consoleLogger(reporting.verbose === true && reporting.quiet !== true);
  try {
    const done = clean(options, systemEffects(log));
    if (reporting.quiet !== true) for (const line of linesOf(done)) terminal.out(printable(line));
    return 0;
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    reportProblems(error.problems, reporting, terminal);
    return 1;
  }
}

function linesOf(cleaned: Cleaned): readonly string[] {
  const { destination, cacheDir, wasThere, left, isCacheGone } = cleaned;
  if (!wasThere) return [`Nothing to clean: there is no ${destination}`];
  const cache = isCacheGone
    ? `deleted ${cacheDir}`
    : `forgot it in ${cacheDir}, which holds other things as well`;
  const line = `${whatWas(cleaned)} ${destination}, and ${cache}`;
  if (left.length === 0) return [line];
  return [line, `Left alone, for finews has no record of writing them: ${namesOf(left)}`];
}

function whatWas({ deleted, left }: Cleaned): string {
  if (deleted === 0) return 'Nothing of finews was in';
  if (left.length === 0) return 'Emptied';
  return deleted === 1 ? 'Deleted 1 file of' : `Deleted ${deleted.toLocaleString('en')} files of`;
}

const MOST_NAMED = 20;

function namesOf(files: readonly string[]): string {
  const more = files.length - MOST_NAMED;
  return files.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
