/**
 * What is remembered of posts: their files' stamps and digests (one file a site) and what parsing made of
 * their bytes (one for each set of settings that parsing depends on). Both are shared by all
 * destinations and safe to lose; what is read back is checked like a stranger's.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { SortedTable } from '../../model/sorted-table.js';
import type { KnownFile, ParsedFile } from '../../model/story.js';
import { chunk } from '../../platform/chunk.js';
import { dataDigest } from '../../platform/digest.js';
import { lazy } from '../../platform/lazy.js';
import { readCards, writeCards } from '../card.js';
import { changedEntries, entriesOf, missingIn, sortedNames } from '../sorted-tables.js';
import { type TableReader, writeTable } from './columns.js';
import { destinationKey } from './destination-key.js';
import { tableIn } from './segmented-table.js';
import { openSegments, type SegmentFile } from './segments.js';
import { readStamps, writeStamps } from './stamp-columns.js';
import { isWarning, jsonOf } from './stored-values.js';

export interface PostStore {
  readonly stories: SortedTable<ParsedFile>;
  readonly knownFiles: SortedTable<KnownFile | null>;
  /**
   * Replaces the memory by what a build found; only what differs is written. Of files that are to be
   * forgotten nothing stays.
   */
  save(
    stories: SortedTable<ParsedFile>,
    knownFiles: SortedTable<KnownFile | null>,
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
  const knownFileLog = open('looks.log', 'finews-looks 6');
  let knownFiles: SortedTable<KnownFile | null> = tableIn<KnownFile | null>(
    knownFileLog,
    readKnownFiles,
    (known) => known === null,
  );
  // The larger one by far: meanwhile other threads may take the files' stamps.
  const storyFile = lazy(() => open(name, `finews-stories 6 ${settings}`));
  const known = lazy(() => ({
    stories: tableIn(storyFile(), readStories, () => false),
  }));
  return {
    get stories() {
      return known().stories;
    },
    get knownFiles() {
      return knownFiles;
    },
    save(found, newKnownFiles, forgotten) {
      const newStories = without(forgotten, found);
      const isAnew = isAnyOf(forgotten, known().stories) || !isForgotten(forgotten, config, io);
      const changed = saveStories(newStories, known().stories, storyFile(), isAnew);
      saveKnownFiles(newKnownFiles, knownFiles, knownFileLog);
      known().stories = newStories;
      knownFiles = newKnownFiles;
      if (isAnew) forgetEverywhere(forgotten, name, config, io);
      else forgetSettings(config, name, io);
      return { isAnew, changed };
    },
  };
}

/** A table, or what is left of it, in the order of its rows. */
type Entries<T> = readonly (readonly [name: string, value: T])[];

/** Such a story is parsed in each build. */
function without(
  forgotten: ReadonlySet<string>,
  stories: SortedTable<ParsedFile>,
): SortedTable<ParsedFile> {
  const { places, values } = stories;
  if (![...forgotten].some((file) => places.has(file))) return stories;
  const of = (story: ParsedFile, place: number): ParsedFile =>
    forgotten.has(places.names[place] ?? '') ? { ...story, digest: '', card: null } : story;
  return { places, values: values.map(of) };
}

function isAnyOf(
  forgotten: ReadonlySet<string>,
  { places, values }: SortedTable<ParsedFile>,
): boolean {
  return [...forgotten].some((file) => isKept(values[places.at(file) ?? -1] ?? NOTHING));
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
  now: SortedTable<ParsedFile>,
  before: SortedTable<ParsedFile>,
  log: SegmentFile,
  isAnew: boolean,
): readonly string[] {
  const fresh = changedEntries(now, before).filter(([, story]) => isKept(story));
  const kept = now.values.reduce((count, story) => (isKept(story) ? count + 1 : count), 0);
  const whole = (): Iterable<Uint8Array> =>
    tablesOf(
      entriesOf(now).filter(([, story]) => isKept(story)),
      storyTable,
    );
  const mostGone = before.values.length + fresh.length > 2 * kept + SPARE;
  if (isAnew || mostGone) log.replace(whole());
  else if (fresh.length > 0 || log.state !== 'whole')
    log.append(tablesOf(fresh, storyTable), whole);
  return fresh.map(([file]) => file);
}

/** What could not be had, or hangs on more than its bytes, is found out anew. */
function isKept({ digest }: ParsedFile): boolean {
  return digest !== '';
}

/** Rows a table: it is in memory several times while it is written. */
const ROWS = 8192;

function* tablesOf<T>(
  entries: Entries<T>,
  encode: (rows: Entries<T>) => Uint8Array,
): Generator<Uint8Array> {
  for (const rows of chunk(entries, ROWS)) yield encode(rows);
  if (entries.length === 0) yield encode([]);
}

function storyTable(stories: Entries<ParsedFile>): Uint8Array {
  return writeTable(stories.length, (table) => {
    table.texts(stories.map(([file]) => file));
    table.digests(stories.map(([, { digest }]) => digest));
    table.texts(
      stories.map(([, { problems }]) => (problems.length === 0 ? '' : JSON.stringify(problems))),
    );
    writeCards(
      stories.map(([, { card }]) => card),
      table,
    );
  });
}

const NONE: readonly Problem[] = [];

function readStories(table: TableReader): SortedTable<ParsedFile> | null {
  const [files, digests, told] = [table.texts(), table.digests(), table.texts()];
  const cards = readCards(table, files, digests);
  if (cards === null) return null;
  const values: ParsedFile[] = [];
  for (const [row, card] of cards.entries()) {
    const problems = told[row] ? jsonOf(told[row]) : NONE;
    if (!Array.isArray(problems) || !problems.every(isWarning)) return null;
    values.push({ digest: digests[row] ?? '', card, problems });
  }
  return { places: sortedNames(files), values };
}

function saveKnownFiles(
  now: SortedTable<KnownFile | null>,
  before: SortedTable<KnownFile | null>,
  log: SegmentFile,
): void {
  const gone = missingIn(before.places, now.places).map((file) => [file, null] as const);
  const differing = [...changedEntries(now, before), ...gone];
  if (differing.length === 0) return;
  const whole = (): Iterable<Uint8Array> =>
    tablesOf(
      entriesOf(now).filter(([, known]) => known !== null),
      knownFileTable,
    );
  if (2 * differing.length > now.values.length + SPARE) log.replace(whole());
  else log.append(tablesOf(differing, knownFileTable), whole);
}

/** Stands for none: no bytes have this digest. */
const NO_FILE: KnownFile = { size: 0, modified: 0, changed: 0, inode: 0, digest: '', blob: '' };

function knownFileTable(files: Entries<KnownFile | null>): Uint8Array {
  const all = files.map(([, known]) => known ?? NO_FILE);
  return writeTable(files.length, (table) => {
    table.texts(files.map(([file]) => file));
    table.digests(all.map(({ digest }) => digest));
    table.texts(all.map(({ blob }) => blob));
    writeStamps(all, table);
  });
}

function readKnownFiles(table: TableReader): SortedTable<KnownFile | null> | null {
  const [files, digests, blobs] = [table.texts(), table.digests(), table.texts()];
  const { size, modified, changed, inode } = readStamps(table);
  // Names travel to other threads with a zero between them.
  if (files.some((file) => file.includes('\0'))) return null;
  const values = digests.map((digest, row): KnownFile | null => {
    if (digest === '') return null;
    // Written out: to spread one object into another costs as much as all the rest.
    return {
      size: size[row] ?? 0,
      modified: modified[row] ?? 0,
      changed: changed[row] ?? 0,
      inode: inode[row] ?? 0,
      digest,
      blob: blobs[row] ?? '',
    };
  });
  return { places: sortedNames(files), values };
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
