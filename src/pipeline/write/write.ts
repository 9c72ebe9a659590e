/**
 * The last stage: staged files become the site by renames. New paths first, then changed ones, so no
 * page links to one that isn't there yet; deletions last, and only of what the ledger owns.
 */
import path from 'node:path';
import { anyMatcher } from '../../formats/urls/glob.js';
import { stampOf } from '../../incremental/file-stamp.js';
import { missingIn, sortedNames } from '../../incremental/sorted-tables.js';
import { stagedFile, stagedFolder } from '../../incremental/staging.js';
import type { Effects } from '../../model/io.js';
import type { Ownership } from '../../model/ownership.js';
import { type Outcome, SiteError } from '../../model/problem.js';
import type { Published, Staged, StagedFile } from '../../model/staged.js';
import type { Stamp } from '../../model/story.js';
import { createRemover } from '../../publish/remove-stale.js';
import { foreignProblem } from './foreign.js';
import { preflight } from './preflight.js';
import { type PublishStep, publishSteps } from './publish-steps.js';
import type { WritePlace } from './write-place.js';

/** What finews owns at the destination. */
export interface OwnedOutputs extends Ownership {
  /** What else lies at the destination and is not planned; empty where nobody looked. */
  readonly foreign: readonly string[];
}

const NONE = sortedNames([]);

type WriteEffects = Pick<Effects, 'io' | 'log'>;

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
  // Where stale files go first, some of those may be there; and a folder that gives its group to those that are
  // made in it gives it to none that is renamed into it.
  const isEachMade = blocking.length > 0 || effects.io.stat(place.folder)?.givesGroup === true;
  const { steps, folders } = publishSteps(staged.files, missing, isEachMade);
  for (const folder of ['', ...folders]) {
    effects.io.makeFolder(path.join(place.folder, folder));
  }
  const stamps = publish(steps, staged, place, effects);
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

/** The stamps of files that were renamed, by their indexes: that changes it. */
function publish(
  steps: readonly PublishStep[],
  { folder: staging, files: all }: Staged,
  place: WritePlace,
  { io, log }: WriteEffects,
): ReadonlyMap<number, Stamp> {
  const stamps = new Map<number, Stamp>();
  const at = (name: string): string => place.folder + path.sep + name;
  const publishFile = (file: StagedFile): void => {
    const target = at(file.output);
    if (file.found === 'folder') io.removeEmptyFolder(target);
    io.rename(stagedFile(staging, file), target);
    const stamp = stampOf(io.stat(target));
    if (stamp !== null) stamps.set(file.index, stamp);
  };
  const publishFolder = (folder: string, files: readonly StagedFile[]): void => {
    try {
      io.rename(stagedFolder(staging, folder), at(folder));
    } catch (error) {
      // Somebody has made it meanwhile, or the disk renames no folders. What else is wrong, the files say.
      log.detail(`${folder} is published file by file: ${String(error)}`);
      const kind = io.stat(at(folder))?.kind ?? 'folder';
      if (kind !== 'folder') throw error;
      for (const file of files) {
        io.makeFolder(path.dirname(at(file.output)));
        publishFile(file);
      }
    }
  };
  let done = 0;
  for (const { folder, files } of steps) {
    if (folder === null) files.forEach(publishFile);
    else publishFolder(folder, files);
    for (const { output, found } of files) {
      log.detail(`${found === null ? 'added  ' : 'changed'} ${output}`);
    }
    done += files.length;
    log.progress('write', done, all.length);
  }
  return stamps;
}
