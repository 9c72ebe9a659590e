/**
 * What templates' texts are made into, kept from test to test as a watching process keeps it from build
 * to build: to compile the built-in theme is a third of what a small site costs.
 */
import { build } from '../../src/build/build.js';
import { type Kept, keepNothing } from '../../src/build/memory.js';
import { silent } from '../../src/effects/console.js';
import { systemEffects } from '../../src/effects/system.js';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import type { Effects } from '../../src/model/io.js';
import { type DraftOf, type Drafts, keepDrafts } from '../../src/theme/drafts.js';

/** Sites with other names among their templates have others. */
const kept = new Map<string, DraftOf>();

const drafts: Drafts = {
  with(vocabulary) {
    const { filters, tests, templates } = vocabulary;
    const names = JSON.stringify([filters, tests, templates].map((map) => [...map.keys()]));
    const found = kept.get(names) ?? keepDrafts().with(vocabulary);
    kept.set(names, found);
    return found;
  },
};

/** A build that remembers nothing else. */
export function buildAnew(
  options: BuildOptions,
  effects: Effects = quietly(),
): Promise<BuildResult> {
  const memory: Kept = { ...keepNothing(), drafts };
  return build(options, effects, memory);
}

/** As the package's `build` does it. */
function quietly(): Effects {
  const effects = systemEffects(silent);
  return { ...effects, host: { ...effects.host, saveMemory() {} } };
}
