/**
 * What is remembered of stories: how their files looked (one file a site) and what parsing made of
 * their bytes (one for each set of settings that parsing depends on). Both are shared by all
 * destinations and safe to lose; what is read back is checked like a stranger's.
 */
import path from 'node:path';
import { cardReader, cardText, type ReadCard, type RestPlace } from '../content/card.js';
import { lazily } from '../content/lazily.js';
import { partsOf } from '../content/parts.js';
import { columnOf, entriesOf, freshIn, missingIn } from '../content/places.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { Column } from '../model/places.js';
import type { Problem } from '../model/problem.js';
import type { Look, Story } from '../model/story.js';
import { placeKey } from './ledger.js';
import { isWarning } from './problems.js';
import { chunks, jsonEntries, jsonOf, lines, openSegments, type SegmentFile } from './segments.js';

export interface StoryMemory {
  readonly stories: Column<Story>;
  readonly looks: Column<Look | null>;
  /** Replaces the memory by what a build found; only what differs is written. */
  save(stories: Column<Story>, looks: Column<Look | null>): void;
}

const STORIES = 'stories-';
/** Files of other settings that are kept: a site built with two configs by turns needs two. */
const MOST_SETTINGS = 4;
/** Entries that nobody needs any more, and that are no reason to write the file anew. */
const SPARE = 100;

/** `settings` is the digest of what parsing depends on besides a story's bytes. */
export function openStories(config: Config, settings: string, io: Io): StoryMemory {
  const at = (file: string): string => path.join(config.cacheDir, file);
  const name = `${STORIES}${settings.slice(0, 8)}.log`;
  // Builds for other destinations write these as well, perhaps now.
  const open = (file: string, header: string): SegmentFile => {
    const beside = at(`${file}-${placeKey(config)}.tmp`);
    return openSegments(at(file), { header, durable: false, beside }, io);
  };
  const lookFile = open('looks.log', 'finews-looks 5');
  let looks: Column<Look | null> = columnOf(looksIn(lookFile.parts));
  // The larger one by far: meanwhile other threads may look at the files.
  const storyFile = lazily(() => open(name, `finews-stories 4 ${settings}`));
  const known = lazily(() => ({ stories: columnOf(storiesIn(storyFile().parts)) }));
  return {
    get stories() {
      return known().stories;
    },
    get looks() {
      return looks;
    },
    save(newStories, newLooks) {
      saveStories(newStories, known().stories, storyFile());
      saveLooks(newLooks, looks, lookFile);
      known().stories = newStories;
      looks = newLooks;
      forgetSettings(config, name, io);
    },
  };
}

function saveStories(now: Column<Story>, before: Column<Story>, log: SegmentFile): void {
  const fresh = freshIn(now, before).filter(([, story]) => isKept(story));
  const kept = now.values.reduce((count, story) => (isKept(story) ? count + 1 : count), 0);
  const whole = (): Iterable<string> =>
    lines(groupsOf(entriesOf(now).filter(([, story]) => isKept(story))), groupText);
  const mostGone = before.values.length + fresh.length > 2 * kept + SPARE;
  if (mostGone) log.replace(whole());
  else if (fresh.length > 0 || log.state !== 'whole')
    log.append(lines(groupsOf(fresh), groupText), whole);
}

/** What could not be had, or hangs on more than its bytes, is found out anew. */
function isKept({ digest }: Story): boolean {
  return digest !== '';
}

type Entry = readonly [file: string, story: Story];

/** Stories a group: their heads are read at once, which is much quicker than one by one. */
const GROUP = 256;

function groupsOf(stories: readonly Entry[]): readonly (readonly Entry[])[] {
  return partsOf(stories, GROUP);
}

/** A line with what is needed of every story, and a line a story with what isn't. */
function groupText(stories: readonly Entry[]): string {
  const texts = stories.map(([, { card }]) => (card === null ? null : cardText(card)));
  const heads = stories.map(([file, { digest, problems }], at) => {
    const told = problems.length === 0 ? 0 : problems;
    return `[${JSON.stringify([file, digest, told]).slice(1, -1)},${texts[at]?.head ?? null}]`;
  });
  return [`[${heads.join(',')}]`, ...texts.map((text) => text?.rest ?? '')].join('\n');
}

const LINE_FEED = 0x0a;

/** Later groups' stories win. */
function storiesIn(parts: readonly Buffer[]): ReadonlyMap<string, Story> {
  const stories = new Map<string, Story>();
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

interface Line {
  readonly start: number;
  readonly end: number;
}

/** Each line in turn; null: there are no more. */
function lineReader(bytes: Buffer): () => Line | null {
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
function entryOf(entry: unknown, read: ReadCard, rest: RestPlace): Entry | null {
  if (!Array.isArray(entry)) return null;
  const [file, digest, told, head] = entry as unknown[];
  if (typeof file !== 'string' || typeof digest !== 'string') return null;
  const card = head === null ? null : read(head, rest);
  if (head !== null && card?.path !== file) return null;
  const problems: readonly unknown[] = Array.isArray(told) ? told : NONE;
  return problems.every(isWarning) ? [file, { digest, card, problems }] : null;
}

const NONE: readonly Problem[] = [];

/** Looks a row of columns: see the manifest's. */
const ROWS = 1000;

type NamedLook = readonly [file: string, look: Look | null];

/** Stands for none: no bytes have this digest. */
const NO_LOOK: Look = { size: 0, modified: 0, changed: 0, inode: 0, digest: '', blob: '' };

function saveLooks(now: Column<Look | null>, before: Column<Look | null>, log: SegmentFile): void {
  const gone = missingIn(before.places, now.places).map((file): NamedLook => [file, null]);
  const differing = [...freshIn(now, before), ...gone];
  const rows = (looks: readonly NamedLook[]): Iterable<string> =>
    chunks(partsOf(looks, ROWS), lookColumns);
  if (differing.length === 0) return;
  const whole = (): Iterable<string> => rows(entriesOf(now).filter(([, look]) => look !== null));
  if (2 * differing.length > now.values.length + SPARE) log.replace(whole());
  else log.append(rows(differing), whole);
}

function lookColumns(looks: readonly NamedLook[]): string {
  return JSON.stringify([
    looks.map(([file]) => file),
    ...(['digest', 'blob', 'size', 'modified', 'changed', 'inode'] as const).map((key) =>
      looks.map(([, look]) => (look ?? NO_LOOK)[key]),
    ),
  ]);
}

function looksIn(parts: readonly Buffer[]): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>();
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
      if (digest === NO_LOOK.digest) looks.delete(file);
      else looks.set(file, { size, modified, changed, inode, digest, blob });
    }
  }
  return looks;
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
