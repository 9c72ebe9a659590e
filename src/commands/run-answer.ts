/** What commands that answer with one text have in common: quiet while they work, problems told as a build's. */
import type { Effects } from '../model/io.js';
import { SiteError } from '../model/problem.js';
import { consoleLogger, silent, type Terminal } from '../platform/console.js';
import { systemEffects } from '../platform/system.js';
import { formatJson } from './format-report.js';
import { type ReportOptions, reportProblems } from './reporter.js';

/**
 * `answer` gives what is printed; an empty text prints nothing. Returns the exit code: 0, or 1 when the
 * site's author must act. Bugs are thrown.
 */
export async function runAnswer(
  answer: (effects: Effects) => Promise<string>,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const isQuiet = reporting.quiet === true || reporting.json === true;
  const log = isQuiet ? silent : consoleLogger(reporting.verbose === true);
  try {
    const text = await answer(systemEffects(log));
    log.clear();
    if (text !== '') terminal.out(text);
    return 0;
  } catch (error) {
    log.clear();
    if (!(error instanceof SiteError)) throw error;
    if (reporting.json === true) terminal.out(formatJson(error.problems));
    else reportProblems(error.problems, reporting, terminal);
    return 1;
  }
}
