/**
 * Runs one command as a whole process, several times from a clean state, and takes the medians:
 * wall time, processor time and peak memory, and what it left on the disk.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setAside } from './places.mjs';
import { onPath } from './programs.mjs';

const TIME = '/usr/bin/time';
/** How often a process is looked at where there is no `time`, in ms. */
const POLL = 10;

/** Seconds; `memory` in bytes, NaN where it can't be known. @typedef {{ wall: number, cpu: number, memory: number }} Run */
/** @typedef {Run & { files: number, bytes: number }} Figures */

/**
 * @param {import('./peers/site.mjs').Command} command
 * @param {number} runs
 * @returns {Promise<Figures>} medians
 */
export async function measure(command, runs) {
  /** @type {Run[]} */
  const all = [];
  for (let run = 0; run < runs; run++) {
    for (const path of command.stale) setAside(path);
    command.before?.(run);
    // What the last run left to be written would be charged to this one.
    spawnSync('sync');
    all.push(await once(command));
  }
  return {
    wall: median(all.map((run) => run.wall)),
    cpu: median(all.map((run) => run.cpu)),
    memory: median(all.map((run) => run.memory)),
    ...contents(command.output),
  };
}

/** @param {number[]} values @returns {number} */
function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

/** @param {import('./peers/site.mjs').Command} command @returns {Promise<Run>} */
function once(command) {
  return onPath('time') ? timed(command) : polled(command);
}

/** @param {import('./peers/site.mjs').Command} command @returns {Promise<Run>} */
async function timed(command) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const file = join(folder, 'time');
  try {
    const argv = [TIME, '-o', file, '-f', '%U %S %M', ...command.argv];
    const wall = await finished({ ...command, argv }, () => {});
    const [user = 0, system = 0, kilobytes = 0] = readFileSync(file, 'utf8').split(' ').map(Number);
    return { wall, cpu: user + system, memory: kilobytes * 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {import('./peers/site.mjs').Command} command @returns {Promise<Run>} */
async function polled(command) {
  let run = { cpu: Number.NaN, memory: Number.NaN };
  const wall = await finished(command, (pid) => {
    run = look(pid) ?? run;
  });
  return { wall, ...run };
}

/**
 * Processor time and peak memory of a living process, from `/proc` (ticks are hundredths).
 * @param {number} pid
 */
function look(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const peak = /VmHWM:\s+(\d+)/.exec(status)?.[1];
    if (peak === undefined) return null;
    return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, memory: Number(peak) * 1024 };
  } catch {
    return null;
  }
}

/**
 * @param {import('./peers/site.mjs').Command} command
 * @param {(pid: number) => void} watch
 * @returns {Promise<number>} seconds; rejects with the end of its messages when the command fails
 */
function finished(command, watch) {
  const [program = '', ...rest] = command.argv;
  const started = process.hrtime.bigint();
  const child = spawn(program, rest, {
    cwd: command.cwd,
    env: { ...process.env, ...command.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const timer = setInterval(() => watch(child.pid ?? 0), POLL);
  let messages = '';
  child.stderr.on('data', (chunk) => {
    messages = (messages + chunk).slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve(Number(process.hrtime.bigint() - started) / 1e9);
      else reject(new Error(`${command.argv.join(' ')} ended with ${code}\n${messages.trim()}`));
    });
  });
}

/** @param {string} folder @returns {{ files: number, bytes: number }} */
function contents(folder) {
  let files = 0;
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    files++;
    bytes += statSync(join(entry.parentPath, entry.name)).size;
  }
  return { files, bytes };
}
