/**
 * Storms: what editors, scripts and git do to a source while it is watched. However it goes, the
 * published site ends as a clean build of what is on the disk.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import {
  type Listener,
  type WatchedBuild,
  startSession as watch,
} from '../../src/commands/watch-session.js';
import type { Effects } from '../../src/model/io.js';
import type { BuildOptions } from '../../src/model/options.js';
import type { Problem } from '../../src/model/problem.js';
import { openBuilder } from '../../src/pipeline/builder.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { inlineBuilder } from '../support/inline-builder.js';
import { PLAIN } from '../support/plain-theme.js';
import { IS_FULL } from '../support/runs.js';
import { createSite, type Files, NOW, readTree, type TestSite } from '../support/site.js';
import { disturb, randomFor, story } from '../support/storm.js';

const DEAF = { built: () => undefined, located: () => undefined, troubled: () => undefined };

type OpenBuilder = typeof inlineBuilder;

/** A session that has built once; ended after the test. */
async function startSession(
  options: BuildOptions,
  effects: Effects,
  listener: Listener,
  opened: OpenBuilder = inlineBuilder,
): Promise<void> {
  const session = watch(options, effects, opened(options, effects), listener);
  onTestFinished(() => session.close());
  await session.begun;
}

interface Watched {
  readonly site: TestSite;
  readonly outcomes: readonly WatchedBuild[];
  /** Waits until the published site is what a clean build makes of the disk. */
  expectClean(): Promise<void>;
}

async function watched(files: Files, opened?: OpenBuilder): Promise<Watched> {
  const site = createSite(files);
  const outcomes: WatchedBuild[] = [];
  const troubles: Problem[] = [];
  onTestFinished(() => expect(troubles).toEqual([]));
  const options = { source: site.root, now: NOW, allowMassDelete: true };
  const listener: Listener = {
    built: (outcome) => outcomes.push(outcome),
    located: () => undefined,
    troubled: (problem) => troubles.push(problem),
  };
  await startSession(options, effectsWith(disk), listener, opened);
  const clean = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-clean-'));
  onTestFinished(() => fs.rmSync(clean, { recursive: true, force: true }));
  const expectClean = async (): Promise<void> => {
    await site.build({ destination: clean, allowMassDelete: true });
    const wanted = readTree(clean);
    const different = (): string[] => {
      const tree = site.tree();
      const names = [...new Set([...tree.keys(), ...wanted.keys()])];
      return names.filter((name) => tree.get(name) !== wanted.get(name));
    };
    // Sooner than the periodic check.
    const soon = { timeout: 20_000, interval: 100 };
    await vi.waitFor(() => expect(different()).toEqual([]), soon);
  };
  return { site, outcomes, expectClean };
}

it.each(IS_FULL ? [1, 2, 3, 4] : [1])(
  'ends right after a random storm (seed %i)',
  async (seed) => {
    const random = randomFor(seed * 7919);
    const files = {
      ...PLAIN,
      '_posts/2022-05-01-first.md': story('first'),
      'index.html': '---\n---\n{{ site.data | jsonify }}',
    };
    const { site, outcomes, expectClean } = await watched(files, openBuilder);
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 15; count++) {
        disturb(site, random, count);
        if (random(3) === 0) await new Promise((resolve) => setTimeout(resolve, random(60)));
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
      await expectClean();
    }
    expect(outcomes.length).toBeLessThan(60);
  },
  120_000,
);

it('builds once for a site that rests, and no more for what a build writes', async () => {
  const { outcomes } = await watched({ ...PLAIN, '_posts/2022-05-01-first.md': story('first') });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(outcomes.map(({ hint }) => hint)).toEqual([null]);
});

it('ends right for a story that was emptied to be filled', async () => {
  const name = '_posts/2022-05-01-first.md';
  const { site } = await watched({ ...PLAIN, [name]: story('first') });
  site.write({ [name]: '' });
  await new Promise((resolve) => setTimeout(resolve, 40));
  site.write({ [name]: story('second') });
  const address = 'news/2022/05/01/first.html';
  await vi.waitFor(() => expect(site.read(address)).toContain('second'), { timeout: 10_000 });
});

it('builds anew for a config outside of the site', async () => {
  const site = createSite({ ...PLAIN, '_posts/2022-05-01-first.md': story('first') });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-config-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  const config = path.join(folder, 'more.yml');
  fs.writeFileSync(config, 'title: 一\n');
  const asked = { source: site.root, config: ['_config.yml', config], now: NOW };
  await startSession(asked, effectsWith(disk), DEAF);
  for (const title of ['二', '三']) {
    fs.writeFileSync(config, `title: ${title}\n`);
    const titled = (): void => expect(site.read('index.html')).toContain(`<title>${title}</title>`);
    await vi.waitFor(titled, { timeout: 10_000 });
  }
});

it('tells once, and how to mend it, that the system has no more watches', async () => {
  const site = createSite({
    ...PLAIN,
    '_posts/a/2022-05-01-a.md': story('a'),
    '_posts/b/x.md': story('b'),
  });
  const refuse = (): never => {
    throw Object.assign(new Error('ENOSPC: System limit reached'), { code: 'ENOSPC' });
  };
  const troubles: Problem[] = [];
  await startSession(
    { source: site.root, now: NOW },
    effectsWith({ ...disk, watchFolder: refuse }),
    { ...DEAF, troubled: (problem) => troubles.push(problem) },
  );
  expect(troubles).toMatchObject([
    { code: 'watch-limit', hint: expect.stringContaining('max_user_watches') },
  ]);
  expect(site.has('index.html')).toBe(true);
});

it('makes few builds of a run of many stories, and of a checkout', async () => {
  const { site, outcomes, expectClean } = await watched({
    ...PLAIN,
    '_posts/2022-05-01-first.md': story('1'),
  });
  for (let count = 0; count < 300; count++)
    site.write({ [`_posts/${count % 7}/2022-05-16-s${count}.md`]: story(`s${count}`) });
  await expectClean();
  expect(outcomes.length).toBeLessThan(6);
  const at = (name: string): string => path.join(site.root, name);
  for (let count = 0; count < 7; count++)
    fs.renameSync(at(`_posts/${count}`), at(`_posts/moved${count}`));
  await expectClean();
  for (let count = 0; count < 7; count += 2) site.remove(`_posts/moved${count}`);
  await expectClean();
  expect(outcomes.length).toBeLessThan(15);
}, 120_000);
