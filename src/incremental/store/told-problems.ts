/**
 * What the build of a site told, in a file beside the manifest, which has its digest: an archive's problems
 * are many, and in nearly every build the same as before. Safe to lose.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import { digest } from '../../platform/digest.js';
import { destinationKey } from './destination-key.js';
import { isWarning, jsonOf } from './stored-values.js';

export interface ToldProblems {
  /** Those that have the digest; null: they are lost. */
  read(its: string): readonly Problem[] | null;
  /** Gives the digest; only what differs is written. */
  write(problems: readonly Problem[]): string;
  remove(): void;
}

/** In place of a digest: there are none. */
const NONE = '';

export function toldProblems(config: Config, io: Io): ToldProblems {
  const file = path.join(config.cacheDir, `told-${destinationKey(config)}.json`);
  const bytesOf = (its: string): Buffer | null => {
    if (io.stat(file)?.kind !== 'file') return null;
    const bytes = io.read(file);
    return digest(bytes) === its ? bytes : null;
  };
  const remove = (): void => io.removeFile(file);
  return {
    remove,
    read(its) {
      if (its === NONE) return [];
      const problems = jsonOf(bytesOf(its)?.toString('utf8') ?? '');
      return Array.isArray(problems) && problems.every(isWarning) ? problems : null;
    },
    write(problems) {
      if (problems.length === 0) {
        remove();
        return NONE;
      }
      const text = JSON.stringify(problems);
      const its = digest(text);
      if (bytesOf(its) !== null) return its;
      // By a name that the next build knows for this destination's, should this one be killed.
      io.write(`${file}.tmp`, text);
      io.rename(`${file}.tmp`, file);
      return its;
    },
  };
}
