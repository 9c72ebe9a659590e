/**
 * `--verify`: the same site built anew in a folder of its own, and compared byte for byte with what
 * is published. Should they ever differ, the cache was trusted wrongly: a bug of finews.
 */
import path from 'node:path';
import type { Effects, Io } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { type Problem, SiteError } from '../model/problem.js';
import type { BuildResult } from '../model/result.js';
import { build } from './build.js';

/** At most so many differences are named. */
const MOST = 20;

/** Throws `SiteError` with the build's problems and the outputs that differ, after `result` was published. */
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
    if (all.length > 0) throw new SiteError([...result.problems, differ(all)]);
  } finally {
    io.removeTree(folder);
  }
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
