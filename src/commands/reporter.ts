/**
 * Reports on the terminal: the problems of a build; and of a watching session the first build in full,
 * then one line a build and the problems that are new.
 */
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { isBelow } from '../formats/urls/paths.js';
import type { Problem } from '../model/problem.js';
import type { Terminal } from '../platform/console.js';
import { printable } from '../platform/printable.js';
import { ALARM } from '../publish/guards.js';
import {
  formatAnnotations,
  formatFailure,
  formatJson,
  formatProblems,
  formatRebuild,
  formatStillFailing,
  formatSummary,
} from './format-report.js';
import { touches } from './live-status.js';
import type { WatchedBuild } from './watch-session.js';

/** What the user wants to be reported, and how. */
export interface ReportOptions {
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly profile?: boolean;
  readonly verify?: boolean;
  /** Under GitHub Actions: the site's folder as seen from the repository. */
  readonly annotate?: string;
  /** Under GitHub Actions: the file that a step's outputs are written to. */
  readonly outputsFile?: string;
}

/** Under `--quiet` only the errors. */
export function reportProblems(
  problems: readonly Problem[],
  reporting: ReportOptions,
  terminal: Terminal,
): void {
  const shown =
    reporting.quiet === true ? problems.filter(({ severity }) => severity === 'error') : problems;
  if (shown.length === 0) return;
  if (reporting.annotate !== undefined) terminal.out(formatAnnotations(shown, reporting.annotate));
  const style = { colour: terminal.isRich, verbose: reporting.verbose === true };
  terminal.err(`${formatProblems(shown, style)}\n`);
}

/** Paths that are named in a line. */
const NAMED = 3;

export function createReporter(
  reporting: ReportOptions,
  terminal: Terminal,
): (outcome: WatchedBuild) => void {
  if (reporting.json === true)
    return ({ problems, result }) => terminal.out(formatJson(problems, result ?? undefined));
  const standing = createStanding();
  let named: readonly string[] = [];
  let before: WatchedBuild['result'] = null;
  return (outcome) => {
    const { problems, result, hint, isFollowUp } = outcome;
    const { news, isSame } = standing(outcome);
    reportProblems(news, reporting, terminal);
    if (isSame && hint !== null && isEcho(outcome, named, before)) return;
    if (hint !== null && hint.length > 0) named = hint;
    if (result !== null && reporting.quiet !== true)
      reportResult({ ...outcome, result }, before, terminal);
    // What finds the same problems though nobody has edited is not worth a line.
    const isEdit = hint !== null && !isFollowUp;
    if (result === null && (isEdit || !isSame))
      terminal.err(isSame ? formatStillFailing(problems) : formatFailure(problems));
    before = result ?? before;
  };
}

interface News {
  /** Problems that no earlier build reported, or that had been mended in between. */
  readonly news: readonly Problem[];
  /** The same problems as in the build before. */
  readonly isSame: boolean;
}

/**
 * Problems that were reported and still stand. An edit moves the warnings below it to other lines, and
 * changes the counts in others: these are the same warnings. An error that moved is reported anew, for
 * its new line is where to mend it. A failed build may have ended before it met the warnings.
 */
function createStanding(): (outcome: WatchedBuild) => News {
  let warned: readonly Problem[] = [];
  let failed: readonly Problem[] = [];
  return ({ problems, result }) => {
    const errors = problems.filter(({ severity }) => severity === 'error');
    const found = problems.filter(({ severity }) => severity === 'warning');
    const fresh = new Set([
      ...without(errors, failed, exactly),
      ...without(without(found, warned, exactly), without(warned, found, exactly), loosely),
    ]);
    const news = problems.filter((one) => fresh.has(one));
    const warnings = result === null ? [...warned, ...news.filter(isWarning)] : found;
    const isSame =
      news.length === 0 && errors.length === failed.length && warnings.length === warned.length;
    [warned, failed] = [warnings, errors];
    return { news, isSame };
  };
}

function isWarning({ severity }: Problem): boolean {
  return severity === 'warning';
}

/** `problems` but for one of each that stands in `others`. */
function without(
  problems: readonly Problem[],
  others: readonly Problem[],
  keyOf: (problem: Problem) => string,
): readonly Problem[] {
  const counts = new Map<string, number>();
  for (const other of others) counts.set(keyOf(other), (counts.get(keyOf(other)) ?? 0) + 1);
  return problems.filter((one) => {
    const count = counts.get(keyOf(one)) ?? 0;
    counts.set(keyOf(one), count - 1);
    return count <= 0;
  });
}

function exactly(problem: Problem): string {
  return JSON.stringify({ ...problem, message: problem.message.replace(ALARM, '') });
}

/** The same for a problem that moved in its file, or whose numbers changed. */
function loosely({ code, file, fate, message }: Problem): string {
  return JSON.stringify([code, file, fate, message.replace(ALARM, '').replace(/\d[\d,.]*/g, '#')]);
}

/**
 * File systems report what came or went with a folder a second time, and late: a build that changes
 * nothing, of paths that were named already, is not worth a line. A post that is held changes no file,
 * and is news.
 */
function isEcho(
  { result, hint }: WatchedBuild,
  named: readonly string[],
  before: WatchedBuild['result'],
): boolean {
  if (result === null || touches(result) > 0) return false;
  if (before === null || !isDeepStrictEqual(result.posts, before.posts)) return false;
  return (hint ?? []).every((file) =>
    named.some((other) => isBelow(other, file) || isBelow(file, other)),
  );
}

type Success = WatchedBuild & { readonly result: NonNullable<WatchedBuild['result']> };

/** `before`: the last build that succeeded. */
function reportResult(
  { result, hint, isFollowUp, milliseconds }: Success,
  before: WatchedBuild['result'],
  to: Terminal,
): void {
  if (before === null) to.out(formatSummary(result));
  else if (hint !== null || touches(result) > 0) {
    to.out(
      `${occasionOf({ hint, isFollowUp }, result.source)} · ${formatRebuild(result, before, milliseconds)}`,
    );
  }
}

function occasionOf(
  { hint, isFollowUp }: Pick<WatchedBuild, 'hint' | 'isFollowUp'>,
  source: string,
): string {
  if (hint === null) return 'Checked all files';
  if (hint.length > 0) return `Changed ${nameSome(hint, source)}`;
  return isFollowUp ? 'Search followed' : 'Came due';
}

/** A folder's name stands for all that is in it. */
function nameSome(hint: readonly string[], source: string): string {
  const paths = hint.filter(
    (file) => !hint.some((other) => other !== file && isBelow(other, file)),
  );
  const names = paths.slice(0, NAMED).map((file) => printable(path.relative(source, file) || '.'));
  return names.join(', ') + (paths.length > NAMED ? ` and ${paths.length - NAMED} more` : '');
}
