import { availableParallelism } from 'node:os';
import { defineConfig, type ViteUserConfig } from 'vitest/config';
import { COMPILED, compiledSource } from './test/support/compiled-source.js';
import { LongestFirst } from './test/support/longest-first.js';

/** Rooms whose rules are tested by themselves: what a change breaks first, in under 40 seconds. */
const QUICK = [
  ...['architecture', 'docs', 'formats', 'incremental', 'outputs', 'platform', 'problems'],
  ...['publish', 'theme'],
];

/** Of those rooms: what tries thousands of texts, or how the time grows with them. */
const LONG = [
  'test/formats/kramdown.test.ts',
  'test/formats/front-matter-hostile.test.ts',
  'test/formats/html/finish.test.ts',
  'test/formats/markdown/markdown.test.ts',
];

/** Of other rooms: what tries a part of its cases but in the soak. */
const FULLY = [
  'test/browser/pages.test.ts',
  'test/browser/reading.test.ts',
  'test/browser/writing.test.ts',
  'test/crash/faults.test.ts',
  'test/dev/watch/watch-source.test.ts',
  'test/scenarios/odd-types.test.ts',
  'test/scenarios/session.test.ts',
  'test/theme/types.test.ts',
];

function testsIn(room: string): string {
  return `test/${room}/**/*.test.ts`;
}

/**
 * Eight times the default: thousands of small builds call much a few times, and to optimise what was called
 * so seldom takes a tenth of all processor time. Later V8 has no such option.
 */
const OPTIMISE_LATER = process.version.startsWith('v20.') ? ['--interrupt-budget=540672'] : [];

const tests: ViteUserConfig['test'] = {
  globalSetup: 'test/support/memory.ts',
  setupFiles: 'test/support/seed.ts',
  server: { deps: { external: [COMPILED] } },
  // Files share what they import, which is most of what a short one costs; nothing of it is changed.
  isolate: false,
  execArgv: [...OPTIMISE_LATER],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // A second, which is the default, a busy machine may take for anything.
  expect: { poll: { timeout: 10_000 } },
  // A watcher waits for a file system and a browser that CI's machine may keep from it for seconds;
  // what fails twice is a fault. At one's desk the first failure is told.
  retry: process.env['CI'] === 'true' ? 1 : 0,
};

const plugins = [compiledSource()];

const config: ViteUserConfig = defineConfig({
  test: {
    // Once, whatever projects run.
    globalSetup: 'test/support/compile.ts',
    sequence: { sequencer: LongestFirst },
    // One more than there are cores: some wait for a browser, a watcher or another process.
    maxWorkers: Math.max(2, availableParallelism()) + 1,
    // Long runs tell how far they are.
    disableConsoleIntercept: true,
    projects: [
      {
        plugins,
        test: { ...tests, name: 'quick', include: QUICK.map(testsIn), exclude: LONG },
      },
      // One project and not two: each has its own processes, and each process imports all there is.
      { plugins, test: { ...tests, name: 'whole', include: ['test/**/*.test.ts'] } },
      {
        plugins,
        // Long runs; how long is said by SOAK_STEPS, SOAK_KILLS, SOAK_DAMAGES, SOAK_SAVES and SOAK_STORIES.
        test: {
          name: 'soak',
          server: { deps: { external: [COMPILED] } },
          include: ['test/**/*.soak.ts', testsIn('formats'), ...FULLY],
          // Properties of texts are tried in full, and with other values each time.
          env: { FULL: '1' },
          testTimeout: 24 * 3_600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
export default config;
