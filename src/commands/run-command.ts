/**
 * The frame of every command: a log that is silent where only answers are wanted, one act, its report, the
 * exit code. What the site's author must mend, and what the system refuses, is reported alike in all.
 */
import type { Effects } from '../model/io.js';
import { type Problem, SiteError } from '../model/problem.js';
import { consoleLogger, interruption, silent, type Terminal } from '../platform/console.js';
import type { ConsoleLogger } from '../platform/logger.js';
import { printableLines } from '../platform/printable.js';
import { systemEffects } from '../platform/system.js';
import { systemFault } from '../platform/system-fault.js';
import { formatJson } from './format-report.js';
import { type ReportOptions, reportProblems } from './reporter.js';

/** What a command does, and how it is reported. */
export interface CommandFrame<Result> {
  /** Throws `SiteError` when the site's author must act. */
  act(effects: Effects): Result | Promise<Result>;
  /** Returns the exit code. */
  report(result: Result): number;
  /** Reports an act that failed, where more is to be said than `reportFailure` does. */
  failed?(problems: readonly Problem[]): void;
  /** Ctrl-C does not end the process in the middle of the act; a second one does. */
  readonly isUninterrupted?: boolean;
}

/** Returns the exit code: the report's, or 1 when the site's author must act. Bugs are thrown. */
export async function runCommand<Result>(
  { act, report, failed, isUninterrupted = false }: CommandFrame<Result>,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  // Whoever listens for a signal isn't ended by it.
  if (isUninterrupted) void interruption();
  const log = loggerFor(reporting);
  try {
    const result = await act(systemEffects(log));
    log.clear();
    return report(result);
  } catch (error) {
    log.clear();
    const problems = problemsOf(error);
    if (problems === null) throw error;
    if (failed === undefined) reportFailure(problems, reporting, terminal);
    else failed(problems);
    return 1;
  }
}

/** For the terminal; silent where only errors or one JSON object are wanted. */
export function loggerFor({ quiet, json, verbose }: ReportOptions): ConsoleLogger {
  return quiet === true || json === true ? silent : consoleLogger(verbose === true);
}

function problemsOf(error: unknown): readonly Problem[] | null {
  if (error instanceof SiteError) return error.problems;
  const fault = systemFault(error);
  return fault === null ? null : [fault];
}

/** `verdict` is the last line for people; empty: none. */
export function reportFailure(
  problems: readonly Problem[],
  reporting: ReportOptions,
  terminal: Terminal,
  verdict = '',
): void {
  if (reporting.json === true) {
    terminal.out(formatJson(problems));
    return;
  }
  reportProblems(problems, reporting, terminal);
  if (verdict !== '') terminal.err(verdict);
}

/** What a command has done or found out. */
export interface CommandAnswer {
  /** For people; where one line is for programs as well (a path), it stands alone. */
  readonly lines: readonly string[];
  /** For people, on the error stream; not under `--quiet`. */
  readonly notes?: readonly string[];
  /** For programs. */
  readonly data: Readonly<Record<string, unknown>>;
  /** What is doubtful about what was done. */
  readonly problems?: readonly Problem[];
  /** False: nothing of what was asked for could be done, and the exit code says so. */
  readonly ok?: boolean;
}

/** Of commands that write files of the site. */
export const UNINTERRUPTED = { isUninterrupted: true } as const;

/** A command that answers: with lines, or with one JSON object. Returns the exit code. */
export function runAnswer(
  act: (effects: Effects) => CommandAnswer | Promise<CommandAnswer>,
  reporting: ReportOptions,
  terminal: Terminal,
  { isUninterrupted = false }: Pick<CommandFrame<CommandAnswer>, 'isUninterrupted'> = {},
): Promise<number> {
  const report = ({ lines, notes = [], data, problems, ok = true }: CommandAnswer): number => {
    if (reporting.json === true) {
      const doubts = problems === undefined ? {} : { problems };
      terminal.out(JSON.stringify({ ok, ...data, ...doubts }, null, 2));
    } else {
      if (problems !== undefined) reportProblems(problems, reporting, terminal);
      for (const line of lines) terminal.out(printableLines(line));
      if (reporting.quiet !== true) for (const note of notes) terminal.err(printableLines(note));
    }
    return ok ? 0 : 1;
  };
  return runCommand({ act, report, isUninterrupted }, reporting, terminal);
}
