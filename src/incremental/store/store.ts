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
import { NO_ROW, type SortedNames } from '../../model/sorted-table.js';
import type { OutputRecord } from '../../model/staged.js';
import type { Stamp } from '../../model/story.js';
import { lazy } from '../../platform/lazy.js';
import type { KeySeed } from '../key-mixer.js';
import { indexIn, missingIn, rowsAt, valuesAt } from '../sorted-tables.js';
import { stampAt, stampsEach } from './bulk-stat.js';
import { type Checkout, openCheckout } from './git-checkout.js';
import {
  type Manifest,
  openManifest,
  RecordRows,
  type RecordTable,
  type SavedOutputs,
} from './manifest.js';
import {
  KnownFileRows,
  type KnownFileTable,
  openPostStore,
  type PostStore,
  StoryRows,
  type StoryTable,
} from './post-store.js';
import type { SiteRecord, StoriesRecord } from './site-record.js';
import { statElsewhere } from './stat-job.js';

/** What parse and render may ask. */
export interface Known {
  /** What parsing made of post files; what it makes of others is added. */
  readonly stories: StoryRows;
  /** Rows of post files, by their places; `NO_ROW`: nothing is known. */
  storiesOf(files: SortedNames): (place: number) => number;
  /** Records of outputs, to which those of others are added. */
  readonly records: RecordRows;
  /** Rows of outputs, by their places. */
  recordRowsOf(outputs: SortedNames): (place: number) => number;
  /** Records of outputs, by their places. */
  recordsOf(outputs: SortedNames): (place: number) => OutputRecord | undefined;
  /** What their keys were made with. */
  readonly keySeed: KeySeed;
  /** What is doubtful in the templates of that key, all of which can be compiled; null: not known. */
  themeWarnings(key: string): readonly Problem[] | null;
}

/** Which of the files that are remembered are as they were. */
export interface FileStates {
  /** What is known of post files; what is found out is added. */
  readonly knownFiles: KnownFileRows;
  /** Resolves to rows of the post files that have the stamps they had when they were read. */
  knownFilesOf(files: SortedNames): Promise<(place: number) => number>;
  /** Resolves to whether all post files that are remembered, and no others, are there with the stamps they had. */
  areAsRead(files: SortedNames): Promise<boolean>;
  /** Resolves to what tells whether a published file has the stamp that its record has. */
  unchangedAmong(outputs: SortedNames): Promise<(place: number) => boolean>;
  /** The process was told of what changed since its last build: nothing published did. */
  readonly isTold: boolean;
}

export interface Store {
  readonly known: Known;
  /** Outputs that are remembered; null: nothing is. */
  readonly outputs: RecordTable | null;
  /** Digest of the ledger that names just these outputs; empty: not known. */
  readonly ledger: string;
  /** The site that they are of; null: not known, or its stories were others than those that are remembered. */
  readonly site: SiteRecord | null;
  /** Which stories the outputs are of; null: not known, or others are remembered by now. */
  readonly stories: StoriesRecord | null;
  /** What was told of it; null: not known. */
  told(): readonly Problem[] | null;
  /** False: another process has built the same site to the same place since. */
  isCurrent(): boolean;
  /** Begins to compare what is remembered with the disk; `now` in ms since the epoch. */
  compare(workers: Pick<Workers, 'begin'>, now: number): FileStates;
  /** After the site is published: what is remembered next time. Gives paths of stories that are new or others than before. */
  save(parsed: SavedPosts, made: SavedOutputs): readonly string[];
}

/** Of what was parsed, what is to be remembered. */
export interface SavedPosts {
  readonly stories: StoryTable;
  readonly knownFiles: KnownFileTable;
  /** Story files that nothing is to be remembered of. */
  readonly forgotten: ReadonlySet<string>;
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
  // The first files' stamps are taken in other threads while it is read.
  const manifest = lazy(() => openManifest(config, fingerprint, io));
  let checkout: Checkout | null = null;
  const known: Known = {
    get keySeed() {
      return manifest().seed;
    },
    get stories() {
      return posts.stories.values;
    },
    storiesOf: (files) => rowsAt(posts.stories, files),
    get records() {
      return manifest().records.values;
    },
    recordRowsOf: (outputs) => rowsAt(manifest().records, outputs),
    recordsOf: (outputs) => valuesAt(manifest().records, outputs),
    themeWarnings(key) {
      const { theme } = manifest();
      return theme?.key === key ? theme.warnings : null;
    },
  };
  return {
    known,
    get outputs() {
      return manifest().records;
    },
    get ledger() {
      return manifest().ledger;
    },
    get site() {
      const { site } = manifest();
      return site?.stamps === posts.stamps ? site : null;
    },
    get stories() {
      const { stories } = manifest();
      return stories?.stories === posts.content ? stories : null;
    },
    told: () => manifest().told(),
    isCurrent: () => manifest().isCurrent(),
    compare(workers, now) {
      // A watching process is told of changes: git's index would be read for each save.
      checkout = context.changed() === null ? openCheckout(config.source, context) : null;
      return compareWithDisk({ posts, manifest }, config, { ...context, workers, now, checkout });
    },
    save(parsed, made) {
      const knownFiles = checkout?.named(parsed.knownFiles, posts.knownFiles) ?? parsed.knownFiles;
      // What had its words among the names of what was read has to go as well.
      const { isAnew, changed } = posts.save(parsed.stories, knownFiles, parsed.forgotten);
      manifest().save(made, posts, isAnew);
      return changed;
    },
  };
}

const NO_ROWS = (): number => NO_ROW;

/** Of a build without a cache. */
const FORGETFUL: Store = {
  get known(): Known {
    return {
      stories: new StoryRows([]),
      storiesOf: () => NO_ROWS,
      records: new RecordRows([]),
      recordRowsOf: () => NO_ROWS,
      recordsOf: () => () => undefined,
      keySeed: [0, 0],
      themeWarnings: () => null,
    };
  },
  outputs: null,
  ledger: '',
  site: null,
  stories: null,
  told: () => null,
  isCurrent: () => false,
  compare: () => ({
    knownFiles: new KnownFileRows([]),
    knownFilesOf: () => Promise.resolve(NO_ROWS),
    areAsRead: () => Promise.resolve(false),
    unchangedAmong: () => Promise.resolve(() => false),
    isTold: false,
  }),
  save: () => [],
};

interface Remembered {
  readonly posts: PostStore;
  readonly manifest: () => Manifest;
}

interface StatContext extends StoreContext {
  readonly workers: Pick<Workers, 'begin'>;
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
  const {
    knownFiles,
    knownFiles: { values },
  } = posts;
  if (changed !== null) {
    // A watching process is told of changes; what is published is compared when everything is.
    const names = new Set([...changed].map((file) => nameBelow(source, file)));
    const unchanged = (files: SortedNames): ((place: number) => number) => {
      const rowAt = rowsAt(knownFiles, files);
      // By place: an archive's names are many to look up.
      const places = new Set([...names].map((name) => files.at(name)));
      return (place) => (places.has(place) ? NO_ROW : rowAt(place));
    };
    return {
      knownFiles: values,
      knownFilesOf: (files) => Promise.resolve(unchanged(files)),
      areAsRead: () => Promise.resolve(false),
      unchangedAmong: () => Promise.resolve(() => true),
      isTold: true,
    };
  }
  const of = { folder: source, io, workers, now };
  const filesNow = compared(knownFiles, of);
  // Whatever its time, it is as a build left it or it isn't.
  const always = Number.POSITIVE_INFINITY;
  const recordsNow = compared(manifest().records, {
    folder: destination,
    io,
    workers,
    now: always,
  });
  return {
    knownFiles: values,
    async knownFilesOf(files) {
      const { rowAt, hasStamp, stampAt: stampNow } = await filesNow(files);
      const checkedOut = context.checkout?.knownFilesOf(files) ?? (() => null);
      return (place) => {
        const row = rowAt(place);
        if (row === NO_ROW || hasStamp(place)) return row;
        const stamp = stampNow(place);
        const known = stamp === null ? null : checkedOut(place, values.at(row), stamp);
        return known === null ? NO_ROW : values.add(known);
      };
    },
    async areAsRead(files) {
      // Of a file that is new no stamp is known, whatever the others' are.
      if (files.size !== knownFiles.places.size) return false;
      if (missingIn(files, knownFiles.places).length > 0) return false;
      const { rowAt, hasStamp } = await filesNow(files);
      return files.names.every((_, place) => rowAt(place) !== NO_ROW && hasStamp(place));
    },
    async unchangedAmong(outputs) {
      const { rowAt, hasStamp } = await recordsNow(outputs);
      return (place) => rowAt(place) !== NO_ROW && hasStamp(place);
    },
    isTold: false,
  };
}

interface StatFolder extends Pick<StatContext, 'io' | 'workers' | 'now'> {
  readonly folder: string;
}

/** Files that are remembered, by the places of those that were asked for. */
interface Compared {
  rowAt(place: number): number;
  /** Whether the file has the stamp that its row has. */
  hasStamp(place: number): boolean;
  stampAt(place: number): Stamp | null;
}

/** Takes the stamps of all of them at once where that pays, else of each that is asked for. */
function compared(
  { places, rows, values }: KnownFileTable | RecordTable,
  { folder, io, workers, now }: StatFolder,
): (asked: SortedNames) => Promise<Compared> {
  const elsewhere = statElsewhere(folder, places.names, now, workers);
  // A build that ends before it asks ends the threads as well, which is nobody's error.
  elsewhere?.catch(() => undefined);
  // Not `join`: it costs a fourth of the stamp, and both parts are as they have to be.
  const fileAt = (place: number): string => folder + path.sep + (places.names[place] ?? '');
  const each = stampsEach((place) => stampAt(fileAt(place), io, now));
  return async (asked) => {
    const stamps = (await elsewhere) ?? each;
    const placeOf = indexIn(places, asked);
    const rowAt = (at: number): number => rows[placeOf(at)] ?? NO_ROW;
    return {
      rowAt,
      hasStamp: (at) => values.hasStamp(rowAt(at), stamps, placeOf(at)),
      stampAt: (at) => stamps.at(placeOf(at)),
    };
  };
}
