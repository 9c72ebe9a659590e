/** `finews check`: builds the site, reads what changed of it, and reports what readers would stumble over. */

import { checkedSite } from '../../check/checked-site.js';
import { checkExternal } from '../../check/external/check-external.js';
import type { HostName } from '../../check/host-limits.js';
import { type CheckOptions, checkSite, type SiteCheck } from '../../check/run-check.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import type { Problem } from '../../model/problem.js';
import type { BuildResult } from '../../model/result.js';
import { build } from '../../pipeline/build.js';
import { newSession } from '../../pipeline/session.js';
import type { Terminal } from '../../platform/console.js';
import { disk } from '../../platform/disk.js';
import { formatFailure, formatOutputs } from '../format-report.js';
import { type ReportOptions, reportProblems } from '../reporter.js';
import { runCommand } from '../run-command.js';

export interface CheckFlags extends BuildOptions {
  /** Whose limits count. */
  readonly checkHost?: HostName;
  /** Also ask other sites. */
  readonly external?: boolean;
}

/** Returns the exit code: 0, or 1 where something is wrong. Bugs are thrown. */
export async function runCheck(
  { checkHost, external, strict, ...options }: CheckFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const isWhole = reporting.json === true || reporting.verbose === true;
  const asked = { host: checkHost ?? null, most: isWhole ? Number.POSITIVE_INFINITY : MOST };
  const report = reporting.json === true ? reportJson : reportText;
  return await runCommand(
    {
      act: (effects) => check(options, asked, external === true, effects),
      report(found) {
        report(found, reporting, terminal);
        const { outputsFile } = reporting;
        if (outputsFile !== undefined) disk.append(outputsFile, formatOutputs(found), false);
        return isClean(found.problems, strict === true) ? 0 : 1;
      },
      failed: (problems) =>
        report({ problems, outputs: null, read: 0, nextDue: null }, reporting, terminal),
    },
    reporting,
    terminal,
  );
}

/** More of a code than a report shows, or annotations. */
const MOST = 50;

interface CheckResult extends Omit<SiteCheck, 'outputs'> {
  /** Null: the site could not be built. */
  readonly outputs: number | null;
  /** When the site has to be built next; null: nothing waits. */
  readonly nextDue: BuildResult['nextDue'];
}

async function check(
  options: BuildOptions,
  asked: CheckOptions,
  external: boolean,
  effects: Effects,
): Promise<CheckResult> {
  const session = newSession();
  const built = await build(options, effects, session);
  const checked = checkedSite(session);
  if (checked === null) throw new Error('A build remembers what it was made of');
  const found = checkSite(checked, asked, effects);
  const others = external ? await checkExternal(checked, asked, effects) : [];
  const problems = [...built.problems, ...found.problems, ...others];
  return { ...found, nextDue: built.nextDue, problems };
}

function isClean(problems: readonly Problem[], isStrict: boolean): boolean {
  return problems.every(({ severity }) => severity === 'warning' && !isStrict);
}

function reportJson(found: CheckResult, _reporting: ReportOptions, terminal: Terminal): void {
  const { outputs, read, problems } = found;
  const counts = { errors: count(problems, 'error'), warnings: count(problems, 'warning') };
  const ok = outputs !== null && counts.errors === 0;
  terminal.out(JSON.stringify({ ok, outputs, read, ...counts, problems }, null, 2));
}

function reportText(found: CheckResult, reporting: ReportOptions, terminal: Terminal): void {
  const { outputs, read, problems } = found;
  reportProblems(problems, reporting, terminal);
  if (outputs === null) terminal.err(formatFailure(problems));
  else if (reporting.quiet !== true) {
    const errors = plural(count(problems, 'error'), 'error');
    const warnings = plural(count(problems, 'warning'), 'warning');
    const files = `${plural(outputs, 'file')} checked, ${read.toLocaleString('en')} read anew`;
    terminal.out(`${errors}, ${warnings} · ${files}`);
  }
}

function count(problems: readonly Problem[], severity: Problem['severity']): number {
  return problems.filter((one) => one.severity === severity).length;
}

function plural(number: number, word: string): string {
  return `${number.toLocaleString('en')} ${word}${number === 1 ? '' : 's'}`;
}
