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
import { lazy } from '../../platform/lazy.js';
import { cardReader, cardText, type ReadCard, type RestPlace } from '../card.js';
import { changedEntries, entriesOf, missingIn, sortedTable } from '../sorted-tables.js';
import { destinationKey } from './destination-key.js';
import { chunks, jsonEntries, jsonOf, lines, openSegments, type SegmentFile } from './segments.js';
import { isWarning } from './stored-problems.js';

export interface PostStore {
  readonly stories: SortedTable<ParsedFile>;
  readonly knownFiles: SortedTable<KnownFile | null>;
  /** Replaces the memory by what a build found; only what differs is written. */
  save(stories: SortedTable<ParsedFile>, knownFiles: SortedTable<KnownFile | null>): void;
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
  const knownFileLog = open('looks.log', 'finews-looks 5');
  let knownFiles: SortedTable<KnownFile | null> = sortedTable(knownFilesIn(knownFileLog.parts));
  // The larger one by far: meanwhile other threads may take the files' stamps.
  const storyFile = lazy(() => open(name, `finews-stories 4 ${settings}`));
  const known = lazy(() => ({ stories: sortedTable(storiesIn(storyFile().parts)) }));
  return {
    get stories() {
      return known().stories;
    },
    get knownFiles() {
      return knownFiles;
    },
    save(newStories, newKnownFiles) {
      saveStories(newStories, known().stories, storyFile());
      saveKnownFiles(newKnownFiles, knownFiles, knownFileLog);
      known().stories = newStories;
      knownFiles = newKnownFiles;
      forgetSettings(config, name, io);
    },
  };
}

function saveStories(
  now: SortedTable<ParsedFile>,
  before: SortedTable<ParsedFile>,
  log: SegmentFile,
): void {
  const fresh = changedEntries(now, before).filter(([, story]) => isKept(story));
  const kept = now.values.reduce((count, story) => (isKept(story) ? count + 1 : count), 0);
  const whole = (): Iterable<string> =>
    lines(groupsOf(entriesOf(now).filter(([, story]) => isKept(story))), groupText);
  const mostGone = before.values.length + fresh.length > 2 * kept + SPARE;
  if (mostGone) log.replace(whole());
  else if (fresh.length > 0 || log.state !== 'whole')
    log.append(lines(groupsOf(fresh), groupText), whole);
}

/** What could not be had, or hangs on more than its bytes, is found out anew. */
function isKept({ digest }: ParsedFile): boolean {
  return digest !== '';
}

type PostEntry = readonly [file: string, story: ParsedFile];

/** Stories a group: their heads are read at once, which is much quicker than one by one. */
const GROUP = 256;

function groupsOf(stories: readonly PostEntry[]): readonly (readonly PostEntry[])[] {
  return chunk(stories, GROUP);
}

/** A line with what is needed of every story, and a line a story with what isn't. */
function groupText(stories: readonly PostEntry[]): string {
  const texts = stories.map(([, { card }]) => (card === null ? null : cardText(card)));
  const heads = stories.map(([file, { digest, problems }], at) => {
    const told = problems.length === 0 ? 0 : problems;
    return `[${JSON.stringify([file, digest, told]).slice(1, -1)},${texts[at]?.head ?? null}]`;
  });
  return [`[${heads.join(',')}]`, ...texts.map((text) => text?.rest ?? '')].join('\n');
}

const LINE_FEED = 0x0a;

/** Later groups' stories win. */
function storiesIn(parts: readonly Buffer[]): ReadonlyMap<string, ParsedFile> {
  const stories = new Map<string, ParsedFile>();
  const read = cardReader();
  for (const part of parts) {
    const next = lineReader(part);
    for (let line = next(); line !== null; line = next()) {
      const heads = jsonOf(part.subarray(line.start, line.end));
      if (!Array.isArray(heads)) break;
      for (const head of heads as unknown[]) {
        const rest = next();
        const entry = rest === null ? null : entryOf(head, read, { bytes: part, ...rest });
        if (entry !== null) stories.set(...entry);
      }
    }
  }
  return stories;
}

interface PostLine {
  readonly start: number;
  readonly end: number;
}

/** Each line in turn; null: there are no more. */
function lineReader(bytes: Buffer): () => PostLine | null {
  let start = 0;
  return () => {
    if (start > bytes.length) return null;
    const found = bytes.indexOf(LINE_FEED, start);
    const line = { start, end: found < 0 ? bytes.length : found };
    start = line.end + 1;
    return line;
  };
}

/** Null: it was forged. */
function entryOf(entry: unknown, read: ReadCard, rest: RestPlace): PostEntry | null {
  if (!Array.isArray(entry)) return null;
  const [file, digest, told, head] = entry as unknown[];
  if (typeof file !== 'string' || typeof digest !== 'string') return null;
  const card = head === null ? null : read(head, rest);
  if (head !== null && card?.path !== file) return null;
  const problems: readonly unknown[] = Array.isArray(told) ? told : NONE;
  return problems.every(isWarning) ? [file, { digest, card, problems }] : null;
}

const NONE: readonly Problem[] = [];

/** Files an entry of columns: see the manifest's. */
const ROWS = 1000;

type NamedKnownFile = readonly [file: string, known: KnownFile | null];

/** Stands for none: no bytes have this digest. */
const NO_FILE: KnownFile = { size: 0, modified: 0, changed: 0, inode: 0, digest: '', blob: '' };

function saveKnownFiles(
  now: SortedTable<KnownFile | null>,
  before: SortedTable<KnownFile | null>,
  log: SegmentFile,
): void {
  const gone = missingIn(before.places, now.places).map((file): NamedKnownFile => [file, null]);
  const differing = [...changedEntries(now, before), ...gone];
  const rows = (knownFiles: readonly NamedKnownFile[]): Iterable<string> =>
    chunks(chunk(knownFiles, ROWS), knownFileColumns);
  if (differing.length === 0) return;
  const whole = (): Iterable<string> => rows(entriesOf(now).filter(([, known]) => known !== null));
  if (2 * differing.length > now.values.length + SPARE) log.replace(whole());
  else log.append(rows(differing), whole);
}

function knownFileColumns(knownFiles: readonly NamedKnownFile[]): string {
  return JSON.stringify([
    knownFiles.map(([file]) => file),
    ...(['digest', 'blob', 'size', 'modified', 'changed', 'inode'] as const).map((key) =>
      knownFiles.map(([, known]) => (known ?? NO_FILE)[key]),
    ),
  ]);
}

function knownFilesIn(parts: readonly Buffer[]): ReadonlyMap<string, KnownFile> {
  const knownFiles = new Map<string, KnownFile>();
  for (const columns of jsonEntries(parts)) {
    if (!Array.isArray(columns) || !columns.every(Array.isArray)) continue;
    const [files = [], digests = [], blobs = [], ...numbers] = columns as unknown[][];
    for (const [row, file] of files.entries()) {
      const [size, modified, changed, inode] = numbers.map((column) => column[row]);
      const [digest, blob] = [digests[row], blobs[row]];
      if (typeof file !== 'string' || typeof digest !== 'string') continue;
      // Names travel to other threads with it between them.
      if (file.includes('\0')) continue;
      if (typeof blob !== 'string' || typeof size !== 'number' || typeof inode !== 'number')
        continue;
      if (typeof modified !== 'number' || typeof changed !== 'number') continue;
      if (digest === NO_FILE.digest) knownFiles.delete(file);
      else knownFiles.set(file, { size, modified, changed, inode, digest, blob });
    }
  }
  return knownFiles;
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
