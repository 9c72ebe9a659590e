/** Builds with a memory, as processes of several kinds have one. */
import * as fc from 'fast-check';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import { build } from '../../src/pipeline/build.js';
import type { Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew, testSession } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import type { Builder } from './equivalence.js';
import { createHints } from './hints.js';
import { anEdit, type Edit } from './newsroom.js';

type SteppedBuilder = (options: BuildOptions, step: number) => Promise<BuildResult>;

/** Late enough for every stamp to be trusted. */
const LATE = { now: (): number => Date.now() + 3_600_000, ticks: (): number => 0 };

/** A process of its own. */
export const fresh: Builder = (options) => buildAnew(options, effectsWith(disk));
/** That trusts stamps of files that were touched just now. */
export const trusting: Builder = (options) =>
  buildAnew(options, effectsWith(disk, { clock: LATE }));
/** That has not even a template at hand. */
export const bare: Builder = (options) => build(options, effectsWith(disk));

/** One process for each site, which looks at everything; every `among` steps another builds. */
export function goingOn(among: number): SteppedBuilder {
  const kept = new Map<string, Session>();
  return (options, step) => {
    const memory = kept.get(options.source ?? '') ?? testSession();
    kept.set(options.source ?? '', memory);
    memory.changed = null;
    const isOther = step % among === among - 1;
    return isOther ? fresh(options) : build(options, effectsWith(disk), memory);
  };
}

/** One process for each site, which is told where to look. */
export function watching(): Builder {
  const kept = new Map<string, readonly [Session, ReturnType<typeof createHints>]>();
  return async (options) => {
    const { source = '' } = options;
    const [memory, hints] = kept.get(source) ?? [testSession(), createHints(source)];
    kept.set(source, [memory, hints]);
    const changed = hints();
    if (changed === null) memory.changed = null;
    else for (const file of changed) memory.changed?.add(file);
    try {
      return await build(options, effectsWith(disk), memory);
    } finally {
      // What the build itself has published.
      hints();
    }
  };
}

const STORY_EDITS = [
  ...['add', 'add', 'add', 'title', 'body', 'date', 'category', 'tags', 'delete', 'readd'],
  ...['unpublish', 'embargo', 'clash', 'move', 'moved', 'expire', 'fold', 'clock', 'static'],
] as const;

/** Of a site of which nothing but the stories is edited, and files beside them. */
export const aStoryEdit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom(...STORY_EDITS),
  a: fc.nat({ max: 1000 }),
  b: fc.nat({ max: 1000 }),
});

/** Of a site at which nobody does anything in every other step, but that time passes. */
export const aQuietEdit: fc.Arbitrary<Edit> = fc.oneof(
  anEdit.filter(({ kind }) => kind !== 'filter' && kind !== 'take-down'),
  fc.record({ kind: fc.constantFrom('nothing', 'nothing', 'clock'), a: fc.nat(), b: fc.nat() }),
);
