/** Edits as an editor saves them, and how long until they are seen. */
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { connect, get } from './client.mjs';
import { sleep } from './running.mjs';

/** @typedef {import('./running.mjs').Running} Running */
/** @typedef {{ file: string, text: string, url: string }} Story */
/** A new story stands where there was none. @typedef {'body' | 'title' | 'story'} Kind of edit */

/** Between two looks at a page, and from one edit to the next. In ms. */
const LOOK = 2;
const REST = 300;
/** Who is slow makes fewer edits, in ms for one kind; who doesn't show one at all has failed. */
const ENOUGH = 60_000;
const NEVER = 120_000;

/**
 * Stories spread over the archive, of hours at which it is the same day for every peer.
 * @param {string} site
 * @param {import('./servers.mjs').Server} server
 * @param {number} count
 * @returns {readonly Story[]}
 */
export function storiesOf(site, { posts, address }, count) {
  const folder = join(site, posts);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();
  /** @type {Story[]} */
  const stories = [];
  for (let at = 0; stories.length < count && at < names.length; at++) {
    const name = names[(at * 7919) % names.length] ?? '';
    const file = join(folder, name);
    const text = readFileSync(file, 'utf8');
    if (!/^date: \S+ (?:09|1\d|2\d):/m.test(text)) continue;
    const [, date = '', title = ''] = /(\d+-\d+-\d+)-([^/]*)\.md$/.exec(name) ?? [];
    stories.push({ file, text, url: address(date.replaceAll('-', '/'), date, title) });
  }
  return stories;
}

/**
 * Stories that are yet to come, each newer than all there are.
 * @param {string} site
 * @param {import('./servers.mjs').Server} server
 * @param {readonly Story[]} like
 * @returns {readonly Story[]}
 */
export function newStories(site, { posts, address }, like) {
  return like.map(({ text }, at) => {
    const title = `new-${Date.now()}-${at}`;
    const minute = String(at % 60).padStart(2, '0');
    return {
      file: join(site, posts, `2026-01-01-${title}.md`),
      text: text.replace(/^date: .*$/m, `date: 2026-01-01 12:${minute}:00 +0800`),
      url: address('2026/01/01', '2026-01-01', title),
    };
  });
}

/** Posts are hard links into the corpus: a new file takes the name. @param {string} file @param {string} text */
export function save(file, text) {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

/** @param {Story} story @param {Kind} kind @param {string} mark */
function edited({ text }, kind, mark) {
  if (kind === 'body') return `${text}\n修改 ${mark}。\n`;
  return text.replace(/^title: .*$/m, `title: "改题 ${mark}"`);
}

/**
 * Median time in ms from an edit until its page is served.
 * @param {Running} running
 * @param {readonly Story[]} stories
 * @param {Kind} kind
 */
export async function untilServed({ port }, stories, kind) {
  const { ask, close } = connect(port);
  const time = await median(stories, kind, async ({ url }, mark) => {
    const end = performance.now() + NEVER;
    while (!(await ask(url)).includes(mark)) {
      if (performance.now() > end) throw new Error(`An edit never came to ${url}`);
      await sleep(LOOK);
    }
  });
  close();
  return time;
}

/**
 * The same until finews' own event, which makes a browser ask.
 * @param {Running} running
 * @param {readonly Story[]} stories
 * @param {Kind} kind
 */
export async function untilEvent({ port }, stories, kind) {
  /** @type {() => void} */
  let heard = () => {};
  const close = await listen(port, () => heard());
  await sleep(REST);
  const event = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      heard = resolve;
    });
  const time = await median(stories, kind, event);
  close();
  return time;
}

/**
 * @param {readonly Story[]} stories
 * @param {Kind} kind
 * @param {(story: Story, mark: string) => Promise<void>} seen
 */
async function median(stories, kind, seen) {
  /** @type {number[]} */
  const times = [];
  const begun = performance.now();
  for (const [index, story] of stories.entries()) {
    const mark = `${kind}-${Date.now()}-${index}`;
    const start = performance.now();
    const seeing = seen(story, mark);
    save(story.file, edited(story, kind, mark));
    await seeing;
    times.push(performance.now() - start);
    await sleep(REST);
    if (performance.now() - begun > ENOUGH) break;
  }
  return times.toSorted((a, b) => a - b)[Math.floor((times.length - 1) / 2)] ?? Number.NaN;
}

/**
 * Calls back with each event of a build. @param {number} port @param {() => void} heard
 * @returns {Promise<() => void>} ends it
 */
async function listen(port, heard) {
  const { body } = await get(port, '/');
  const [, folder = ''] = /src="(\/\.finews\/\w+\/)live\.js"/.exec(body) ?? [];
  const stream = http.get({ port, path: `${folder}events` }, (response) => {
    response.setEncoding('utf8').on('data', (chunk) => {
      if (/^data: /m.test(String(chunk))) heard();
    });
    response.on('error', () => {});
  });
  stream.on('error', () => {});
  return () => stream.destroy();
}
