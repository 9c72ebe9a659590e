/** `finews clean`: deletes the outputs that finews owns at the destination, and the cache. */

import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { clean } from '../pipeline/clean.js';
import type { Terminal } from '../platform/console.js';
import type { Cleaned } from '../publish/clean-site.js';
import type { ReportOptions } from './reporter.js';
import { type CommandAnswer, runAnswer } from './run-command.js';

/** Returns the exit code: 0, or 1 when the site's author must act. Bugs are thrown. */
export function runClean(
  options: BuildOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const act = (effects: Effects): CommandAnswer => {
    const done = clean(options, effects);
    return { lines: reporting.quiet === true ? [] : linesOf(done), data: { ...done } };
  };
  return runAnswer(act, reporting, terminal);
}

function linesOf(cleaned: Cleaned): readonly string[] {
  const { wasThere, hadCache, destination, left } = cleaned;
  if (!wasThere) return [`Nothing to clean: there is no ${destination}`];
  const line = hadCache
    ? whatWasDone(cleaned)
    : `Nothing to clean: finews has no record of writing into ${destination}`;
  if (left.length === 0) return [line];
  return [line, `Left alone, for finews has no record of writing them: ${namesOf(left)}`];
}

function whatWasDone(cleaned: Cleaned): string {
  const { destination, cacheDir, isCacheGone } = cleaned;
  const cache = isCacheGone
    ? `deleted ${cacheDir}`
    : `forgot it in ${cacheDir}, which holds other things as well`;
  return `${whatWas(cleaned)} ${destination}, and ${cache}`;
}

function whatWas({ deleted, left }: Cleaned): string {
  if (deleted === 0) return 'Found nothing of finews in';
  if (left.length === 0) return 'Emptied';
  return deleted === 1 ? 'Deleted 1 file of' : `Deleted ${deleted.toLocaleString('en')} files of`;
}

const MOST_NAMED = 20;

function namesOf(files: readonly string[]): string {
  const more = files.length - MOST_NAMED;
  return files.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
