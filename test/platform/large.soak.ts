/** Files as large as an archive of millions of stories makes them; most of this one is a hole. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { disk } from '../../src/platform/disk.js';

it('a file is read that is longer than one call of Node’s can read', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-large-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'large');
  const size = 2 ** 31 + 10;
  fs.writeFileSync(file, 'begin');
  fs.truncateSync(file, size - 3);
  fs.appendFileSync(file, 'end');
  const bytes = disk.read(file);
  expect(bytes.length).toBe(size);
  expect(bytes.toString('latin1', 0, 5)).toBe('begin');
  expect(bytes.toString('latin1', size - 4)).toBe('\0end');
});
