/** What is said to V8 of memory holds for the whole process: so a process of its own is asked. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { compiledFile } from '../support/package.js';
import { createSite } from '../support/site.js';

const CONSOLE = pathToFileURL(compiledFile('platform/console.js')).href;

/** Each thread tells its young generation in MB, when it has had many objects. */
const COMMON = `
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
  const begin = () =>
    new Worker(process.argv[1], { resourceLimits: { maxYoungGenerationSizeMb: 16 } });
`;

it.each([
  ['a thread that starts when the first is full', 'fill(); if (isMainThread) begin();', '32 16'],
  [
    'a thread that starts while nothing may grow',
    'if (isMainThread) { systemHost.holdMemory(true); begin(); } else fill();',
    '16',
  ],
])('leaves young generations the room that they need, and no more: %s', (_, script, sizes) => {
  const site = createSite({ 'ask.mjs': COMMON + script });
  const told = execFileSync(process.execPath, [path.join(site.root, 'ask.mjs')], {
    encoding: 'utf8',
  });
  expect(told.trim().split('\n').join(' ')).toBe(sizes);
});

it('collects at once what a process at rest needs no more, in a thread as well', () => {
  const script = `
    import { isMainThread, Worker } from 'node:worker_threads';
    import { getHeapStatistics } from 'node:v8';
    import { systemHost } from '${CONSOLE}';
    let kept = Array.from({ length: 1e6 }, (_, at) => ({ at }));
    const usedBefore = getHeapStatistics().used_heap_size;
    kept = [];
    systemHost.collectGarbage();
    console.log(getHeapStatistics().used_heap_size < usedBefore / 2, typeof globalThis.gc);
    if (isMainThread) new Worker(process.argv[1]);
  `;
  const site = createSite({ 'rest.mjs': script });
  const told = execFileSync(process.execPath, [path.join(site.root, 'rest.mjs')], {
    encoding: 'utf8',
  });
  expect(told).toBe('true undefined\ntrue undefined\n');
});

it('has a thread collect its young garbage without helpers while it is to', () => {
  const script = `
    import { setFlagsFromString } from 'node:v8';
    import { systemHost } from '${CONSOLE}';
    systemHost.collectAlone(true);
    setFlagsFromString('--trace-gc');
    setFlagsFromString('--trace-parallel-scavenge');
    let kept = [];
    for (let at = 0; at < 2e6; at++) {
      kept.push({ at: [at] });
      if (kept.length > 1e5) kept = [];
    }
  `;
  const site = createSite({ 'alone.mjs': script });
  const told = execFileSync(process.execPath, [path.join(site.root, 'alone.mjs')], {
    encoding: 'utf8',
  });
  const collections = told.match(/ms: Scavenge /g)?.length ?? 0;
  expect(collections).toBeGreaterThan(3);
  // Each thread that helps has a line.
  expect(told.match(/scavenge\[/g)?.length).toBe(collections);
});
