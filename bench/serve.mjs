/**
 * `npm run bench:serve`: the loop of an editor and a theme author. From a saved file to the event in
 * the browser, from start to the first page, requests a second while stories are edited, and memory.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { corpusOf } from './corpus.mjs';
import { finews } from './peers/finews.mjs';
import { emptyTrash, ROOT, WORK } from './places.mjs';

const HELP = `npm run bench:serve -- [options]

  --size 1000      posts
  --edits 20       of each kind; the median counts
  --seconds 10     of load
  --connections 50
`;

/** Edits a second under load. */
const EDITS_UNDER_LOAD = 4;

const { values: asked } = parseArgs({
  options: {
    size: { type: 'string', default: '1000' },
    edits: { type: 'string', default: '20' },
    seconds: { type: 'string', default: '10' },
    connections: { type: 'string', default: '50' },
    help: { type: 'boolean', default: false },
  },
});

/** @typedef {{ port: number, pid: number, seconds: number, stop: () => Promise<void> }} Serving */

/** Starts the server and waits for its front page. @param {string} site @returns {Promise<Serving>} */
async function serve(site) {
  const started = performance.now();
  const argv = [join(ROOT, 'dist', 'cli.js'), 'serve', '--watch', '-s', site, '-P', '0'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'inherit'] });
  process.once('exit', () => child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let told = '';
  const port = await new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The server ended: ${told}`)));
    child.stdout.on('data', (chunk) => {
      told += chunk;
      const found = /localhost:(\d+)/.exec(told);
      if (found !== null) resolve(Number(found[1]));
    });
  });
  while ((await get(port, '/')).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, 10));
  const seconds = (performance.now() - started) / 1000;
  const stop = async () => {
    child.kill('SIGINT');
    await ended;
  };
  return { port, pid: child.pid ?? 0, seconds, stop };
}

/**
 * @param {number} port
 * @param {string} path
 * @returns {Promise<{ status: number, body: string }>}
 */
function get(port, path) {
  return new Promise((resolve, reject) => {
    http
      .get({ port, path, agent: false }, (response) => {
        let body = '';
        response.setEncoding('utf8').on('data', (chunk) => {
          body += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      })
      .on('error', reject);
  });
}

/** Until the server has nothing left to build. @param {number} pid */
async function calm(pid) {
  for (let before = -1, now = 0; before !== now; before = now, now = ticks(pid))
    await new Promise((resolve) => setTimeout(resolve, 1000));
}

/** Processor time. @param {number} pid */
function ticks(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

/** Calls back with each event's build. @param {number} port @param {(build: number) => void} heard */
async function listen(port, heard) {
  const { body } = await get(port, '/');
  const [, folder = ''] = /src="(\/\.finews\/\w+\/)live\.js"/.exec(body) ?? [];
  const stream = http.get({ port, path: `${folder}events` }, (response) => {
    response.setEncoding('utf8').on('data', (chunk) => {
      for (const line of String(chunk).split('\n'))
        if (line.startsWith('data: ')) heard(JSON.parse(line.slice(6)).build);
    });
  });
  // The server ends before this does.
  stream.on('error', () => {});
}

/** Posts are hard links into the corpus: a new file takes the name. @param {string} file @param {string} text */
function save(file, text) {
  writeFileSync(`${file}~`, text);
  renameSync(`${file}~`, file);
}

/**
 * @param {string} site
 * @param {number} index
 * @returns {{ file: string, text: string }} a post, spread over the archive
 */
function postOf(site, index) {
  const names = readdirSync(join(site, '_posts'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();
  const file = join(site, '_posts', names[(index * 7919) % names.length] ?? '');
  return { file, text: readFileSync(file, 'utf8') };
}

/** @param {number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;
}

/**
 * From the rename to the event, in ms.
 * @param {string} site
 * @param {number} port
 * @param {(text: string, edit: number) => string} change
 */
async function latency(site, port, change) {
  /** @type {(() => void) | null} */
  let arrived = null;
  await listen(port, () => arrived?.());
  await new Promise((resolve) => setTimeout(resolve, 300));
  const times = [];
  for (let edit = 0; edit < Number(asked.edits); edit++) {
    const { file, text } = postOf(site, edit);
    const event = new Promise((resolve) => {
      arrived = () => resolve(undefined);
    });
    const start = performance.now();
    save(file, change(text, edit));
    await event;
    times.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return median(times);
}

/**
 * A connection that is kept, and as little else as can be: Node's own client would take more of the
 * machine than the server. Answers are latin1.
 * @param {number} port
 * @returns {(path: string) => Promise<string>}
 */
function connection(port) {
  const socket = net.connect(port, '127.0.0.1').setNoDelay();
  let answer = '';
  let length = Infinity;
  /** @type {(answer: string) => void} */
  let done = () => {};
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
    const head = length === Infinity ? answer.indexOf('\r\n\r\n') : -1;
    if (head >= 0) length = head + 4 + Number(/Content-Length: (\d+)/.exec(answer)?.[1]);
    if (answer.length >= length) done(answer);
  });
  return (path) =>
    new Promise((resolve) => {
      [answer, length, done] = ['', Infinity, resolve];
      socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    });
}

/**
 * Every connection asks for the same page again and again while another story is edited.
 * @param {string} site
 * @param {number} port
 * @param {number} editsASecond
 */
async function load(site, port, editsASecond) {
  const end = performance.now() + Number(asked.seconds) * 1000;
  const { file, text } = postOf(site, 1);
  let edits = 0;
  const edit = () => save(file, `${text}\n第${edits++}次。\n`);
  const editing = editsASecond > 0 ? setInterval(edit, 1000 / editsASecond) : undefined;
  /** @type {number[]} */
  const times = [];
  let wrong = 0;
  const client = async () => {
    const ask = connection(port);
    while (performance.now() < end) {
      const start = performance.now();
      const answer = await ask('/');
      times.push(performance.now() - start);
      if (!answer.startsWith('HTTP/1.1 200 ') || !answer.trimEnd().endsWith('</html>')) wrong++;
    }
  };
  await Promise.all(Array.from({ length: Number(asked.connections) }, client));
  clearInterval(editing);
  const p99 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN;
  return { rate: times.length / Number(asked.seconds), p99, wrong };
}

/** Megabytes in use. @param {number} pid */
function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** @param {string} what @param {number} figure @param {string} unit */
function tell(what, figure, unit) {
  process.stdout.write(`${what.padEnd(48)} ${figure.toFixed(1).padStart(10)} ${unit}\n`);
}

async function main() {
  if (asked.help) {
    process.stdout.write(HELP);
    return;
  }
  const size = Number(asked.size);
  const site = join(WORK, 'sites', String(size), 'serve');
  finews('trust', undefined).prepare(site, corpusOf(join(WORK, 'corpus'), size));
  process.stdout.write(`${size} posts, Node ${process.version}\n`);
  const cold = await serve(site);
  tell('cold start to the first page', cold.seconds, 's');
  await cold.stop();
  const { port, pid, seconds, stop } = await serve(site);
  tell('warm start to the first page', seconds, 's');
  await calm(pid);
  const body = await latency(site, port, (text, edit) => `${text}\n第${edit}次修改。\n`);
  tell('edited body to event', body, 'ms');
  const title = await latency(site, port, (text, edit) =>
    text.replace(/^title: .*$/m, `title: "第${edit}次改题"`),
  );
  tell('edited title to event', title, 'ms');
  for (const edits of [0, EDITS_UNDER_LOAD]) {
    await calm(pid);
    const { rate, p99, wrong } = await load(site, port, edits);
    tell(`requests, ${edits} edits a second`, rate, '/s');
    tell('  99 of 100 answered within', p99, 'ms');
    tell('  wrong answers', wrong, '');
  }
  tell('memory', memory(pid), 'MB');
  await stop();
  emptyTrash();
  // Connections of listeners would keep this process.
  process.exit();
}

await main();
