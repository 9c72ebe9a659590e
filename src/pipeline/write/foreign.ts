/** What lies at the destination although no build of finews is known to have written it. */
import { anyMatcher } from '../../formats/urls/glob.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { WritePlace } from './write-place.js';

const MOST_NAMED = 5;

/** Names that begin with a dot are about the folder or its host, and no pages; but for this one. */
const HIDDEN = /(?:^|\/)\.(?!well-known(?:\/|$))/;

/**
 * Paths below the folder that are not among `known`, in order. `keep_files` and hidden names are
 * nobody's business. Looks at every file there is: half a minute where there are a million.
 */
export async function listForeign(
  known: ReadonlySet<string>,
  { folder, keepFiles }: Pick<WritePlace, 'folder' | 'keepFiles'>,
  io: Io,
): Promise<readonly string[]> {
  if (io.stat(folder) === undefined) return [];
  const kept = anyMatcher(keepFiles);
  const hidden = io.names(folder).filter((name) => HIDDEN.test(name));
  const entries = await io.list(folder, hidden);
  return entries
    .filter((entry) => entry.kind !== 'folder' && !known.has(entry.path))
    .map((entry) => entry.path)
    .filter((file) => !kept(file) && !HIDDEN.test(file))
    .sort();
}

/** Files that no build of finews is known to have written. */
export interface Foreign {
  /** Where the site has others: they are replaced. */
  readonly replaced: readonly string[];
  readonly left: readonly string[];
}

/** A warning; under `--strict` an error, and nothing is replaced. Null: there are none. */
export function foreignProblem(
  { replaced, left }: Foreign,
  { destination, strict }: Pick<WritePlace, 'destination' | 'strict'>,
): Problem | null {
  if (replaced.length + left.length === 0) return null;
  const what = [
    ...(replaced.length === 0 ? [] : [`where the site has others: ${some(replaced)}`]),
    ...(left.length === 0 ? [] : [`${replaced.length === 0 ? '' : 'besides: '}${some(left)}`]),
  ];
  const hints = [
    ...(replaced.length === 0 ? [] : [strict ? MOVE : REPLACED]),
    ...(left.length === 0 ? [] : [`${replaced.length === 0 ? 'They' : 'The others'} ${LEFT}`]),
  ];
  const colon = replaced.length === 0 ? ':' : ',';
  return {
    code: 'destination-foreign',
    severity: strict ? 'error' : 'warning',
    message: `${destination} holds files that finews has no record of writing${colon} ${what.join('; and ')}`,
    hint: hints.join(' '),
  };
}

const MOVE = 'Move away those that the site has, or build without --strict to replace them.';
const REPLACED =
  'Those that the site has are replaced: if another program writes them, give it or finews another place.';
const LEFT =
  'are left alone, by `finews clean` as well: delete them if they are old pages of this site; keep_files silences this.';

/** The first few by name. */
export function some(files: readonly string[]): string {
  const more = files.length - MOST_NAMED;
  return files.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
