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
import {
  changedEntries,
  entriesOf,
  missingIn,
  sortedNames,
  sortedTable,
} from '../sorted-tables.js';
import { readTable, type TableReader, writeTable } from './columns.js';
import { destinationKey } from './destination-key.js';
import { openSegments } from './segments.js';
import { readStamps, stampOfRow, writeStamps } from './stamp-columns.js';
import { isWarning, jsonOf } from './stored-values.js';

export interface Manifest {
  readonly records: SortedTable<OutputRecord>;
  /** The templates that the outputs were made with; null: not known. */
  readonly theme: ThemeRecord | null;
  /** What the records' keys were made with. */
  readonly seed: KeySeed;
  save(records: SortedTable<OutputRecord>, theme: ThemeRecord): void;
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
  const found = replay(log.parts);
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
    save(now, made) {
      const gone = missingIn(records.places, now.places).map((name) => [name, GONE] as const);
      const differing = [...changedEntries(now, records), ...gone];
      if (differing.length > 0 || made.key !== theme?.key || log.state !== 'whole') {
        const about = { seed, theme: made };
        log.append(tablesOf(differing, about), () => tablesOf(entriesOf(now), about));
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

/** Of an output the last record counts. */
function replay(parts: readonly Buffer[]): Replayed {
  const found = parts.flatMap((part) => readTable(part, readRecords) ?? []);
  const { seed, theme } = found.at(-1) ?? { seed: secretWords(), theme: null };
  const tables = found.filter((table) => isSameData(table.seed, seed));
  const [first, ...more] = tables;
  if (first === undefined) return { records: sortedTable(new Map()), theme, seed };
  if (more.length === 0) return { records: first.records, theme, seed };
  const records = new Map<string, OutputRecord>();
  // One array for all pages that read the same, whichever table they are in.
  const sets = new Map<string, readonly string[]>();
  const known = new Map<readonly string[], readonly string[]>();
  const shared = (reads: readonly string[]): readonly string[] => {
    const before = known.get(reads);
    if (before !== undefined) return before;
    const id = reads.join('\n');
    const set = sets.get(id) ?? reads;
    sets.set(id, set);
    known.set(reads, set);
    return set;
  };
  for (const {
    records: { places, values },
  } of tables) {
    for (const [row, output] of places.names.entries()) {
      const record = values[row] ?? GONE;
      if (record.digest === GONE.digest) records.delete(output);
      else {
        const reads = shared(record.reads);
        records.set(output, reads === record.reads ? record : { ...record, reads });
      }
    }
  }
  return { records: sortedTable(records), theme, seed };
}

function readRecords(table: TableReader): Replayed | null {
  const about = aboutOf(jsonOf(table.note()));
  const [outputs, keys, digests] = [table.texts(), table.numbers(), table.digests()];
  const reads = table.shared(isNames) as readonly (readonly string[])[];
  const stamps = readStamps(table);
  if (about === null || !outputs.every((output) => checkOutput(output) === null)) return null;
  const values = outputs.map((_, row): OutputRecord => {
    const [key = 0, digest = '', its = []] = [keys[row], digests[row], reads[row]];
    return { key, digest, ...stampOfRow(stamps, row), reads: its };
  });
  return { records: { places: sortedNames(outputs), values }, ...about };
}

function aboutOf(value: unknown): AboutTable | null {
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

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
