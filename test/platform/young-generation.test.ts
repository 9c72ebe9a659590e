/** What is said to V8 of memory holds for the whole process: so a process of its own is asked. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { createSite } from '../support/site.js';

const CONSOLE = pathToFileURL(path.resolve('dist/platform/console.js')).href;

/** In this thread and in one that starts afterwards, in MB. */
const SCRIPT = `
  import { isMainThread, Worker } from 'node:worker_threads';
  import { getHeapSpaceStatistics } from 'node:v8';
  import { systemHost } from '${CONSOLE}';
  const kept = [];
  function fill() {
    for (let at = 0; at < 2e6; at++) {
      if (isMainThread && at % 1e5 === 0) systemHost.saveMemory();
      kept.push({ at: [at, {}] });
      if (kept.length > 1e5) kept.length = 0;
    }
    const young = getHeapSpaceStatistics().find((one) => one.space_name === 'new_space');
    console.log(Math.round(young.space_size / 2 ** 20));
  }
  fill();
  if (isMainThread) {
    new Worker(process.argv[1], { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
  }
`;

it('leaves young generations the room that they need, and no more', () => {
  const site = createSite({ 'ask.mjs': SCRIPT });
  const told = execFileSync(process.execPath, [path.join(site.root, 'ask.mjs')], {
    encoding: 'utf8',
  });
  expect(told.trim().split('\n')).toEqual(['32', '16']);
});
