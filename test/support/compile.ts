/**
 * Compiles the package once before the tests: they run what its users have, and so do the threads and
 * processes that they start.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(import.meta.dirname, '../..');

export default function compile(): void {
  const compiler = path.join(ROOT, 'node_modules/.bin/tsc');
  execFileSync(compiler, ['-p', 'tsconfig.build.json'], { cwd: ROOT, stdio: 'inherit' });
  removeOrphans();
}

/** What was compiled of a file that is gone: no test may pass by it. */
function removeOrphans(): void {
  const compiled = path.join(ROOT, 'dist');
  for (const name of fs.readdirSync(compiled, { recursive: true, encoding: 'utf8' })) {
    const source = path.join(ROOT, 'src', name.replace(/(?:\.d)?(\.[cm]?)[jt]s$/, '$1ts'));
    if (!fs.existsSync(source))
      fs.rmSync(path.join(compiled, name), { recursive: true, force: true });
  }
}
