/**
 * The floor of a build that remembers: what nobody can leave out who looks at each file once. Reads what
 * is remembered and checks its digests, lists the sources, takes the stamps of sources and outputs in two
 * threads, and writes the files that one new story changes. It decides nothing.
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
import { join, relative } from 'node:path';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** Files that one new story changes. */
const CHANGED = 20;
/** Bytes of such a file. */
const BYTES = 12_000;
const OUTPUTS = 'outputs.txt';

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

/** Files in it. @param {string} folder @returns {readonly string[]} */
function namesBelow(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(relative(folder, parentPath), name));
}

/** @param {string} folder @param {readonly string[]} names @returns {number} bytes in all */
function takeStamps(folder, names) {
  let bytes = 0;
  for (const name of names) bytes += lstatSync(join(folder, name)).size;
  return bytes;
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
  const outputs = { folder: output, list: join(work, OUTPUTS) };
  const other = new Worker(new URL(import.meta.url), { workerData: outputs });
  readRemembered(site);
  const posts = join(site, '_posts');
  takeStamps(posts, namesBelow(posts));
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
  takeStamps(workerData.folder, readFileSync(workerData.list, 'utf8').split('\n'));
} else if (script === import.meta.filename) main(site, output);
