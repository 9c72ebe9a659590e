/** `finews build --watch`: the same build, again after each burst of changes, until Ctrl-C. */
import { consoleLogger, interruption, silent, type Terminal } from '../effects/console.js';
import { systemEffects } from '../effects/system.js';
import type { BuildOptions } from '../model/options.js';
import { type Telling, tellProblems } from './build.js';
import { startSession } from './session.js';
import { createTeller } from './tell.js';

/** Returns the exit code when the process is asked to end. Bugs are thrown. */
export async function runWatch(
  options: BuildOptions,
  telling: Telling,
  terminal: Terminal,
): Promise<number> {
  await Promise.race([interruption(), watch(options, telling, terminal)]);
  return 0;
}

async function watch(options: BuildOptions, telling: Telling, terminal: Terminal): Promise<never> {
  const isQuiet = telling.quiet === true || telling.json === true;
  const log = isQuiet ? silent : consoleLogger(telling.verbose === true);
  const effects = systemEffects(log);
  const tell = createTeller(telling, terminal);
  const session = await startSession(options, effects, {
    built(outcome) {
      log.clear();
      tell(outcome);
    },
    located: () => undefined,
    troubled: (problem) => tellProblems([problem], telling, terminal),
  });
  if (!isQuiet) terminal.out('Watching; Ctrl-C ends.');
  return session.failure;
}
