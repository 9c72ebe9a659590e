/**
 * What is remembered between builds: posts, their files' stamps, outputs. Read from `.finews` by a
 * fresh process; a watching one keeps it from build to build.
 */
import path from 'node:path';
import { nameBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import type { Host, Io } from '../../model/io.js';
import type { Workers } from '../../model/job.js';
import type { Problem } from '../../model/problem.js';
import type { SortedNames, SortedTable } from '../../model/sorted-table.js';
import type { OutputRecord } from '../../model/staged.js';
import type { KnownFile, ParsedFile, Stamp } from '../../model/story.js';
import { sameStamp } from '../file-stamp.js';
import type { KeySeed } from '../key-mixer.js';
import { indexIn, valuesAt } from '../sorted-tables.js';
import { stampAt } from './bulk-stat.js';
import { type Checkout, openCheckout } from './git-checkout.js';
import { type Manifest, openManifest, type ThemeRecord } from './manifest.js';
import { openPostStore, type PostStore } from './post-store.js';
import { statElsewhere } from './stat-job.js';

/** What parse and render may ask. */
export interface Known {
  /** What parsing made of post files, by their places. */
  storiesOf(files: SortedNames): (place: number) => ParsedFile | undefined;
  /** Records of outputs, by their places. */
  recordsOf(outputs: SortedNames): (place: number) => OutputRecord | undefined;
  /** What their keys were made with. */
  readonly keySeed: KeySeed;
  /** What is doubtful in the templates of that key, all of which can be compiled; null: not known. */
  themeWarnings(key: string): readonly Problem[] | null;
}

/** Which of the files that are remembered are as they were. */
export interface FileStates {
  /** Resolves to what is known of the post files that have the stamps they had when they were read. */
  knownFilesOf(files: SortedNames): Promise<(place: number) => KnownFile | null>;
  /** Resolves to what tells whether a published file has the stamp that its record has. */
  unchangedAmong(outputs: SortedNames): Promise<(place: number) => boolean>;
  /** The process was told of what changed since its last build: nothing published did. */
  readonly isTold: boolean;
}

export interface Store {
  readonly known: Known;
  /** Outputs that are remembered; null: nothing is. */
  readonly outputs: SortedNames | null;
  /** False: another process has built the same site to the same place since. */
  isCurrent(): boolean;
  /** Begins to compare what is remembered with the disk; `now` in ms since the epoch. */
  compare(workers: Pick<Workers, 'pays' | 'map'>, now: number): FileStates;
  /** After the site is published: what is remembered next time. Gives paths of stories that are new or others than before. */
  save(parsed: SavedPosts, made: SavedOutputs): readonly string[];
}

/** Of what was parsed, what is to be remembered. */
export interface SavedPosts {
  readonly stories: SortedTable<ParsedFile>;
  readonly knownFiles: SortedTable<KnownFile | null>;
  /** Story files that nothing is to be remembered of. */
  readonly forgotten: ReadonlySet<string>;
}

/** Of what was rendered, what is to be remembered. */
export interface SavedOutputs {
  readonly outputs: SortedTable<OutputRecord>;
  readonly theme: ThemeRecord;
}

export interface StoreContext {
  readonly io: Io;
  readonly env: Host['env'];
  /** Absolute paths of files that may have changed since the last build of this process; null: any. */
  changed(): ReadonlySet<string> | null;
}

/** `fingerprint` is the digest of what results depend on besides the site: others are not used. */
export function openStore(config: Config, fingerprint: string, context: StoreContext): Store {
  const { io } = context;
  if (config.cacheless) return FORGETFUL;
  const posts = openPostStore(config, fingerprint, io);
  const manifest = openManifest(config, fingerprint, io);
  let checkout: Checkout | null = null;
  const known: Known = {
    keySeed: manifest.seed,
    storiesOf: (files) => valuesAt(posts.stories, files),
    recordsOf: (outputs) => valuesAt(manifest.records, outputs),
    themeWarnings: (key) => (manifest.theme?.key === key ? manifest.theme.warnings : null),
  };
  return {
    known,
    get outputs() {
      return manifest.records.places;
    },
    isCurrent: () => manifest.isCurrent(),
    compare(workers, now) {
      // A watching process is told of changes: git's index would be read for each save.
      checkout = context.changed() === null ? openCheckout(config.source, context) : null;
      return compareWithDisk({ posts, manifest }, config, { ...context, workers, now, checkout });
    },
    save(parsed, made) {
      const knownFiles = checkout?.named(parsed.knownFiles, posts.knownFiles) ?? parsed.knownFiles;
      // What had its words among the names of what was read has to go as well.
      const { isAnew, changed } = posts.save(parsed.stories, knownFiles, parsed.forgotten);
      manifest.save(made.outputs, made.theme, isAnew);
      return changed;
    },
  };
}

const NOTHING: Known = {
  storiesOf: () => () => undefined,
  recordsOf: () => () => undefined,
  keySeed: [0, 0],
  themeWarnings: () => null,
};

const UNKNOWN: FileStates = {
  knownFilesOf: () => Promise.resolve(() => null),
  unchangedAmong: () => Promise.resolve(() => false),
  isTold: false,
};

/** Of a build without a cache. */
const FORGETFUL: Store = {
  known: NOTHING,
  outputs: null,
  isCurrent: () => false,
  compare: () => UNKNOWN,
  save: () => [],
};

interface Remembered {
  readonly posts: PostStore;
  readonly manifest: Manifest;
}

interface StatContext extends StoreContext {
  readonly workers: Pick<Workers, 'pays' | 'map'>;
  readonly now: number;
  readonly checkout: Checkout | null;
}

function compareWithDisk(
  { posts, manifest }: Remembered,
  config: Config,
  context: StatContext,
): FileStates {
  const { io, workers, now } = context;
  const { source, destination } = config;
  const changed = io.stat(destination) === undefined ? null : context.changed();
  if (changed !== null) {
    // A watching process is told of changes; what is published is compared when everything is.
    const names = new Set([...changed].map((file) => nameBelow(source, file)));
    const unchanged = (files: SortedNames): ((place: number) => KnownFile | null) => {
      const knownAt = valuesAt(posts.knownFiles, files);
      return (place) => (names.has(files.names[place] ?? '') ? null : (knownAt(place) ?? null));
    };
    return {
      knownFilesOf: (files) => Promise.resolve(unchanged(files)),
      unchangedAmong: () => Promise.resolve(() => true),
      isTold: true,
    };
  }
  const fileMatcher: Matcher<KnownFile | null> = (files) => {
    const checkedOut = context.checkout?.knownFilesOf(files) ?? (() => null);
    return (place, known, stamp) => {
      if (known === null || sameStamp(known, stamp)) return known;
      return checkedOut(place, known, stamp);
    };
  };
  const recordMatcher: Matcher<OutputRecord> = () => (_place, record, stamp) =>
    sameStamp(record, stamp) ? record : null;
  const knownFilesOf = statKnown(posts.knownFiles, fileMatcher, {
    folder: source,
    io,
    workers,
    now,
  });
  // Whatever its time, it is as a build left it or it isn't.
  const always = Number.POSITIVE_INFINITY;
  const to = { folder: destination, io, workers, now: always };
  const recordsOf = statKnown(manifest.records, recordMatcher, to);
  const unchangedAmong: FileStates['unchangedAmong'] = async (outputs) => {
    const recordAt = await recordsOf(outputs);
    return (place) => recordAt(place) !== null;
  };
  return { knownFilesOf, unchangedAmong, isTold: false };
}

interface StatFolder extends Pick<StatContext, 'io' | 'workers' | 'now'> {
  readonly folder: string;
}

/** What is remembered of the file at a place, as it is now; null: it may have become another. */
type Matcher<T> = (asked: SortedNames) => (place: number, one: T, stamp: Stamp) => T | null;

/** Takes the stamps of all of them at once where that pays, else of each that is asked for. */
function statKnown<T>(
  { places, values }: SortedTable<T>,
  matcher: Matcher<T>,
  { folder, io, workers, now }: StatFolder,
): (asked: SortedNames) => Promise<(place: number) => T | null> {
  const stamps = statElsewhere(folder, places.names, now, workers);
  // A build that ends before it asks ends the threads as well, which is nobody's error.
  stamps?.catch(() => undefined);
  return async (asked) => {
    const stampOf = await stamps;
    const placeOf = indexIn(places, asked);
    const match = matcher(asked);
    return (at) => {
      const place = placeOf(at);
      const one = values[place];
      if (one === undefined) return null;
      const name = asked.names[at] ?? '';
      // Not `join`: it costs a fourth of the stamp, and both parts are as they have to be.
      const file = folder + path.sep + name;
      const stamp = stampOf === null ? stampAt(file, io, now) : stampOf(place);
      return stamp === null ? null : match(at, one, stamp);
    };
  };
}
