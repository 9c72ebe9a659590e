/** Back to nothing: what finews owns at the destination is deleted, but for `keep_files`, and the cache. */
import path from 'node:path';
import { anyMatcher } from '../formats/urls/glob.js';
import { isBelow } from '../formats/urls/paths.js';
import { sortedNames } from '../incremental/sorted-tables.js';
import { destinationKey, namesDestination } from '../incremental/store/destination-key.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { SiteError } from '../model/problem.js';
import { previewsFolder } from '../outputs/site-settings.js';
import { removeVersions } from './atomic-publish.js';
import { openLedger } from './ledger.js';
import { createRemover } from './remove-stale.js';
import { IGNORE_FILE, openWorkplace } from './workplace.js';

export interface Cleaned extends Pick<Config, 'destination' | 'cacheDir'> {
  /** False: there was neither a destination nor a cache. */
  readonly wasThere: boolean;
  /** False: there was no cache, and so no record of anything that finews wrote. */
  readonly hadCache: boolean;
  /** Outputs that are gone. */
  readonly deleted: number;
  /** Below the destination: what finews has no record of writing. */
  readonly left: readonly string[];
  /** False: it holds what other destinations need, or what isn't finews'. */
  readonly isCacheGone: boolean;
}

/** `options` gave the config. Throws `SiteError` for a destination that finews has no record of. */
export function cleanSite(config: Config, options: BuildOptions, effects: Effects): Cleaned {
  guardStrangers(config, options, effects);
  const { destination, cacheDir } = config;
  const hadCache = effects.io.stat(cacheDir) !== undefined;
  const wasThere = hadCache || effects.io.stat(destination) !== undefined;
  const place = openWorkplace(config, effects);
  let cleaned: Pick<Cleaned, 'deleted' | 'left'> = { deleted: 0, left: [] };
  try {
    if (effects.io.stat(destination) !== undefined) cleaned = cleanDestination(config, effects);
    removeVersions(config, effects.io);
    forget(config, effects);
  } finally {
    place.close();
  }
  removeCache(config, effects);
  const isCacheGone = effects.io.stat(cacheDir) === undefined;
  return { destination, cacheDir, wasThere, hadCache, ...cleaned, isCacheGone };
}

/**
 * A folder inside the site that its config names is the site's; any other may be a slip
 * (`-d ~/Documents`, `destination: /etc`, another project's `public`), so there must be a record of a
 * build into it.
 */
function guardStrangers(config: Config, options: BuildOptions, { io }: Effects): void {
  if (io.stat(config.destination) === undefined) return;
  // It never is the source: configure refuses that.
  const isInside = options.destination === undefined && isBelow(config.source, config.destination);
  if (isInside && isSite(config, options, io)) return;
  if (openLedger(config, io, null).now !== null) return;
  throw new SiteError([
    {
      code: 'clean-stranger',
      severity: 'error',
      message: `finews has no record of building into ${config.destination}, so there is nothing to clean`,
      hint: 'If it is the site’s, empty it yourself.',
    },
  ]);
}

function isSite({ source }: Config, { config }: BuildOptions, io: Effects['io']): boolean {
  if (config !== undefined) return true;
  const signs = ['_config.yml', '_config.yaml', '_posts', '_drafts'];
  return signs.some((name) => io.stat(path.join(source, name)) !== undefined);
}

/** Names at the top that are about the folder, not the site: `.git`, `.gitignore`, `.gitkeep`, … */
const ASIDE = /^\.(?:git|svn|hg)/;

/** Deletes what the ledger owns, and folders that are empty then. */
function cleanDestination(config: Config, effects: Effects): Pick<Cleaned, 'deleted' | 'left'> {
  const { io } = effects;
  const owned = openLedger(config, io, null).now?.outputs ?? sortedNames([]);
  const kept = anyMatcher(config.keepFiles);
  const place = { ...config, folder: config.destination };
  const remove = createRemover(place, sortedNames([]), effects);
  const deleted = owned.names.filter((output) => !kept(output) && remove(output)).length;
  const aside = io.names(config.destination).filter((name) => ASIDE.test(name));
  const left = io.walk(config.destination, aside).filter(({ kind }) => kind !== 'folder');
  return {
    deleted,
    left: left
      .map((entry) => entry.path)
      .filter((file) => !kept(file))
      .sort(),
  };
}

/** What is remembered of stories, whatever the destination; and the last build's changes. */
const SHARED =
  /^(?:stories-[\w-]+\.log|forgotten|(?:stamps|looks)\.log|changes[\w-]*\.json|[\w.-]+\.tmp)$/;

/** Copies of pictures, and what is remembered of them. */
const COPIES = /^(?:[\w-]{24}\.(?:webp|jpeg)|digests\.json|faults\.json)(?:\.tmp)?$/;

/** What was kept about this destination, and previews; and the rest, when no other destination needs it. */
function forget(config: Config, { io }: Effects): void {
  const remove = (isOurs: (name: string) => boolean): void => {
    for (const name of io.names(config.cacheDir)) {
      if (isOurs(name)) io.removeFile(path.join(config.cacheDir, name));
    }
  };
  const previews = previewsFolder(config.cacheDir);
  const ports = io.stat(previews)?.kind === 'folder' ? io.folders(previews) : [];
  const places = ports.map((port) => ({ ...config, destination: path.join(previews, port) }));
  io.removeTree(previews);
  remove(namesDestination([config, ...places].map(destinationKey)));
  const others = io.names(config.cacheDir).some((name) => name.startsWith('ledger-'));
  if (others) return;
  remove((name) => SHARED.test(name));
  const pictures = path.join(config.cacheDir, 'pictures');
  if (io.stat(pictures)?.kind !== 'folder') return;
  for (const name of io.names(pictures)) {
    if (COPIES.test(name)) io.removeFile(path.join(pictures, name));
  }
  io.removeEmptyFolder(pictures);
}

/** Only with nothing left in it: `cache_dir` may be a folder that has other things as well. */
function removeCache({ cacheDir }: Config, { io }: Effects): void {
  const names = io.names(cacheDir);
  if (names.some((name) => name !== IGNORE_FILE)) return;
  io.removeFile(path.join(cacheDir, IGNORE_FILE));
  io.removeEmptyFolder(cacheDir);
}
