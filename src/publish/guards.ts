/** Refusals: places a build must not work in, archives lost by accident, warnings under `--strict`. */
import { homedir } from 'node:os';
import { isBelow } from '../formats/urls/paths.js';
import type { Memo } from '../incremental/memo.js';
import { missingIn } from '../incremental/sorted-tables.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { LedgerRecord } from '../model/ownership.js';
import type { Problem } from '../model/problem.js';
import { SiteError } from '../model/problem.js';
import type { ProblemCode } from '../model/problem-code.js';
import type { Sources } from '../model/source.js';
import { isPreview } from '../outputs/site-settings.js';
import { takedownsOf } from '../outputs/takedowns.js';
import { realOr } from '../platform/real-path.js';

/** Of the published stories, one in so many, and more than `COUNT`. */
const SHARE = 5;
const COUNT = 50;

/** Throws when the destination is a home folder or no folder, or the cache would take in the site. */
export function guardPlaces(config: Config, io: Io): void {
  const { source, destination, cacheDir } = config;
  const real = realOr(destination, io);
  if (real === realOr(homedir(), io)) {
    throw refusal('destination-unsafe', `The destination ${destination} is a home folder`);
  }
  const inner = { source: realOr(source, io), destination: real };
  const cache = realOr(cacheDir, io);
  for (const [name, folder] of Object.entries(inner)) {
    if (!isBelow(cache, folder) || isPreview({ destination: folder, cacheDir: cache })) continue;
    throw refusal('cache-unsafe', `cache_dir ${cacheDir} contains the ${name} folder`);
  }
  const kind = io.stat(real)?.kind;
  if (kind === undefined || kind === 'folder') return;
  const what = kind === 'link' ? 'a link to nothing' : 'not a folder';
  throw refusal('destination-blocked', `The destination ${destination} is ${what}`);
}

function refusal(code: ProblemCode, message: string): SiteError {
  const hint = 'Choose a folder of its own, such as public and .finews.';
  return SiteError.of(code, message, hint);
}

/** Throws when more than a fifth, and more than 50, of the published stories' files are gone. */
export function guardAgainstMassDeletion(
  before: LedgerRecord | null,
  { files, data }: Sources,
  config: Config,
  memo: Memo,
): void {
  if (before === null || config.allowMassDelete) return;
  const missing = goneFrom(before, { files }, memo);
  // What was taken down is meant to be gone.
  const { path: taken } = takedownsOf(data).value.marks;
  const gone = taken.size === 0 ? missing : missing.filter((file) => !taken.has(file));
  if (gone.length <= COUNT || gone.length * SHARE <= before.posts.size) return;
  throw SiteError.of(
    'mass-deletion',
    `${gone.length} of ${before.posts.size} published stories have no source file any more, first ${gone[0]}`,
    'If they were deleted on purpose, build with --allow-mass-delete.',
  );
}

/** Of stories that were published those whose files are gone. */
export function goneFrom(
  { posts }: LedgerRecord,
  { files }: Pick<Sources, 'files'>,
  memo: Memo,
): readonly string[] {
  return memo.remake('gone', [posts, files], () => missingIn(posts, files));
}

/**
 * Throws when stories were published before, and no file of any is left. A Jekyll site needs none of
 * them from its first day on; one that had some lost them by accident, such as a folder that is not
 * mounted. (Elsewhere the folder must be there: `pipeline/read`.)
 */
export function guardAgainstNoPosts(
  before: LedgerRecord | null,
  { files }: Sources,
  config: Config,
): void {
  if (config.syntax !== 'liquid' || config.allowEmpty) return;
  if (before === null || before.posts.size === 0 || files.names.length > 0) return;
  throw SiteError.of(
    'posts-missing',
    `There is no post in ${config.source} any more, and ${before.posts.size} were published`,
    'Look for them, or name the site by -s. If it is to have none, build with --allow-empty.',
  );
}

/** Throws under `--strict` when anything is wrong, before anything is published. */
export function guardAgainstWarnings(problems: readonly Problem[], config: Config): void {
  if (!config.strict || problems.length === 0) return;
  const warnings =
    problems.length === 1 ? 'is 1 warning' : `are ${problems.length.toLocaleString('en')} warnings`;
  const message = `There ${warnings}, and --strict allows none`;
  const hint = 'Mend what they name, or build without --strict.';
  throw SiteError.of('strict', message, hint);
}

/** Stands before the message that tells of it first. */
export const ALARM = 'PUBLISHED BEFORE, NOW GONE FROM THE SITE: ';

/** A story that was published and is now set aside disappears from the site: say so first. */
export function withAlarm(
  problems: readonly Problem[],
  before: LedgerRecord | null,
): readonly Problem[] {
  const published = before?.posts ?? new Set<string>();
  return problems.map((problem) => {
    const lost = problem.fate === 'set-aside' && published.has(problem.file ?? '');
    return lost ? { ...problem, message: ALARM + problem.message } : problem;
  });
}
