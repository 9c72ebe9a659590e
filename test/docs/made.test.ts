/**
 * Docs and schemas made of tables are what the tables say. `npm run docs` writes those anew that are
 * stale: it is this test, with `--update`.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { MADE } from './made.js';

const ROOT = path.resolve(import.meta.dirname, '../..');

it.each(MADE)('$file is what the tables say (else: npm run docs)', async ({ file, make }) => {
  const name = path.join(ROOT, file);
  const current = fs.existsSync(name) ? fs.readFileSync(name, 'utf8') : '';
  await expect(make(current)).toMatchFileSnapshot(name);
});
