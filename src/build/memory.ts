/**
 * What a build remembers: stories, outputs, and the ledger. Read from `.finews` by a fresh process;
 * a watching one keeps it from build to build.
 */
import path from 'node:path';
import { lazily } from '../content/lazily.js';
import { looksLike } from '../content/look.js';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { Problem } from '../model/problem.js';
import type { OutputRecord, Staged } from '../model/staged.js';
import type { Look, Seen, Story } from '../model/story.js';
import type { Parsed } from '../stages/parse/parse.js';
import { type Drafts, keepDrafts } from '../theme/drafts.js';
import { type Ledger, openLedger } from './ledger.js';
import { type Manifest, openManifest, type ThemeRecord } from './manifest.js';
import type { Pool } from './pool.js';
import { openStories, type StoryMemory } from './stories.js';
import { seenAt } from './survey.js';

/** What parse and render may ask. */
export interface Known {
  story(path: string): Story | undefined;
  look(path: string): Look | undefined;
  record(output: string): OutputRecord | undefined;
  /** What is doubtful in the templates of that key, all of which can be compiled; null: not known. */
  themeWarnings(key: string): readonly Problem[] | null;
}

/** Whether a file, by its name below its folder, looks as it is remembered. */
export type IsSame = (name: string) => boolean;

/** How the files look that are remembered. */
export interface Looking {
  lookAtPosts(): Promise<IsSame>;
  lookAtOutputs(): Promise<IsSame>;
}

export interface Memory {
  readonly ledger: Ledger;
  readonly known: Known;
  /** False: another process has built the same site to the same place since. */
  isCurrent(): boolean;
  /** Begins to look at what is remembered; `now` in ms since the epoch. */
  look(pool: Pick<Pool, 'look'>, now: number): Looking;
  /** After the site is published: what is remembered next time. */
  save(parsed: Parsed, made: Pick<Staged, 'outputs'> & { readonly theme: ThemeRecord }): void;
}

/** Kept by a watching process from build to build. */
export interface Kept {
  memory: Memory | null;
  /** What the memory belongs to. */
  id: string;
  /** Absolute paths of files that may have changed since the last build that ended; null: any. */
  changed: Set<string> | null;
  readonly drafts: Drafts;
}

export function keepNothing(): Kept {
  return { memory: null, id: '', changed: null, drafts: keepDrafts() };
}

/** The kept memory where it belongs to this site and these settings, else the one on the disk. */
export function recall(kept: Kept, config: Config, fingerprint: string, io: Io): Memory {
  const { source, destination, cacheDir } = config;
  const id = [fingerprint, source, destination, cacheDir].join('\n');
  if (kept.memory?.isCurrent() === true && kept.id === id) return kept.memory;
  kept.id = id;
  kept.changed = null;
  kept.memory = openMemory(config, fingerprint, { io, changed: () => kept.changed });
  return kept.memory;
}

interface Outside {
  readonly io: Io;
  readonly changed: () => Kept['changed'];
}

function openMemory(config: Config, fingerprint: string, outside: Outside): Memory {
  const { io } = outside;
  const ledger = openLedger(config, io);
  const forgetful = { isCurrent: () => false, look: () => UNSEEN, save() {} };
  if (config.cacheless) return { ledger, known: NOTHING, ...forgetful };
  const stories = openStories(config, fingerprint, io);
  const manifest = openManifest(config, fingerprint, io);
  const known: Known = {
    story: (file) => stories.stories.get(file),
    look: (file) => stories.looks.get(file),
    record: (output) => manifest.records.get(output),
    themeWarnings: (key) => (manifest.theme?.key === key ? manifest.theme.warnings : null),
  };
  return {
    ledger,
    known,
    isCurrent: () => ledger.isCurrent() && manifest.isCurrent(),
    look: (pool, now) => lookAtAll({ stories, manifest }, config, { ...outside, pool, now }),
    save(parsed, { outputs, theme }) {
      stories.save(parsed.stories, parsed.looks);
      manifest.save(outputs, theme);
    },
  };
}

const NOTHING: Known = {
  story: () => undefined,
  look: () => undefined,
  record: () => undefined,
  themeWarnings: () => null,
};

const UNSEEN: Looking = {
  lookAtPosts: () => Promise.resolve(() => false),
  lookAtOutputs: () => Promise.resolve(() => false),
};

interface Logs {
  readonly stories: StoryMemory;
  readonly manifest: Manifest;
}

interface Lookout extends Outside {
  readonly pool: Pick<Pool, 'look'>;
  readonly now: number;
}

function lookAtAll({ stories, manifest }: Logs, config: Config, outside: Lookout): Looking {
  const { io, pool, now } = outside;
  const { source, destination } = config;
  const changed = io.stat(destination) === undefined ? null : outside.changed();
  if (changed !== null) {
    // Who watches is told of changes; what is published is looked at when everything is.
    const isSettled: IsSame = (file) => !changed.has(path.join(source, file));
    return {
      lookAtPosts: () => Promise.resolve(isSettled),
      lookAtOutputs: () => Promise.resolve(() => true),
    };
  }
  const { looks } = stories;
  const { records } = manifest;
  const isLook = (look: Look, seen: Seen): boolean => looksLike(look, seen);
  const isRecord = ({ size, modified }: OutputRecord, seen: Seen): boolean =>
    size === seen.size && modified === seen.modified;
  const posts = glance(looks, isLook, { folder: source, io, pool, now });
  // Whatever its time, it is as a build left it or it isn't.
  const always = Number.POSITIVE_INFINITY;
  const outputs = glance(records, isRecord, { folder: destination, io, pool, now: always });
  return { lookAtPosts: lazily(posts), lookAtOutputs: lazily(outputs) };
}

interface Where extends Omit<Lookout, 'changed'> {
  readonly folder: string;
}

/** Looks at all of them at once where that pays, else at each that is asked for. */
function glance<T>(
  remembered: ReadonlyMap<string, T>,
  isSame: (one: T, seen: Seen) => boolean,
  { folder, io, pool, now }: Where,
): () => Promise<IsSame> {
  const names = [...remembered.keys()];
  const looks = pool.look(folder, names, now);
  // A build that ends before it asks ends the threads as well, which is nobody's error.
  looks?.catch(() => undefined);
  const judge = (name: string, seen: Seen | null): boolean => {
    const one = remembered.get(name);
    return one !== undefined && seen !== null && isSame(one, seen);
  };
  return async () => {
    if (looks === null) return (name) => judge(name, seenAt(path.join(folder, name), io, now));
    const lookOf = await looks;
    const same = new Set<string>();
    for (const [at, name] of names.entries()) {
      if (judge(name, lookOf(at))) same.add(name);
    }
    return (name) => same.has(name);
  };
}
