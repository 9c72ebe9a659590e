/** The package's API: `import { build } from 'finews'`. */

import type { BuildOptions } from './model/options.js';
import type { BuildResult } from './model/result.js';
import { build as buildWith } from './pipeline/build.js';
import { silent } from './platform/console.js';
import { guestEffects } from './platform/system.js';

export type { BuildOptions } from './model/options.js';
export type { Problem } from './model/problem.js';
export { SiteError } from './model/problem.js';
export type {
  BuildResult,
  OutputCounts,
  PostCounts,
  StageTime,
  TemplateTime,
} from './model/result.js';

/**
 * Builds a site, printing nothing. Rejects with `SiteError` (its `problems` say what and where) when
 * the site's author must act; the published site is then as it was.
 */
export function build(options: BuildOptions = {}): Promise<BuildResult> {
  return buildWith(options, guestEffects(silent));
}
