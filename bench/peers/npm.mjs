/** Peers that come from npm: into the work folder, never among finews' own dependencies. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORK } from '../places.mjs';
import { writeFiles } from './site.mjs';

const FOLDER = join(WORK, 'peers');
export const MODULES = join(FOLDER, 'node_modules');

/** @param {string} name of a package @returns {boolean} */
export function installed(name) {
  return existsSync(join(MODULES, name, 'package.json'));
}

/**
 * @param {readonly string[]} packages with their major versions
 */
export function install(packages) {
  mkdirSync(FOLDER, { recursive: true });
  if (!existsSync(join(FOLDER, 'package.json'))) {
    writeFiles(FOLDER, { 'package.json': '{ "private": true }\n' });
  }
  spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: FOLDER,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
