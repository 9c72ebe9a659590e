/**
 * The manifest of a destination: for each output its key, the digest, size and time of its bytes,
 * and what was read to make it; and of which templates it is known that they compile. Written after
 * the pages it vouches for; a lost or older one costs a rendering, never a wrong page.
 */
import path from 'node:path';
import { checkOutput } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { OutputRecord } from '../../model/staged.js';
import { chunk } from '../../platform/chunk.js';
import { secretWords } from '../../platform/digest.js';
import type { KeySeed } from '../key-mixer.js';
import { isSameData } from '../same-data.js';
import { changedEntries, entriesOf, missingIn, type NamedValue } from '../sorted-tables.js';
import {
  type Column,
  type NumberColumn,
  readNote,
  type TableReader,
  writeTable,
} from './columns.js';
import { destinationKey } from './destination-key.js';
import { openSegments, type TakenSegments } from './segments.js';
import {
  readSiteRecord,
  readStoriesRecord,
  type SavedSite,
  type SiteRecord,
  type StoriesRecord,
} from './site-record.js';
import {
  readStamps,
  type StampColumns,
  StampedRows,
  stampIn,
  writeStamps,
} from './stamp-columns.js';
import { MOST_ROWS, type StoredPart, type StoredTable, tableIn } from './stored-rows.js';
import { isWarning, jsonOf } from './stored-values.js';
import { type ToldProblems, toldProblems } from './told-problems.js';

export type RecordTable = StoredTable<OutputRecord, RecordRows>;

export interface Manifest {
  readonly records: RecordTable;
  /** The templates that the outputs were made with; null: not known. */
  readonly theme: ThemeRecord | null;
  /** The site whose outputs those are; null: not known. */
  readonly site: SiteRecord | null;
  /** What was told of that site; null: not known. */
  told(): readonly Problem[] | null;
  /** Which stories those are of; null: not known. */
  readonly stories: StoriesRecord | null;
  /** Digest of the ledger that names just these outputs; empty: not known. */
  readonly ledger: string;
  /** What the records' keys were made with. */
  readonly seed: KeySeed;
  /** `isAnew`: nothing that it said before may stay in the file. */
  save(made: SavedOutputs, posts: PostDigests, isAnew: boolean): void;
  /** False: another process has written it since. */
  isCurrent(): boolean;
}

/** Digests of what is remembered of story files, and of stories. */
export interface PostDigests {
  readonly stamps: string;
  readonly content: string;
}

/** Of what was rendered, what is to be remembered. */
export interface SavedOutputs {
  readonly outputs: RecordTable;
  readonly theme: ThemeRecord;
  /** Null: the site may be another, and its outputs the same. */
  readonly site: SavedSite | null;
  /** Which stories they are of; null: which of their pages stand can't be seen from that. */
  readonly stories: Omit<StoriesRecord, 'stories'> | null;
  /** Digest of the ledger that owns them. */
  readonly ledger: string;
}

/** Templates that can be compiled, and what is doubtful in them. */
export interface ThemeRecord {
  /** Digest of all that this depends on. */
  readonly key: string;
  readonly warnings: readonly Problem[];
}

/** Of outputs, with what each build asks of all of them. */
export class RecordRows extends StampedRows<OutputRecord, RecordPart> {
  keyOf(row: number): number {
    const part = this.part(row);
    return part === null ? this.at(row).key : (part.keys[this.inPart(row)] ?? 0);
  }

  readsOf(row: number): readonly string[] {
    const part = this.part(row);
    return part === null ? this.at(row).reads : part.reads(this.inPart(row));
  }
}

interface RecordPart extends StoredPart<OutputRecord> {
  readonly keys: NumberColumn;
  readonly reads: Column<readonly string[]>;
  readonly stamps: StampColumns;
}

export function openManifest(config: Config, foundation: string, io: Io): Manifest {
  const file = path.join(config.cacheDir, `manifest-${destinationKey(config)}.log`);
  const header = `finews-manifest 9 ${foundation}`;
  const log = openSegments(file, { header, durable: false, beside: `${file}.tmp` }, io);
  const told = toldProblems(config, io);
  const found = replay(log.take());
  const { seed } = found;
  let { records, theme, site, stories, ledger } = found;
  return {
    seed,
    get records() {
      return records;
    },
    get theme() {
      return theme;
    },
    get site() {
      return site;
    },
    get stories() {
      return stories;
    },
    get ledger() {
      return ledger;
    },
    told: () => (site === null ? null : told.read(site.told)),
    isCurrent: () => log.isCurrent(),
    save({ outputs: now, theme: made, ...others }, posts, isAnew) {
      const gone = missingIn(records.places, now.places).map((name) => [name, GONE] as const);
      const differing = [...changedEntries(now, records), ...gone];
      const isStoreBehind =
        differing.length > 0 || made.key !== theme?.key || log.state !== 'whole';
      // What was known of the site holds while its outputs are these.
      const known = isStoreBehind || isAnew ? null : site;
      const record = others.site === null ? known : recordOf(others.site, posts.stamps, told);
      const its = others.stories === null ? null : { ...others.stories, stories: posts.content };
      const about = { seed, theme: made, site: record, stories: its, ledger: others.ledger };
      if (about.site === null) told.remove();
      const whole = (): Iterable<Uint8Array> => tablesOf([...entriesOf(now)], about);
      if (isAnew) log.replace(whole());
      else if (isStoreBehind || !isSameData(about, { seed, theme, site, stories, ledger })) {
        log.append(tablesOf(differing, about), whole);
      }
      now.values.keepOnly(now.rows);
      ({ theme, site, stories, ledger } = about);
      records = now;
    },
  };
}

function recordOf(
  { problems, ...site }: SavedSite,
  stamps: string,
  told: ToldProblems,
): SiteRecord {
  return { ...site, stamps, told: told.write(problems) };
}

/** Stands for an output that there is no longer: no bytes have its digest. */
const GONE: OutputRecord = {
  ...{ key: 0, digest: '', reads: [] },
  ...{ size: 0, modified: 0, changed: 0, inode: 0 },
};

/** What is in each table besides; of those that were written together the last has it all. */
interface AboutTable {
  readonly seed: KeySeed;
  readonly theme: ThemeRecord | null;
  readonly site: SiteRecord | null;
  readonly stories: StoriesRecord | null;
  readonly ledger: string;
}

function* tablesOf(
  records: readonly NamedValue<OutputRecord>[],
  about: AboutTable,
): Generator<Uint8Array> {
  const parts = records.length === 0 ? [[]] : chunk(records, MOST_ROWS);
  for (const [at, rows] of parts.entries()) {
    const isLast = at === parts.length - 1;
    yield tableOf(rows, isLast ? about : { ...about, ...NOTHING_ABOUT });
  }
}

function tableOf(records: readonly NamedValue<OutputRecord>[], about: AboutTable): Uint8Array {
  const all = records.map(([, record]) => record);
  // One array for all pages that read the same: its JSON is made once.
  const jsons = new Map<readonly string[], string>();
  const jsonOfReads = (reads: readonly string[]): string => {
    const json = jsons.get(reads) ?? JSON.stringify(reads);
    jsons.set(reads, json);
    return json;
  };
  return writeTable(records.length, (table) => {
    table.note(JSON.stringify(about));
    table.texts(records.map(([output]) => output));
    table.numbers(all.map(({ key }) => key));
    table.digests(all.map(({ digest }) => digest));
    table.shared(all.map(({ reads }) => jsonOfReads(reads)));
    writeStamps(all, table);
  });
}

type Replayed = Pick<Manifest, 'records' | keyof AboutTable>;

/** Of an output the last record counts; with keys of another seed it has none. */
function replay(log: TakenSegments): Replayed {
  const about = aboutIn(readNote(log.parts.at(-1) ?? NO_BYTES));
  const { seed, ...others } = about ?? { ...NOTHING_ABOUT, seed: secretWords() };
  // One array for all pages that read the same, whichever table they are in.
  const sets = new Map<string, readonly string[]>();
  const share = (reads: readonly string[]): readonly string[] => {
    const id = reads.join('\n');
    const set = sets.get(id) ?? reads;
    sets.set(id, set);
    return set;
  };
  const read = (table: TableReader): RecordPart | null =>
    isSameData(aboutIn(table.note())?.seed, seed) ? readRecords(table, share) : null;
  return { records: tableIn(log, read, (parts) => new RecordRows(parts)), ...others, seed };
}

const NOTHING_ABOUT: Omit<AboutTable, 'seed'> = {
  theme: null,
  site: null,
  stories: null,
  ledger: '',
};
const NO_BYTES = Buffer.alloc(0);

function readRecords(
  table: TableReader,
  share: (reads: readonly string[]) => readonly string[],
): RecordPart | null {
  const [names, keys, digests] = [table.texts(), table.numbers(), table.digests()];
  const reads = table.shared((value) => (isNames(value) ? share(value) : undefined));
  const stamps = readStamps(table);
  if (!names.every((output) => checkOutput(output) === null)) return null;
  const at = (row: number): OutputRecord => {
    const { size, modified, changed, inode } = stampIn(stamps, row);
    const [key, digest] = [keys[row] ?? 0, digests(row)];
    return { key, digest, size, modified, changed, inode, reads: reads(row) };
  };
  const isGone = (row: number): boolean => stamps.size[row] === 0 && digests(row) === GONE.digest;
  return { names, digests, keys, reads, stamps, at, isGone };
}

function aboutIn(note: string | null): AboutTable | null {
  const value = note === null ? null : jsonOf(note);
  if (typeof value !== 'object' || value === null) return null;
  const { seed, theme, site, stories, ledger } = value as Partial<AboutTable>;
  if (!Array.isArray(seed) || !seed.every(Number.isInteger)) return null;
  const [first = 0, second = 0] = seed as readonly number[];
  return {
    seed: [first, second],
    theme: themeOf(theme),
    site: readSiteRecord(site),
    stories: readStoriesRecord(stories),
    ledger: typeof ledger === 'string' ? ledger : '',
  };
}

function themeOf(value: unknown): ThemeRecord | null {
  if (typeof value !== 'object' || value === null) return null;
  const { key, warnings } = value as Partial<ThemeRecord>;
  const isSound = typeof key === 'string' && Array.isArray(warnings) && warnings.every(isWarning);
  return isSound ? { key, warnings } : null;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
