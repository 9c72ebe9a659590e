/**
 * The last stage with what is remembered of the destination: whether that is as the last build left
 * it, where the site is published to, and the stamp of each published file once it is there.
 */
import path from 'node:path';
import { sameStamp, stampOf } from '../incremental/file-stamp.js';
import { missingIn, sortedNames } from '../incremental/sorted-tables.js';
import type { RecordTable } from '../incremental/store/manifest.js';
import type { FileStates } from '../incremental/store/store.js';
import type { Config } from '../model/config.js';
import type { Effects, Io } from '../model/io.js';
import type { LedgerRecord } from '../model/ownership.js';
import type { Outcome } from '../model/problem.js';
import { NO_ROW, type SortedNames } from '../model/sorted-table.js';
import type { OutputRecord, Published, Staged } from '../model/staged.js';
import type { Stamp } from '../model/story.js';
import { openPublication, type Publication } from '../publish/atomic-publish.js';
import { isDescribed, type Ledger, ownership } from '../publish/ledger.js';
import type { MadeOutputs } from './render/render.js';
import { listForeign } from './write/foreign.js';
import { write } from './write/write.js';

/** What was published, and what is to be remembered of it. */
export interface Publishing extends Published {
  readonly outputs: RecordTable;
}

export interface WriteWork {
  readonly ledger: Ledger;
  /** Outputs that are remembered; null: nothing is. */
  readonly remembered: SortedNames | null;
  readonly states: Pick<FileStates, 'unchangedAmong' | 'isTold'>;
  /** Source paths of the site's stories. */
  readonly files: SortedNames;
  readonly effects: Pick<Effects, 'io' | 'log'>;
}

/** Outputs that publishing may change. */
export function touched(
  { files, outputs }: Staged,
  before: LedgerRecord | null,
): readonly string[] {
  const stale = before === null ? [] : missingIn(before.outputs, outputs.places);
  return [...files.map(({ output }) => output), ...stale];
}

/** Throws `SiteError` as `write` does; a version that isn't shown is gone then. */
export async function writeSite(
  staged: MadeOutputs,
  config: Config,
  work: WriteWork,
): Promise<Outcome<Publishing>> {
  const { ledger, states, effects } = work;
  const { io } = effects;
  const before = ledger.now;
  // A watching process gets hints at changes, and doesn't look at what is published.
  const walks = config.strict ? !states.isTold : !(await isAsLeft(staged, before, work));
  const isNeeded = touched(staged, before).length > 0;
  const publication = openPublication(config, isNeeded, io);
  const { folder } = publication;
  const owned = ownership(ledger, work.files);
  const commit = (now: SortedNames): void => {
    publication.show();
    owned.commit(now);
  };
  const place = { ...config, folder };
  try {
    const owners = [staged.outputs.places, before?.outputs ?? []];
    const foreign = walks
      ? await listForeign(new Set(owners.flatMap((all) => [...all])), place, io)
      : [];
    const { value, problems } = write(staged, { ...owned, foreign, commit }, place, effects);
    const outputs = withStamps(staged.outputs, value.stamps, { publication, config, io });
    return { value: { ...value, outputs }, problems };
  } catch (error) {
    publication.abandon();
    throw error;
  }
}

/** Whether every owned output is as the last build left it; false as well where that is not known. */
async function isAsLeft(
  staged: MadeOutputs,
  before: LedgerRecord | null,
  { ledger, remembered, states }: WriteWork,
): Promise<boolean> {
  if (before === null || !isDescribed(ledger, remembered) || !staged.isAsLeft) return false;
  const stale = sortedNames(missingIn(before.outputs, staged.outputs.places));
  if (stale.size === 0) return true;
  const isIntact = await states.unchangedAmong(stale);
  return stale.names.every((_, place) => isIntact(place));
}

interface Where {
  readonly publication: Publication;
  readonly config: Config;
  readonly io: Io;
}

/** The records with the files' stamps now that they are published; those of other files as they were. */
function withStamps(
  outputs: RecordTable,
  stamps: ReadonlyMap<number, Stamp>,
  { publication, config, io }: Where,
): RecordTable {
  const { places, values } = outputs;
  const rows = Int32Array.from(outputs.rows);
  const recordAt = (place: number): OutputRecord => values.at(rows[place] ?? NO_ROW);
  for (const [place, stamp] of stamps) rows[place] = values.add({ ...recordAt(place), ...stamp });
  if (!publication.isVersion) return { places, rows, values };
  // Names that came and went changed each file's time of change, and nothing else.
  for (const [place, name] of places.names.entries()) {
    const record = recordAt(place);
    const stamp = stampOf(io.stat(path.join(config.destination, name)));
    const isSame = stamp !== null && sameStamp({ ...stamp, changed: record.changed }, record);
    if (isSame) rows[place] = values.add({ ...record, changed: stamp.changed });
  }
  return { places, rows, values };
}
