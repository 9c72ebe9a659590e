/**
 * What a build costs that remembers: nothing changed at all; one new story where all files look as they
 * did, after a checkout by git, as a newsroom's CI has it, and where every file has to be read anew.
 * Fresh processes, as every row. Beside them the floor: a script that looks at the files, and decides nothing.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { floorOf, prepareFloor } from './floor.mjs';
import { measure } from './measure.mjs';
import { setAside } from './places.mjs';
import { onPath } from './programs.mjs';

/** @typedef {import('./peers/site.mjs').Command} Command */
/** @typedef {import('./report.mjs').Row} Row */

/** A look at a file counts when it was two seconds after the last touch; with some to spare. In ms. */
const SETTLING = 3000;

/**
 * Rows after a clean build of the same site.
 * @param {string} site
 * @param {Command} command
 * @param {number} runs
 * @returns {Promise<Row[]>}
 */
export async function warmRows(site, command, runs) {
  const posts = filesBelow(join(site, '_posts'));
  const warm = { ...command, stale: [] };
  const note = `${bytesAStory(site, posts.length)} bytes of .finews a story`;
  // Not measured: the build that sees how the files look, once they lie still.
  settle();
  await measure(warm, 1);
  const nothing = await measure(warm, runs);
  const added = (/** @type {number} */ run) => addStory(site, posts, run);
  const story = await measure({ ...warm, before: added }, runs);
  const changed = changedOutputs(site);
  prepareFloor(site, command.output);
  const floor = await measure(floorOf(site, command.output), runs);
  const touched = (/** @type {number} */ run) => {
    addStory(site, posts, runs + run);
    touchAll(posts);
  };
  const anew = await measure({ ...warm, before: touched }, runs);
  return [
    { name: NOTHING, figures: nothing, note },
    { name: ONE_STORY, figures: story, note: `${changed} outputs changed` },
    { name: FLOOR, figures: floor },
    { name: READ_ANEW, figures: anew },
    await checkedOut(site, posts, { warm, runs }),
  ];
}

/** Of what is remembered. @param {string} site @param {number} stories */
function bytesAStory(site, stories) {
  const folder = join(site, '.finews');
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    // What an uploader reads is no memory.
    (entry) => entry.isFile() && !entry.name.startsWith('changes'),
  );
  const bytes = files.reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0);
  return Math.round(bytes / stories);
}

/**
 * @param {string} site
 * @param {string[]} posts
 * @param {{ warm: Command, runs: number }} how
 * @returns {Promise<Row>}
 */
async function checkedOut(site, posts, { warm, runs }) {
  const name = CHECKED_OUT;
  if (!onPath('git')) return { name, figures: null, failed: 'skipped: no git' };
  const git = (/** @type {string[]} */ ...args) => {
    const { status } = spawnSync('git', [...AS_NOBODY, ...args], { cwd: site, stdio: 'ignore' });
    if (status !== 0) throw new Error(`git ${args.join(' ')} ended with ${status}`);
  };
  setAside(join(site, '.git'));
  git('init', '-q');
  const checkOut = () => {
    git('add', '_posts');
    git('commit', '-q', '-m', 'stories');
    setAside(join(site, '_posts'));
    git('checkout', '-q', '--', '_posts');
    settle();
  };
  checkOut();
  // Not measured: the build that learns what git calls the stories.
  await measure(warm, 1);
  const before = (/** @type {number} */ run) => {
    addStory(site, posts, 2 * runs + run);
    checkOut();
  };
  return { name, figures: await measure({ ...warm, before }, runs) };
}

const AS_NOBODY = [
  '-c',
  'user.name=bench',
  '-c',
  'user.email=bench@news.example',
  '-c',
  'gc.auto=0',
];

function settle() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, SETTLING);
}

export const ONE_STORY = 'one new story';
export const FLOOR = 'the floor of that';
export const READ_ANEW = 'one new story, every file read anew';
export const NOTHING = 'nothing changed';
export const CHECKED_OUT = 'one new story, git checkout';

/** @param {string} folder @returns {string[]} */
function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => join(folder, name));
}

/** The newest of all, in one category with one tag. @param {string} site @param {string[]} posts @param {number} run */
function addStory(site, posts, run) {
  const text = readFileSync(posts[0] ?? '', 'utf8')
    .replace(/^date: .*$/m, `date: 2026-01-01 00:00:0${run} +0800`)
    .replace(/^tags: .*$/m, 'tags: 快讯');
  const file = join(site, '_posts', `2026-01-01-new-${run}.md`);
  writeFileSync(file, text);
  posts.push(file);
}

/** @param {string[]} files */
function touchAll(files) {
  const now = new Date();
  for (const file of files) utimesSync(file, now, now);
}

/** @param {string} site @returns {number} */
function changedOutputs(site) {
  const changes = JSON.parse(readFileSync(join(site, '.finews', 'changes.json'), 'utf8'));
  return changes.added.length + changes.changed.length + changes.removed.length;
}
