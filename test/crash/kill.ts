/** Builds that are killed at any instant, while somebody reads the site. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'vitest';
import { buildAnew } from '../support/drafts.js';
import { CLI } from '../support/package.js';
import { NOW, post, readTree } from '../support/site.js';

const STORIES = 60;
/** The last thing on every page. */
const END = '<!-- end -->';

/** `times` builds are killed; `random` gives numbers from 0 to below 1. */
export async function expectKillsHarmless(times: number, random: () => number): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-kill-'));
  const root = path.join(folder, 'site');
  try {
    writeSite(root);
    await buildAnew({ source: root, now: NOW });
    let usual = (await buildAndKill(root, Number.POSITIVE_INFINITY)) ?? 1000;
    for (let time = 0; time < times; time++) {
      edit(root, time, random);
      const before = readTree(path.join(root, 'public'));
      const after = await cleanTree(root, folder);
      const took = await buildAndKill(root, random() * usual * 1.1);
      if (took !== null) usual = took;
      expectWhole(readTree(path.join(root, 'public')), before, after);
      // Now and then the next one is killed as well.
      if (random() < 0.2) await buildAndKill(root, random() * usual);
      await buildAnew({ source: root, now: NOW });
      expect(readTree(path.join(root, 'public'))).toEqual(after);
      expect(fs.readdirSync(path.join(root, '.finews')).filter(isLeftover)).toEqual([]);
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function isLeftover(name: string): boolean {
  return /^(?:stage|lock|pending)-|\.tmp$/.test(name);
}

function writeSite(root: string): void {
  const write = (name: string, text: string): void => {
    fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    fs.writeFileSync(path.join(root, name), text);
  };
  write('_config.yml', 'edition: 0\npaginate: 5\n');
  for (const name of ['post', 'home', 'category', 'tag', 'archive', '404']) {
    const links =
      '{% for p in paginator.posts %}<a href="{{ p.url }}">{{ p.title }}</a>{% endfor %}';
    write(
      `templates/${name}.njk`,
      `{{ site.edition }} {{ page.title }} {{ content }}${links}${END}`,
    );
  }
  for (let index = 0; index < STORIES; index++) {
    const front = `title: 第${index}条\ncategories: c${index % 9}`;
    write(`_posts/2022-05-${10 + (index % 20)}-p${index}.md`, post(front));
  }
}

/** A new edition changes every page; stories come and go. */
function edit(root: string, time: number, random: () => number): void {
  if (random() < 0.7) {
    fs.writeFileSync(path.join(root, '_config.yml'), `edition: ${time + 1}\npaginate: 5\n`);
  }
  const story = path.join(root, `_posts/2022-06-${10 + (time % 20)}-n${time}.md`);
  fs.writeFileSync(story, post(`title: 新${time}\ncategories: c${time % 9}`));
  const [some] = fs.readdirSync(path.join(root, '_posts')).slice(Math.floor(random() * STORIES));
  if (some !== undefined) fs.rmSync(path.join(root, '_posts', some));
}

async function cleanTree(root: string, folder: string): Promise<ReadonlyMap<string, string>> {
  const destination = path.join(folder, 'clean');
  fs.rmSync(destination, { recursive: true, force: true });
  const cacheDir = path.join(folder, 'clean-cache');
  await buildAnew({ source: root, now: NOW, destination, cacheDir, cache: false });
  return readTree(destination);
}

/** Ms that it took, or null when it was killed. A reader polls the site meanwhile. */
async function buildAndKill(root: string, delay: number): Promise<number | null> {
  const start = performance.now();
  const child = spawn(process.execPath, [CLI, 'build', '-q', '-s', root, '--now', NOW], {
    stdio: 'inherit',
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
  });
  const killer = Number.isFinite(delay)
    ? setTimeout(() => child.kill('SIGKILL'), delay)
    : undefined;
  const reader = setInterval(() => readOne(root), 1);
  const code = await ended;
  clearTimeout(killer);
  clearInterval(reader);
  if (code !== null) expect(code).toBe(0);
  return code === null ? null : performance.now() - start;
}

function readOne(root: string): void {
  const text = fs.readFileSync(path.join(root, 'public/index.html'), 'utf8');
  expect(text.endsWith(END)).toBe(true);
}

/** Every page is an old or a new one, whole; no page that was there leads to one that is missing. */
function expectWhole(
  now: ReadonlyMap<string, string>,
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  for (const [file, text] of now) {
    expect(text === before.get(file) || text === after.get(file), `${file} is torn`).toBe(true);
    if (!before.has(file)) continue;
    for (const [, href = ''] of text.matchAll(/<a href="\/([^"]+)"/g)) {
      const led = decodeURIComponent(href).replace(/\/$/, '/index.html');
      expect(now.has(led), `${file} leads to ${href}`).toBe(true);
    }
  }
}
