/** What the commands of writing have in common: one act on the disk, and one line or object about it. */
import type { Effects } from '../../model/io.js';
import { type Problem, SiteError } from '../../model/problem.js';
import { consoleLogger, interruption, silent, type Terminal } from '../../platform/console.js';
import { printable } from '../../platform/printable.js';
import { systemEffects } from '../../platform/system.js';
import { systemFault } from '../../platform/system-fault.js';
import { type ReportOptions, reportProblems } from '../reporter.js';

/** What a command has done. */
export interface DeskResult {
  /** For people, a line each; the first stands alone where others are for a person's eye. */
  readonly lines: readonly string[];
  /** Notes on the error stream. */
  readonly notes?: readonly string[];
  /** For programs. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Returns the exit code: 0, or 1 when the site's author must act. Bugs are thrown. */
export async function runDesk(
  act: (effects: Effects) => DeskResult | Promise<DeskResult>,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  // Whoever listens for Ctrl-C isn't ended by it in the middle of an act.
  void interruption();
  const log = reporting.json === true || reporting.quiet === true ? silent : consoleLogger(false);
  try {
    const { lines, notes = [], data } = await act(systemEffects(log));
    log.clear();
    if (reporting.json === true) terminal.out(JSON.stringify({ ok: true, ...data }, null, 2));
    else {
      for (const line of lines) terminal.out(printable(line));
      if (reporting.quiet !== true) for (const note of notes) terminal.err(printable(note));
    }
    return 0;
  } catch (error) {
    log.clear();
    const problems = problemsOf(error);
    if (problems === null) throw error;
    if (reporting.json === true) terminal.out(JSON.stringify({ ok: false, problems }, null, 2));
    else reportProblems(problems, reporting, terminal);
    return 1;
  }
}

function problemsOf(error: unknown): readonly Problem[] | null {
  if (error instanceof SiteError) return error.problems;
  const fault = systemFault(error);
  return fault === null ? null : [fault];
}
