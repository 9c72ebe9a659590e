import * as fc from 'fast-check';
import { it } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import { build } from '../../src/pipeline/build.js';
import { newSession, type Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { expectEquivalence } from './equivalence.js';
import { createHints } from './hints.js';

const fresh = (o: BuildOptions) => buildAnew(o, effectsWith(disk));
const number = fc.nat({ max: 1000 });
const edits = fc.record({
  kind: fc.constantFrom(
    'add',
    'add',
    'add',
    'expire',
    'expire',
    'expire',
    'take-down',
    'take-down',
    'clock',
    'clock',
    'delete',
    'clash',
    'moved',
    'embargo',
    'restore-cache',
    'copy',
    'config',
    'list-template',
    'post-template',
    'category',
    'link',
    'static',
  ),
  a: number,
  b: number,
});
const seed = Number(process.env['FSEED'] ?? 1);
it('fresh', async () => {
  await expectEquivalence(
    { build: fresh, clean: fresh, edits },
    { sequences: 3, length: 25, seed },
  );
}, 600_000);
it('told', async () => {
  const kept = new Map<string, readonly [Session, ReturnType<typeof createHints>]>();
  const told = async (options: BuildOptions): Promise<BuildResult> => {
    const { source = '' } = options;
    const [memory, hints] = kept.get(source) ?? [newSession(), createHints(source)];
    kept.set(source, [memory, hints]);
    const changed = hints();
    if (changed === null) memory.changed = null;
    else for (const file of changed) memory.changed?.add(file);
    try {
      return await build(options, effectsWith(disk), memory);
    } finally {
      hints();
    }
  };
  await expectEquivalence(
    { build: told, clean: fresh, edits },
    { sequences: 3, length: 25, seed: seed + 100 },
  );
}, 600_000);
