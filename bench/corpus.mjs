/**
 * A seeded corpus of news posts in the shape of a newsroom's scraped stories, made once for a size
 * and kept in the work folder. A smaller corpus is the beginning of a larger one.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setAside } from './places.mjs';
import { between, randomFor, shuffled, zipf } from './random.mjs';
import { bodyOf, titleOf } from './story.mjs';
import { KINDS, PLACES, SECTORS, THEMES } from './words.mjs';

const SEED = 20220516;
/** Part of the marker: raise it when the posts change, and kept corpora are made again. */
const VERSION = 1;
const CATEGORIES = 2000;
const FOLDERS_FROM = 20_000;
const FIRST = Date.UTC(2014, 0, 1);
const STEP = 5 * 60_000;
const CHINA = 8 * 3_600_000;

/** @typedef {{ slug: string, name: string }} Outlet a category, and its Chinese name */
/** @typedef {{ folder: string, count: number, bytes: number }} Corpus `folder` holds `_posts` */
/** @typedef {{ path: string, text: string }} PostFile `path` below the corpus's folder */

/** @param {string} entry @returns {readonly [string, string]} */
function halves(entry) {
  const [pinyin = '', name = ''] = entry.split(':');
  return [pinyin, name];
}

/** @returns {Outlet[]} 2,000 different ones, the most frequent first */
function outlets() {
  const all = new Map();
  for (const [place, placeName] of PLACES.map(halves)) {
    for (const [kind, kindName] of KINDS.map(halves)) {
      all.set(place + kind, { slug: place + kind, name: placeName + kindName });
    }
  }
  return shuffled(randomFor(SEED, -2), [...all.values()]).slice(0, CATEGORIES);
}

const OUTLETS = outlets();
const TOPICS = shuffled(
  randomFor(SEED, -3),
  SECTORS.flatMap((sector) => THEMES.map((theme) => sector + theme)),
);
const outletRank = zipf(OUTLETS.length);
const topicRank = zipf(TOPICS.length);

/**
 * Mostly the outlet's own tag, as the newsroom's script writes it; else, or as well, a topic.
 * @param {import('./random.mjs').Random} random
 * @param {Outlet} outlet
 */
function tagsOf(random, outlet) {
  const chance = random();
  const topic = TOPICS[topicRank(random)];
  if (chance < 0.1) return '';
  if (chance < 0.65) return `tags: ${outlet.name}新闻\n`;
  return chance < 0.9 ? `tags: ${topic}\n` : `tags: [${outlet.name}新闻, ${topic}]\n`;
}

/**
 * Post `index` of every corpus: about one in five minutes, later ones newer.
 * @param {number} index
 * @param {number} count posts in the corpus: large ones have a folder a month, because hundreds
 *   of thousands of names in one folder serve nobody
 * @returns {PostFile}
 */
export function postAt(index, count) {
  const random = randomFor(SEED, index);
  const outlet = /** @type {Outlet} */ (OUTLETS[outletRank(random)]);
  const date = new Date(FIRST + index * STEP + between(random, 0, 299) * 1000 + CHINA);
  const iso = date.toISOString();
  const day = iso.slice(0, 10);
  const id = `NW${iso.replace(/\D/g, '').slice(0, 12)}${String(index).padStart(8, '0')}`;
  const text =
    `---\nlayout: post\ntitle: "${titleOf(random)}"\n` +
    `date: ${day} ${iso.slice(11, 19)} +0800\ncategories: ${outlet.slug}\n` +
    `${tagsOf(random, outlet)}---\n${bodyOf(random, outlet, id)}`;
  const folders = count >= FOLDERS_FROM;
  return { path: `_posts/${folders ? `${day.slice(0, 7)}/` : ''}${day}-${id}.md`, text };
}

/**
 * Reads or makes the corpus of `count` posts below `root`.
 * @param {string} root
 * @param {number} count
 * @returns {Corpus}
 */
export function corpusOf(root, count) {
  const folder = join(root, String(count));
  const marker = join(folder, 'corpus.json');
  try {
    const kept = JSON.parse(readFileSync(marker, 'utf8'));
    if (kept.version === VERSION) return { folder, count, bytes: kept.bytes };
  } catch {
    // Not there, or cut short: made below.
  }
  setAside(folder);
  const bytes = writePosts(folder, count);
  writeFileSync(marker, JSON.stringify({ version: VERSION, count, bytes }));
  return { folder, count, bytes };
}

/** @param {string} folder @param {number} count @returns {number} bytes written */
function writePosts(folder, count) {
  const made = new Set();
  let bytes = 0;
  for (let index = 0; index < count; index++) {
    const { path, text } = postAt(index, count);
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (!made.has(parent)) mkdirSync(join(folder, parent), { recursive: true });
    made.add(parent);
    const data = Buffer.from(text);
    writeFileSync(join(folder, path), data);
    bytes += data.length;
  }
  return bytes;
}
