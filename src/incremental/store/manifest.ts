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
import type { SortedTable } from '../../model/sorted-table.js';
import type { OutputRecord } from '../../model/staged.js';
import { chunk } from '../../platform/chunk.js';
import { secretWords } from '../../platform/digest.js';
import type { KeySeed } from '../key-mixer.js';
import { isSameData } from '../same-data.js';
import { changedEntries, entriesOf, missingIn, sortedNames } from '../sorted-tables.js';
import { readNote, type TableReader, writeTable } from './columns.js';
import { destinationKey } from './destination-key.js';
import { tableIn } from './segmented-table.js';
import { openSegments, type SegmentFile } from './segments.js';
import { readStamps, writeStamps } from './stamp-columns.js';
import { isWarning, jsonOf } from './stored-values.js';

export interface Manifest {
  readonly records: SortedTable<OutputRecord>;
  /** The templates that the outputs were made with; null: not known. */
  readonly theme: ThemeRecord | null;
  /** What the records' keys were made with. */
  readonly seed: KeySeed;
  /** `isAnew`: nothing that it said before may stay in the file. */
  save(records: SortedTable<OutputRecord>, theme: ThemeRecord, isAnew: boolean): void;
  /** False: another process has written it since. */
  isCurrent(): boolean;
}

/** Templates that can be compiled, and what is doubtful in them. */
export interface ThemeRecord {
  /** Digest of all that this depends on. */
  readonly key: string;
  readonly warnings: readonly Problem[];
}

/** Outputs a table: it is in memory several times while it is written. */
const ROWS = 16_384;

export function openManifest(config: Config, foundation: string, io: Io): Manifest {
  const file = path.join(config.cacheDir, `manifest-${destinationKey(config)}.log`);
  const header = `finews-manifest 6 ${foundation}`;
  const log = openSegments(file, { header, durable: false, beside: `${file}.tmp` }, io);
  const found = replay(log);
  const { seed } = found;
  let { records, theme } = found;
  return {
    seed,
    get records() {
      return records;
    },
    get theme() {
      return theme;
    },
    isCurrent: () => log.isCurrent(),
    save(now, made, isAnew) {
      const gone = missingIn(records.places, now.places).map((name) => [name, GONE] as const);
      const differing = [...changedEntries(now, records), ...gone];
      const about = { seed, theme: made };
      const whole = (): Iterable<Uint8Array> => tablesOf(entriesOf(now), about);
      if (isAnew) log.replace(whole());
      else if (differing.length > 0 || made.key !== theme?.key || log.state !== 'whole') {
        log.append(tablesOf(differing, about), whole);
      }
      records = now;
      theme = made;
    },
  };
}

type NamedRecord = readonly [output: string, record: OutputRecord];

/** Stands for an output that there is no longer: no bytes have its digest. */
const GONE: OutputRecord = {
  ...{ key: 0, digest: '', reads: [] },
  ...{ size: 0, modified: 0, changed: 0, inode: 0 },
};

/** What is in each table besides. */
interface AboutTable {
  readonly seed: KeySeed;
  readonly theme: ThemeRecord | null;
}

function* tablesOf(records: readonly NamedRecord[], about: AboutTable): Generator<Uint8Array> {
  for (const rows of chunk(records, ROWS)) yield tableOf(rows, about);
  if (records.length === 0) yield tableOf([], about);
}

function tableOf(records: readonly NamedRecord[], about: AboutTable): Uint8Array {
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

type Replayed = Pick<Manifest, 'records' | 'theme' | 'seed'>;

/** Of an output the last record counts; with keys of another seed it has none. */
function replay(log: SegmentFile): Replayed {
  const about = aboutIn(readNote(log.parts.at(-1) ?? NO_BYTES));
  const { seed, theme } = about ?? { seed: secretWords(), theme: null };
  // One array for all pages that read the same, whichever table they are in.
  const sets = new Map<string, readonly string[]>();
  const share = (reads: readonly string[]): readonly string[] => {
    const id = reads.join('\n');
    const set = sets.get(id) ?? reads;
    sets.set(id, set);
    return set;
  };
  const read = (table: TableReader): SortedTable<OutputRecord> | null =>
    isSameData(aboutIn(table.note())?.seed, seed) ? readRecords(table, share) : null;
  const isGone = ({ digest }: OutputRecord): boolean => digest === GONE.digest;
  return { records: tableIn(log, read, isGone), theme, seed };
}

const NO_BYTES = Buffer.alloc(0);
const NO_READS: readonly string[] = [];

function readRecords(
  table: TableReader,
  share: (reads: readonly string[]) => readonly string[],
): SortedTable<OutputRecord> | null {
  const [outputs, keys, digests] = [table.texts(), table.numbers(), table.digests()];
  const reads = table.shared(isNames);
  const shared = new Map(reads.map((set) => [set, set]));
  for (const set of shared.keys()) shared.set(set, share(set));
  const { size, modified, changed, inode } = readStamps(table);
  if (!outputs.every((output) => checkOutput(output) === null)) return null;
  const values = outputs.map(
    (_, row): OutputRecord => ({
      key: keys[row] ?? 0,
      digest: digests[row] ?? '',
      size: size[row] ?? 0,
      modified: modified[row] ?? 0,
      changed: changed[row] ?? 0,
      inode: inode[row] ?? 0,
      reads: shared.get(reads[row] ?? NO_READS) ?? NO_READS,
    }),
  );
  return { places: sortedNames(outputs), values };
}

function aboutIn(note: string | null): AboutTable | null {
  const value = note === null ? null : jsonOf(note);
  if (typeof value !== 'object' || value === null) return null;
  const { seed, theme } = value as Partial<AboutTable>;
  if (!Array.isArray(seed) || !seed.every(Number.isInteger)) return null;
  const [first = 0, second = 0] = seed as readonly number[];
  return { seed: [first, second], theme: themeOf(theme) };
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
