/** A real git work tree in a test's folder, free of this machine's and its user's settings. */
import { execFileSync, spawnSync } from 'node:child_process';

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
