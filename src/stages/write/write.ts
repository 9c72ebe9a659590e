/**
 * The last verb: staged files become the site by renames. New paths first, then changed ones, so no
 * page links to one that isn't there yet; deletions last, and only of what the ledger owns.
 */
import path from 'node:path';
import { anyMatcher } from '../../content/glob.js';
import { missingIn, placesOf } from '../../content/places.js';
import { stagedFile } from '../../content/staging.js';
import type { Config } from '../../model/config.js';
import type { Effects } from '../../model/io.js';
import type { PageKind } from '../../model/page.js';
import type { Places } from '../../model/places.js';
import { type Outcome, SiteError } from '../../model/problem.js';
import type { Published, Staged, StagedFile } from '../../model/staged.js';
import { foreignProblem, listForeign } from './foreign.js';
import { createRemover } from './remove.js';
import { surveyWay } from './way.js';

/** What the destination's ledger says, and a way to tell it (`build/ledger.ts`). */
export interface Ownership {
  /** Outputs that earlier builds wrote; null when the ledger is lost or there never was one. */
  readonly outputs: Places | null;
  /** False: there may be more. */
  readonly isComplete: boolean;
  /** Durably adds outputs, before the first rename. */
  extend(outputs: readonly string[]): void;
  /** Durably replaces the whole list, after the last deletion. */
  settle(outputs: Places): void;
}

const NONE = placesOf([]);

type WriteEffects = Pick<Effects, 'io' | 'log'>;

const ORDER: Readonly<Record<PageKind, number>> = {
  static: 0,
  post: 1,
  list: 2,
  document: 3,
  machine: 4,
};

/** Throws `SiteError`, with nothing published, when something is in the way or `--strict` forbids it. */
export async function write(
  staged: Staged,
  owned: Ownership,
  config: Config,
  effects: WriteEffects,
): Promise<Outcome<Published>> {
  const planned = staged.outputs.places;
  const before = owned.outputs ?? NONE;
  const kept = anyMatcher(config.keepFiles);
  const stale = new Set(missingIn(before, planned).filter((output) => !kept(output)));
  const foreign = owned.isComplete
    ? []
    : await listForeign(new Set([...planned, ...before]), config, effects.io);
  const problems = foreign.length === 0 ? [] : [foreignProblem(foreign, config)];
  if (config.strict && problems.length > 0) throw new SiteError(problems);
  const way = await surveyWay(staged.files, stale, config, effects.io);

  owned.extend(missingIn(planned, before));
  const remove = createRemover(config, planned, effects);
  const removed = way.blocking.filter(remove);
  for (const folder of ['', ...way.missing]) {
    effects.io.makeFolder(path.join(config.destination, folder));
  }
  publish(staged, config, effects);
  removed.push(...[...stale].filter(remove));
  owned.settle(planned);

  const outputsOf = (isNew: boolean): string[] =>
    staged.files.filter((file) => (file.found === null) === isNew).map((file) => file.output);
  const unchanged = planned.size - staged.files.length;
  const value = { added: outputsOf(true), changed: outputsOf(false), removed, unchanged, foreign };
  return { value, problems };
}

function publish({ files, folder }: Staged, config: Config, { io, log }: WriteEffects): void {
  const isNew = (file: StagedFile): number => Number(file.found === null);
  const ordered = [...files].sort((a, b) => isNew(b) - isNew(a) || ORDER[a.kind] - ORDER[b.kind]);
  for (const [done, { output, index, found }] of ordered.entries()) {
    const target = path.join(config.destination, output);
    log.detail(`${found === null ? 'added  ' : 'changed'} ${output}`);
    if (found === 'folder') io.removeEmptyFolder(target);
    io.rename(stagedFile(folder, index), target);
    log.progress('write', done + 1, ordered.length);
  }
}
