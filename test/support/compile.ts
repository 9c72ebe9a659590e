/**
 * Builds the package once before the tests: they run what its users have, and so do the threads and
 * processes that they start.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { COMPILED_FOLDER, ROOT } from './package.js';

export default function compile(): void {
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], {
    ...{ cwd: ROOT, encoding: 'utf8' },
    stdio: ['ignore', 'pipe', 2],
  });
  // That is where the compiler says what is wrong; else it is a list of files.
  if (status !== 0) throw new Error(`The package can't be built:\n${stdout}`);
  removeOrphans();
}

/** What was compiled of a file that is gone: no test may pass by it. */
function removeOrphans(): void {
  for (const name of fs.readdirSync(COMPILED_FOLDER, { recursive: true, encoding: 'utf8' })) {
    const source = path.join(ROOT, 'src', name.replace(/(?:\.d)?(\.[cm]?)[jt]s$/, '$1ts'));
    if (!fs.existsSync(source))
      fs.rmSync(path.join(COMPILED_FOLDER, name), { recursive: true, force: true });
  }
}
