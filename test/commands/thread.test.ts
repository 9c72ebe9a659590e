/** Building has a thread of its own: the server answers meanwhile, and both end together. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { gated } from '../support/gate.js';
import { preview } from '../support/preview.js';
import { run, start } from '../support/program.js';
import { post, type TestSite } from '../support/site.js';
import { ask } from '../support/wire.js';

const leftovers = (site: TestSite): readonly string[] =>
  fs.readdirSync(path.join(site.root, '.finews')).filter((name) => /^(?:lock|stage)/.test(name));

it('answers while it builds', async () => {
  const site = gated();
  const { port } = await preview(site, {}, { hasThread: true });
  const text = async (): Promise<string> =>
    (await ask(port, '/n/2022/05/16/a.html')).body.toString();
  site.remove('.reached');
  site.write({
    '.gate': '',
    '_posts/2022-05-16-a.md': post('title: 甲\ncategories: n', '第二版。'),
  });
  await site.reached();
  expect(await text()).toContain('第一版。');
  site.remove('.gate');
  await vi.waitFor(async () => expect(await text()).toContain('第二版。'), 10_000);
});

it.each([
  ['serve', '-w', '-P', '0'],
  ['build', '-w'],
  ['build', '-w', '--threads', '2'],
])(
  'is ended by Ctrl-C in the middle of a build, and leaves nothing of it (%j)',
  async (...options) => {
    const site = gated({ '.gate': '' });
    const { child, ended, text } = run(site, ...options);
    await site.reached();
    expect(leftovers(site)).not.toEqual([]);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(leftovers(site)).toEqual([]);
    expect(text()).not.toMatch(/error|bug/i);
    site.remove('.gate');
    await site.build();
    expect(site.read('n/2022/05/16/a.html')).toContain('第一版。');
  },
);

const COMMANDS = [
  ['serve', '-w', '-P', '0'],
  ['build', '-w'],
] as const;
const [SERVE, BUILD] = COMMANDS;

it.each([
  [
    'in a build',
    COMMANDS,
    "JSON.stringify = () => { throw new TypeError('no JSON'); };",
    /TypeError: no JSON\n +at .*bad\.js.*\n +at .*dist\//,
  ],
  [
    'beside it',
    [SERVE],
    "setImmediate(() => { throw new RangeError('later'); });",
    /RangeError: later\n +at .*bad\.js/,
  ],
  ['that ends the thread', [BUILD], 'process.exit(0);', /thread that builds has ended by itself/],
] as const)('ends with 2 and the stack for a bug %s', async (_name, commands, code, told) => {
  const filter = { 'templates/filters/bad.js': `${code}\nexport default (x) => x;` };
  for (const command of commands) {
    const { ended, text } = run(gated(filter), ...command);
    expect(await ended, command[0]).toBe(2);
    expect(text()).toMatch(/This is a bug in finews/);
    expect(text()).toMatch(told);
  }
});

it('tells a bug that comes later', async () => {
  const site = gated();
  const { ended, text } = await start(site, 'serve', '-w', '-P', '0');
  site.write({
    'templates/filters/bad.js':
      "JSON.stringify = () => { throw new TypeError('no JSON'); };\nexport default (x) => x;",
  });
  site.write({ 'page.txt': '---\n---\n{{ 1 | bad }}' });
  expect(await ended).toBe(2);
  expect(text()).toMatch(/no JSON/);
});

it('tells details as they come', async () => {
  const { text } = await start(gated(), 'build', '-w', '--verbose');
  expect(text()).toMatch(/^added {3}n\/2022\/05\/16\/a\.html$/m);
});
