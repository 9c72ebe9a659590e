/**
 * The last verb: staged files become the site by renames. New paths first, then changed ones, so no
 * page links to one that isn't there yet; deletions last, and only of what the ledger owns.
 */
import path from 'node:path';
import { anyMatcher } from '../../formats/urls/glob.js';
import { fileSeen } from '../../incremental/file-stamp.js';
import { missingIn, sortedNames } from '../../incremental/sorted-tables.js';
import { stagedFile } from '../../incremental/staging.js';
import type { Effects } from '../../model/io.js';
import type { PageKind } from '../../model/page.js';
import { type Outcome, SiteError } from '../../model/problem.js';
import type { SortedNames } from '../../model/sorted-table.js';
import type { Published, Staged, StagedFile } from '../../model/staged.js';
import type { Stamp } from '../../model/story.js';
import { foreignProblem, listForeign } from './foreign.js';
import { preflight } from './preflight.js';
import { createRemover } from './remove-stale.js';
import type { WritePlace } from './write-place.js';

/** What the destination's ledger says, and a way to tell it (`publish/ledger.ts`). */
export interface Ownership {
  /** Outputs that earlier builds wrote; null when the ledger is lost or there never was one. */
  readonly outputs: SortedNames | null;
  /** Whether the destination may hold more than those, and is looked at as a whole. */
  readonly walks: boolean;
  /** Durably adds outputs, before the first rename. */
  extend(outputs: readonly string[]): void;
  /** Durably replaces the whole list, after the last deletion. */
  settle(outputs: SortedNames): void;
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
  owned: Ownership,
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
      left: owned.walks ? listForeign(new Set([...planned, ...before]), place, effects.io) : [],
    },
    place,
  );
  if (foreign?.severity === 'error') throw new SiteError([foreign]);
  const way = preflight(staged.files, stale, place, effects.io);

  owned.extend(came);
  const remove = createRemover(place, planned, effects);
  const removed = way.blocking.filter(remove);
  for (const folder of ['', ...way.missing]) {
    effects.io.makeFolder(path.join(place.folder, folder));
  }
  const looks = publish(staged, place, effects);
  removed.push(...[...stale].filter(remove));
  owned.settle(planned);

  const outputsOf = (isNew: boolean): string[] =>
    staged.files.filter((file) => (file.found === null) === isNew).map((file) => file.output);
  const unchanged = planned.size - staged.files.length;
  const value = { added: outputsOf(true), changed: outputsOf(false), removed, unchanged, looks };
  return { value, problems: foreign === null ? [] : [foreign] };
}

/** What was no output until now, and stands where one of those that `came` will. */
function replacedIn({ files }: Staged, came: readonly string[]): readonly string[] {
  const unowned = new Set(came);
  return files
    .filter(({ output, found }) => (found ?? 'folder') !== 'folder' && unowned.has(output))
    .map(({ output }) => output);
}

/** How each file looks once it is published, by its index: a rename changes that. */
function publish(
  { files, folder }: Staged,
  place: WritePlace,
  { io, log }: WriteEffects,
): ReadonlyMap<number, Stamp> {
  const looks = new Map<number, Stamp>();
  const isNew = (file: StagedFile): number => Number(file.found === null);
  const ordered = [...files].sort((a, b) => isNew(b) - isNew(a) || ORDER[a.kind] - ORDER[b.kind]);
  for (const [done, { output, index, found }] of ordered.entries()) {
    const target = path.join(place.folder, output);
    log.detail(`${found === null ? 'added  ' : 'changed'} ${output}`);
    if (found === 'folder') io.removeEmptyFolder(target);
    io.rename(stagedFile(folder, index), target);
    const seen = fileSeen(io.stat(target));
    if (seen !== null) looks.set(index, seen);
    log.progress('write', done + 1, ordered.length);
  }
  return looks;
}
