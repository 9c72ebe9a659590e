/** `finews build`: options in, one call, a summary out. */

import type { BuildOptions } from '../model/options.js';
import type { BuildResult } from '../model/result.js';
import { build } from '../pipeline/build.js';
import { verify } from '../pipeline/verify.js';
import type { Terminal } from '../platform/console.js';
import { disk } from '../platform/disk.js';
import {
  formatFailure,
  formatJson,
  formatOutputs,
  formatProfile,
  formatSummary,
} from './format-report.js';
import { type ReportOptions, reportProblems } from './reporter.js';
import { reportFailure, runCommand } from './run-command.js';

/** Returns the exit code: 0 published, 1 the site's author must act. Bugs are thrown. */
export async function runBuild(
  options: BuildOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return await runCommand(
    {
      async act(effects) {
        const result = await build(options, effects);
        if (reporting.verify === true) await verify(options, result, effects);
        return result;
      },
      report(result) {
        reportBuild(result, reporting, terminal);
        const { outputsFile } = reporting;
        if (outputsFile !== undefined) disk.append(outputsFile, formatOutputs(result), false);
        return 0;
      },
      failed: (problems) => reportFailure(problems, reporting, terminal, formatFailure(problems)),
    },
    reporting,
    terminal,
  );
}

function reportBuild(result: BuildResult, reporting: ReportOptions, terminal: Terminal): void {
  const { problems, outputs } = result;
  if (reporting.json === true) {
    terminal.out(formatJson(problems, result));
    return;
  }
  reportProblems(problems, reporting, terminal);
  if (reporting.profile === true) terminal.err(formatProfile(result));
  if (reporting.quiet === true) return;
  terminal.out(formatSummary(result));
  if (reporting.verify === true)
    terminal.out(`Verified: a clean build makes the same bytes of ${outputs.total} files`);
}
