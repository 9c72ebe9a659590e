/**
 * What the site's own search costs: CPU and memory of a build with it and without, bytes and files of
 * the index, and what a query reads; beside Pagefind, which npm brings into the work folder.
 *
 * `node bench/search.mjs [stories]`, after `npm run build`.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from './corpus.mjs';
import { measure } from './measure.mjs';
import { install, installed, MODULES } from './peers/npm.mjs';
import { ROOT, setAside, WORK } from './places.mjs';

const COUNT = Number(process.argv[2] ?? 5000);
const RUNS = 3;
const CLI = join(ROOT, 'dist', 'cli.js');
const SITE = 'https://news.example';
const QUERIES = ['公司', '市场', '增长', '今年一季度', '不会有的词'];

const { folder: corpus } = corpusOf(join(WORK, 'corpus'), COUNT);

/** @param {string} name @param {string} config */
async function built(name, config) {
  const folder = join(WORK, `search-${name}`);
  setAside(folder);
  mkdirSync(folder, { recursive: true });
  cpSync(join(corpus, '_posts'), join(folder, '_posts'), { recursive: true });
  writeFileSync(join(folder, '_config.yml'), `title: T\nurl: ${SITE}\nlang: zh-CN\n${config}`);
  const output = join(folder, 'public');
  const argv = [process.execPath, CLI, 'build', '-q', '--threads', '0', '-s', folder];
  const stale = [output, join(folder, '.finews')];
  const figures = await measure({ argv, cwd: folder, output, stale }, RUNS);
  return { folder: output, figures };
}

/** @param {string} folder @returns {{ files: number, bytes: number }} */
function sizeOf(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => statSync(join(folder, name))).filter((one) => one.isFile());
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** What a query reads of the index for its first ten hits. @param {string} folder @param {string} query */
async function read(folder, query) {
  let [requests, bytes] = [0, 0];
  /** @param {URL | string} url */
  const answer = async (url) => {
    const { pathname } = new URL(url);
    const file = join(folder, decodeURI(pathname));
    if (!existsSync(file)) return new Response('', { status: 404 });
    const body = readFileSync(file);
    if (pathname.startsWith('/search/')) {
      requests++;
      bytes += body.length;
    }
    return new Response(new Uint8Array(body));
  };
  const parser = class {
    /** @param {string} html */
    parseFromString(html) {
      const text = html.replace(/<[^>]*>/g, '');
      return { querySelector: () => ({ nodeType: 3, nodeValue: text, getAttribute: () => '' }) };
    }
  };
  Object.assign(globalThis, { fetch: answer, DOMParser: parser });
  const { search } = await import(join(ROOT, 'templates', 'assets', 'search.js'));
  let hits = 0;
  for await (const found of search(query, { base: `${SITE}/search/` })) {
    if (found.kind === 'hit' && ++hits === 10) break;
  }
  return { hits, requests, bytes };
}

/** @param {string} name @param {import('./measure.mjs').Figures} figures */
function tell(name, { cpu, memory }) {
  console.log(`${name}: ${cpu.toFixed(2)} s CPU, ${(memory / 1e6).toFixed(0)} MB`);
}

const without = await built('without', 'search: false\n');
const withIt = await built('with', '');
tell('build without the search', without.figures);
tell('build with it', withIt.figures);
const index = sizeOf(join(withIt.folder, 'search'));
const more = ((withIt.figures.cpu - without.figures.cpu) * 1000) / COUNT;
console.log(
  `${more.toFixed(3)} ms CPU a story, ${(index.bytes / COUNT).toFixed(0)} bytes a story, ${index.files} files`,
);
for (const query of QUERIES) {
  const { hits, requests, bytes } = await read(withIt.folder, query);
  console.log(`${query}: ${hits} hits, ${requests} requests, ${(bytes / 1000).toFixed(1)} KB`);
}

if (!installed('pagefind')) install(['pagefind@1']);
const pagefind = join(MODULES, 'pagefind', 'lib', 'runner', 'bin.cjs');
if (existsSync(pagefind)) {
  const output = join(without.folder, 'pagefind');
  const argv = [process.execPath, pagefind, '--site', without.folder, '--output-path', output];
  const figures = await measure({ argv, cwd: WORK, output, stale: [output] }, 1);
  tell('Pagefind', figures);
  const its = sizeOf(output);
  console.log(`Pagefind: ${(its.bytes / COUNT).toFixed(0)} bytes a story, ${its.files} files`);
} else console.log('Pagefind is not there: npm could not bring it.');
