import fs from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { it } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import { checkOut, git, hasGit } from '../support/git.js';
import { aQuietEdit, aStoryEdit, bare, fresh, goingOn, trusting, watching } from './builders.js';
import { type Amount, type Builder, expectEquivalence } from './equivalence.js';
import { aLiquidEdit, LIQUID_BEGIN } from './liquid-templates.js';

/** Edits; the soak takes thousands. */
const LENGTH = 8;

it('a build with a memory leaves what a clean one does, whatever was edited', async () => {
  const mostly = (options: BuildOptions, step: number): Promise<BuildResult> =>
    step % 4 === 3 ? fresh(options) : trusting(options);
  await expectEquivalence({ build: mostly, clean: fresh, edits: aQuietEdit }, walk(0));
}, 120_000);

it('so does one that knows of pages that they stand, where stories alone are edited', async () => {
  const trial = { build: fresh, clean: fresh, edits: aStoryEdit };
  await expectEquivalence(trial, { ...walk(5), length: 2 * LENGTH });
}, 120_000);

it('so does one of a Jekyll site, in a process of its own and in one that goes on', async () => {
  const trial = { build: goingOn(3), clean: fresh, edits: aLiquidEdit, begin: LIQUID_BEGIN };
  await expectEquivalence(trial, { sequences: 1, length: LENGTH });
}, 120_000);

it('so does one that switches the site at once', async () => {
  const atomic: Builder = (options) => fresh({ ...options, atomic: true });
  await expectEquivalence({ build: atomic, clean: fresh }, walk(1));
}, 120_000);

it('so does one that goes on in the same process, beside others', async () => {
  await expectEquivalence({ build: goingOn(5), clean: fresh }, walk(2));
}, 120_000);

it('so does one that is told where to look', async () => {
  await expectEquivalence({ build: watching(), clean: bare }, walk(3));
}, 120_000);

it.skipIf(!hasGit)(
  'so does one that believes git',
  async () => {
    const published = (options: BuildOptions, step: number): Promise<BuildResult> => {
      if (step % 4 === 3) commit(options.source ?? '');
      if (step % 2 === 1) checkOut(options.source ?? '');
      return trusting(options);
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
