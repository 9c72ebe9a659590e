/**
 * `--verify`: the same site built anew in a folder of its own, and compared byte for byte with what
 * is published: all that lies there, what nobody planned included. Should pages differ, the cache was
 * trusted wrongly: a bug of finews.
 */
import path from 'node:path';
import type { Effects, Io } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { BuildResult } from '../model/result.js';
import { build } from './build.js';
import { configure } from './configure/configure.js';
import { foreignProblem, listForeign } from './write/foreign.js';

/** At most so many differences are named. */
const MOST = 20;

/** Throws `SiteError` with the build's problems, the outputs that differ and what is foreign, after `result` was published. */
export async function verify(
  options: BuildOptions,
  result: BuildResult,
  effects: Effects,
): Promise<void> {
  const { io } = effects;
  const folder = path.join(result.cacheDir, `verify-${effects.host.pid}`);
  const destination = path.join(folder, 'public');
  const anew = {
    destination,
    cacheDir: path.join(folder, 'cache'),
    // Copies of pictures are compared by their keys, which are in their names.
    picturesDir: path.join(result.cacheDir, 'pictures'),
    cache: false,
    atomic: false,
    now: result.now,
    // Where the site and its cache are is no part of the site, here as there.
    leaveOut: [result.destination, result.cacheDir],
  };
  try {
    const clean = await build({ ...options, ...anew }, effects);
    const differing = result.outputs.paths.filter((output) => !same(output, [result, clean], io));
    const published = new Set(result.outputs.paths);
    const missing = clean.outputs.paths.filter((output) => !published.has(output));
    const all = [...differing, ...missing];
    const stray = await strayAmong(options, published, effects);
    const faults = [...(all.length > 0 ? [differ(all)] : []), ...(stray === null ? [] : [stray])];
    if (faults.length === 0) return;
    const others = result.problems.filter(({ code }) => code !== stray?.code);
    throw new SiteError([...others, ...faults]);
  } finally {
    io.removeTree(folder);
  }
}

/** What nobody planned and lies there all the same: readers get it as they get the site. */
async function strayAmong(
  options: BuildOptions,
  published: ReadonlySet<string>,
  effects: Effects,
): Promise<Problem | null> {
  const config = configure(options, effects).value;
  const place = { ...config, folder: config.destination, strict: true };
  const left = await listForeign(published, place, effects.io);
  return foreignProblem({ replaced: [], left }, place);
}

function same(output: string, results: readonly BuildResult[], io: Io): boolean {
  const files = results.map(({ destination }) => path.join(destination, output));
  if (files.some((file) => io.stat(file)?.kind !== 'file')) return false;
  const [first, second] = files.map((file) => io.read(file));
  return first !== undefined && second !== undefined && first.equals(second);
}

function differ(outputs: readonly string[]): Problem {
  const named = outputs.slice(0, MOST).join(', ');
  const more = outputs.length > MOST ? ` and ${outputs.length - MOST} more` : '';
  return {
    code: 'verify-differs',
    severity: 'error',
    message: `A clean build makes other bytes of ${outputs.length} files: ${named}${more}`,
    hint: 'If a filter of your own gives another answer each time, its pages are these. Else build with --no-cache, and please report this: it is a bug in finews.',
  };
}
