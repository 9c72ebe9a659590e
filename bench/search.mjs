/**
 * What the site's own search costs: CPU and memory of a build with it and without, in turns, bytes and
 * files of the index, what a query reads and finds; beside Pagefind on the same stories; then the index
 * alone at 100,000 and 1,000,000 stories.
 *
 * `node bench/search.mjs [stories] [largest index]`, after `npm run build`.
 */
import { cpSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { corpusOf } from './corpus.mjs';
import { measure } from './measure.mjs';
import { emptyTrash, ROOT, setAside, WORK } from './places.mjs';
import { pick, randomFor } from './random.mjs';
import { makeIndex, serverOf } from './search-index.mjs';
import { askPagefind, pagefindFolder, runPagefind } from './search-pagefind.mjs';
import { ask, FIRST, folderServer, linesOf, told } from './search-queries.mjs';

const COUNT = Number(process.argv[2] ?? 5000);
const LARGEST = Number(process.argv[3] ?? 1_000_000);
const RUNS = 3;
const CLI = join(ROOT, 'dist', 'cli.js');
const COMMON = ['公司', '市场', '增长', '亿元', '记者获悉', '业内人士表示', '公司 市场'];
const RARE = ['稀土', '稀土龙头', '鞍山日报', '公司正在扩大核心产能', '688123', '不会有的词'];
/** Queries whose recall is measured; each is in at most so many stories. */
const SUBSTRINGS = 200;
const MOST_STORIES = 50;
const STORY = /^\/NW\d+\.html$/;

const { folder: corpus } = corpusOf(join(WORK, 'corpus'), COUNT);

/** @typedef {{ folder: string, command: import('./peers/site.mjs').Command }} Site */

/** @param {string} name @param {string} config @returns {Site} */
function siteOf(name, config) {
  const folder = join(WORK, `search-${name}`);
  setAside(folder);
  mkdirSync(folder, { recursive: true });
  cpSync(join(corpus, '_posts'), join(folder, '_posts'), { recursive: true });
  const common = 'title: T\nurl: https://news.example\nlang: zh-CN\npermalink: /:title.html\n';
  writeFileSync(join(folder, '_config.yml'), common + config);
  const output = join(folder, 'public');
  const argv = [process.execPath, CLI, 'build', '-q', '--threads', '0', '-s', folder];
  return {
    folder: output,
    command: { argv, cwd: folder, output, stale: [output, join(folder, '.finews')] },
  };
}

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

/** @param {string} folder @returns {{ files: number, bytes: number }} */
function sizeOf(folder) {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.map((name) => statSync(join(folder, name))).filter((one) => one.isFile());
  return { files: files.length, bytes: files.reduce((sum, { size }) => sum + size, 0) };
}

/** @param {string} name @param {{ cpu: number, memory: number }} figures */
function tell(name, { cpu, memory }) {
  console.log(`${name}: ${cpu.toFixed(2)} s CPU, ${(memory / 1e6).toFixed(0)} MB`);
}

/** @param {{ files: number, bytes: number }} size @param {number} count */
function tellSize({ files, bytes }, count) {
  console.log(`  ${(bytes / count).toFixed(0)} bytes a story, ${files} files`);
}

/** @param {import('./search-queries.mjs').Server} server */
async function tellQueries(server) {
  for (const query of [...COMMON, ...RARE]) console.log(told(query, await ask(server, query)));
}

/** What readers see of each page, without white space. @param {string} folder @returns {Map<string, string>} */
function textsOf(folder) {
  const names = readdirSync(folder).filter((name) => STORY.test(`/${name}`));
  return new Map(
    names.map((name) => {
      const lines = linesOf(readFileSync(join(folder, name), 'utf8'));
      return [`/${name}`, lines.map((line) => line.replace(/\s+/g, ' ').trim()).join('\n')];
    }),
  );
}

/** Parts of texts, 2 to 8 Han characters long, and the pages that have them. @param {Map<string, string>} texts */
function substrings(texts) {
  const random = randomFor(7, COUNT);
  const all = [...texts];
  /** @type {Map<string, Set<string>>} */
  const made = new Map();
  while (made.size < SUBSTRINGS) {
    const [, text] = pick(random, all);
    const start = Math.floor(random() * text.length);
    const part = text.slice(start, start + 2 + Math.floor(random() * 7));
    if (!/^\p{Script=Han}{2,}$/u.test(part)) continue;
    const having = all.filter(([, one]) => one.includes(part)).map(([url]) => url);
    if (having.length <= MOST_STORIES) made.set(part, new Set(having));
  }
  return made;
}

/**
 * Recall and precision, each the mean over all queries.
 * @param {Map<string, Set<string>>} sought @param {readonly (readonly string[])[]} found
 */
function tellRecall(sought, found) {
  let [recall, precision] = [0, 0];
  for (const [at, having] of [...sought.values()].entries()) {
    // Pagefind finds lists of stories, too.
    const urls = new Set(found[at]?.filter((url) => STORY.test(url)));
    const right = [...urls].filter((url) => having.has(url)).length;
    recall += right / having.size / sought.size;
    precision += (urls.size === 0 ? 1 : right / urls.size) / sought.size;
  }
  console.log(
    `  ${sought.size} substrings: recall ${recall.toFixed(3)}, precision ${precision.toFixed(3)}`,
  );
}

const sites = [siteOf('without', 'search: false\n'), siteOf('with', '')];
/** @type {import('./measure.mjs').Figures[][]} */
const runs = [];
for (let run = 0; run < RUNS; run++) {
  const pair = [];
  for (const { command } of sites) pair.push(await measure(command, 1));
  runs.push(pair);
}
const [without, withIt] = [0, 1].map((at) => ({
  cpu: median(runs.map((pair) => pair[at]?.cpu ?? Number.NaN)),
  memory: median(runs.map((pair) => pair[at]?.memory ?? Number.NaN)),
}));
if (without === undefined || withIt === undefined) throw new Error('nothing was built');
const [plain = '', searched = ''] = sites.map(({ folder }) => folder);
console.log(`${COUNT} stories, medians of ${RUNS} builds in turns`);
tell('build without the search', without);
tell('build with it', withIt);
console.log(`  ${(((withIt.cpu - without.cpu) * 1000) / COUNT).toFixed(3)} ms CPU a story`);
tellSize(sizeOf(join(searched, 'search')), COUNT);
await tellQueries(folderServer(searched));
const sought = substrings(textsOf(searched));
/** @type {string[][]} */
const found = [];
for (const query of sought.keys())
  found.push((await ask(folderServer(searched), query, COUNT)).urls);
tellRecall(sought, found);

const pagefind = await runPagefind(plain);
if (pagefind === null) console.log('Pagefind is not there: npm could not bring it.');
else {
  tell('Pagefind', pagefind);
  tellSize(sizeOf(pagefindFolder(plain)), COUNT);
  const its = await askPagefind(plain, [...COMMON, ...RARE], true);
  for (const [at, query] of [...COMMON, ...RARE].entries()) {
    const { urls = [], requests = 0, bytes = 0 } = its?.[at] ?? {};
    console.log(
      `  ${query}: ${Math.min(urls.length, FIRST)} hits, ${requests} requests, ${(bytes / 1000).toFixed(1)} KB`,
    );
  }
  const all = await askPagefind(plain, [...sought.keys()], false);
  if (all !== null)
    tellRecall(
      sought,
      all.map(({ urls }) => urls),
    );
}

for (const count of [100_000, 1_000_000].filter((one) => one <= LARGEST)) {
  const folder = join(WORK, `search-index-${count}`);
  const { seconds, memory, ...size } = await makeIndex(folder, count);
  tell(`the index alone, ${count} stories`, { cpu: seconds, memory });
  console.log(`  ${((seconds * 1000) / count).toFixed(3)} ms CPU a story`);
  tellSize(size, count);
  await tellQueries(serverOf(folder, count));
}
emptyTrash();
