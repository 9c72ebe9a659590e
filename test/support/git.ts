/** A real git work tree in a test's folder, free of this machine's and its user's settings. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const ENV = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'editor',
  GIT_AUTHOR_EMAIL: 'editor@news.example',
  GIT_COMMITTER_NAME: 'editor',
  GIT_COMMITTER_EMAIL: 'editor@news.example',
};

export const hasGit: boolean = spawnSync('git', ['--version']).status === 0;
if (!hasGit) console.warn('skipped: git is not installed');

/** What it prints. */
export function git(folder: string, ...args: readonly string[]): string {
  const options = ['-c', 'core.quotePath=false', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...options, ...args], { cwd: folder, env: ENV, encoding: 'utf8' });
}

/** Every story of the work tree anew, as a clone has them; nothing where there is no work tree. */
export function checkOut(root: string): void {
  if (!fs.existsSync(path.join(root, '.git'))) return;
  const tracked = git(root, 'ls-files', '-z').split('\0').slice(0, -1);
  for (const name of tracked) fs.rmSync(path.join(root, name), { force: true });
  git(root, 'checkout', '-q', '--', '.');
  later(root);
}

/** A checkout of more than a few files ends a while after it began. */
export function later(root: string): void {
  const soon = Date.now() / 1000 + 60;
  fs.utimesSync(path.join(root, '.git/index'), soon, soon);
}
