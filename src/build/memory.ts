/**
 * What a build remembers: stories, outputs, and the ledger. Read from `.finews` by a fresh process;
 * a watching one keeps it from build to build.
 */
import path from 'node:path';
import type { Config } from '../model/config.js';
import type { Io } from '../model/io.js';
import type { OutputRecord, Staged } from '../model/staged.js';
import type { Look, Story } from '../model/story.js';
import type { Parsed } from '../stages/parse/parse.js';
import { type Drafts, keepDrafts } from '../theme/drafts.js';
import { type Ledger, openLedger } from './ledger.js';
import { openManifest } from './manifest.js';
import { openStories } from './stories.js';

/** What parse and render may ask. */
export interface Known {
  story(path: string): Story | undefined;
  look(path: string): Look | undefined;
  isSettled(path: string): boolean;
  record(output: string): OutputRecord | undefined;
}

export interface Memory {
  readonly ledger: Ledger;
  readonly known: Known;
  /** After the site is published: what is remembered next time. */
  save(parsed: Parsed, staged: Staged): void;
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
  if (kept.memory?.ledger.isCurrent() === true && kept.id === id) return kept.memory;
  kept.id = id;
  kept.changed = null;
  const isSettled = (file: string): boolean =>
    kept.changed !== null && !kept.changed.has(path.join(source, file));
  kept.memory = openMemory(config, fingerprint, { io, isSettled });
  return kept.memory;
}

interface Outside {
  readonly io: Io;
  readonly isSettled: Known['isSettled'];
}

function openMemory(config: Config, fingerprint: string, { io, isSettled }: Outside): Memory {
  const ledger = openLedger(config, io);
  if (config.cacheless) return { ledger, known: NOTHING, save() {} };
  const stories = openStories(config, fingerprint, io);
  const manifest = openManifest(config, fingerprint, io);
  const known: Known = {
    story: (file) => stories.stories.get(file),
    look: (file) => stories.looks.get(file),
    record: (output) => manifest.records.get(output),
    isSettled,
  };
  return {
    ledger,
    known,
    save(parsed, { outputs }) {
      stories.save(parsed.stories, parsed.looks);
      manifest.save(outputs);
    },
  };
}

const NOTHING: Known = {
  story: () => undefined,
  look: () => undefined,
  record: () => undefined,
  isSettled: () => false,
};
