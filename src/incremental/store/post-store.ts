/**
 * What is remembered of posts: their files' stamps and digests (one file a site) and what parsing made of
 * their bytes (one for each set of settings that parsing depends on). Both are shared by all
 * destinations and safe to lose; what is read back is checked like a stranger's.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Post } from '../../model/post.js';
import type { Problem } from '../../model/problem.js';
import { NO_ROW } from '../../model/sorted-table.js';
import type { KnownFile, ParsedFile } from '../../model/story.js';
import { chunk } from '../../platform/chunk.js';
import { dataDigest } from '../../platform/digest.js';
import { lazy } from '../../platform/lazy.js';
import { readCards, writeCards } from '../card.js';
import {
  changedEntries,
  entriesOf,
  missingIn,
  type NamedValue,
  rowsAt,
  valueNamed,
} from '../sorted-tables.js';
import { type Column, type TableReader, writeTable } from './columns.js';
import { destinationKey } from './destination-key.js';
import { openSegments, type SegmentFile } from './segments.js';
import {
  readStamps,
  type StampColumns,
  StampedRows,
  stampIn,
  writeStamps,
} from './stamp-columns.js';
import {
  MOST_ROWS,
  type StoredPart,
  StoredRows,
  type StoredTable,
  tableIn,
} from './stored-rows.js';
import { isWarning, jsonOf } from './stored-values.js';

export type StoryTable = StoredTable<ParsedFile, StoryRows>;
export type KnownFileTable = StoredTable<KnownFile, KnownFileRows>;

interface StoryPart extends StoredPart<ParsedFile> {
  readonly cards: Column<Post | null>;
  /** By row, where there are any. */
  readonly problems: ReadonlyMap<number, ParsedFile['problems']>;
}

/** Of stories, with what each build asks of all of them. */
export class StoryRows extends StoredRows<ParsedFile, StoryPart> {
  /** Null: the story is set aside. */
  cardOf(row: number): Post | null {
    const part = this.part(row);
    return part === null ? this.at(row).card : part.cards(this.inPart(row));
  }

  /** False: what could not be had, or hangs on more than its bytes, is found out anew. */
  isKept(row: number): boolean {
    return this.part(row) !== null || isKept(this.at(row));
  }

  problemsOf(row: number): ParsedFile['problems'] {
    const part = this.part(row);
    return part === null ? this.at(row).problems : (part.problems.get(this.inPart(row)) ?? NONE);
  }
}

/** Of story files. */
export class KnownFileRows extends StampedRows<KnownFile, KnownFilePart> {}

interface KnownFilePart extends StoredPart<KnownFile> {
  readonly stamps: StampColumns;
}

export interface PostStore {
  readonly stories: StoryTable;
  readonly knownFiles: KnownFileTable;
  /** Digest of what is remembered of files: of their stamps, and of the bytes that had them. */
  readonly stamps: string;
  /** Digest of what is remembered of stories. */
  readonly content: string;
  /**
   * Replaces the memory by what a build found; only what differs is written. Of files that are to be
   * forgotten nothing stays.
   */
  save(
    stories: StoryTable,
    knownFiles: KnownFileTable,
    forgotten: ReadonlySet<string>,
  ): SavedStories;
}

export interface SavedStories {
  /** Something was to be forgotten, and all was written anew. */
  readonly isAnew: boolean;
  /** Paths of those that are new or others than before. */
  readonly changed: readonly string[];
}

const STORIES = 'stories-';
/** Files of other settings that stay: a site built with two configs by turns needs two. */
const MOST_SETTINGS = 4;
/** Entries that nobody needs any more, and that are no reason to write the file anew. */
const SPARE = 100;

/** `settings` is the digest of what parsing depends on besides a story's bytes. */
export function openPostStore(config: Config, settings: string, io: Io): PostStore {
  const at = (file: string): string => path.join(config.cacheDir, file);
  const name = `${STORIES}${settings.slice(0, 8)}.log`;
  // Builds for other destinations write these as well, perhaps now.
  const open = (file: string, header: string): SegmentFile => {
    const beside = at(`${file}-${destinationKey(config)}.tmp`);
    return openSegments(at(file), { header, durable: false, beside }, io);
  };
  const knownFileLog = open('stamps.log', 'finews-stamps 8');
  let knownFiles = tableIn(
    knownFileLog.take(),
    readKnownFiles,
    (parts: readonly KnownFilePart[]) => new KnownFileRows(parts),
  );
  // The larger one by far: meanwhile other threads may take the files' stamps.
  const storyFile = lazy(() => open(name, `finews-stories 7 ${settings}`));
  const known = lazy(() => ({
    stories: tableIn(
      storyFile().take(),
      readStories,
      (parts: readonly StoryPart[]) => new StoryRows(parts),
    ),
  }));
  return {
    get stories() {
      return known().stories;
    },
    get knownFiles() {
      return knownFiles;
    },
    get stamps() {
      return knownFileLog.content;
    },
    get content() {
      return storyFile().content;
    },
    save(found, newKnownFiles, forgotten) {
      const newStories = without(forgotten, found);
      const isAnew = isAnyOf(forgotten, known().stories) || !isForgotten(forgotten, config, io);
      const changed = saveStories(newStories, known().stories, storyFile(), isAnew);
      saveKnownFiles(newKnownFiles, knownFiles, knownFileLog);
      newStories.values.keepOnly(newStories.rows);
      newKnownFiles.values.keepOnly(newKnownFiles.rows);
      known().stories = newStories;
      knownFiles = newKnownFiles;
      if (isAnew) forgetEverywhere(forgotten, name, config, io);
      else forgetSettings(config, name, io);
      return { isAnew, changed };
    },
  };
}

/** Such a story is parsed in each build. */
function without(forgotten: ReadonlySet<string>, stories: StoryTable): StoryTable {
  const { places, values } = stories;
  if (![...forgotten].some((file) => places.has(file))) return stories;
  const rows = stories.rows.map((row, place) => {
    if (row === NO_ROW || !forgotten.has(places.names[place] ?? '')) return row;
    return values.add({ ...values.at(row), digest: '', card: null });
  });
  return { places, rows, values };
}

function isAnyOf(forgotten: ReadonlySet<string>, stories: StoryTable): boolean {
  return [...forgotten].some((file) => isKept(valueNamed(stories, file) ?? NOTHING));
}

const NOTHING: ParsedFile = { digest: '', card: null, problems: [] };

/** Says which stories are in none of the files of posts any more. */
const FORGOTTEN = 'forgotten';

function isForgotten(forgotten: ReadonlySet<string>, { cacheDir }: Config, io: Io): boolean {
  if (forgotten.size === 0) return true;
  const file = path.join(cacheDir, FORGOTTEN);
  return io.stat(file)?.kind === 'file' && io.read(file).toString() === markOf(forgotten);
}

function markOf(forgotten: ReadonlySet<string>): string {
  return dataDigest([...forgotten].sort());
}

/** The files of other settings may have what this one had. */
function forgetEverywhere(
  forgotten: ReadonlySet<string>,
  own: string,
  config: Config,
  io: Io,
): void {
  const { cacheDir } = config;
  for (const name of io.names(cacheDir)) {
    if (name.startsWith(STORIES) && name !== own) io.removeFile(path.join(cacheDir, name));
  }
  const file = path.join(cacheDir, FORGOTTEN);
  const beside = path.join(cacheDir, `${FORGOTTEN}-${destinationKey(config)}.tmp`);
  io.writeDurably(file, markOf(forgotten), beside);
}

function saveStories(
  now: StoryTable,
  before: StoryTable,
  log: SegmentFile,
  isAnew: boolean,
): readonly string[] {
  const { rows, values } = now;
  const fresh = changedEntries(now, before).filter(([, story]) => isKept(story));
  let kept = 0;
  for (const row of rows) if (row !== NO_ROW && values.isKept(row)) kept++;
  const whole = (): Iterable<Uint8Array> =>
    tablesOf(
      [...entriesOf(now)].filter(([, story]) => isKept(story)),
      storyTable,
    );
  const mostGone = before.rows.length + fresh.length > 2 * kept + SPARE;
  if (isAnew || mostGone) log.replace(whole());
  else if (fresh.length > 0 || log.state !== 'whole')
    log.append(tablesOf(fresh, storyTable), whole);
  return fresh.map(([file]) => file);
}

/** Only those are stored. */
function isKept({ digest }: ParsedFile): boolean {
  return digest !== '';
}

function* tablesOf<T>(
  entries: readonly NamedValue<T>[],
  encode: (rows: readonly NamedValue<T>[]) => Uint8Array,
): Generator<Uint8Array> {
  for (const rows of chunk(entries, MOST_ROWS)) yield encode(rows);
  if (entries.length === 0) yield encode([]);
}

function storyTable(stories: readonly NamedValue<ParsedFile>[]): Uint8Array {
  return writeTable(stories.length, (table) => {
    table.texts(stories.map(([file]) => file));
    table.digests(stories.map(([, { digest }]) => digest));
    table.rareTexts(
      stories.map(([, { problems }]) => (problems.length === 0 ? '' : JSON.stringify(problems))),
    );
    writeCards(
      stories.map(([, { card }]) => card),
      table,
    );
  });
}

const NONE: readonly Problem[] = [];

function readStories(table: TableReader): StoryPart | null {
  const [names, digests, told] = [table.texts(), table.digests(), table.rareTexts()];
  const problems = new Map<number, readonly Problem[]>();
  for (const [row, text] of told) {
    const its = jsonOf(text);
    if (!Array.isArray(its) || !its.every(isWarning)) return null;
    problems.set(row, its);
  }
  const cards = readCards(table, names, digests);
  if (cards === null) return null;
  return {
    ...{ names, digests, cards, problems },
    at: (row) => ({
      digest: digests(row),
      card: cards(row),
      problems: problems.get(row) ?? NONE,
    }),
    isGone: () => false,
  };
}

function saveKnownFiles(now: KnownFileTable, before: KnownFileTable, log: SegmentFile): void {
  const gone = missingIn(before.places, now.places);
  const rowBefore = rowsAt(before, now.places);
  const none = [...gone];
  for (let place = 0; place < now.rows.length; place++) {
    const isLost = now.rows[place] === NO_ROW && rowBefore(place) !== NO_ROW;
    if (isLost) none.push(now.places.names[place] ?? '');
  }
  const differing = [
    ...changedEntries(now, before),
    ...none.map((file) => [file, NO_FILE] as const),
  ];
  if (differing.length === 0) return;
  const whole = (): Iterable<Uint8Array> => tablesOf([...entriesOf(now)], knownFileTable);
  if (2 * differing.length > now.rows.length + SPARE) log.replace(whole());
  else log.append(tablesOf(differing, knownFileTable), whole);
}

/** Stands for none: no bytes have this digest. */
const NO_FILE: KnownFile = { size: 0, modified: 0, changed: 0, inode: 0, digest: '', blob: '' };

function knownFileTable(files: readonly NamedValue<KnownFile>[]): Uint8Array {
  const all = files.map(([, known]) => known);
  return writeTable(files.length, (table) => {
    table.texts(files.map(([file]) => file));
    table.digests(all.map(({ digest }) => digest));
    table.rareTexts(all.map(({ blob }) => blob));
    writeStamps(all, table);
  });
}

function readKnownFiles(table: TableReader): KnownFilePart | null {
  const [names, digests, blobs] = [table.texts(), table.digests(), table.rareTexts()];
  const stamps = readStamps(table);
  // Names travel to other threads with a zero between them.
  if (names.some((file) => file.includes('\0'))) return null;
  const at = (row: number): KnownFile => {
    const { size, modified, changed, inode } = stampIn(stamps, row);
    return { size, modified, changed, inode, digest: digests(row), blob: blobs.get(row) ?? '' };
  };
  const isGone = (row: number): boolean =>
    stamps.size[row] === 0 && digests(row) === NO_FILE.digest;
  return { names, digests, stamps, at, isGone };
}

/** The oldest go first. */
function forgetSettings({ cacheDir }: Config, own: string, io: Io): void {
  const others = io.names(cacheDir).filter((name) => name.startsWith(STORIES) && name !== own);
  if (others.length < MOST_SETTINGS) return;
  const aged = others.map((name) => {
    const file = path.join(cacheDir, name);
    return { file, modified: io.stat(file)?.modified ?? 0 };
  });
  aged.sort((a, b) => b.modified - a.modified);
  for (const { file } of aged.slice(MOST_SETTINGS - 1)) io.removeFile(file);
}
