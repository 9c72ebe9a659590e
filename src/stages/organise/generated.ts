/** Every path that finews itself will write, for telling clashes before any list is final. */

import { listPages } from '../../content/lists.js';
import type { Site } from '../../model/site.js';
import type { GeneratedPath } from './claims.js';

export function generatedPaths(site: Site): readonly GeneratedPath[] {
  return listPages(site).map(({ output, name }) => ({ output, name }));
}
