/**
 * The last stage: staged files become the site by renames. New paths first, then changed ones, so no
 * page links to one that isn't there yet; deletions last, and only of what the ledger owns.
 */
import path from 'node:path';
import { anyMatcher } from '../../formats/urls/glob.js';
import { stampOf } from '../../incremental/file-stamp.js';
import { missingIn, sortedNames } from '../../incremental/sorted-tables.js';
import { stagedFile } from '../../incremental/staging.js';
import type { Effects } from '../../model/io.js';
import type { Ownership } from '../../model/ownership.js';
import type { PageKind } from '../../model/page.js';
import { type Outcome, SiteError } from '../../model/problem.js';
import type { Published, Staged, StagedFile } from '../../model/staged.js';
import type { Stamp } from '../../model/story.js';
import { createRemover } from '../../publish/remove-stale.js';
import { foreignProblem } from './foreign.js';
import { preflight } from './preflight.js';
import type { WritePlace } from './write-place.js';

/** What finews owns at the destination. */
export interface OwnedOutputs extends Ownership {
  /** What else lies at the destination and is not planned; empty where nobody looked. */
  readonly foreign: readonly string[];
}

const NONE = sortedNames([]);

type WriteEffects = Pick<Effects, 'io' | 'log'>;

const ORDER: Readonly<Record<PageKind, number>> = {
  static: 0,
  post: 1,
  list: 2,
  document: 3,
  generated: 4,
};

/** Throws `SiteError`, with nothing published, when something is in the way or `--strict` forbids it. */
export function write(
  staged: Staged,
  owned: OwnedOutputs,
  place: WritePlace,
  effects: WriteEffects,
): Outcome<Published> {
  const planned = staged.outputs.places;
  const before = owned.outputs ?? NONE;
  const kept = anyMatcher(place.keepFiles);
  const stale = new Set(missingIn(before, planned).filter((output) => !kept(output)));
  const came = missingIn(planned, before);
  const foreign = foreignProblem(
    {
      replaced: replacedIn(staged, came),
      left: owned.foreign,
    },
    place,
  );
  if (foreign?.severity === 'error') throw new SiteError([foreign]);
  const { blocking, missing } = preflight(staged.files, stale, place, effects.io);

  owned.extend(came);
  const remove = createRemover(place, planned, effects);
  const removed = blocking.filter(remove);
  for (const folder of ['', ...missing]) {
    effects.io.makeFolder(path.join(place.folder, folder));
  }
  const stamps = publish(staged, place, effects);
  removed.push(...[...stale].filter(remove));
  owned.commit(planned);

  const outputsOf = (isNew: boolean): string[] =>
    staged.files.filter((file) => (file.found === null) === isNew).map((file) => file.output);
  const unchanged = planned.size - staged.files.length;
  const value = { added: outputsOf(true), changed: outputsOf(false), removed, unchanged, stamps };
  return { value, problems: foreign === null ? [] : [foreign] };
}

/** What was no output until now, and stands where one of those that `came` will. */
function replacedIn({ files }: Staged, came: readonly string[]): readonly string[] {
  const unowned = new Set(came);
  return files
    .filter(({ output, found }) => (found ?? 'folder') !== 'folder' && unowned.has(output))
    .map(({ output }) => output);
}

/** The stamp of each file once it is published, by its index: a rename changes that. */
function publish(
  { files, folder }: Staged,
  place: WritePlace,
  { io, log }: WriteEffects,
): ReadonlyMap<number, Stamp> {
  const stamps = new Map<number, Stamp>();
  const isNew = (file: StagedFile): number => Number(file.found === null);
  const ordered = [...files].sort((a, b) => isNew(b) - isNew(a) || ORDER[a.kind] - ORDER[b.kind]);
  for (const [done, { output, index, found }] of ordered.entries()) {
    // Not `join`, which takes both apart: they are as they have to be.
    const target = place.folder + path.sep + output;
    log.detail(`${found === null ? 'added  ' : 'changed'} ${output}`);
    if (found === 'folder') io.removeEmptyFolder(target);
    io.rename(stagedFile(folder, index), target);
    const stamp = stampOf(io.stat(target));
    if (stamp !== null) stamps.set(index, stamp);
    log.progress('write', done + 1, ordered.length);
  }
  return stamps;
}
