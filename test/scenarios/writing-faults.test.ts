/**
 * Every operation on the disk fails once, with every usual error: no page is ever half written, the
 * author is told what to mend, and the next build ends where a clean one does.
 */
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/effects/disk.js';
import { SiteError } from '../../src/index.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, failingIo, recordingIo } from '../support/faulty-io.js';
import { createSite, NOW, post, readTree, type TestSite } from '../support/site.js';

const CONFIG = 'title: 新闻\ntag_permalink: false\narchive_permalinks: false\n';
const STAYS = '_posts/2022-05-01-stays.md';
const CHANGES = '_posts/2022-05-02-changes.md';
const GOES = '_posts/2022-05-03-goes.md';
const COMES = '_posts/2022-05-04-comes.md';

/** The rarer errors take turns: each meets one operation in so many. */
const STEP = 8;

/** Of a source they say that it is gone. */
const ABSENCES = ['ENOENT', 'ENOTDIR'];

interface Start {
  readonly site: TestSite;
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** Back to the published old site with the new sources beside it. */
  reset(): void;
}

/** A published site of which one story then changed, one went and one came. */
async function start(): Promise<Start> {
  const site = createSite({
    '_config.yml': CONFIG,
    [STAYS]: post('title: 留\ncategories: a'),
    [CHANGES]: post('title: 改\ncategories: a'),
    [GOES]: post('title: 去\ncategories: b'),
  });
  await site.build();
  const saved = path.join(site.root, '.saved');
  for (const folder of ['public', '.finews']) {
    fs.cpSync(path.join(site.root, folder), path.join(saved, folder), { recursive: true });
  }
  const before = site.tree();
  site.remove(GOES);
  site.write({
    [CHANGES]: post('title: 改了\ncategories: a'),
    [COMES]: post('title: 来\ncategories: c'),
  });
  const reset = (): void => {
    for (const folder of ['public', '.finews']) {
      fs.rmSync(path.join(site.root, folder), { recursive: true, force: true });
      fs.cpSync(path.join(saved, folder), path.join(site.root, folder), { recursive: true });
    }
  };
  fs.rmSync(path.join(site.root, 'public'), { recursive: true });
  fs.rmSync(path.join(site.root, '.finews'), { recursive: true });
  await site.build();
  const after = site.tree();
  reset();
  return { site, before, after, reset };
}

/** What the failed build said; null when it went on all the same. */
async function buildWithFault(site: TestSite, n: number, code: string): Promise<string | null> {
  const faulty = failingIo(disk, n, code);
  try {
    const result = await buildAnew({ source: site.root, now: NOW }, effectsWith(faulty.io));
    return result.problems.map((problem) => problem.code).join(' ') || null;
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    const [problem] = error.problems.filter(({ severity }) => severity === 'error');
    expect(problem?.message).toMatch(/['"]?\/|_config\.yml/);
    expect(problem?.hint ?? '').not.toBe('');
    return problem?.code ?? '';
  }
}

/** Every published page is the old one or the new one, and none that stays is missing. */
function expectWhole({ site, before, after }: Start, context: string): void {
  const now = readTree(path.join(site.root, 'public'));
  for (const [file, text] of now) {
    const whole = text === before.get(file) || text === after.get(file);
    expect(whole, `${context}: ${file} is neither old nor new`).toBe(true);
  }
  for (const file of before.keys()) {
    if (after.has(file)) expect(now.has(file), `${context}: ${file} is missing`).toBe(true);
  }
}

async function expectRepaired({ site, after }: Start, context: string): Promise<void> {
  await site.build();
  expect(site.tree(), context).toEqual(after);
  const left = fs.readdirSync(path.join(site.root, '.finews')).sort();
  const kept = /^(?:\.gitignore|changes\.json|(?:ledger|manifest|stories)-[\w-]+\.log|looks\.log)$/;
  expect(
    left.filter((name) => !kept.test(name)),
    context,
  ).toEqual([]);
  expect(fs.readdirSync(path.join(site.root, 'public')), context).not.toContain('.finews-stage');
}

async function expectRecovery(code: string, first: number, step: number): Promise<void> {
  const scene = await start();
  const count = await countOperations(scene);
  const codes = new Set<string | null>();
  for (let n = first; n <= count; n += step) {
    scene.reset();
    const said = await buildWithFault(scene.site, n, code);
    const context = `${code} at operation ${n}`;
    // A story that can't be read is set aside, and what isn't there was deleted: then the site is
    // another, but a whole one.
    const isDeletion = said === null && ABSENCES.includes(code);
    if (said !== 'post-unreadable' && !isDeletion) expectWhole(scene, context);
    await expectRepaired(scene, context);
    codes.add(said);
  }
  expect(codes).toContain(`system-${code.toLowerCase()}`);
}

async function countOperations({ site, reset }: Start): Promise<number> {
  const { io, operations } = recordingIo(disk);
  await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
  reset();
  return operations.length;
}

describe('when the n-th operation fails', () => {
  it('ENOSPC at each n', () => expectRecovery('ENOSPC', 1, 1), 120_000);

  const others = 'EACCES EPERM EROFS EIO EMFILE EDQUOT EBUSY ENOENT EEXIST EXDEV ENOTDIR'.split(
    ' ',
  );
  it.each(others.map((code, index) => [code, (index % STEP) + 1] as const))(
    '%s, starting at %i',
    (code, first) => expectRecovery(code, first, STEP),
    120_000,
  );
});
