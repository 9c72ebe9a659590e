/** `finews build`: options in, one call, a summary out. */

import type { BuildOptions } from '../model/options.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { BuildSummary } from '../model/result.js';
import { build } from '../pipeline/build.js';
import { verify } from '../pipeline/verify.js';
import { consoleLogger, silent, type Terminal } from '../platform/console.js';
import { systemEffects } from '../platform/system.js';
import { formatFailure, formatJson, formatProfile, formatSummary } from './format-report.js';
import { type Telling, tellProblems } from './reporter.js';

/** Returns the exit code: 0 published, 1 the site's author must act. Bugs are thrown. */
export async function runBuild(
  options: BuildOptions,
  telling: Telling,
  terminal: Terminal,
): Promise<number> {
  const quiet = telling.quiet === true || telling.json === true;
  const log = quiet ? silent : consoleLogger(telling.verbose === true);
  const tell = telling.json === true ? tellProgram : tellPeople;
  try {
    const effects = systemEffects(log);
    const result = await build(options, effects);
    if (telling.verify === true) await verify(options, result, effects);
    log.clear();
    tell(result.problems, telling, terminal, result);
    if (telling.verify === true && !quiet) {
      terminal.out(`Verified: a clean build makes the same bytes of ${result.outputs.total} files`);
    }
    return 0;
  } catch (error) {
    log.clear();
    if (!(error instanceof SiteError)) throw error;
    tell(error.problems, telling, terminal);
    return 1;
  }
}

/** Without a result the build failed. */
function tellProgram(
  problems: readonly Problem[],
  _telling: Telling,
  terminal: Terminal,
  result?: BuildSummary,
): void {
  terminal.out(formatJson(problems, result));
}

function tellPeople(
  problems: readonly Problem[],
  telling: Telling,
  terminal: Terminal,
  result?: BuildSummary,
): void {
  tellProblems(problems, telling, terminal);
  if (result === undefined) {
    terminal.err(formatFailure(problems));
    return;
  }
  if (telling.profile === true) terminal.err(formatProfile(result));
  if (telling.quiet !== true) terminal.out(formatSummary(result));
}
