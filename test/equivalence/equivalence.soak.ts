/** As equivalence.test.ts for long: with threads, in other processes, zones and locales, and while watching. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { it } from 'vitest';
import { type BuildOptions, type BuildResult, build } from '../../src/index.js';
import { amount } from '../support/amount.js';
import { CLI } from '../support/package.js';
import { aQuietEdit, aStoryEdit, fresh, goingOn, trusting, watching } from './builders.js';
import { expectEquivalence } from './equivalence.js';
import { aLiquidEdit, LIQUID_BEGIN } from './liquid-templates.js';

const LENGTH = 25;
const STEPS: number = amount('SOAK_STEPS', 50_000);
/** Of each walk in one process, and of a site that mostly is up to date. */
const WATCHED: number = Math.ceil(STEPS / 5);
const SEED: number = amount('SOAK_SEED', Date.now() % 2 ** 31);
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Pacific/Apia'];
const LOCALES = ['C', 'de_DE.UTF-8', 'tr_TR.UTF-8', 'zh_CN.UTF-8'];

it(`${STEPS} steps, seed ${SEED}`, async () => {
  console.log(`equivalence: ${STEPS} steps, SOAK_SEED=${SEED}`);
  const builds = (options: BuildOptions, step: number): Promise<BuildResult> => {
    if (step % 10 === 4) return build({ ...options, threads: 3 });
    if (step % 10 === 7) return build({ ...options, threads: 1 });
    return step % 10 === 9 ? inProcess(options, step) : build(options);
  };
  const sequences = Math.ceil(STEPS / LENGTH);
  await expectEquivalence(
    { build: builds, clean: build },
    { sequences, length: LENGTH, seed: SEED },
  );
});

/** Of a site with Nunjucks templates, and of one of Jekyll's. */
const SITES = {
  nunjucks: {},
  jekyll: { edits: aLiquidEdit, begin: LIQUID_BEGIN },
} as const;

it.each(Object.entries(SITES))('one process that watches: %s', async (name, site) => {
  console.log(`equivalence while watching, ${name}: ${WATCHED} steps, SOAK_SEED=${SEED}`);
  const length = { sequences: Math.ceil(WATCHED / LENGTH), length: LENGTH, seed: SEED };
  await expectEquivalence({ build: watching(), clean: fresh, ...site }, length);
  await expectEquivalence({ build: goingOn(5), clean: fresh, ...site }, length);
});

it(`a site at which little happens, seed ${SEED}`, async () => {
  const length = { sequences: Math.ceil(WATCHED / LENGTH), length: LENGTH, seed: SEED };
  await expectEquivalence({ build: trusting, clean: fresh, edits: aQuietEdit }, length);
});

it(`a site of which stories alone are edited, seed ${SEED}`, async () => {
  const length = { sequences: Math.ceil(WATCHED / LENGTH), length: LENGTH, seed: SEED };
  await expectEquivalence({ build: fresh, clean: fresh, edits: aStoryEdit }, length);
});

/** Another process in another zone and locale, which tells its problems as JSON. */
async function inProcess(options: BuildOptions, step: number): Promise<BuildResult> {
  const args = [CLI, 'build', '--json', '-s', options.source ?? '.', '--now', options.now ?? ''];
  const env = {
    ...process.env,
    TZ: ZONES[step % ZONES.length],
    LC_ALL: LOCALES[(step >> 1) % LOCALES.length],
  };
  const run = promisify(execFile)(process.execPath, args, { env, maxBuffer: 1 << 28 });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const told = JSON.parse(stdout) as BuildResult & { readonly ok: boolean };
  if (told.ok) return told;
  throw Object.assign(new Error('failed'), { problems: told.problems });
}
