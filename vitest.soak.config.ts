import { defineConfig, type ViteUserConfig } from 'vitest/config';

/** Long runs; how long is said by SOAK_STEPS, SOAK_KILLS, SOAK_DAMAGES, SOAK_SAVES and SOAK_STORIES. */
const config: ViteUserConfig = defineConfig({
  test: {
    include: ['test/**/*.soak.ts'],
    globalSetup: 'test/support/compile.ts',
    testTimeout: 24 * 3_600_000,
    fileParallelism: false,
    disableConsoleIntercept: true,
  },
});
export default config;
