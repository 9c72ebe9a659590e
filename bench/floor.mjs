/**
 * The floor of a build that remembers: what nobody can leave out who looks at each file once. Reads what
 * is remembered and checks its digests, lists the sources, takes the stamps of sources and outputs in two
 * threads, and writes the files that one new story changes. It decides nothing. Each of the two takes the next
 * stamps when it is free: none waits for the other.
 */
import { createHash } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** Files that one new story changes. */
const CHANGED = 20;
/** Bytes of such a file. */
const BYTES = 12_000;
const OUTPUTS = 'outputs.txt';
/** Stamps that a thread takes at a time. */
const BLOCK = 512;

/**
 * Beside the site, for the floor alone: names of outputs, which a build has from what it remembers.
 * @param {string} site
 * @param {string} output
 */
export function prepareFloor(site, output) {
  const folder = folderOf(site);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, OUTPUTS), namesBelow(output).join('\n'));
}

/** @param {string} site @param {string} output @returns {import('./peers/site.mjs').Command} */
export function floorOf(site, output) {
  const argv = [process.execPath, import.meta.filename, site, output];
  return { argv, cwd: site, output, stale: [] };
}

/** @param {string} site */
function folderOf(site) {
  return `${site}-floor`;
}

/**
 * Files in it. Node's recursive call looks at each of them once more.
 * @param {string} folder
 * @param {string} above
 * @param {string[]} names
 */
function namesBelow(folder, above = '', names = []) {
  for (const entry of readdirSync(join(folder, above), { withFileTypes: true })) {
    if (entry.isDirectory()) namesBelow(folder, `${above}${entry.name}/`, names);
    else if (entry.isFile()) names.push(above + entry.name);
  }
  return names;
}

/**
 * Those that no thread has taken yet.
 * @param {string} folder
 * @param {readonly string[]} names
 * @param {Int32Array} taken how many are, in all threads
 */
function takeStamps(folder, names, taken) {
  let bytes = 0;
  let start = Atomics.add(taken, 0, BLOCK);
  for (; start < names.length; start = Atomics.add(taken, 0, BLOCK)) {
    for (const name of names.slice(start, start + BLOCK))
      bytes += lstatSync(`${folder}/${name}`).size;
  }
  return bytes;
}

/** @param {string} list */
function namesIn(list) {
  return readFileSync(list, 'utf8').split('\n');
}

/** @param {string} site */
function readRemembered(site) {
  const folder = join(site, '.finews');
  for (const { name } of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, name);
    if (statSync(file).isFile()) createHash('sha256').update(readFileSync(file)).digest();
  }
}

/** @param {string} site @param {string} output */
function main(site, output) {
  const work = folderOf(site);
  const list = join(work, OUTPUTS);
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const other = new Worker(new URL(import.meta.url), { workerData: { list, output, taken } });
  readRemembered(site);
  const posts = join(site, '_posts');
  takeStamps(posts, namesBelow(posts), new Int32Array(1));
  takeStamps(output, namesIn(list), taken);
  other.once('exit', () => {
    const text = '文'.repeat(BYTES / 3);
    for (let file = 0; file < CHANGED; file++) {
      const path = join(work, `${file}.html`);
      writeFileSync(`${path}.tmp`, text);
      renameSync(`${path}.tmp`, path);
    }
  });
}

const [, script = '', site = '', output = ''] = process.argv;
if (!isMainThread && workerData?.list !== undefined) {
  takeStamps(workerData.output, namesIn(workerData.list), workerData.taken);
} else if (script === import.meta.filename) main(site, output);
