/** What lies at the destination although no build of finews is known to have written it. */
import { anyMatcher } from '../../content/glob.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';

const MOST_NAMED = 5;

/** Paths below the destination; `keep_files` and names that begin with a dot are nobody's business. */
export async function listForeign(
  planned: ReadonlySet<string>,
  config: Config,
  io: Io,
): Promise<readonly string[]> {
  if (io.stat(config.destination) === undefined) return [];
  const kept = anyMatcher(config.keepFiles);
  const entries = await io.list(config.destination, []);
  return entries
    .filter((entry) => entry.kind !== 'folder' && !planned.has(entry.path))
    .map((entry) => entry.path)
    .filter((file) => !kept(file) && !/(?:^|\/)\./.test(file))
    .sort();
}

/** A warning, for the files stay; under `--strict` an error. */
export function foreignProblem(foreign: readonly string[], config: Config): Problem {
  const more = foreign.length - MOST_NAMED;
  const some = foreign.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return {
    code: 'destination-foreign',
    severity: config.strict ? 'error' : 'warning',
    message: `${config.destination} holds files that finews has no record of writing: ${some}`,
    hint: 'They are left alone. If they are old pages of this site, delete them or run `finews clean`; keep_files silences this.',
  };
}
