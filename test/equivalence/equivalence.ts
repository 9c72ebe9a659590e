/** Whatever happens to a site, what a build with a memory leaves is what one without would. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import type { BuildOptions, BuildResult } from '../../src/index.js';
import { readTree } from '../support/site.js';
import { anEdit, type Edit, openNewsroom } from './newsroom.js';

export type Builder = (options: BuildOptions) => Promise<BuildResult>;

export interface Trial {
  /** Builds with a memory; `step` counts from 0. */
  readonly build: (options: BuildOptions, step: number) => Promise<BuildResult>;
  /** Builds anew. */
  readonly clean: Builder;
}

export interface Amount {
  readonly sequences: number;
  /** Edits in each. */
  readonly length: number;
  readonly seed?: number;
}

/** Rejects with the shortest sequence of edits after which the two differ. */
export async function expectEquivalence(trial: Trial, amount: Amount): Promise<void> {
  const edits = fc.array(anEdit, { minLength: amount.length, maxLength: amount.length });
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
    for (const [step, edit] of sequence.entries()) {
      newsroom.apply(edit);
      await compare(newsroom, folder, { ...trial, step });
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

interface Step extends Trial {
  readonly step: number;
}

async function compare(
  { root, now }: ReturnType<typeof openNewsroom>,
  folder: string,
  { build, clean, step }: Step,
): Promise<void> {
  const options = { source: root, now: new Date(now()).toISOString() };
  const elsewhere = path.join(folder, 'clean');
  fs.rmSync(elsewhere, { recursive: true, force: true });
  const anew = { destination: path.join(elsewhere, 'public'), cacheDir: path.join(elsewhere, 'c') };
  const before = readTree(path.join(root, 'public'));
  const [warm, cold] = [
    await outcome(build(options, step)),
    await outcome(clean({ ...options, ...anew })),
  ];
  equal(warm, cold, 'what is told');
  const expected = cold.startsWith('failed') ? before : readTree(anew.destination);
  const found = readTree(path.join(root, 'public'));
  equal([...found.keys()].join('\n'), [...expected.keys()].join('\n'), 'the outputs');
  for (const [file, text] of expected) equal(found.get(file), text, file);
}

/** Success or failure, and the problems; messages may tell what was published before. */
async function outcome(run: Promise<BuildResult>): Promise<string> {
  const [said, problems] = await run.then(
    (result) => ['published', result.problems] as const,
    (error: Error & { readonly problems?: BuildResult['problems'] }) => {
      if (error.problems === undefined) throw error;
      return ['failed', error.problems] as const;
    },
  );
  const lines = problems.map(({ code, file, line }) => `${code} ${file} ${line}`).sort();
  return [said, ...lines].join('\n');
}

function equal(found: string | undefined, expected: string, what: string): void {
  if (found === expected) return;
  throw new Error(`${what}: found\n${found}\n\nexpected\n${expected}`);
}
