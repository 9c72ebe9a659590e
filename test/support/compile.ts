/** Compiles the package once before the tests: those that start threads or processes run it. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

export default function compile(): void {
  const root = path.resolve(import.meta.dirname, '../..');
  execFileSync('npx', ['tsc', '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
}
