/** `finews clean` and its config: what is deleted is `publish/`'s to know. */
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { type Cleaned, cleanSite } from '../publish/clean-site.js';
import { configure } from './configure/configure.js';
import { createStageRunner } from './stage-runner.js';

/**
 * Throws `SiteError` for a config that can't be read, a destination that finews has no record of, and
 * what the system refuses.
 */
export function clean(options: BuildOptions, effects: Effects): Cleaned {
  try {
    return cleanSite(configure(options, effects).value, options, effects);
  } catch (error) {
    throw createStageRunner(effects.clock).failure(error);
  }
}
