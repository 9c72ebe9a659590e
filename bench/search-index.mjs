/**
 * The search index alone, of as many of the corpus's stories as wanted, by finews' own plan and writers:
 * what a build of a whole site would publish below `/search/`, without the pages. A story's bulk is
 * taken as the average, for plan has to know it before any text is made.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { postAt } from './corpus.mjs';
import { ROOT, setAside } from './places.mjs';

/** Characters of a story of the corpus, on average. */
const BULK = 1370;

/** @param {string} name of a module of the built program */
const built = (name) => import(join(ROOT, 'compiled', name));

/** @typedef {{ url: string, title: string, category: string, date: number, html: string }} Story */

/** @param {number} rank @param {number} count @returns {Story} */
function storyAt(rank, count) {
  const { path, text } = postAt(rank, count);
  const [, day = '', name = ''] = /(\d{4}-\d\d-\d\d)-([^/]+)\.md$/.exec(path) ?? [];
  const [, about = '', html = ''] = text.split(/^---$/m);
  const line = (/** @type {string} */ key) => new RegExp(`^${key}: (.*)$`, 'm').exec(about)?.[1];
  const date = Date.parse((line('date') ?? '').replace(' +0800', '+08:00').replace(' ', 'T'));
  const url = `/${day.replaceAll('-', '/')}/${name}.html`;
  const [title = '', category = ''] = [line('title')?.replaceAll('"', ''), line('categories')];
  return { url, title, category, date, html };
}

/** As much of a story's card as plan and writers read. @param {number} rank @param {number} count */
function cardAt(rank, count) {
  const { url, title, category, date } = storyAt(rank, count);
  const own = {
    url,
    output: url.slice(1),
    title,
    date,
    summary: '',
    bulk: BULK,
    data: {},
    facts: {},
  };
  return { ...own, categories: [category], sources: [] };
}

/**
 * What the index took: seconds of processor time without the texts' making, bytes of memory at the
 * peak, texts and cards included.
 * @typedef {{ seconds: number, files: number, bytes: number, memory: number }} IndexFigures
 */

/**
 * @param {string} folder where it is made @param {number} count stories
 * @returns {Promise<IndexFigures>}
 */
export async function makeIndex(folder, count) {
  const { planSearch } = await built('outputs/search/plan.js');
  const { createGeneratedWriter, madeOf } = await built('outputs/kinds.js');
  const { textLines } = await built('formats/html/plain-text.js');
  setAside(folder);
  const cards = Array.from({ length: count }, (_, rank) => cardAt(rank, count));
  const slugs = [...new Set(cards.flatMap(({ categories }) => categories))];
  const config = {
    ...{ timezone: 'Asia/Shanghai', base: 'https://news.example', listLayouts: null, values: {} },
    outputs: { search: { bodies: true } },
  };
  const categories = slugs.map((slug) => ({ name: slug, key: slug, slug }));
  const site = { config, posts: cards, categories, sources: [] };
  /** @type {{ output: string }[]} */
  const pages = planSearch({ site, before: null, same: 0 }).value;
  let apart = 0;
  const write = createGeneratedWriter({
    config,
    post: (/** @type {number} */ rank) => cards[rank],
    text(/** @type {number} */ rank) {
      const before = process.cpuUsage().user;
      const { html } = storyAt(rank, count);
      apart += process.cpuUsage().user - before;
      return textLines(html);
    },
    made: (/** @type {string} */ output) => readFileSync(join(folder, output)),
  });
  const start = process.cpuUsage().user;
  let bytes = 0;
  const rank = (/** @type {object} */ page) => Number(madeOf(page).length > 0);
  for (const page of pages.toSorted((a, b) => rank(a) - rank(b))) {
    const file = join(folder, page.output);
    mkdirSync(dirname(file), { recursive: true });
    const content = Buffer.from(write(page));
    bytes += content.length;
    writeFileSync(file, content);
  }
  const seconds = (process.cpuUsage().user - start - apart) / 1e6;
  return { seconds, files: pages.length, bytes, memory: process.resourceUsage().maxRSS * 1024 };
}

/** What a server with such an index has: a page is made when it is asked for. @param {string} folder @param {number} count */
export function serverOf(folder, count) {
  return (/** @type {string} */ path) => {
    const [, rank] = /NW\d{12}(\d{8})\.html$/.exec(path) ?? [];
    if (rank === undefined) {
      const file = join(folder, path);
      return existsSync(file) ? readFileSync(file) : null;
    }
    const { title, html } = storyAt(Number(rank), count);
    return Buffer.from(`<h1>${title}</h1><div data-search>${html}\n</div>`);
  };
}
