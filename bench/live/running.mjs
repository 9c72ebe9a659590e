/** A server as a process: started, asked what it takes, ended. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from './client.mjs';

/**
 * @typedef {object} Running
 * @property {number} port
 * @property {number} pid
 * @property {number} seconds from its start to its first page
 * @property {() => Promise<void>} stop
 */

/** Between two looks for the first page; until one that doesn't end is killed. In ms. */
const LOOK = 10;
const FAREWELL = 5000;

/**
 * Starts it and waits for its front page.
 * @param {import('./servers.mjs').Server} server
 * @param {string} site
 * @param {number} port
 * @returns {Promise<Running>}
 */
export async function start(server, site, port) {
  const [program = '', ...rest] = server.argv(site, port);
  const started = performance.now();
  const child = spawn(program, rest, { cwd: site, stdio: ['ignore', 'ignore', 'pipe'] });
  process.once('exit', () => child.kill('SIGKILL'));
  let told = '';
  child.stderr.on('data', (chunk) => {
    told = (told + chunk).slice(-2000);
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  while ((await get(port, '/')).status !== 200) {
    if (child.exitCode !== null) throw new Error(`${server.name} ended: ${told}`);
    await sleep(LOOK);
  }
  const seconds = (performance.now() - started) / 1000;
  const stop = async () => {
    child.kill('SIGINT');
    const killing = setTimeout(() => child.kill('SIGKILL'), FAREWELL);
    await ended;
    clearTimeout(killing);
  };
  return { port, pid: child.pid ?? 0, seconds, stop };
}

/** Until it has nothing left to build. @param {Running} running */
export async function calm({ pid }) {
  for (let before = -1, now = 0; before !== now; before = now, now = ticks(pid)) await sleep(1000);
}

/** Processor time. @param {number} pid */
function ticks(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Megabytes in use, all threads together. @param {Running} running */
export function memory({ pid }) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** @param {number} ms @returns {Promise<void>} */
export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
