/** Whatever happens to a site, what a build with a memory leaves is what one without would. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { type BuildOptions, type BuildResult, SiteError } from '../../src/index.js';
import type { Io } from '../../src/model/io.js';
import { build as buildWith } from '../../src/pipeline/build.js';
import { disk } from '../../src/platform/disk.js';
import { effectsWith } from '../support/faulty-io.js';
import { readTree } from '../support/site.js';
import { anEdit, type Edit, type Newsroom, openNewsroom } from './newsroom.js';

export type Builder = (options: BuildOptions) => Promise<BuildResult>;

export interface Trial {
  /** Builds with a memory; `step` counts from 0. */
  readonly build: (options: BuildOptions, step: number) => Promise<BuildResult>;
  /** Builds anew. */
  readonly clean: Builder;
  /** What may happen; without it, all that may happen to a site with Nunjucks templates. */
  readonly edits?: fc.Arbitrary<Edit>;
  /** What has happened before the first build. */
  readonly begin?: readonly Edit[];
}

export interface Amount {
  readonly sequences: number;
  /** Edits in each. */
  readonly length: number;
  readonly seed?: number;
}

/** Rejects with the shortest sequence of edits after which the two differ. */
export async function expectEquivalence(trial: Trial, amount: Amount): Promise<void> {
  const edits = fc.array(trial.edits ?? anEdit, {
    minLength: amount.length,
    maxLength: amount.length,
  });
  const property = fc.asyncProperty(edits, (sequence) => tryOut(sequence, trial));
  const { sequences: numRuns, seed } = amount;
  await fc.assert(property, {
    numRuns,
    ...(seed === undefined ? {} : { seed }),
    endOnFailure: false,
  });
}

async function tryOut(sequence: readonly Edit[], trial: Trial): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'finews-equal-'));
  try {
    const newsroom = openNewsroom(path.join(folder, 'site'));
    for (const edit of trial.begin ?? []) newsroom.apply(edit);
    const foreign = new Set<string>();
    for (const [step, edit] of sequence.entries()) {
      newsroom.apply(edit);
      await compare(newsroom, folder, { ...trial, step, foreign });
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

interface Step extends Trial {
  readonly step: number;
  /** Outputs that nobody planned and finews has no record of, and that it told of; kept up to date. */
  readonly foreign: Set<string>;
}

async function compare(
  { root, now, meanwhile }: Newsroom,
  folder: string,
  { build, clean, step, foreign }: Step,
): Promise<void> {
  const options = { source: root, now: new Date(now()).toISOString() };
  const act = meanwhile();
  if (act !== null) await buildWhile(act, options);
  const elsewhere = path.join(folder, 'clean');
  fs.rmSync(elsewhere, { recursive: true, force: true });
  const anew = { destination: path.join(elsewhere, 'public'), cacheDir: path.join(elsewhere, 'c') };
  const before = readTree(path.join(root, 'public'));
  let warm = await outcome(build(options, step));
  if (warm.lines.some((line) => line.startsWith('destination-blocked'))) {
    // A foreign file is in the way, and its owner moves it.
    equal(describe(readTree(path.join(root, 'public'))), describe(before), 'a refused build');
    fs.rmSync(fs.realpathSync(path.join(root, 'public')), { recursive: true });
    fs.rmSync(path.join(root, 'public'), { recursive: true, force: true });
    warm = await outcome(build(options, step));
  }
  const cold = await outcome(clean({ ...options, ...anew }));
  equal(
    warm.lines.filter((line) => !line.startsWith(FOREIGN)).join('\n'),
    cold.lines.join('\n'),
    'what is told',
  );
  const hasFailed = cold.lines.includes('failed');
  const expected = hasFailed ? before : readTree(anew.destination);
  const found = new Map(readTree(path.join(root, 'public')));
  if (!hasFailed) takeForeign(found, expected, foreign, warm.foreign);
  equal([...found.keys()].join('\n'), [...expected.keys()].join('\n'), 'the outputs');
  for (const [file, text] of expected) equal(found.get(file), text, file);
}

const FOREIGN = 'destination-foreign';

/** Takes out what was told to be foreign, now or before. */
function takeForeign(
  found: Map<string, string>,
  expected: ReadonlyMap<string, string>,
  foreign: Set<string>,
  told: string,
): void {
  const others = [...found.keys()].filter((name) => !expected.has(name));
  const news = others.filter((name) => !foreign.has(name));
  const more = Number(/ and (\d+) more$/.exec(told)?.[1] ?? 0);
  const untold = news.filter((name) => !told.includes(name));
  if (untold.length > more) throw new Error(`Nobody was told of ${untold.join(', ')}: ${told}`);
  foreign.clear();
  for (const name of others) {
    foreign.add(name);
    found.delete(name);
  }
}

function describe(tree: ReadonlyMap<string, string>): string {
  return JSON.stringify([...tree]);
}

/** A build during which something is done to the site; how it ends is all the same. */
async function buildWhile(act: () => void, options: BuildOptions): Promise<void> {
  let reads = 0;
  const openFile: Io['openFile'] = (file) => {
    reads += 1;
    if (reads === 2) act();
    return disk.openFile(file);
  };
  await buildWith(options, effectsWith({ ...disk, openFile })).catch((error: unknown) => {
    if (!(error instanceof SiteError)) throw error;
  });
  if (reads < 2) act();
}

interface Told {
  /** Success or failure, and the problems; messages may tell what was published before. */
  readonly lines: readonly string[];
  /** The message that names foreign files; empty: none. */
  readonly foreign: string;
}

async function outcome(run: Promise<BuildResult>): Promise<Told> {
  const [said, problems] = await run.then(
    (result) => ['published', result.problems] as const,
    (error: Error & { readonly problems?: BuildResult['problems'] }) => {
      if (error.problems === undefined) throw error;
      return ['failed', error.problems] as const;
    },
  );
  const lines = problems.map(({ code, file, line }) => `${code} ${file} ${line}`).sort();
  const foreign = problems.find(({ code }) => code === FOREIGN)?.message ?? '';
  return { lines: [said, ...lines], foreign };
}

function equal(found: string | undefined, expected: string, what: string): void {
  if (found === expected) return;
  throw new Error(`${what}: found\n${found}\n\nexpected\n${expected}`);
}
