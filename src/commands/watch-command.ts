/** `finews build --watch`: a build after each burst of changes, until Ctrl-C. */

import type { BuildOptions } from '../model/options.js';
import { openBuilder } from '../pipeline/builder.js';
import { interruption, type Terminal } from '../platform/console.js';
import { disk } from '../platform/disk.js';
import { systemEffects } from '../platform/system.js';
import { withoutOwnOutput } from './own-output.js';
import { createReporter, type ReportOptions, reportProblems } from './reporter.js';
import { loggerFor, runCommand } from './run-command.js';
import { EDITED_STORIES, startSession, type WatchSession } from './watch-session.js';

/** Returns the exit code when the process is asked to end. Bugs are thrown. */
export async function runWatch(
  options: BuildOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  const act = async (): Promise<void> => {
    const session = watch(withoutOwnOutput(options, disk), reporting, terminal);
    try {
      await Promise.race([interruption(), session.failure]);
    } finally {
      await session.close();
    }
  };
  return await runCommand({ act, report: () => 0 }, reporting, terminal);
}

function watch(options: BuildOptions, reporting: ReportOptions, terminal: Terminal): WatchSession {
  const log = loggerFor(reporting);
  const effects = systemEffects(log);
  const report = createReporter(reporting, terminal);
  const session = startSession(options, effects, openBuilder(options, effects, EDITED_STORIES), {
    built(outcome) {
      log.clear();
      report(outcome);
    },
    located: () => undefined,
    troubled: (problem) => reportProblems([problem], reporting, terminal),
  });
  const greet = (): void => terminal.out('Watching; Ctrl-C ends.');
  // A failure of the first build is reported by `session.failure`.
  if (reporting.quiet !== true && reporting.json !== true)
    session.begun.then(greet, () => undefined);
  return session;
}
