/** `finews build --watch`: the same build, again after each burst of changes, until Ctrl-C. */

import type { BuildOptions } from '../model/options.js';
import { openBuilder } from '../pipeline/builder.js';
import { consoleLogger, interruption, silent, type Terminal } from '../platform/console.js';
import { disk } from '../platform/disk.js';
import { systemEffects } from '../platform/system.js';
import { withoutOwnOutput } from './own-output.js';
import { createTeller, type Telling, tellProblems } from './reporter.js';
import { type Session, startSession } from './watch-session.js';

/** Returns the exit code when the process is asked to end. Bugs are thrown. */
export async function runWatch(
  options: BuildOptions,
  telling: Telling,
  terminal: Terminal,
): Promise<number> {
  const session = watch(withoutOwnOutput(options, disk), telling, terminal);
  try {
    await Promise.race([interruption(), session.failure]);
    return 0;
  } finally {
    await session.close();
  }
}

function watch(options: BuildOptions, telling: Telling, terminal: Terminal): Session {
  const isQuiet = telling.quiet === true || telling.json === true;
  const log = isQuiet ? silent : consoleLogger(telling.verbose === true);
  const effects = systemEffects(log);
  const tell = createTeller(telling, terminal);
  const session = startSession(options, effects, openBuilder(options, effects), {
    built(outcome) {
      log.clear();
      tell(outcome);
    },
    located: () => undefined,
    troubled: (problem) => tellProblems([problem], telling, terminal),
  });
  const greet = (): void => terminal.out('Watching; Ctrl-C ends.');
  // That it failed is told by others.
  if (!isQuiet) session.begun.then(greet, () => undefined);
  return session;
}
