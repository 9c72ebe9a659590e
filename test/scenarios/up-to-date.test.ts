/** A site that is up to date is not made to know that, and told of as if it had been. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import { build } from '../../src/pipeline/build.js';
import { systemHost } from '../../src/platform/console.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew, testSession } from '../support/drafts.js';
import { effectsWith } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, readTree, type TestSite } from '../support/site.js';

/** Late enough for every stamp to be trusted. */
const clock = { now: () => Date.now() + 3_600_000, ticks: () => 0 };

const post = (front: string, body = '正文'): string => `---\n${front}\n---\n${body}\n`;

const FILES: Files = {
  '_config.yml': 'title: Test\nurl: https://n.example\ntimezone: Asia/Shanghai\nsearch: false\n',
  ...PLAIN,
  '_posts/2029-01-01-a.md': post('title: 甲\ntags: [x]'),
  '_posts/2029-01-02-b.md': post('title: 乙\ndate: 2029-01-02 10:00'),
  '_posts/2029-01-03-broken.md': post('title: 丙\ndate: [oops\n  - {'),
  '_posts/2029-01-04-held.md': post('title: 丁\npublished: false'),
  '_data/people.yml': 'li: 李\n',
  'about.md': post('title: 关于', '关于'),
  'files/a.txt': 'a',
};

type Built = BuildResult & { readonly isMade: boolean };

async function buildOf(site: TestSite, options: BuildOptions = {}): Promise<Built> {
  const asked = { source: site.root, now: NOW, ...options };
  const result = await buildAnew(asked, effectsWith(disk, { clock }));
  return { ...result, isMade: result.stages.some(({ stage }) => stage === 'organise') };
}

/** A site that a second build has nothing to do for. */
async function built(files: Files = {}, options: BuildOptions = {}): Promise<TestSite> {
  const site = createSite({ ...FILES, ...files });
  await buildOf(site, options);
  return site;
}

/** All that is told, but for how long it took and in which order outputs are. */
function told({
  stages: _stages,
  templates: _templates,
  outputs,
  isMade: _isMade,
  ...others
}: Built): unknown {
  const { paths, made: _made, ...counts } = outputs;
  return { ...others, outputs: { ...counts, paths: [...paths].sort() } };
}

async function expectAsClean(site: TestSite, options: BuildOptions = {}): Promise<void> {
  const elsewhere = path.join(site.root, '../', `${path.basename(site.root)}-clean`);
  const anew = { destination: path.join(elsewhere, 'public'), cacheDir: path.join(elsewhere, 'c') };
  try {
    await buildOf(site, { ...options, ...anew });
    const clean = readTree(anew.destination);
    expect(Object.fromEntries(site.tree())).toEqual(Object.fromEntries(clean));
  } finally {
    fs.rmSync(elsewhere, { recursive: true, force: true });
  }
}

it('is neither organised, planned nor rendered, and told of as before', async () => {
  const site = await built();
  // The whole of it, once more.
  fs.rmSync(path.join(site.root, '.finews'), { recursive: true });
  const before = await buildOf(site);
  const tree = site.tree();
  const again = await buildOf(site);
  expect(again.stages.map(({ stage }) => stage)).toEqual(['configure', 'read', 'write']);
  expect(before.isMade).toBe(true);
  expect(again.problems.length).toBeGreaterThan(0);
  const unchanged = { added: 0, changed: 0, removed: 0, touched: [] };
  expect(told(again)).toEqual(told({ ...before, outputs: { ...before.outputs, ...unchanged } }));
  expect(site.tree()).toEqual(tree);
});

it('takes no more memory for what lives shortly, until more than a few pages are made', async () => {
  const site = await built();
  const heldIn = async (options: BuildOptions, goesOn = false): Promise<readonly boolean[]> => {
    const held: boolean[] = [];
    const host = { ...systemHost, holdMemory: (isHeld: boolean) => void held.push(isHeld) };
    const asked = { source: site.root, now: NOW, ...options };
    await build(asked, effectsWith(disk, { clock, host }), testSession(goesOn));
    return held;
  };
  expect(await heldIn({})).toEqual([true, false]);
  expect(await heldIn({ future: true })).toEqual([true, false]);
  const more = Array.from({ length: 101 }, (_, at) => [`_posts/2029-03-01-m${at}.md`, post('')]);
  site.write(Object.fromEntries(more));
  const held = await heldIn({});
  expect([held[0], held.slice(1).includes(true), held.length > 2]).toEqual([true, false, true]);
  // How much a process that goes on may have is its own to say.
  expect(await heldIn({}, true)).toEqual([]);
});

it('is made again in a process that goes on, which needs what it is made of', async () => {
  const site = await built();
  const session = testSession();
  await build({ source: site.root, now: NOW }, effectsWith(disk, { clock }), session);
  expect(session.made?.site.posts.length).toBe(3);
});

const EDITS: Readonly<Record<string, (site: TestSite) => void>> = {
  'a story with other text of the same size, and its old time': (site) => {
    const file = path.join(site.root, '_posts/2029-01-01-a.md');
    const { atime, mtime } = fs.statSync(file);
    site.write({ '_posts/2029-01-01-a.md': post('title: 甲\ntags: [x]', '正甲') });
    fs.utimesSync(file, atime, mtime);
  },
  'a new story': (site) => site.write({ '_posts/2029-02-01-n.md': post('title: 新') }),
  'a story that went': (site) => site.remove('_posts/2029-01-02-b.md'),
  'a story that was renamed': (site) =>
    fs.renameSync(
      path.join(site.root, '_posts/2029-01-02-b.md'),
      path.join(site.root, '_posts/2029-01-02-c.md'),
    ),
  'a story that is published': (site) =>
    site.write({ '_posts/2029-01-04-held.md': post('title: 丁') }),
  'a page': (site) => site.write({ 'about.md': post('title: 关于', '别的') }),
  'a file': (site) => site.write({ 'files/a.txt': 'b' }),
  'a file beside': (site) => site.write({ 'files/b.txt': 'b' }),
  'a template': (site) => site.write({ 'templates/post.njk': '新 {{ content }}' }),
  'a data file': (site) => site.write({ '_data/people.yml': 'li: 黎\n' }),
  'a key of the config': (site) =>
    site.write({ '_config.yml': `${String(FILES['_config.yml'])}paginate: 1\n` }),
  'an output that is lost': (site) => fs.rmSync(path.join(site.root, 'public/index.html')),
  'an output with other bytes': (site) =>
    fs.appendFileSync(path.join(site.root, 'public/index.html'), 'x'),
  'a lost manifest': (site) => removeFromCache(site, /^manifest-/),
  'a lost ledger': (site) => removeFromCache(site, /^ledger-/),
  'lost stamps': (site) => removeFromCache(site, /^stamps/),
};

function removeFromCache({ root }: TestSite, name: RegExp): void {
  const folder = path.join(root, '.finews');
  for (const file of fs.readdirSync(folder))
    if (name.test(file)) fs.rmSync(path.join(folder, file));
}

describe('is made again for', () => {
  it.each(Object.entries(EDITS))('%s', async (_, edit) => {
    const site = await built();
    expect((await buildOf(site)).isMade).toBe(false);
    edit(site);
    expect((await buildOf(site)).isMade).toBe(true);
    await expectAsClean(site);
  });
});

it('a file behind a link, of which no stamp is known, is looked at in each build', async () => {
  const site = createSite({ ...FILES, '_real.txt': 'a' });
  fs.symlinkSync('../_real.txt', path.join(site.root, 'files/linked.txt'));
  await buildOf(site);
  site.write({ '_real.txt': 'b' });
  expect((await buildOf(site)).isMade).toBe(true);
  expect(site.read('files/linked.txt')).toBe('b');
  await expectAsClean(site);
});

describe('is made again though a build for another place has seen', () => {
  const SEEN: Readonly<Record<string, (site: TestSite) => void>> = {
    'a story with other text': (site) =>
      site.write({ '_posts/2029-01-01-a.md': post('title: 甲\ntags: [x]', '别的') }),
    'that a story went': (site) => site.remove('_posts/2029-01-02-b.md'),
  };
  it.each(Object.entries(SEEN))('%s', async (_, edit) => {
    const site = await built();
    edit(site);
    const elsewhere = `${site.root}-elsewhere`;
    onTestFinished(() => fs.rmSync(elsewhere, { recursive: true, force: true }));
    await buildOf(site, { destination: elsewhere });
    expect((await buildOf(site)).isMade).toBe(true);
    await expectAsClean(site);
    expect((await buildOf(site)).isMade).toBe(false);
  });
});

it('is made again beside a ledger of an earlier build, which names other stories', async () => {
  const site = await built();
  const folder = path.join(site.root, '.finews');
  const ledger = fs.readdirSync(folder).find((name) => name.startsWith('ledger-')) ?? '';
  const before = fs.readFileSync(path.join(folder, ledger));
  site.write({ '_posts/2029-02-01-n.md': post('title: 新') });
  await buildOf(site);
  fs.writeFileSync(path.join(folder, ledger), before);
  const again = await buildOf(site);
  expect(again.isMade).toBe(true);
  expect((await buildOf(site)).isMade).toBe(false);
  await expectAsClean(site);
});

it('is made again for what it was before a process that goes on built something else', async () => {
  const site = await built();
  const name = '_posts/2029-01-01-a.md';
  site.write({ [name]: post('title: 甲\ntags: [x]', '别的') });
  await build({ source: site.root, now: NOW }, effectsWith(disk, { clock }), testSession());
  site.write({ [name]: FILES[name] ?? '' });
  expect((await buildOf(site)).isMade).toBe(true);
  await expectAsClean(site);
});

it('is so for no other build than of these settings', async () => {
  const site = await built();
  expect((await buildOf(site, { future: true })).isMade).toBe(true);
  expect((await buildOf(site)).isMade).toBe(true);
  expect((await buildOf(site)).isMade).toBe(false);
});

describe('where thousands of stories were repaired', () => {
  const MANY = 1200;
  const stories = (): Files =>
    Object.fromEntries(
      Array.from({ length: MANY }, (_, at) => [
        `_posts/2029-01-05-m${at}.md`,
        post(`title: 多${at}`, '<span>开'),
      ]),
    );
  const cached = ({ root }: TestSite, name: RegExp): readonly string[] => {
    const folder = path.join(root, '.finews');
    const found = fs.readdirSync(folder).filter((file) => name.test(file));
    return found.map((file) => path.join(folder, file));
  };

  it('is not made again, and a new story has none of it written once more', async () => {
    const site = await built(stories());
    const [manifest = '', list = ''] = cached(site, /^(?:manifest|told)-/);
    const again = await buildOf(site);
    expect(again.isMade).toBe(false);
    expect(again.problems.length).toBeGreaterThan(MANY);
    const [size, { mtimeMs }] = [fs.statSync(manifest).size, fs.statSync(list)];
    site.write({ '_posts/2029-02-01-n.md': post('title: 新') });
    expect((await buildOf(site)).problems).toEqual(again.problems);
    expect(fs.statSync(manifest).size - size).toBeLessThan(20_000);
    expect(fs.statSync(list).mtimeMs).toBe(mtimeMs);
    expect((await buildOf(site)).isMade).toBe(false);
    // What is lost of it costs one build.
    fs.truncateSync(list, 100);
    expect((await buildOf(site)).problems).toEqual(again.problems);
    const last = await buildOf(site);
    expect([last.isMade, last.problems]).toEqual([false, again.problems]);
  });
});

it('keeps nothing that was told of a story that was taken down', async () => {
  const site = await built({ '_posts/2029-01-05-m.md': post('title: 密', '<span>密语') });
  const left = (): boolean => {
    const folder = path.join(site.root, '.finews');
    return fs
      .readdirSync(folder)
      .some((name) => /^(?:told|manifest|stories)-/.test(name) && holds(path.join(folder, name)));
  };
  const holds = (file: string): boolean => fs.readFileSync(file, 'utf8').includes('密语');
  expect(left()).toBe(true);
  site.write({ '_data/takedowns.yml': '- path: _posts/2029-01-05-m.md\n' });
  await buildOf(site);
  expect(left()).toBe(false);
});

describe('in time', () => {
  /** Ms since the epoch. */
  const now = Date.parse(NOW);
  const MINUTE = 60_000;
  const at = (time: number): BuildOptions => ({ now: new Date(time).toISOString() });
  const iso = (time: number): string => new Date(time).toISOString();
  const PASSING: Readonly<Record<string, readonly [front: string, after: number]>> = {
    'a story is due': [`date: ${iso(now + 60 * MINUTE)}`, 60],
    'a story expires': [`date: 2029-01-05\nexpires: ${iso(now + 60 * MINUTE)}`, 60],
    'a story is news no more': [`date: ${iso(now - 47 * 60 * MINUTE)}`, 60],
  };
  it.each(Object.entries(PASSING))('a site is so until %s', async (_, [front, minutes]) => {
    const site = await built({ '_posts/2029-12-30-t.md': post(`title: 时\n${front}`) });
    const due = now + minutes * MINUTE;
    expect((await buildOf(site, at(due - 1000))).isMade).toBe(false);
    const then = at(due);
    expect((await buildOf(site, then)).isMade).toBe(true);
    await expectAsClean(site, then);
    // Nor is it so in the time before.
    expect((await buildOf(site)).isMade).toBe(true);
    await expectAsClean(site);
  });

  it('a story that counts as changed now is told of in each build', async () => {
    const late = `date: 2029-06-01\nlast_modified_at: ${iso(now + 60 * MINUTE)}`;
    const site = await built({ '_posts/2029-06-01-l.md': post(`title: 改\n${late}`) });
    const then = at(now + MINUTE);
    expect((await buildOf(site, then)).isMade).toBe(true);
    await expectAsClean(site, then);
  });

  it('a page that shows the time is made in each', async () => {
    const site = await built({ 'time.md': post('title: 时', '{{ site.time }}') });
    const then = at(now + 24 * 60 * MINUTE);
    expect((await buildOf(site, then)).isMade).toBe(true);
    await expectAsClean(site, then);
  });

  it('stories dated after the present that are published all the same', async () => {
    const later = `date: ${iso(now + 60 * MINUTE)}\nlast_modified_at: ${iso(now + 90 * MINUTE)}`;
    const site = await built(
      { '_posts/2030-01-01-l.md': post(`title: 后\n${later}`) },
      { future: true },
    );
    const then = { future: true, ...at(now + 70 * MINUTE) };
    expect((await buildOf(site, { future: true })).isMade).toBe(false);
    expect((await buildOf(site, then)).isMade).toBe(true);
    await expectAsClean(site, then);
  });
});

describe('is made in each build where its pages hang on more than its sources', () => {
  const FILTER = 'export default (text) => text + "!";';
  const SITES: Readonly<Record<string, readonly [files: Files, options: BuildOptions]>> = {
    'modules of its own': [{ 'templates/filters/loud.mjs': FILTER }, {}],
    'drafts, which are dated by their files': [
      { '_drafts/d.md': post('title: 稿') },
      { drafts: true },
    ],
    'what was taken down': [{ '_data/takedowns.yml': '- path: _posts/2029-01-02-b.md\n' }, {}],
    'no cache': [{}, { cache: false }],
  };
  it.each(Object.entries(SITES))('%s', async (_, [files, options]) => {
    const site = await built(files, options);
    await buildOf(site, options);
    expect((await buildOf(site, options)).isMade).toBe(true);
  });
});
