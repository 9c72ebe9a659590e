/**
 * `npm run bench`: finews as users have it, every default on, beside its peers with what they have, and
 * beside a plain copy of the finished site; then all with one plain page. On the same posts, in one
 * run. See `--help`.
 */
import { spawnSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusOf } from './corpus.mjs';
import { measure } from './measure.mjs';
import { bare } from './peers/bare.mjs';
import * as eleventyPeer from './peers/eleventy.mjs';
import { finews, finewsPlain } from './peers/finews.mjs';
import * as hexoPeer from './peers/hexo.mjs';
import { hugo, hugoAlone, hugoWhole } from './peers/hugo.mjs';
import { jekyll, jekyllWhole } from './peers/jekyll.mjs';
import { install, nodeOf } from './peers/npm.mjs';
import { deletedLately, emptyTrash, WORK } from './places.mjs';
import { table, targets } from './report.mjs';
import { warmRows } from './warm.mjs';

/** @typedef {import('./peers/site.mjs').Peer} Peer */
/** @typedef {import('./report.mjs').Row} Row */

const HELP = `npm run bench -- [options]

  --sizes 1000,10000   posts; 100000 and 1000000 want time and disk
  --runs 3             of each command; the median counts
  --peers hugo,jekyll  only these beside finews, at every size ("none": no peers);
                       without it all that are installed, the slow ones at small sizes
  --html sanitize,trust  finews' modes; the first is the default of a site, and has all rows
  --threads N          passed on to finews
  --nodes 20,26        a clean build with these lines of Node as well, which npm installs
                       into bench/work
  --eleventy, --hexo   install that peer from npm into bench/work first
`;

/** With lists, feeds and sitemaps where they have them, and with the plain page. */
const WHOLE = [hugoWhole, jekyllWhole];
const PLAIN = [hugo, hugoAlone, bare, jekyll, eleventyPeer.eleventy, hexoPeer.hexo];

/** @param {string} text @returns {string[]} */
const list = (text) => text.split(',').filter((part) => part !== '');

function options() {
  const { values } = parseArgs({
    options: {
      sizes: { type: 'string', default: '1000,10000' },
      runs: { type: 'string', default: '3' },
      peers: { type: 'string' },
      html: { type: 'string', default: 'sanitize,trust' },
      threads: { type: 'string' },
      nodes: { type: 'string', default: '' },
      eleventy: { type: 'boolean', default: false },
      hexo: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return values;
}

/**
 * Those of the peers who run at this size. One that is asked for by name runs at every size.
 * @param {readonly Peer[]} peers
 * @param {number} size
 * @param {ReturnType<typeof options>} asked
 */
function chosen(peers, size, asked) {
  const names = asked.peers === undefined ? null : list(asked.peers);
  return peers.filter(({ name, limit }) => {
    return names === null ? size <= limit : names.includes(name.replace(/,.*/, ''));
  });
}

/** @param {ReturnType<typeof options>} asked @returns {Peer[]} */
function ours(asked) {
  const modes = list(asked.html).map((mode) =>
    finews(/** @type {'trust' | 'sanitize' | 'escape'} */ (mode), asked.threads),
  );
  const nodes = list(asked.nodes).map((line) => {
    return {
      ...finews('sanitize', asked.threads, nodeOf(line)),
      name: `finews sanitize, Node ${line}`,
    };
  });
  return [...modes, ...nodes];
}

/**
 * One row; a peer that fails says so in its row, and the others go on.
 * @param {string} name
 * @param {() => Promise<import('./measure.mjs').Figures>} work
 * @returns {Promise<Row>}
 */
async function row(name, work) {
  process.stderr.write(`${name} …\n`);
  try {
    return { name, figures: await work() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n`);
    return { name, figures: null, failed: 'failed' };
  }
}

/**
 * Rows of one table.
 * @param {number} size
 * @param {readonly Peer[]} peers
 * @param {ReturnType<typeof options>} asked
 * @returns {Promise<Row[]>}
 */
async function rowsOf(size, peers, asked) {
  const corpus = corpusOf(join(WORK, 'corpus'), size);
  const runs = Number(asked.runs);
  /** @type {Row[]} */
  const rows = [];
  let floor = '';
  for (const peer of peers) {
    const missing = peer.missing();
    if (missing !== null) {
      rows.push({ name: peer.name, figures: null, failed: `skipped: ${missing}` });
      continue;
    }
    const site = join(WORK, 'sites', String(size), peer.name.replaceAll(/[ ,]+/g, '-'));
    const done = await row(peer.name, async () => {
      peer.prepare(site, corpus);
      return await measure(peer.command(site), runs);
    });
    rows.push(done);
    if (peer.name === 'finews sanitize' && done.figures !== null) {
      process.stderr.write('finews again …\n');
      rows.push(...(await warmRows(site, peer.command(site), runs)));
    }
    if (floor === '' && done.figures !== null) floor = peer.command(site).output;
  }
  if (floor !== '') rows.push(await row('cp -r public', () => copy(floor, size, runs)));
  return rows;
}

/**
 * The floor: nobody makes files faster than they are copied. Of finews' output, or the first's.
 * @param {string} from
 * @param {number} size
 * @param {number} runs
 */
function copy(from, size, runs) {
  const output = join(WORK, 'sites', String(size), 'copy');
  return measure({ argv: ['cp', '-r', from, output], cwd: WORK, output, stale: [output] }, runs);
}

/**
 * What the figures depend on. Wall times grow with a machine's other work, and for a while after
 * many files were deleted (see `places.mjs`): say so.
 * @param {string} runs
 */
function circumstances(runs) {
  const [cpu] = cpus();
  const [load = 0] = loadavg();
  const busy =
    load > 0.5 ? `; **busy machine (load ${load.toFixed(1)}): trust CPU, not wall**` : '';
  const deleted = deletedLately()
    ? '; **files were deleted minutes ago, by the last bench: ext4 is slow until six have passed**'
    : '';
  return `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? '?'}, median of ${runs}${busy}${deleted}`;
}

/** How quickly a browser shows the demo site. */
function pageSpeed() {
  const root = join(import.meta.dirname, '..');
  for (const argv of [
    ['dist/cli.js', 'build', '--quiet'],
    ['test/demo/lighthouse.mjs', '--performance'],
  ]) {
    const { status } = spawnSync(process.execPath, argv, { cwd: root, stdio: 'inherit' });
    if (status !== 0) return;
  }
}

async function main() {
  const asked = options();
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  if (asked.eleventy) install(eleventyPeer.PACKAGES);
  if (asked.hexo) install(hexoPeer.PACKAGES);
  process.stdout.write(`${circumstances(asked.runs)}\n\n`);
  /** @type {Map<number, Row[]>} */
  const results = new Map();
  for (const size of list(asked.sizes).map(Number)) {
    const whole = await rowsOf(size, [...ours(asked), ...chosen(WHOLE, size, asked)], asked);
    process.stdout.write(`${table(size, 'as users have it', whole)}\n`);
    const plainPeers = [finewsPlain(asked.threads), ...chosen(PLAIN, size, asked)];
    const plain = await rowsOf(size, plainPeers, asked);
    process.stdout.write(
      `${table(size, 'one plain page, no archives, feeds or sitemaps', plain)}\n`,
    );
    results.set(size, [...whole, ...plain]);
  }
  process.stdout.write(`${targets(results)}\n### The demo site in Lighthouse\n\n`);
  pageSpeed();
  emptyTrash();
}

await main();
