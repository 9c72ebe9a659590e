/** Where a site is, for those who watch it: also when its config is broken at the moment. */
import path from 'node:path';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { SiteError } from '../model/problem.js';
import { configure } from '../stages/configure/configure.js';

export interface Location {
  /** Absolute. */
  readonly source: string;
  /** What finews itself writes, absolute. */
  readonly own: readonly string[];
}

export function locate(options: BuildOptions, effects: Pick<Effects, 'io' | 'clock'>): Location {
  try {
    const { source, destination, cacheDir } = configure(options, effects).value;
    return { source, own: [destination, cacheDir] };
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    const source = path.resolve(options.source ?? '.');
    const destination = path.resolve(options.destination ?? path.join(source, 'public'));
    return { source, own: [destination, path.join(source, '.finews')] };
  }
}
