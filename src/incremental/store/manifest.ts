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
import { changedEntries, entriesOf, missingIn, sortedTable } from '../sorted-tables.js';
import { destinationKey } from './destination-key.js';
import { chunks, jsonEntries, openSegments } from './segments.js';
import { isWarning } from './stored-problems.js';

export interface Manifest {
  readonly records: SortedTable<OutputRecord>;
  /** The templates that the outputs were made with; null: not known. */
  readonly theme: ThemeRecord | null;
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

/** Numbers of the sets of reads that the file has. */
type Numbers = Map<readonly string[], number>;
/** `reads` are the sets' numbers. */
type Columns = readonly [
  ...[outputs: readonly string[], keys: readonly string[], digests: readonly string[]],
  ...[sizes: readonly number[], modified: readonly number[], changed: readonly number[]],
  ...[inodes: readonly number[], reads: readonly number[]],
];
/** A segment's entries: outputs in columns, a set of reads with its number, outputs that are gone. */
type ManifestEntry =
  | readonly ['set', number, readonly string[]]
  | readonly ['gone', readonly string[]]
  | readonly ['theme', string, readonly Problem[]]
  | readonly ['outputs', ...Columns];
/** Outputs an entry: columns are read many times as fast as rows. */
const ROWS = 1000;

export function openManifest(config: Config, foundation: string, io: Io): Manifest {
  const file = path.join(config.cacheDir, `manifest-${destinationKey(config)}.log`);
  const header = `finews-manifest 5 ${foundation}`;
  const log = openSegments(file, { header, durable: false, beside: `${file}.tmp` }, io);
  const found = replay(log.parts);
  let records = sortedTable(found.records);
  let { numbers, theme } = found;
  return {
    get records() {
      return records;
    },
    get theme() {
      return theme;
    },
    isCurrent: () => log.isCurrent(),
    save(now, made) {
      let appended: Numbers | null = new Map(numbers);
      const gone = missingIn(records.places, now.places);
      const entries: ManifestEntry[] = [...encode(changedEntries(now, records), appended)];
      if (gone.length > 0) entries.push(['gone', gone]);
      const itself: ManifestEntry = ['theme', made.key, made.warnings];
      if (made.key !== theme?.key) entries.push(itself);
      const whole = (): Iterable<string> => {
        appended = null;
        numbers = new Map();
        const all = [itself, ...encode(entriesOf(now), numbers)];
        return chunks(all);
      };
      if (entries.length > 0 || log.state !== 'whole') log.append(chunks(entries), whole);
      numbers = appended ?? numbers;
      records = now;
      theme = made;
    },
  };
}

/** Each new set of reads stands before the first outputs that have it. */
function* encode(
  records: readonly (readonly [string, OutputRecord])[],
  numbers: Numbers,
): Generator<ManifestEntry> {
  for (const rows of chunk(records, ROWS)) {
    for (const [, { reads }] of rows) {
      if (numbers.has(reads)) continue;
      yield ['set', numbers.size, reads];
      numbers.set(reads, numbers.size);
    }
    yield [
      'outputs',
      rows.map(([output]) => output),
      rows.map(([, { key }]) => key),
      rows.map(([, { digest }]) => digest),
      rows.map(([, { size }]) => size),
      rows.map(([, { modified }]) => modified),
      rows.map(([, { changed }]) => changed),
      rows.map(([, { inode }]) => inode),
      rows.map(([, { reads }]) => numbers.get(reads) ?? -1),
    ];
  }
}

interface Replayed {
  readonly records: ReadonlyMap<string, OutputRecord>;
  readonly numbers: Numbers;
  readonly theme: ThemeRecord | null;
}

type Sets = ReadonlyMap<unknown, readonly string[]>;

function replay(parts: readonly Buffer[]): Replayed {
  const records = new Map<string, OutputRecord>();
  const sets = new Map<unknown, readonly string[]>();
  let theme: ThemeRecord | null = null;
  for (const entry of jsonEntries(parts)) {
    if (!Array.isArray(entry)) continue;
    const [kind, ...rest] = entry as unknown[];
    const [first, second] = rest;
    if (kind === 'outputs' && rest.every(Array.isArray))
      addRows(rest as unknown[][], sets, records);
    else if (kind === 'set' && isNames(second)) sets.set(first, second);
    else if (kind === 'gone' && isNames(first)) for (const name of first) records.delete(name);
    else if (kind === 'theme') theme = themeOf(first, second);
  }
  const numbers: Numbers = new Map();
  for (const [number, reads] of sets) numbers.set(reads, Number(number));
  return { records, numbers, theme };
}

function themeOf(key: unknown, warnings: unknown): ThemeRecord | null {
  const sound = typeof key === 'string' && Array.isArray(warnings) && warnings.every(isWarning);
  return sound ? { key, warnings } : null;
}

function isNames(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}

function addRows(
  columns: readonly (readonly unknown[])[],
  sets: Sets,
  records: Map<string, OutputRecord>,
): void {
  const [outputs = [], keys = [], digests = [], ...rest] = columns;
  const [sizes = [], times = [], changes = [], inodes = [], numbers = []] = rest;
  for (const [row, output] of outputs.entries()) {
    const [key, digest, size, modified] = [keys[row], digests[row], sizes[row], times[row]];
    const [changed, inode] = [changes[row], inodes[row]];
    const reads = sets.get(numbers[row]);
    if (typeof key !== 'string' || typeof digest !== 'string' || reads === undefined) continue;
    if (typeof size !== 'number' || typeof modified !== 'number') continue;
    if (typeof changed !== 'number' || typeof inode !== 'number') continue;
    if (typeof output !== 'string' || checkOutput(output) !== null) continue;
    records.set(output, { key, digest, size, modified, changed, inode, reads });
  }
}
