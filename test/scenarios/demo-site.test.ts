/** The demo site is built of this repository's root, where the program lies as well. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { build } from '../../src/index.js';

const ROOT = path.resolve(import.meta.dirname, '../..');
/** Folders of the repository that the demo site has addresses below. */
const PUBLISHED = ['assets', 'markets'];

it('publishes nothing of the program', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-demo-'));
  // What a build of the program writes may not be there yet: the config has to name it.
  const written = fs.readFileSync(path.join(ROOT, '.gitignore'), 'utf8').match(/^\w+(?=\/$)/gm);
  try {
    await build({ source: ROOT, destination: folder, cache: false, threads: 0 });
    const published = fs.readdirSync(folder);
    const own = fs.readdirSync(ROOT).filter((name) => published.includes(name));
    expect(own.sort()).toEqual(PUBLISHED);
    const config = fs.readFileSync(path.join(ROOT, '_config.yml'), 'utf8');
    const named = (name: string): boolean => config.includes(`\n  - ${name}\n`);
    expect(written?.filter((name) => !named(name))).toEqual(['node_modules']);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
});
