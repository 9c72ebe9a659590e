/**
 * What a build remembers: stories, outputs, and the ledger. Read from `.finews` by a fresh process;
 * a watching one keeps it from build to build.
 */
import path from 'node:path';
import { type Again, createAgain } from '../content/again.js';
import { looksLike } from '../content/look.js';
import { nameBelow } from '../content/paths.js';
import { missingIn, placesIn, valuesAt } from '../content/places.js';
import type { Config } from '../model/config.js';
import type { Effects, Host, Io } from '../model/io.js';
import type { Column, Places } from '../model/places.js';
import type { Problem } from '../model/problem.js';
import type { OutputRecord } from '../model/staged.js';
import type { Look, Seen } from '../model/story.js';
import type { Parsed, ParseWork } from '../stages/parse/parse.js';
import type { Rendered, RenderWork } from '../stages/render/render.js';
import type { Basis } from '../stages/render/steady.js';
import { type Drafts, keepDrafts } from '../theme/drafts.js';
import { type Checkout, openCheckout } from './checkout.js';
import { type Ledger, openLedger } from './ledger.js';
import { keepListing, type Listing } from './listing.js';
import { type Manifest, openManifest, type ThemeRecord } from './manifest.js';
import type { Pool } from './pool.js';
import { openStories, type StoryMemory } from './stories.js';
import { seenAt } from './survey.js';

/** What parse and render may ask. */
export interface Known {
  readonly storiesOf: ParseWork['storiesOf'];
  readonly recordsOf: RenderWork['recordsOf'];
  /** What those were made of, in a process that has made them. */
  readonly basis: Basis | null;
  /** What is doubtful in the templates of that key, all of which can be compiled; null: not known. */
  themeWarnings(key: string): readonly Problem[] | null;
}

/** How the files look that are remembered. */
export interface Looking {
  readonly looksOf: ParseWork['looksOf'];
  readonly intactAmong: RenderWork['intactAmong'];
  /** Told of what changed since the last build of this process: nothing published did. */
  readonly isTold: boolean;
}

export interface Memory {
  readonly ledger: Ledger;
  readonly known: Known;
  /** Whether it is known of each owned output how the last build left it, and of no other. */
  isSettled(): boolean;
  /** False: another process has built the same site to the same place since. */
  isCurrent(): boolean;
  /** Begins to look at what is remembered; `now` in ms since the epoch. */
  look(pool: Pick<Pool, 'look'>, now: number): Looking;
  /** After the site is published: what is remembered next time. */
  save(parsed: Parsed, made: Made): void;
}

/** Of what was rendered, what is to be remembered. */
export type Made = Pick<Rendered, 'outputs' | 'basis'> & { readonly theme: ThemeRecord };

/** Kept by a watching process from build to build. */
export interface Kept {
  memory: Memory | null;
  /** What the memory belongs to. */
  id: string;
  /** Absolute paths of files that may have changed since the last build that ended; null: any. */
  changed: Set<string> | null;
  readonly drafts: Drafts;
  readonly listing: Listing;
  readonly again: Again;
  /** By problems without a place: the same with theirs, of the file as it was. */
  readonly placed: WeakMap<Problem, Problem>;
}

export function keepNothing(): Kept {
  return {
    memory: null,
    id: '',
    changed: null,
    drafts: keepDrafts(),
    listing: keepListing(),
    again: createAgain(),
    placed: new WeakMap(),
  };
}

/** The kept memory where it belongs to this site and these settings, else the one on the disk. */
export function recall(
  kept: Kept,
  config: Config,
  fingerprint: string,
  { io, host }: Pick<Effects, 'io' | 'host'>,
): Memory {
  const { source, destination, cacheDir } = config;
  const id = [fingerprint, source, destination, cacheDir].join('\n');
  if (kept.memory?.isCurrent() === true && kept.id === id) return kept.memory;
  kept.id = id;
  kept.changed = null;
  kept.memory = openMemory(config, fingerprint, {
    io,
    env: host.env,
    changed: () => kept.changed,
  });
  return kept.memory;
}

interface Outside {
  readonly io: Io;
  readonly env: Host['env'];
  readonly changed: () => Kept['changed'];
}

function openMemory(config: Config, fingerprint: string, outside: Outside): Memory {
  const { io } = outside;
  const ledger = openLedger(config, io);
  const never = (): boolean => false;
  const forgetful = { isSettled: never, isCurrent: never, look: () => UNSEEN, save() {} };
  if (config.cacheless) return { ledger, known: NOTHING, ...forgetful };
  const stories = openStories(config, fingerprint, io);
  const manifest = openManifest(config, fingerprint, io);
  let basis: Basis | null = null;
  let checkout: Checkout | null = null;
  const known: Known = {
    get basis() {
      return basis;
    },
    storiesOf: (files) => valuesAt(stories.stories, files),
    recordsOf: (outputs) => valuesAt(manifest.records, outputs),
    themeWarnings: (key) => (manifest.theme?.key === key ? manifest.theme.warnings : null),
  };
  return {
    ledger,
    known,
    isSettled: () => isSettled(ledger, manifest),
    isCurrent: () => ledger.isCurrent() && manifest.isCurrent(),
    look(pool, now) {
      // Who watches is told of changes: git's index would be read for each save.
      const isTold = outside.changed() !== null;
      checkout = isTold ? null : openCheckout(config.source, outside);
      return lookAtAll({ stories, manifest }, config, { ...outside, pool, now, checkout });
    },
    save(parsed, made) {
      const looks = checkout?.named(parsed.looks, stories.looks) ?? parsed.looks;
      stories.save(parsed.stories, looks);
      manifest.save(made.outputs, made.theme);
      basis = made.basis;
    },
  };
}

/** Not so where either is another build's than the other: restored, lost, or of a build that died. */
function isSettled({ now, isComplete }: Ledger, { records: { places } }: Manifest): boolean {
  if (now === null || !isComplete || now.outputs.size !== places.size) return false;
  return missingIn(now.outputs, places).length === 0;
}

const NOTHING: Known = {
  storiesOf: () => () => undefined,
  recordsOf: () => () => undefined,
  basis: null,
  themeWarnings: () => null,
};

const UNSEEN: Looking = {
  looksOf: () => Promise.resolve(() => null),
  intactAmong: () => Promise.resolve(() => false),
  isTold: false,
};

interface Logs {
  readonly stories: StoryMemory;
  readonly manifest: Manifest;
}

interface Lookout extends Outside {
  readonly pool: Pick<Pool, 'look'>;
  readonly now: number;
  readonly checkout: Checkout | null;
}

function lookAtAll({ stories, manifest }: Logs, config: Config, outside: Lookout): Looking {
  const { io, pool, now } = outside;
  const { source, destination } = config;
  const changed = io.stat(destination) === undefined ? null : outside.changed();
  if (changed !== null) {
    // Who watches is told of changes; what is published is looked at when everything is.
    const names = new Set([...changed].map((file) => nameBelow(source, file)));
    const unchanged = (files: Places): ((place: number) => Look | null) => {
      const lookAt = valuesAt(stories.looks, files);
      return (place) => (names.has(files.names[place] ?? '') ? null : (lookAt(place) ?? null));
    };
    return {
      looksOf: (files) => Promise.resolve(unchanged(files)),
      intactAmong: () => Promise.resolve(() => true),
      isTold: true,
    };
  }
  const lookAs: Likeness<Look | null> = (files) => {
    const checkedOut = outside.checkout?.looksOf(files) ?? (() => null);
    return (place, look, seen) => {
      if (look === null || looksLike(look, seen)) return look;
      return checkedOut(place, look, seen);
    };
  };
  const recordAs: Likeness<OutputRecord> = () => (_place, record, seen) =>
    looksLike(record, seen) ? record : null;
  const looksOf = glance(stories.looks, lookAs, { folder: source, io, pool, now });
  // Whatever its time, it is as a build left it or it isn't.
  const always = Number.POSITIVE_INFINITY;
  const to = { folder: destination, io, pool, now: always };
  const intact = glance(manifest.records, recordAs, to);
  const intactAmong: Looking['intactAmong'] = async (outputs) => {
    const recordAt = await intact(outputs);
    return (place) => recordAt(place) !== null;
  };
  return { looksOf, intactAmong, isTold: false };
}

interface Where extends Omit<Lookout, 'changed' | 'checkout' | 'env'> {
  readonly folder: string;
}

/** What is remembered of the file at a place, as it is now; null: it may have become another. */
type Likeness<T> = (asked: Places) => (place: number, one: T, seen: Seen) => T | null;

/** Looks at all of them at once where that pays, else at each that is asked for. */
function glance<T>(
  { places, values }: Column<T>,
  like: Likeness<T>,
  { folder, io, pool, now }: Where,
): (asked: Places) => Promise<(place: number) => T | null> {
  const looks = pool.look(folder, places.names, now);
  // A build that ends before it asks ends the threads as well, which is nobody's error.
  looks?.catch(() => undefined);
  return async (asked) => {
    const lookOf = await looks;
    const placeOf = placesIn(places, asked);
    const likeNow = like(asked);
    return (at) => {
      const place = placeOf(at);
      const one = values[place];
      if (one === undefined) return null;
      const name = asked.names[at] ?? '';
      const seen = lookOf === null ? seenAt(path.join(folder, name), io, now) : lookOf(place);
      return seen === null ? null : likeNow(at, one, seen);
    };
  };
}
