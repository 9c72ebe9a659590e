/** Pagefind over the pages of a site, in its own program and in Chromium; npm brings it into the work folder. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { measure } from './measure.mjs';
import { install, installed, MODULES } from './peers/npm.mjs';
import { WORK } from './places.mjs';
import { FIRST } from './search-queries.mjs';

const CHROMIUM = '/usr/bin/chromium';
const ARGUMENTS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';
/** @type {Readonly<Record<string, string>>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Where its index of a site is. @param {string} site */
export const pagefindFolder = (site) => join(site, 'pagefind');

/**
 * @param {string} site @returns {Promise<import('./measure.mjs').Figures | null>} null: npm has none for
 *   this machine
 */
export async function runPagefind(site) {
  if (!installed('pagefind')) install(['pagefind@1']);
  const program = join(MODULES, 'pagefind', 'lib', 'runner', 'bin.cjs');
  if (!existsSync(program)) return null;
  const output = pagefindFolder(site);
  const argv = [process.execPath, program, '--site', site, '--output-path', output];
  return await measure({ argv, cwd: WORK, output, stale: [output] }, 1);
}

/** `bytes` and `requests` up to the first ten hits. @typedef {{ urls: string[], bytes: number, requests: number }} Found */

/**
 * Each query in a new context of the browser where the bytes are wanted; else one after the other.
 * @param {string} site @param {readonly string[]} queries @param {boolean} isFresh
 * @returns {Promise<Found[] | null>} null: there is no Chromium
 */
export async function askPagefind(site, queries, isFresh) {
  if (!existsSync(CHROMIUM)) return null;
  const { chromium } = await import('playwright-core');
  let [bytes, requests] = [0, 0];
  const server = createServer((request, response) => {
    const file = join(site, decodeURI(new URL(request.url ?? '/', 'http://x').pathname));
    const isThere = extname(file) !== '' && existsSync(file);
    const body = isThere ? readFileSync(file) : Buffer.from('');
    if (file.includes('/pagefind/')) requests++;
    if (file.includes('/pagefind/')) bytes += body.length;
    response.writeHead(isThere ? 200 : 404, {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS.split(' ') });
  /** @type {Found[]} */
  const all = [];
  let page = await browser.newPage();
  for (const [at, query] of queries.entries()) {
    if (isFresh) page = await (await browser.newContext()).newPage();
    if (isFresh || at === 0) await page.goto(`http://127.0.0.1:${port}/404.html`);
    [bytes, requests] = [0, 0];
    const urls = await page.evaluate(searchThere, { query, most: isFresh ? FIRST : 1e6 });
    all.push({ urls, bytes, requests });
  }
  await browser.close();
  server.close();
  return all;
}

/** In the browser. @param {{ query: string, most: number }} asked @returns {Promise<string[]>} */
async function searchThere({ query, most }) {
  const name = '/pagefind/pagefind.js';
  const pagefind = await import(name);
  const { results } = await pagefind.search(query);
  const some = results
    .slice(0, most)
    .map((/** @type {{ data: () => Promise<{ url: string }> }} */ one) => one.data());
  return (await Promise.all(some)).map(({ url }) => url);
}
