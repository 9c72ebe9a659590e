/**
 * The ledger: which outputs at a destination are finews' own, and which stories they show. It
 * survives cache loss and version changes; nothing outside it is ever deleted. It is a log: a story
 * adds a few lines to it, not the archive. What can't be read of it counts as lost.
 */
import path from 'node:path';
import { checkOutput } from '../formats/urls/paths.js';
import { missingIn, sortedNames } from '../incremental/sorted-tables.js';
import { destinationKey } from '../incremental/store/destination-key.js';
import {
  chunks,
  jsonEntries,
  openSegments,
  type SegmentFile,
} from '../incremental/store/segments.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { LedgerRecord, Ownership } from '../model/ownership.js';
import type { SortedNames } from '../model/sorted-table.js';
import { chunk } from '../platform/chunk.js';

const HEADER = 'finews-ledger 3';
/** Had one name an entry; what it owned is owned still. */
const OLD_HEADER = 'finews-ledger 2';

export interface Ledger {
  /** As it stands; null when there is none. */
  readonly now: LedgerRecord | null;
  /** False: its end was lost, which is nothing but a crash's last words, or damage. Once saved, it is whole. */
  readonly isComplete: boolean;
  /** Durably makes it say this. */
  save(record: LedgerRecord): void;
  /** False: another process has written it since. */
  isCurrent(): boolean;
}

/** An entry of the log: `[sign, kind, names]`, sign 1 for what came, 0 for what went. */
type LedgerLine = readonly [0 | 1, 'post' | 'output', readonly string[]];
/** Names an entry: one array is read many times as fast as its names each in one. */
const NAMES = 10_000;

export function openLedger(config: Config, io: Io): Ledger {
  const file = path.join(config.cacheDir, `ledger-${destinationKey(config)}.log`);
  const open = (header: string): SegmentFile =>
    openSegments(file, { header, durable: true, beside: `${file}.tmp` }, io);
  const log = open(HEADER);
  const { state, parts } = log.state === 'none' ? open(OLD_HEADER) : log;
  let isComplete = state === 'whole';
  const isUsable = isComplete || (state === 'torn' && parts.length > 0);
  let now = isUsable ? replay(parts) : null;
  return {
    get isComplete() {
      return isComplete;
    },
    get now() {
      return now;
    },
    save(record) {
      const { posts, outputs } = now ?? NOTHING;
      const lines = [
        ...changes('post', posts, record.posts),
        ...changes('output', outputs, record.outputs),
      ];
      if (lines.length > 0 || log.state !== 'whole') log.append(chunks(lines), () => whole(record));
      now = record;
      isComplete = true;
    },
    isCurrent: () => log.isCurrent(),
  };
}

const NOTHING: LedgerRecord = { posts: sortedNames([]), outputs: sortedNames([]) };

/** The ledger as `write` uses it, for a site with stories of these files. */
export function ownership(
  ledger: Ledger,
  posts: SortedNames,
): Pick<Ownership, 'outputs' | 'extend' | 'commit'> {
  const before = ledger.now;
  const { posts: oldPosts, outputs: old } = before ?? NOTHING;
  return {
    outputs: before?.outputs ?? null,
    extend(outputs) {
      if (outputs.length === 0) return;
      ledger.save({ posts: oldPosts, outputs: sortedNames([...old, ...outputs]) });
    },
    commit: (outputs) => ledger.save({ posts, outputs }),
  };
}

/**
 * Whether it is known of each owned output how the last build left it, and of no other; `remembered`:
 * the outputs that are known. Not so where either is another build's than the other: restored, lost,
 * or of a build that died.
 */
export function isDescribed({ now, isComplete }: Ledger, remembered: SortedNames | null): boolean {
  if (now === null || remembered === null) return false;
  if (!isComplete || now.outputs.size !== remembered.size) return false;
  return missingIn(now.outputs, remembered).length === 0;
}

function changes(
  kind: LedgerLine[1],
  before: SortedNames,
  after: SortedNames,
): readonly LedgerLine[] {
  const came = missingIn(after, before);
  const went = missingIn(before, after);
  return [
    ...chunk(came, NAMES).map((names): LedgerLine => [1, kind, names]),
    ...chunk(went, NAMES).map((names): LedgerLine => [0, kind, names]),
  ];
}

function* whole({ posts, outputs }: LedgerRecord): Generator<string> {
  const lines = [
    ...changes('post', NOTHING.posts, posts),
    ...changes('output', NOTHING.outputs, outputs),
  ];
  yield* chunks(lines);
}

function replay(parts: readonly Buffer[]): LedgerRecord {
  const found: Record<LedgerLine[1], NameLog> = { post: [], output: [] };
  for (const line of jsonEntries(parts)) {
    if (!isLine(line)) continue;
    const [sign, kind, names] = line;
    // A ledger is a stranger's: what it names may be deleted.
    const sound = [names].flat().filter((name): name is string => {
      return typeof name === 'string' && (kind === 'post' || checkOutput(name) === null);
    });
    found[kind] = sign === 1 ? withNames(found[kind], sound) : withoutNames(found[kind], sound);
  }
  return { posts: sortedNames([...found.post]), outputs: sortedNames([...found.output]) };
}

/** A list until something goes: most archives only grow, and sets of their names are dear. */
type NameLog = string[] | Set<string>;

function withNames(log: NameLog, names: readonly string[]): NameLog {
  for (const name of names) {
    if (Array.isArray(log)) log.push(name);
    else log.add(name);
  }
  return log;
}

function withoutNames(log: NameLog, names: readonly string[]): NameLog {
  const left = Array.isArray(log) ? new Set(log) : log;
  for (const name of names) left.delete(name);
  return left;
}

/** Its names may be anything. */
function isLine(line: unknown): line is readonly [0 | 1, LedgerLine[1], unknown] {
  if (!Array.isArray(line)) return false;
  const [sign, kind] = line as unknown[];
  return (sign === 0 || sign === 1) && (kind === 'post' || kind === 'output');
}
