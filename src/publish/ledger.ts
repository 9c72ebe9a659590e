/**
 * The ledger: which outputs at a destination are finews' own, and which stories they show. It
 * survives cache loss and version changes; nothing outside it is ever deleted. It is a log: a story
 * adds a few names to it, not the archive. What can't be read of it counts as lost.
 */
import path from 'node:path';
import { checkOutput } from '../formats/urls/paths.js';
import { indexesAmong } from '../incremental/merge-join.js';
import { missingIn, sortedNames } from '../incremental/sorted-tables.js';
import { readNote, readTable, writeTable } from '../incremental/store/columns.js';
import { destinationKey } from '../incremental/store/destination-key.js';
import { jsonEntries, openSegments, type SegmentFile } from '../incremental/store/segments.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { LedgerRecord, Ownership } from '../model/ownership.js';
import type { SortedNames } from '../model/sorted-table.js';
import { chunk } from '../platform/chunk.js';

const HEADER = 'finews-ledger 4';
/** Had JSON; what those owned is owned still. */
const OLD_HEADERS = ['finews-ledger 3', 'finews-ledger 2'] as const;

export interface Ledger {
  /** As it stands; null when there is none. */
  readonly now: LedgerRecord | null;
  /** False: its end was lost, which is nothing but a crash's last words, or damage. Once saved, it is whole. */
  readonly isComplete: boolean;
  /** Durably makes it say this, but for a few names of stories that came. */
  save(record: LedgerRecord): void;
  /** False: another process has written it since. */
  isCurrent(): boolean;
  /** The same for the very file that was left. */
  readonly mark: string;
  /** Digest of what it says. */
  readonly content: string;
}

/** What the manifest has of a destination. */
export interface RememberedOutputs {
  /** Known by their names, which were checked. */
  readonly places: SortedNames;
  /** `Ledger.content` of the one that owns just these. */
  readonly ledger: string;
}

/** Names that came or went together. */
interface LedgerEntry {
  readonly kind: keyof LedgerRecord;
  readonly came: boolean;
  readonly names: readonly string[];
}

/** Names a segment: it is in memory several times while it is written. */
const NAMES = 65_536;

/** `remembered`: null where nothing is. */
export function openLedger(config: Config, io: Io, remembered: RememberedOutputs | null): Ledger {
  const file = path.join(config.cacheDir, `ledger-${destinationKey(config)}.log`);
  const open = (header: string): SegmentFile =>
    openSegments(file, { header, durable: true, beside: `${file}.tmp` }, io);
  const log = open(HEADER);
  const old = log.state === 'none' ? OLD_HEADERS.map(open) : [];
  const found = old.find(({ state }) => state !== 'none') ?? log;
  let isComplete = found.state === 'whole';
  const { parts } = found.take();
  const isUsable = isComplete || (found.state === 'torn' && parts.length > 0);
  // The last build's names of outputs are in memory already.
  const isOwned = found === log && isComplete && remembered?.ledger === log.content;
  const said = found === log ? entriesIn(parts, isOwned ? ['posts'] : KINDS) : oldEntriesIn(parts);
  let now = isUsable ? replay(said, remembered?.places ?? NOTHING.outputs, isOwned) : null;
  return {
    get isComplete() {
      return isComplete;
    },
    get now() {
      return now;
    },
    save(record) {
      const { posts, outputs } = now ?? NOTHING;
      const entries = [
        ...changes('posts', posts, record.posts),
        ...changes('outputs', outputs, record.outputs),
      ];
      if (entries.length > 0 || log.state !== 'whole')
        log.append(tablesOf(entries), () => whole(record), !entries.every(mayBeLost));
      now = record;
      isComplete = true;
    },
    isCurrent: () => log.isCurrent(),
    get mark() {
      return log.mark;
    },
    get content() {
      return log.content;
    },
  };
}

/** Names of stories that a crash of the machine may take: fewer are missing then than the guards let go. */
const MOST_LOST = 50;

/** They come behind their outputs, and come once more where they were lost; a save need not wait for the disk. */
function mayBeLost({ kind, came, names }: LedgerEntry): boolean {
  return kind === 'posts' && came && names.length <= MOST_LOST;
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
      ledger.save({ posts: oldPosts, outputs: sortedNames(old.names.concat(outputs), old) });
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
  kind: LedgerEntry['kind'],
  before: SortedNames,
  after: SortedNames,
): readonly LedgerEntry[] {
  const [came, went] = [missingIn(after, before), missingIn(before, after)];
  return [
    ...chunk(came, NAMES).map((names) => ({ kind, came: true, names })),
    ...chunk(went, NAMES).map((names) => ({ kind, came: false, names })),
  ];
}

function whole({ posts, outputs }: LedgerRecord): Iterable<Uint8Array> {
  return tablesOf([
    ...changes('posts', NOTHING.posts, posts),
    ...changes('outputs', NOTHING.outputs, outputs),
  ]);
}

function* tablesOf(entries: readonly LedgerEntry[]): Generator<Uint8Array> {
  for (const { kind, came, names } of entries) {
    yield writeTable(names.length, (table) => {
      table.note(`${kind} ${came ? 'came' : 'went'}`);
      table.texts(names);
    });
  }
  if (entries.length === 0) yield* tablesOf([{ kind: 'posts', came: true, names: [] }]);
}

const KINDS: readonly LedgerEntry['kind'][] = ['posts', 'outputs'];

/** Names of other kinds are not read. */
function* entriesIn(
  parts: readonly Buffer[],
  kinds: readonly LedgerEntry['kind'][],
): Generator<LedgerEntry> {
  for (const part of parts) {
    const [, word, sign] = /^(posts|outputs) (came|went)$/.exec(readNote(part) ?? '') ?? [];
    const kind = kinds.find((one) => one === word);
    if (kind === undefined) continue;
    const names = readTable(part, (table) => {
      table.note();
      return table.texts();
    });
    if (names !== null) yield { kind, came: sign === 'came', names };
  }
}

/** Lists: `[1, 'output', names]`, or one name; 0 for what went. */
function* oldEntriesIn(parts: readonly Buffer[]): Generator<LedgerEntry> {
  for (const line of jsonEntries(parts)) {
    if (!Array.isArray(line)) continue;
    const [sign, kind, names] = line as unknown[];
    if ((sign !== 0 && sign !== 1) || (kind !== 'post' && kind !== 'output')) continue;
    const texts = [names].flat().filter((name) => typeof name === 'string');
    yield { kind: `${kind}s`, came: sign === 1, names: texts };
  }
}

/** `isOwned`: the outputs are those that are remembered. */
function replay(
  entries: Iterable<LedgerEntry>,
  remembered: SortedNames,
  isOwned: boolean,
): LedgerRecord {
  const found = { posts: new NameLog(), outputs: new NameLog() };
  for (const { kind, came, names } of entries) {
    if (came) found[kind].add(names);
    else found[kind].remove(names);
  }
  const posts = sortedNames(found.posts.names());
  if (isOwned) return { posts, outputs: remembered };
  return { posts, outputs: sortedNames(soundOutputs(found.outputs.names(), remembered.names)) };
}

/**
 * A ledger is a stranger's, and what it names may be deleted: each once, and none that leads elsewhere.
 * What is remembered is sound, and its very texts are taken: they are in memory already.
 */
function soundOutputs(names: readonly string[], remembered: readonly string[]): readonly string[] {
  const among = indexesAmong(names, remembered);
  const sound: string[] = [];
  const others = new Set<string>();
  names.forEach((name, place) => {
    const known = remembered[among[place] ?? -1];
    if (known !== undefined) sound.push(known);
    else if (checkOutput(name) === null) others.add(name);
  });
  if (others.size === 0) return sound;
  for (const name of sound) others.delete(name);
  return [...sound, ...others];
}

/** A list, and what has gone from it: most archives only grow, and a set of all their names is dear. */
class NameLog {
  #lists: (readonly string[])[] = [];
  readonly #gone = new Set<string>();

  add(names: readonly string[]): void {
    if (this.#gone.size > 0 && names.some((name) => this.#gone.has(name))) this.names();
    this.#lists.push(names);
  }

  remove(names: readonly string[]): void {
    for (const name of names) this.#gone.add(name);
  }

  names(): readonly string[] {
    const all = this.#lists.flat();
    const names = this.#gone.size === 0 ? all : all.filter((name) => !this.#gone.has(name));
    this.#gone.clear();
    this.#lists = [names];
    return names;
  }
}
