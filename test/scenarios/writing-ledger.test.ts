/** Whose files are whose: the ledger, what it never deletes, and archives lost by accident. */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeTable } from '../../src/incremental/store/columns.js';
import type { BuildResult } from '../../src/index.js';
import type { Io } from '../../src/model/io.js';
import { SiteError } from '../../src/model/problem.js';
import { build } from '../../src/pipeline/build.js';
import { configure } from '../../src/pipeline/configure/configure.js';
import { fingerprintOf } from '../../src/pipeline/fingerprint.js';
import { newSession, storeOf } from '../../src/pipeline/session.js';
import { digest } from '../../src/platform/digest.js';
import { disk } from '../../src/platform/disk.js';
import { testSession } from '../support/drafts.js';
import { effectsWith, systemError } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, type Files, NOW, post, type TestSite } from '../support/site.js';

const FIRST = '_posts/2022-05-01-first.md';
const PAGE = '2022/05/01/first.html';
const CONFIG = 'title: 新闻\narchive_permalinks: false\n';

function newsroom(more: Files = {}): TestSite {
  return createSite({
    ...PLAIN,
    '_config.yml': CONFIG,
    [FIRST]: post('title: 一'),
    '_posts/2022-05-02-second.md': post('title: 二'),
    ...more,
  });
}

function ledgerOf(site: TestSite): string {
  const [name] = fs
    .readdirSync(path.join(site.root, '.finews'))
    .filter((file) => /^ledger/.test(file));
  return path.join(site.root, '.finews', name ?? 'no ledger');
}

/** A ledger as finews would have written it, with outputs that it never would. */
function forge(site: TestSite, outputs: readonly string[]): void {
  const bytes = writeTable(outputs.length, (table) => {
    table.note('outputs came');
    table.texts(outputs);
  });
  const line = `finews-ledger 4\nb ${bytes.length} ${digest(bytes)}\n`;
  fs.writeFileSync(ledgerOf(site), Buffer.concat([Buffer.from(line), bytes, Buffer.from('\n')]));
}

it('names its outputs by what is remembered of them, in the process after each build', async () => {
  const site = newsroom();
  const effects = effectsWith(disk);
  const { value: config } = configure({ source: site.root, now: NOW }, effects);
  for (const name of ['third', 'fourth']) {
    site.write({ [`_posts/2022-05-03-${name}.md`]: post('title: 三') });
    await site.build();
    const opened = storeOf(newSession(), config, fingerprintOf(config, effects.host), effects);
    const owned = opened.ledger.now?.outputs;
    expect(owned?.has(`2022/05/03/${name}.html`)).toBe(true);
    expect(owned).toBe(opened.store.outputs?.places);
  }
});

it('what went and came again is owned, each once', async () => {
  const site = newsroom();
  const first = post('title: 一');
  await site.build();
  for (const isThere of [false, true, false, true]) {
    if (isThere) site.write({ [FIRST]: first });
    else site.remove(FIRST);
    await site.build();
    expect(site.has(PAGE)).toBe(isThere);
  }
  const { outputs } = await site.build();
  expect(outputs.removed + outputs.added).toBe(0);
  site.remove(FIRST);
  await site.build();
  expect(site.has(PAGE)).toBe(false);
});

it('a ledger that names an output twice owns it once, and deletes none that is planned', async () => {
  const site = newsroom({ '_config.yml': `${CONFIG}search: false\n` });
  await site.build();
  const outputs = [...site.tree().keys()];
  forge(site, [...outputs, PAGE, 'gone.html', 'gone.html']);
  const { problems, outputs: result } = await site.build();
  expect([problems, result.removed, site.has(PAGE)]).toEqual([[], 0, true]);
  site.remove(FIRST);
  await site.build();
  expect(site.has(PAGE)).toBe(false);
});

/** Of one name, and of many. */
const OLD_ENTRIES = { 2: (name: string) => name, 3: (name: string) => [name] };

it.each([2, 3] as const)('a ledger of version %d is a ledger still', async (version) => {
  const site = newsroom();
  await site.build();
  const lines = (kind: string, names: Iterable<string>): string[] =>
    Array.from(names, (name) => JSON.stringify([1, kind, OLD_ENTRIES[version](name)]));
  const text = `[${[...lines('post', [FIRST]), ...lines('output', site.tree().keys())].join(',')}]`;
  const segment = `b ${Buffer.byteLength(text)} ${digest(text)}\n${text}\n`;
  fs.writeFileSync(ledgerOf(site), `finews-ledger ${version}\n${segment}`);
  site.remove(FIRST);
  const { problems } = await site.build();
  expect(problems).toEqual([]);
  expect(site.has(PAGE)).toBe(false);
});

describe('files that are not ours', () => {
  it('stay, through builds that delete around them', async () => {
    const site = newsroom();
    await site.build();
    site.write({ 'public/CNAME': 'example.org', 'public/2022/05/01/photo.jpg': 'x' });
    site.remove(FIRST);
    const { problems } = await site.build();
    expect(problems).toEqual([]);
    expect(site.has(PAGE)).toBe(false);
    expect(site.read('CNAME')).toBe('example.org');
    expect(site.read('2022/05/01/photo.jpg')).toBe('x');
  });

  it('stay when keep_files names what was ours', async () => {
    const site = newsroom();
    await site.build();
    site.remove(FIRST);
    site.write({ '_config.yml': 'keep_files: [2022/05/01]\n' });
    await site.build();
    expect(site.has(PAGE)).toBe(true);
  });
});

describe('a ledger that is lost', () => {
  it('deletes nothing, names what is not planned, and points to finews clean', async () => {
    const site = newsroom({ '_config.yml': `${CONFIG}search: false\n` });
    await site.build();
    fs.rmSync(path.join(site.root, '.finews'), { recursive: true });
    site.remove(FIRST);
    site.write({ 'public/.nojekyll': '', 'public/CNAME': 'example.org' });
    const { problems } = await site.build();
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['destination-foreign', 'warning'],
    ]);
    expect(problems[0]?.message).toMatch(/: 2022\/05\/01\/first\.html, CNAME$/);
    expect(problems[0]?.hint).toContain('finews clean');
    expect(site.has(PAGE)).toBe(true);
    expect((await site.build()).problems).toEqual([]);
  });

  it('counts the rest where there are many', async () => {
    const names = Array.from({ length: 9 }, (_, index) => `public/${index}.txt`);
    const site = newsroom(Object.fromEntries(names.map((name) => [name, 'x'])));
    const [problem] = (await site.build()).problems;
    expect(problem?.message).toMatch(/0\.txt, 1\.txt, 2\.txt, 3\.txt, 4\.txt and 4 more$/);
  });

  it('publishes nothing under --strict when there is something foreign', async () => {
    const site = newsroom({ 'public/old.html': 'x' });
    const problems = await site.fail({ strict: true });
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
      ['destination-foreign', 'error'],
    ]);
    expect([...site.tree().keys()]).toEqual(['old.html']);
    await site.fail({ strict: true });
    site.write({ '_config.yml': 'keep_files: [old.html]\n' });
    await site.build({ strict: true });
  });

  const breakages: readonly (readonly [string, (text: string) => string])[] = [
    ['truncated', (text) => text.slice(0, text.length / 2)],
    ['edited by hand', (text) => text.replace('index.html', 'CNAME')],
    ['of another version', (text) => text.replace('finews-ledger 4', 'finews-ledger 9')],
    ['garbled', () => '\u0000\uFFFD{"outputs": ["CNAME"]}'],
    ['empty', () => ''],
  ];
  it.each(breakages)('is one that is %s', async (_name, broken) => {
    const site = newsroom();
    await site.build();
    site.write({ 'public/CNAME': 'example.org' });
    fs.writeFileSync(ledgerOf(site), broken(fs.readFileSync(ledgerOf(site), 'utf8')));
    site.remove(FIRST);
    const { problems } = await site.build();
    expect(problems.map(({ code }) => code)).toEqual(['destination-foreign']);
    expect(site.read('CNAME')).toBe('example.org');
    expect(site.has(PAGE)).toBe(true);
  });
});

describe('a ledger that was forged', () => {
  it('deletes nothing outside the destination, and nothing of git', async () => {
    const site = newsroom({ 'precious.txt': 'x' });
    await site.build();
    const outside = path.join(path.dirname(site.root), `${path.basename(site.root)}-outside`);
    fs.writeFileSync(outside, 'x');
    site.write({ 'public/.git/HEAD': 'ref' });
    const beside = `../../${path.basename(outside)}`;
    const evil = [
      '../precious.txt',
      beside,
      outside,
      '.git/HEAD',
      './.git/HEAD',
      'a/../../_config.yml',
    ];
    forge(site, [...evil, '..', '.', '', `../${FIRST}`]);
    try {
      await site.build();
      expect(fs.readFileSync(outside, 'utf8')).toBe('x');
    } finally {
      fs.rmSync(outside);
    }
    for (const file of ['precious.txt', 'public/.git/HEAD', FIRST, '_config.yml']) {
      expect(fs.existsSync(path.join(site.root, file)), file).toBe(true);
    }
  });

  it('deletes no folder, and nothing behind a link', async () => {
    const site = newsroom({ 'elsewhere/kept.txt': 'x' });
    await site.build();
    fs.symlinkSync(path.join(site.root, 'elsewhere'), path.join(site.root, 'public/link'));
    site.write({ 'public/folder/kept.txt': 'x' });
    forge(site, ['folder', 'link/kept.txt']);
    await site.build();
    expect(site.read('folder/kept.txt')).toBe('x');
    expect(fs.existsSync(path.join(site.root, 'elsewhere/kept.txt'))).toBe(true);
  });
});

describe('an archive that is gone', () => {
  /** A site of `count` stories, built. */
  async function archive(count: number): Promise<TestSite> {
    const names = Array.from({ length: count }, (_, index) => storyName(index));
    const files = names.map((name) => [name, post(`title: ${name.slice(-7)}`)]);
    const site = createSite({
      ...PLAIN,
      '_config.yml': 'archive_permalinks: false\n',
      ...Object.fromEntries(files),
    });
    await site.build();
    return site;
  }
  function storyName(index: number): string {
    return `_posts/2022-05-01-${String(index).padStart(3, '0')}.md`;
  }
  function lose(site: TestSite, from: number, to: number): void {
    for (let index = from; index < to; index++) site.remove(storyName(index));
  }

  it('is an error when 60 of 100 are, until it is said to be meant', async () => {
    const site = await archive(100);
    const before = site.tree();
    lose(site, 0, 60);
    const [problem] = await site.fail();
    expect(problem).toMatchObject({ code: 'mass-deletion', severity: 'error' });
    expect(problem?.message).toContain('60 of 100 published stories');
    expect(problem?.hint).toContain('--allow-mass-delete');
    expect(site.tree()).toEqual(before);
    expect((await site.build({ allowMassDelete: true })).posts.published).toBe(40);
    expect((await site.build()).outputs.removed).toBe(0);
  });

  it('is fine up to 50', async () => {
    const site = await archive(100);
    lose(site, 0, 50);
    expect((await site.build()).posts.published).toBe(50);
  });

  it('is fine up to a fifth', async () => {
    const site = await archive(260);
    lose(site, 0, 52);
    expect((await site.build()).posts.published).toBe(208);
    lose(site, 52, 103);
    expect((await site.fail())[0]?.code).toBe('mass-deletion');
  });
  it('is an error when _posts is missing, until it is said to be meant', async () => {
    const site = newsroom();
    await site.build();
    const before = site.tree();
    site.remove('_posts');
    const [problem] = await site.fail();
    expect(problem?.code).toBe('posts-missing');
    expect(problem?.hint).toContain('--allow-empty');
    expect(site.tree()).toEqual(before);
    expect((await site.build({ allowEmpty: true })).posts.published).toBe(0);
    expect(site.has(PAGE)).toBe(false);
  });

  it('is told loudly when a published story is set aside', async () => {
    const site = newsroom();
    await site.build();
    site.write({ [FIRST]: '' });
    const { problems } = await site.build();
    expect(problems[0]?.message).toMatch(/^PUBLISHED BEFORE, NOW GONE FROM THE SITE: /);
  });
});

describe('a process that goes on', () => {
  /** Builds again and again with what it remembers, told of what may have changed. */
  function watching(
    site: TestSite,
    io: Io = disk,
  ): (...changed: readonly string[]) => Promise<BuildResult> {
    const kept = testSession();
    return (...changed) => {
      for (const name of changed) kept.changed?.add(path.join(site.root, name));
      return build({ source: site.root, now: NOW }, effectsWith(io), kept);
    };
  }

  it('loses nothing of the ledger when writing it failed once', async () => {
    const site = newsroom();
    let isFull = false;
    const append: Io['append'] = (file, data, durable) => {
      if (!isFull || !/ledger/.test(file)) return disk.append(file, data, durable);
      isFull = false;
      disk.append(file, data.slice(0, data.length / 2), durable);
      throw systemError('ENOSPC', { name: 'append', paths: [file] });
    };
    const memo = watching(site, { ...disk, append });
    await memo();
    isFull = true;
    const third = '_posts/2022-05-03-third.md';
    site.write({ [third]: post('title: 三') });
    await expect(memo(third)).rejects.toBeInstanceOf(SiteError);
    await memo();
    site.remove(FIRST);
    expect((await site.build()).problems).toEqual([]);
    expect(site.has(PAGE)).toBe(false);
  });

  it('sees what another process has published', async () => {
    const site = newsroom();
    const memo = watching(site);
    await memo();
    site.write({ '_posts/2022-05-04-p.md': post('title: 四') });
    await site.build();
    site.remove('_posts/2022-05-04-p.md');
    await memo();
    expect(site.has('2022/05/04/p.html')).toBe(false);
  });
});
