/**
 * Builds the package once before the tests: they run what its users have, and so do the threads and
 * processes that they start. Where neither its sources nor what was built of them have changed since, a
 * build would make the same.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { COMPILED_FOLDER, ROOT } from './package.js';

/** What the build reads: the last is which compilers are installed. */
const SOURCES = [
  ...[
    'src',
    'templates',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'rolldown.config.ts',
  ],
  'node_modules/.package-lock.json',
];
const BUILT = ['compiled', 'dist'];
/** The digests of the sources before the last build, and of what it made. */
const NOTE: string = path.join(ROOT, 'node_modules/.cache/finews-tests/built');

export default function compile(): void {
  // Before it: a source that is saved meanwhile is not in what was built.
  const sources = digestOf(SOURCES);
  const noteNow = (): string => `${sources} ${digestOf(BUILT)}\n`;
  if (fs.existsSync(NOTE) && fs.readFileSync(NOTE, 'utf8') === noteNow()) return;
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], {
    ...{ cwd: ROOT, encoding: 'utf8' },
    stdio: ['ignore', 'pipe', 2],
  });
  // That is where the compiler says what is wrong; else it is a list of files.
  if (status !== 0) throw new Error(`The package can't be built:\n${stdout}`);
  removeOrphans();
  fs.mkdirSync(path.dirname(NOTE), { recursive: true });
  fs.writeFileSync(NOTE, noteNow());
}

/** What was compiled of a file that is gone: no test may pass by it. */
function removeOrphans(): void {
  for (const name of fs.readdirSync(COMPILED_FOLDER, { recursive: true, encoding: 'utf8' })) {
    const source = path.join(ROOT, 'src', name.replace(/(?:\.d)?(\.[cm]?)[jt]s$/, '$1ts'));
    if (!fs.existsSync(source))
      fs.rmSync(path.join(COMPILED_FOLDER, name), { recursive: true, force: true });
  }
}

/** Of names and contents, never of times: a checkout or a restored folder may have any. */
function digestOf(names: readonly string[]): string {
  const all = createHash('sha256');
  for (const name of names.flatMap(filesIn)) {
    const content = fs.readFileSync(path.join(ROOT, name));
    all.update(`${name}\0${content.length}\0`).update(content);
  }
  return all.digest('hex');
}

/** The files below a folder, or the file itself; none where there is neither. */
function filesIn(name: string): readonly string[] {
  const found = fs.statSync(path.join(ROOT, name), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (found.isFile()) return [name];
  const inner = fs.readdirSync(path.join(ROOT, name)).sort();
  return inner.flatMap((entry) => filesIn(`${name}/${entry}`));
}
