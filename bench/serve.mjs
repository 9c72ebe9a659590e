/**
 * `npm run bench:serve`: the loop of an editor and a theme author, beside the peers' own servers. From
 * a saved file to the new page, from start to the first page, requests a second while stories are
 * edited, and memory.
 */
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusOf } from './corpus.mjs';
import { freePort } from './live/client.mjs';
import { newStories, storiesOf, untilEvent, untilServed } from './live/edits.mjs';
import { load } from './live/load.mjs';
import { calm, memory, start } from './live/running.mjs';
import { OURS, PEERS } from './live/servers.mjs';
import { liveTable, liveTargets } from './live/table.mjs';
import { PACKAGES } from './peers/eleventy.mjs';
import { install } from './peers/npm.mjs';
import { emptyTrash, WORK } from './places.mjs';

/** @typedef {import('./live/servers.mjs').Server} Server */
/** @typedef {import('./live/table.mjs').LiveFigures} LiveFigures */

const HELP = `npm run bench:serve -- [options]

  --size 1000,10000    posts; the peers have up to 10000 unless asked for
  --edits 20           of each kind; the median counts
  --seconds 10         of load; 60 for figures that are to be kept
  --connections 50
  --peers hugo         only these beside finews, at every size ("none": no peers);
                       without it all that are installed
  --eleventy           install Eleventy from npm into bench/work first
`;

/** Edits a second under load. */
const EDITS_UNDER_LOAD = 4;

const { values: asked } = parseArgs({
  options: {
    size: { type: 'string', default: '1000' },
    edits: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '50' },
    peers: { type: 'string' },
    eleventy: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** @param {number} size @returns {readonly Server[]} */
function serversFor(size) {
  const names = asked.peers?.split(',');
  const peers = PEERS.filter(({ name, limit, peer }) =>
    names === undefined ? size <= limit && peer.missing() === null : names.includes(name),
  );
  return [OURS, ...peers];
}

/**
 * @param {Server} server
 * @param {number} size
 * @returns {Promise<LiveFigures>}
 */
async function measure(server, size) {
  const site = join(WORK, 'sites', String(size), `serve-${server.name}`);
  server.peer.prepare(site, corpusOf(join(WORK, 'corpus'), size));
  // The same for both starts: it stands in a preview's pages.
  const port = await freePort();
  const cold = await start(server, site, port);
  await calm(cold);
  await cold.stop();
  const running = await start(server, site, port);
  await calm(running);
  const stories = storiesOf(site, server, Number(asked.edits));
  /** @type {LiveFigures} */
  const figures = { cold: cold.seconds, warm: running.seconds };
  for (const kind of /** @type {const} */ (['body', 'title', 'story'])) {
    const edited = () => (kind === 'story' ? newStories(site, server, stories) : stories);
    figures[kind] = await untilServed(running, edited(), kind);
    if (server === OURS) figures[`${kind}Event`] = await untilEvent(running, edited(), kind);
  }
  const [story] = stories;
  if (story === undefined) throw new Error('A corpus of so few posts has none to edit');
  const amount = { seconds: Number(asked.seconds), connections: Number(asked.connections) };
  await calm(running);
  const rest = await load(running.port, story, { ...amount, edits: 0 });
  await calm(running);
  const work = await load(running.port, story, { ...amount, edits: EDITS_UNDER_LOAD });
  const wrong = rest.wrong + work.wrong;
  Object.assign(figures, { rest: rest.rate, work: work.rate, p99: work.p99, wrong });
  figures.memory = memory(running);
  await running.stop();
  return figures;
}

/**
 * A peer that fails says so in its column, and the others go on.
 * @param {Server} server
 * @param {number} size
 */
async function column(server, size) {
  process.stderr.write(`${server.name}, ${size} posts …\n`);
  try {
    return { name: server.name, figures: await measure(server, size) };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { name: server.name, figures: {} };
  }
}

async function main() {
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  if (asked.eleventy) install(PACKAGES);
  const [cpu] = cpus();
  const machine = `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? '?'}, load ${loadavg()[0]?.toFixed(1)}`;
  const amount = `${asked.seconds} s of ${asked.connections} connections, ${EDITS_UNDER_LOAD} edits a second`;
  process.stdout.write(`${machine}; ${amount}\n\n`);
  for (const size of asked.size.split(',').map(Number)) {
    const columns = [];
    for (const server of serversFor(size)) columns.push(await column(server, size));
    process.stdout.write(`${liveTable(size, columns)}\n${liveTargets(size, columns)}\n`);
  }
  emptyTrash();
  process.exit();
}

await main();
