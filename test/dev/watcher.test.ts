/** The watcher on a real folder: bursts are one call, and nothing in them is missed. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { watchFolder } from '../../src/dev/watcher.js';

/** A watched temporary folder and the bursts it told of. */
async function watched(ignored: (file: string) => boolean = () => false) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-watch-'));
  const bursts: (readonly string[])[] = [];
  const watcher = watchFolder({ folder, ignored }, (paths) => bursts.push(paths));
  onTestFinished(async () => {
    await watcher.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  await watcher.ready;
  return { folder, bursts, names: () => bursts.flat().map((file) => path.basename(file)) };
}

it('tells a run of saves once', async () => {
  const { folder, bursts, names } = await watched();
  for (let index = 0; index < 20; index++) fs.writeFileSync(path.join(folder, `${index}.md`), 'x');
  await vi.waitFor(() => expect(new Set(names()).size).toBe(20), { timeout: 10_000 });
  expect(bursts.length).toBeLessThan(5);
});

it('tells changes, deletions and new folders', async () => {
  const { folder, names } = await watched();
  fs.mkdirSync(path.join(folder, 'new'));
  fs.writeFileSync(path.join(folder, 'new/a.md'), 'x');
  await vi.waitFor(() => expect(names()).toContain('a.md'), { timeout: 10_000 });
  fs.rmSync(path.join(folder, 'new/a.md'));
  await vi.waitFor(() => expect(names().filter((name) => name === 'a.md')).toHaveLength(2), {
    timeout: 10_000,
  });
});

it('says nothing of what is ignored', async () => {
  const { folder, names } = await watched((file) => file.endsWith('public'));
  fs.mkdirSync(path.join(folder, 'public'));
  fs.writeFileSync(path.join(folder, 'public/index.html'), 'x');
  fs.writeFileSync(path.join(folder, 'b.md'), 'x');
  await vi.waitFor(() => expect(names()).toContain('b.md'), { timeout: 10_000 });
  expect(names()).not.toContain('index.html');
});
