/** `finews build`: options in, one call, a summary out. */

import type { BuildOptions } from '../model/options.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { BuildSummary } from '../model/result.js';
import { build } from '../pipeline/build.js';
import { verify } from '../pipeline/verify.js';
import { consoleLogger, silent, type Terminal } from '../platform/console.js';
import { systemEffects } from '../platform/system.js';
import {
  formatFailure,
  formatJson,
  formatOutputs,
  formatProfile,
  formatSummary,
} from './format-report.js';
import { type ReportOptions, reportProblems } from './reporter.js';

/** Returns the exit code: 0 published, 1 the site's author must act. Bugs are thrown. */
export async function runBuild(
  options: BuildOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const quiet = reporting.quiet === true || reporting.json === true;
  const log = quiet ? silent : consoleLogger(reporting.verbose === true);
  const report = reporting.json === true ? reportJson : reportText;
  try {
    const effects = systemEffects(log);
    const result = await build(options, effects);
    if (reporting.verify === true) await verify(options, result, effects);
    log.clear();
    report(result.problems, reporting, terminal, result);
    const { outputsFile } = reporting;
    if (outputsFile !== undefined) effects.io.append(outputsFile, formatOutputs(result), false);
    if (reporting.verify === true && !quiet) {
      terminal.out(`Verified: a clean build makes the same bytes of ${result.outputs.total} files`);
    }
    return 0;
  } catch (error) {
    log.clear();
    if (!(error instanceof SiteError)) throw error;
    report(error.problems, reporting, terminal);
    return 1;
  }
}

/** Without a result the build failed. */
function reportJson(
  problems: readonly Problem[],
  _reporting: ReportOptions,
  terminal: Terminal,
  result?: BuildSummary,
): void {
  terminal.out(formatJson(problems, result));
}

function reportText(
  problems: readonly Problem[],
  reporting: ReportOptions,
  terminal: Terminal,
  result?: BuildSummary,
): void {
  reportProblems(problems, reporting, terminal);
  if (result === undefined) {
    terminal.err(formatFailure(problems));
    return;
  }
  if (reporting.profile === true) terminal.err(formatProfile(result));
  if (reporting.quiet !== true) terminal.out(formatSummary(result));
}
