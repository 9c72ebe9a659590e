import fs from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { it } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import { build } from '../../src/pipeline/build.js';
import type { Session } from '../../src/pipeline/session.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew, testSession } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { checkOut, git, hasGit } from '../support/git.js';
import { type Amount, type Builder, expectEquivalence } from './equivalence.js';
import { createHints } from './hints.js';
import { aLiquidEdit, LIQUID_BEGIN } from './liquid-templates.js';

/** Edits; the soak takes thousands. */
const LENGTH = 10;

type Hints = ReturnType<typeof createHints>;

const fresh: Builder = (options) => buildAnew(options, effectsWith(disk));
/** That has not even a template at hand. */
const bare: Builder = (options) => build(options, effectsWith(disk));

it('a build with a memory leaves what a clean one does, whatever was edited', async () => {
  await expectEquivalence({ build: fresh, clean: fresh }, walk(0));
}, 120_000);

it('so does one of a Jekyll site, in a process of its own and in one that goes on', async () => {
  const kept = new Map<string, Session>();
  const memo = (options: BuildOptions, step: number): Promise<BuildResult> => {
    const memory = kept.get(options.source ?? '') ?? testSession();
    kept.set(options.source ?? '', memory);
    memory.changed = null;
    return step % 3 === 2 ? fresh(options) : build(options, effectsWith(disk), memory);
  };
  const trial = { build: memo, clean: fresh, edits: aLiquidEdit, begin: LIQUID_BEGIN };
  await expectEquivalence(trial, { sequences: 1, length: LENGTH });
}, 120_000);

it('so does one that switches the site at once', async () => {
  const atomic: Builder = (options) => fresh({ ...options, atomic: true });
  await expectEquivalence({ build: atomic, clean: fresh }, walk(1));
}, 120_000);

it('so does one that goes on in the same process, beside others', async () => {
  const kept = new Map<string, Session>();
  const memo = (options: BuildOptions, step: number): Promise<BuildResult> => {
    const memory = kept.get(options.source ?? '') ?? testSession();
    kept.set(options.source ?? '', memory);
    memory.changed = null;
    return step % 5 === 4 ? fresh(options) : build(options, effectsWith(disk), memory);
  };
  await expectEquivalence({ build: memo, clean: fresh }, walk(2));
}, 120_000);

it('so does one that is told where to look', async () => {
  const kept = new Map<string, readonly [Session, Hints]>();
  const told = async (options: BuildOptions): Promise<BuildResult> => {
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
  await expectEquivalence({ build: told, clean: bare }, walk(3));
}, 120_000);

it.skipIf(!hasGit)(
  'so does one that believes git',
  async () => {
    // Late enough for every look to be trusted, and git's.
    const clock = { now: () => Date.now() + 3_600_000, ticks: () => 0 };
    const published = (options: BuildOptions, step: number): Promise<BuildResult> => {
      if (step % 4 === 3) commit(options.source ?? '');
      if (step % 2 === 1) checkOut(options.source ?? '');
      return build(options, effectsWith(disk, { clock }));
    };
    await expectEquivalence({ build: published, clean: fresh }, walk(4));
  },
  120_000,
);

/** One long walk, and each kind of build takes another; the soak takes thousands. */
function walk(which: number): Amount {
  return { sequences: 1, length: LENGTH, seed: (fc.readConfigureGlobal()?.seed ?? 0) + which };
}

/** All there is, but for what building makes. */
function commit(root: string): void {
  if (!fs.existsSync(path.join(root, '.git'))) {
    git(root, 'init', '-q');
    fs.appendFileSync(path.join(root, '.git/info/exclude'), 'public\n.finews\n');
  }
  git(root, 'add', '-A');
  git(root, 'commit', '-q', '--allow-empty', '-m', 'step');
}
