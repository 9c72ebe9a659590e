/**
 * What is remembered of stories: how their files looked (one file a site) and what parsing made of
 * their bytes (one for each set of settings that parsing depends on). Both are shared by all
 * destinations and safe to lose; what is read back is checked like a stranger's.
 */
import path from 'node:path';
import { cardText, readCard } from '../content/card.js';
import { lazily } from '../content/lazily.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { Problem } from '../model/problem.js';
import type { Look, Story } from '../model/story.js';
import { placeKey } from './ledger.js';
import { chunks, jsonEntries, jsonOf, lines, openSegments, type SegmentFile } from './segments.js';

export interface StoryMemory {
  readonly stories: ReadonlyMap<string, Story>;
  readonly looks: ReadonlyMap<string, Look>;
  /** Replaces the memory by what a build found; only what differs is written. */
  save(stories: ReadonlyMap<string, Story>, looks: ReadonlyMap<string, Look>): void;
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
  const lookFile = open('looks.log', 'finews-looks 2');
  let looks = looksIn(lookFile.parts);
  // The larger one by far: meanwhile other threads may look at the files.
  const storyFile = lazily(() => open(name, `finews-stories 2 ${settings}`));
  const known = lazily(() => ({ stories: storiesIn(storyFile().parts) }));
  return {
    get stories() {
      return known().stories;
    },
    get looks() {
      return looks;
    },
    save(newStories, newLooks) {
      saveStories(newStories, known().stories, storyFile());
      const same = newLooks.size === looks.size;
      if (!same || [...newLooks].some(([file, look]) => looks.get(file) !== look))
        lookFile.replace(chunks(newLooks, lookText));
      known().stories = newStories;
      looks = newLooks;
      forgetSettings(config, name, io);
    },
  };
}

function saveStories(
  now: ReadonlyMap<string, Story>,
  before: ReadonlyMap<string, Story>,
  log: SegmentFile,
): void {
  const kept = new Map([...now].filter(([, { digest }]) => digest !== ''));
  const fresh = [...kept].filter(([file, story]) => before.get(file) !== story);
  const whole = (): Iterable<string> => lines(kept, storyText);
  const mostGone = before.size + fresh.length > 2 * kept.size + SPARE;
  if (mostGone) log.replace(whole());
  else if (fresh.length > 0 || log.state !== 'whole')
    log.append(fresh.map(storyText).join('\n'), whole);
}

const TAB = 0x09;
const LINE_FEED = 0x0a;

/** A line: what is needed of every story, and behind a tab what isn't. */
function storyText([file, { digest, card, problems }]: readonly [string, Story]): string {
  const text = card === null ? null : cardText(card);
  const told = problems.length === 0 ? 0 : problems;
  return `[${JSON.stringify(file)},${JSON.stringify(digest)},${JSON.stringify(told)},${text?.head ?? null}]\t${text?.rest ?? ''}`;
}

/** Later lines of a path win. */
function storiesIn(parts: readonly Buffer[]): ReadonlyMap<string, Story> {
  const stories = new Map<string, Story>();
  for (const part of parts) {
    for (let start = 0; start < part.length; ) {
      const found = part.indexOf(LINE_FEED, start);
      const end = found < 0 ? part.length : found;
      addStory(part.subarray(start, end), stories);
      start = end + 1;
    }
  }
  return stories;
}

function addStory(line: Buffer, stories: Map<string, Story>): void {
  const tab = line.indexOf(TAB);
  if (tab < 0) return;
  const entry = jsonOf(line.subarray(0, tab));
  if (!Array.isArray(entry)) return;
  const [file, digest, told, head] = entry as unknown[];
  if (typeof file !== 'string' || typeof digest !== 'string') return;
  const card = head === null ? null : readCard(head, () => line.toString('utf8', tab + 1));
  if (head !== null && card?.path !== file) return;
  const problems: readonly unknown[] = Array.isArray(told) ? told : [];
  if (!problems.every(isProblem)) return;
  stories.set(file, { digest, card, problems });
}

function isProblem(value: unknown): value is Problem {
  if (typeof value !== 'object' || value === null) return false;
  const { code, severity, message, hint, frame } = value as Partial<Problem>;
  return (
    [code, message].every((text) => typeof text === 'string') &&
    [hint, frame].every((text) => text === undefined || typeof text === 'string') &&
    severity === 'warning'
  );
}

function lookText([file, look]: readonly [string, Look]): string {
  const { size, modified, changed, inode, digest } = look;
  return JSON.stringify([file, size, modified, changed, inode, digest]);
}

function looksIn(parts: readonly Buffer[]): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>();
  for (const entry of jsonEntries(parts)) {
    if (!Array.isArray(entry)) continue;
    const [file, size, modified, changed, inode, digest] = entry as unknown[];
    if (typeof file !== 'string' || typeof digest !== 'string') continue;
    if (typeof size !== 'number' || typeof inode !== 'number') continue;
    if (typeof modified !== 'number' || typeof changed !== 'number') continue;
    looks.set(file, { size, modified, changed, inode, digest });
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
