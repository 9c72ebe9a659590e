/**
 * Operations on the disk fail, one a build: no page is ever half written, the author is told what to
 * mend, and the next build ends where a clean one does.
 */
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { SiteError } from '../../src/index.js';
import { disk } from '../../src/platform/disk.js';
import { buildAnew } from '../support/drafts.js';
import { effectsWith, failingIo, type Operation, recordingIo } from '../support/faulty-io.js';
import { PLAIN } from '../support/plain-theme.js';
import { createSite, NOW, post, readTree, type TestSite } from '../support/site.js';

/** Of each way to write an output some are left: all that are alike meet the same faults. */
const CONFIG = 'title: 新闻\ntag_permalink: false\narchive_permalinks: false\nsearch: false\n';
const STAYS = '_posts/2022-05-01-stays.md';
const CHANGES = '_posts/2022-05-02-changes.md';
const GOES = '_posts/2022-05-03-goes.md';
const COMES = '_posts/2022-05-04-comes.md';

/** A disk without room. */
export const FULL = 'ENOSPC';
export const OTHERS: readonly string[] =
  'EACCES EPERM EROFS EIO EMFILE EDQUOT EBUSY ENOENT EEXIST EXDEV ENOTDIR'.split(' ');

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
    ...PLAIN,
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
  const kept =
    /^(?:\.gitignore|changes\.json|(?:causes|told)-[\w-]+\.json|(?:ledger|manifest|stories)-[\w-]+\.log|stamps\.log)$/;
  expect(
    left.filter((name) => !kept.test(name)),
    context,
  ).toEqual([]);
  expect(fs.readdirSync(path.join(site.root, 'public')), context).not.toContain('.finews-stage');
}

/** A code that meets the n-th operation, from 1; `operation` is what is done then. */
export type Fault = (n: number, operation: Operation) => readonly string[];

/** After every fault, one at a time; each code must have been met, and told, at least once. */
export async function expectRecovery(faultsAt: Fault): Promise<void> {
  const scene = await start();
  const operations = await operationsOf(scene);
  const met = new Set<string>();
  const told = new Set<string>();
  for (const [index, operation] of operations.entries()) {
    for (const code of faultsAt(index + 1, operation)) {
      met.add(code);
      const said = await expectOne(scene, index + 1, code);
      if (said === `system-${code.toLowerCase()}`) told.add(code);
    }
  }
  expect([...told].sort()).toEqual([...met].sort());
}

/** What was said of it. */
async function expectOne(scene: Start, n: number, code: string): Promise<string | null> {
  scene.reset();
  const said = await buildWithFault(scene.site, n, code);
  const context = `${code} at operation ${n}`;
  // A story that can't be read is set aside, and what isn't there was deleted: then the site is
  // another, but a whole one.
  const isDeletion = said === null && ABSENCES.includes(code);
  if (said !== 'post-unreadable' && !isDeletion) expectWhole(scene, context);
  await expectRepaired(scene, context);
  return said;
}

async function operationsOf({ site, reset }: Start): Promise<readonly Operation[]> {
  const { io, operations } = recordingIo(disk);
  await buildAnew({ source: site.root, now: NOW }, effectsWith(io));
  reset();
  return operations;
}
