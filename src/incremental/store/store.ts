/**
 * What a build remembers: stories, outputs, and the ledger. Read from `.finews` by a fresh process;
 * a watching one keeps it from build to build.
 */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import type { Effects, Host, Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { SortedNames, SortedTable } from '../../model/sorted-table.js';
import type { OutputRecord } from '../../model/staged.js';
import type { KnownFile, Stamp } from '../../model/story.js';
import type { Parsed, ParseWork } from '../../pipeline/parse/parse.js';
import type { Rendered, RenderWork } from '../../pipeline/render/render.js';
import type { Snapshot } from '../../pipeline/render/up-to-date.js';
import { type Ledger, openLedger } from '../../publish/ledger.js';
import { createTemplateCache, type TemplateCache } from '../../theme/template-cache.js';
import type { Pool } from '../../workers/pool.js';
import { sameStamp } from '../file-stamp.js';
import { createMemo, type Memo } from '../memo.js';
import { indexIn, missingIn, valuesAt } from '../sorted-tables.js';
import { stampAt } from './bulk-stat.js';
import { type Checkout, openCheckout } from './git-checkout.js';
import { createListing, type Listing } from './listing.js';
import { type Manifest, openManifest, type ThemeRecord } from './manifest.js';
import { openPostStore, type PostStore } from './post-store.js';

/** What parse and render may ask. */
export interface Known {
  readonly storiesOf: ParseWork['storiesOf'];
  readonly recordsOf: RenderWork['recordsOf'];
  /** What those were made of, in a process that has made them. */
  readonly basis: Snapshot | null;
  /** What is doubtful in the templates of that key, all of which can be compiled; null: not known. */
  themeWarnings(key: string): readonly Problem[] | null;
}

/** How the files look that are remembered. */
export interface FileStates {
  readonly knownFilesOf: ParseWork['knownFilesOf'];
  readonly unchangedAmong: RenderWork['unchangedAmong'];
  /** Told of what changed since the last build of this process: nothing published did. */
  readonly isTold: boolean;
}

export interface Store {
  readonly ledger: Ledger;
  readonly known: Known;
  /** Whether it is known of each owned output how the last build left it, and of no other. */
  isSettled(): boolean;
  /** False: another process has built the same site to the same place since. */
  isCurrent(): boolean;
  /** Begins to look at what is remembered; `now` in ms since the epoch. */
  look(pool: Pick<Pool, 'look'>, now: number): FileStates;
  /** After the site is published: what is remembered next time. */
  save(parsed: Parsed, made: SavedResults): void;
}

/** Of what was rendered, what is to be remembered. */
export type SavedResults = Pick<Rendered, 'outputs' | 'basis'> & { readonly theme: ThemeRecord };

/** Kept by a watching process from build to build. */
export interface Session {
  store: Store | null;
  /** What the memory belongs to. */
  id: string;
  /** Absolute paths of files that may have changed since the last build that ended; null: any. */
  changed: Set<string> | null;
  readonly templateCache: TemplateCache;
  readonly listing: Listing;
  readonly memo: Memo;
  /** By problems without a place: the same with theirs, of the file as it was. */
  readonly placed: WeakMap<Problem, Problem>;
}

export function newSession(): Session {
  return {
    store: null,
    id: '',
    changed: null,
    templateCache: createTemplateCache(),
    listing: createListing(),
    memo: createMemo(),
    placed: new WeakMap(),
  };
}

/** The kept memory where it belongs to this site and these settings, else the one on the disk. */
export function openStore(
  kept: Session,
  config: Config,
  fingerprint: string,
  { io, host }: Pick<Effects, 'io' | 'host'>,
): Store {
  const { source, destination, cacheDir } = config;
  const id = [fingerprint, source, destination, cacheDir].join('\n');
  if (kept.store?.isCurrent() === true && kept.id === id) return kept.store;
  kept.id = id;
  kept.changed = null;
  kept.store = readStore(config, fingerprint, {
    io,
    env: host.env,
    changed: () => kept.changed,
  });
  return kept.store;
}

interface StoreContext {
  readonly io: Io;
  readonly env: Host['env'];
  readonly changed: () => Session['changed'];
}

function readStore(config: Config, fingerprint: string, outside: StoreContext): Store {
  const { io } = outside;
  const ledger = openLedger(config, io);
  const never = (): boolean => false;
  const forgetful = { isSettled: never, isCurrent: never, look: () => UNSEEN, save() {} };
  if (config.cacheless) return { ledger, known: NOTHING, ...forgetful };
  const stories = openPostStore(config, fingerprint, io);
  const manifest = openManifest(config, fingerprint, io);
  let basis: Snapshot | null = null;
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
      return compareWithDisk({ stories, manifest }, config, { ...outside, pool, now, checkout });
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

const UNSEEN: FileStates = {
  knownFilesOf: () => Promise.resolve(() => null),
  unchangedAmong: () => Promise.resolve(() => false),
  isTold: false,
};

interface Logs {
  readonly stories: PostStore;
  readonly manifest: Manifest;
}

interface StatContext extends StoreContext {
  readonly pool: Pick<Pool, 'look'>;
  readonly now: number;
  readonly checkout: Checkout | null;
}

function compareWithDisk(
  { stories, manifest }: Logs,
  config: Config,
  outside: StatContext,
): FileStates {
  const { io, pool, now } = outside;
  const { source, destination } = config;
  const changed = io.stat(destination) === undefined ? null : outside.changed();
  if (changed !== null) {
    // Who watches is told of changes; what is published is looked at when everything is.
    const names = new Set([...changed].map((file) => nameBelow(source, file)));
    const unchanged = (files: SortedNames): ((place: number) => KnownFile | null) => {
      const lookAt = valuesAt(stories.looks, files);
      return (place) => (names.has(files.names[place] ?? '') ? null : (lookAt(place) ?? null));
    };
    return {
      knownFilesOf: (files) => Promise.resolve(unchanged(files)),
      unchangedAmong: () => Promise.resolve(() => true),
      isTold: true,
    };
  }
  const lookAs: Matcher<KnownFile | null> = (files) => {
    const checkedOut = outside.checkout?.looksOf(files) ?? (() => null);
    return (place, look, seen) => {
      if (look === null || sameStamp(look, seen)) return look;
      return checkedOut(place, look, seen);
    };
  };
  const recordAs: Matcher<OutputRecord> = () => (_place, record, seen) =>
    sameStamp(record, seen) ? record : null;
  const looksOf = statKnown(stories.looks, lookAs, { folder: source, io, pool, now });
  // Whatever its time, it is as a build left it or it isn't.
  const always = Number.POSITIVE_INFINITY;
  const to = { folder: destination, io, pool, now: always };
  const intact = statKnown(manifest.records, recordAs, to);
  const intactAmong: FileStates['unchangedAmong'] = async (outputs) => {
    const recordAt = await intact(outputs);
    return (place) => recordAt(place) !== null;
  };
  return { knownFilesOf: looksOf, unchangedAmong: intactAmong, isTold: false };
}

interface StatFolder extends Omit<StatContext, 'changed' | 'checkout' | 'env'> {
  readonly folder: string;
}

/** What is remembered of the file at a place, as it is now; null: it may have become another. */
type Matcher<T> = (asked: SortedNames) => (place: number, one: T, seen: Stamp) => T | null;

/** Looks at all of them at once where that pays, else at each that is asked for. */
function statKnown<T>(
  { places, values }: SortedTable<T>,
  like: Matcher<T>,
  { folder, io, pool, now }: StatFolder,
): (asked: SortedNames) => Promise<(place: number) => T | null> {
  const looks = pool.look(folder, places.names, now);
  // A build that ends before it asks ends the threads as well, which is nobody's error.
  looks?.catch(() => undefined);
  return async (asked) => {
    const lookOf = await looks;
    const placeOf = indexIn(places, asked);
    const likeNow = like(asked);
    return (at) => {
      const place = placeOf(at);
      const one = values[place];
      if (one === undefined) return null;
      const name = asked.names[at] ?? '';
      const seen = lookOf === null ? stampAt(path.join(folder, name), io, now) : lookOf(place);
      return seen === null ? null : likeNow(at, one, seen);
    };
  };
}
