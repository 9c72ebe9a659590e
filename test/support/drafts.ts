/**
 * What templates' texts are made into, kept from test to test as a watching process keeps it from build
 * to build: to compile the built-in theme is a third of what a small site costs.
 */

import type { BuildOptions, BuildResult } from '../../src/index.js';
import type { Effects } from '../../src/model/io.js';
import { build } from '../../src/pipeline/build.js';
import { newSession, type Session } from '../../src/pipeline/session.js';
import { silent } from '../../src/platform/console.js';
import { systemEffects } from '../../src/platform/system.js';
import {
  type CachedTemplates,
  createTemplateCache,
  type TemplateCache,
} from '../../src/theme/template-cache.js';

/** Sites with other names among their templates have others. */
const kept = new Map<string, CachedTemplates>();

export const drafts: TemplateCache = {
  with(vocabulary) {
    const { filters, tests, templates } = vocabulary;
    const names = JSON.stringify([filters, tests, templates].map((map) => [...map.keys()]));
    const found = kept.get(names) ?? createTemplateCache().with(vocabulary);
    kept.set(names, found);
    return found;
  },
};

/** A session that remembers nothing else yet. */
export function testSession(): Session {
  return { ...newSession(), templateCache: drafts };
}

/** A build that remembers nothing else. */
export function buildAnew(
  options: BuildOptions,
  effects: Effects = quietly(),
): Promise<BuildResult> {
  return build(options, effects, testSession());
}

/** As the package's `build` does it. */
function quietly(): Effects {
  const effects = systemEffects(silent);
  return { ...effects, host: { ...effects.host, saveMemory() {} } };
}
