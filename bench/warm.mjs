/**
 * What a build costs that remembers: one new story after a checkout that reset every file's time, as
 * a newsroom's CI has it, and nothing changed at all. Fresh processes, as every row.
 */
import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';

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
  const before = (/** @type {number} */ run) => {
    addStory(site, posts, run);
    touchAll(posts);
  };
  const story = await measure({ ...warm, before }, runs);
  const changed = changedOutputs(site);
  // Not measured: the build that sees how the files look now.
  await new Promise((resolve) => setTimeout(resolve, SETTLING));
  await measure(warm, 1);
  const nothing = await measure(warm, runs);
  return [
    { name: ONE_STORY, figures: story, note: `${changed} outputs changed` },
    { name: NOTHING, figures: nothing },
  ];
}

export const ONE_STORY = 'one new story';
export const NOTHING = 'nothing changed';

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
