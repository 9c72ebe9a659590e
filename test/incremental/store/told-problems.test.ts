import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { toldProblems } from '../../../src/incremental/store/told-problems.js';
import type { Config } from '../../../src/model/config.js';
import type { Problem } from '../../../src/model/problem.js';
import { digest } from '../../../src/platform/digest.js';
import { disk } from '../../../src/platform/disk.js';

const PROBLEMS: readonly Problem[] = [
  { code: 'html-unbalanced', severity: 'warning', message: '`<b>` \ud800', file: '_posts/甲.md' },
  { code: 'date-missing', severity: 'warning', message: 'x', line: 3, fate: 'repaired' },
];

function place(): { readonly config: Config; readonly names: () => readonly string[] } {
  const cacheDir = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-told-'));
  onTestFinished(() => fs.rmSync(cacheDir, { recursive: true, force: true }));
  const config = { cacheDir, destination: path.join(cacheDir, 'public') } as Config;
  return { config, names: () => fs.readdirSync(cacheDir).map((name) => path.join(cacheDir, name)) };
}

it('gives them back to who has their digest, and to nobody else', () => {
  const { config } = place();
  const its = toldProblems(config, disk).write(PROBLEMS);
  const told = toldProblems(config, disk);
  expect(told.read(its)).toEqual(PROBLEMS);
  expect(told.read(digest('another'))).toBe(null);
  told.remove();
  expect(told.read(its)).toBe(null);
});

it('takes no file where there are none', () => {
  const { config, names } = place();
  const told = toldProblems(config, disk);
  told.write(PROBLEMS);
  expect(told.read(told.write([]))).toEqual([]);
  expect(names()).toEqual([]);
});

it('writes only what differs, and what was altered since', () => {
  const { config, names } = place();
  const written: string[] = [];
  const io = {
    ...disk,
    write: (file: string, data: string | Uint8Array) => {
      written.push(file);
      disk.write(file, data);
    },
  };
  const told = toldProblems(config, io);
  const its = told.write(PROBLEMS);
  expect([told.write([...PROBLEMS]), written.length]).toEqual([its, 1]);
  const [file = ''] = names();
  fs.truncateSync(file, 40);
  expect(told.read(its)).toBe(null);
  expect([told.write(PROBLEMS), written.length]).toEqual([its, 2]);
  expect(told.read(its)).toEqual(PROBLEMS);
});

it.each(['{}', '[1]', '[', '[{"code":"x","severity":"error","message":"x"}]'])(
  'what a stranger wrote is none, though the digest is its own: %s',
  (text) => {
    const { config, names } = place();
    const told = toldProblems(config, disk);
    told.write(PROBLEMS);
    fs.writeFileSync(names()[0] ?? '', text);
    expect(told.read(digest(text))).toBe(null);
  },
);
