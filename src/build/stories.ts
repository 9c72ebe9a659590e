/**
 * What is remembered of stories: how their files looked (one file a site) and what parsing made of
 * their bytes (one for each set of settings that parsing depends on). Both are shared by all
 * destinations and safe to lose; what is read back is checked like a stranger's.
 */
import path from 'node:path';
import { checkOutput } from '../content/paths.js';
import type { Config } from '../model/config.js';
import { plainData } from '../model/data.js';
import type { Io } from '../model/io.js';
import type { Post } from '../model/post.js';
import type { Look, Story } from '../model/story.js';
import { chunks, openSegments } from './segments.js';

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
  const storyFile = openSegments(at(name), `finews-stories 1 ${settings}`, false, io);
  const lookFile = openSegments(at('looks.log'), 'finews-looks 1', false, io);
  let stories = storiesIn(storyFile.values);
  let looks = looksIn(lookFile.values);
  return {
    get stories() {
      return stories;
    },
    get looks() {
      return looks;
    },
    save(newStories, newLooks) {
      const kept = new Map([...newStories].filter(([, { digest }]) => digest !== ''));
      const fresh = [...kept].filter(([file, story]) => stories.get(file) !== story);
      const whole = (): Iterable<string> => chunks(kept, storyText);
      const mostGone = stories.size + fresh.length > 2 * kept.size + SPARE;
      if (mostGone) storyFile.replace(whole());
      else if (fresh.length > 0 || storyFile.state !== 'whole')
        storyFile.append(`[${fresh.map(storyText).join(',')}]`, whole);
      const seen = new Map([...newLooks].filter(([, { mark }]) => mark !== ''));
      if (seen.size !== looks.size || [...seen].some(([file, look]) => looks.get(file) !== look))
        lookFile.replace(chunks(seen, lookText));
      [stories, looks] = [newStories, newLooks];
      forgetSettings(config, name, io);
    },
  };
}

function storyText([file, { digest, card, problems }]: readonly [string, Story]): string {
  return JSON.stringify([file, digest, card, problems]);
}

function lookText([file, { mark, digest }]: readonly [string, Look]): string {
  return JSON.stringify([file, mark, digest]);
}

/** Later entries of a path win. */
function storiesIn(values: readonly unknown[]): ReadonlyMap<string, Story> {
  const stories = new Map<string, Story>();
  for (const entry of values.flat()) {
    if (!Array.isArray(entry)) continue;
    const [file, digest, card, problems] = entry as unknown[];
    if (typeof file !== 'string' || typeof digest !== 'string' || !Array.isArray(problems))
      continue;
    if (card !== null && !isCard(card, file)) continue;
    const revived = card === null ? null : { ...card, data: plainData(card.data) };
    stories.set(file, { digest, card: revived, problems: problems as Story['problems'] });
  }
  return stories;
}

const TEXTS = ['title', 'url', 'output', 'slug', 'summary', 'digest', 'card'] as const;
const NUMBERS = ['date', 'words', 'minutes'] as const;

/** A card that can be used without looking again: its parts have their types, its place is safe. */
function isCard(value: unknown, file: string): value is Post {
  if (typeof value !== 'object' || value === null) return false;
  const card = value as Partial<Record<keyof Post, unknown>>;
  return (
    card.path === file &&
    TEXTS.every((key) => typeof card[key] === 'string') &&
    NUMBERS.every((key) => typeof card[key] === 'number') &&
    isTextList(card.categories) &&
    isTextList(card.tags) &&
    (card.layout === null || typeof card.layout === 'string') &&
    typeof card.data === 'object' &&
    card.data !== null &&
    checkOutput(String(card.output)) === null
  );
}

function isTextList(value: unknown): boolean {
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

function looksIn(values: readonly unknown[]): ReadonlyMap<string, Look> {
  const looks = new Map<string, Look>();
  for (const entry of values.flat()) {
    if (!Array.isArray(entry)) continue;
    const [file, mark, digest] = entry as unknown[];
    if (typeof file !== 'string' || typeof mark !== 'string' || typeof digest !== 'string')
      continue;
    looks.set(file, { mark, digest });
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
