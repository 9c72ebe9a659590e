/** What docs/config.md says is what finews reads. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { KEYS } from '../../../src/pipeline/configure/config-keys.js';

/** Jekyll's, known so that nobody is told of them, and without effect. */
const IDLE = ['plugins', 'encoding'];

it('docs/config.md names every config key', () => {
  const file = path.resolve(import.meta.dirname, '../../../docs/config.md');
  const text = fs.readFileSync(file, 'utf8').replace(/^```.*?^```/gms, '');
  const words = new Set(
    [...text.matchAll(/`([^`]*)`/g)].flatMap(([, code = '']) => code.split(/[^\w-]+/)),
  );
  expect([...KEYS.keys()].filter((key) => !words.has(key) && !IDLE.includes(key))).toEqual([]);
});
