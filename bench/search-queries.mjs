/**
 * What a query costs a reader: asked as a browser asks, each request answered together with all others
 * that wait, so that round trips in a row can be counted.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './places.mjs';

const SITE = 'https://news.example';
/** What a reader sees before asking for more. */
export const FIRST = 10;

/** What a server has at a path. @typedef {(path: string) => Uint8Array | null} Server */

/** Of a site's folder. @param {string} folder @returns {Server} */
export function folderServer(folder) {
  return (path) => {
    const file = join(folder, path);
    return existsSync(file) ? readFileSync(file) : null;
  };
}

/**
 * `requests`, `bytes` and `rounds` are those of the index; `pages` are stories that were looked at;
 * `before`: where the search stopped after a megabyte.
 * @typedef {{ urls: string[], requests: number, bytes: number, rounds: number, pages: number,
 *   before: string }} Answer
 */

/**
 * @param {Server} server @param {string} query
 * @param {number} most hits; for more than the first ten the search goes on where it would stop
 * @returns {Promise<Answer>}
 */
export async function ask(server, query, most = FIRST) {
  const all = { requests: 0, bytes: 0, rounds: 0, pages: 0, before: '' };
  /** @type {string[]} */
  const urls = [];
  /** @type {(() => boolean)[]} */
  let waiting = [];
  const answerAll = () => {
    const now = waiting;
    waiting = [];
    // A page that verifies may be asked for beside the index; alone it is no round of it.
    if (now.map((one) => one()).includes(true)) all.rounds++;
  };
  /** @param {URL | string} url @returns {Promise<Response>} */
  const fetch = (url) => {
    const path = decodeURI(new URL(url).pathname);
    const isIndex = path.startsWith('/search/');
    return new Promise((resolve) => {
      if (waiting.length === 0) setTimeout(answerAll, 1);
      waiting.push(() => {
        const body = server(path);
        if (isIndex) all.requests++;
        else all.pages++;
        if (isIndex) all.bytes += body?.length ?? 0;
        resolve(new Response(new Uint8Array(body ?? []), { status: body === null ? 404 : 200 }));
        return isIndex;
      });
    });
  };
  Object.assign(globalThis, { fetch, DOMParser: PageParser });
  const { search } = await import(join(ROOT, 'templates', 'assets', 'search.js'));
  for await (const found of search(query, { base: `${SITE}/search/` })) {
    if (found.kind === 'hit' && urls.push(new URL(found.url).pathname) === most) break;
    if (found.kind !== 'pause' || most > FIRST) continue;
    all.before = found.before;
    break;
  }
  return { urls, ...all };
}

/** The story in the built-in theme's pages: its element ends on a line of its own. */
const STORY = /<div data-search[^>]*>([\s\S]*?)\n<\/div>/;
const BLOCKS = /<\/?(?:p|h\d|li|ul|center|blockquote|header|div)\b[^>]*>/g;

/** What a reader sees of a story of the corpus, a line for each block. @param {string} html */
export function linesOf(html) {
  const [, title = ''] = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html) ?? [];
  const [, story = ''] = STORY.exec(html) ?? [];
  return `${title}\u2029${story}`
    .replace(BLOCKS, '\u2029')
    .replace(/<br[^>]*>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .split('\u2029');
}

/** As much of a browser's as the script asks for. */
class PageParser {
  /** @param {string} html */
  parseFromString(html) {
    const lines = linesOf(html).map((line) => {
      return { nodeType: 1, nodeName: 'P', childNodes: [{ nodeType: 3, nodeValue: line }] };
    });
    const story = { nodeType: 1, nodeName: 'MAIN', childNodes: lines };
    return {
      querySelector: (/** @type {string} */ selector) => (/^meta/.test(selector) ? null : story),
    };
  }
}

/** @param {string} query @param {Answer} answer */
export function told(query, { urls, requests, bytes, rounds, pages, before }) {
  const end = before === '' ? '' : `; stops at ${before}`;
  const size = `${(bytes / 1000).toFixed(1)} KB`;
  return `  ${query}: ${urls.length} hits, ${requests} requests, ${size}, ${rounds} round trips, ${pages} pages${end}`;
}
