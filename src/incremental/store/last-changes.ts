/**
 * What of a site's sources was another in the last build that found a change: asked for by people who
 * want to know why. Names of templates, data, config keys, filters and pages with their digests; stories
 * are known to the store of posts. Safe to lose, and written only where something changed.
 */
import path from 'node:path';
import { parseJson } from '../../formats/json/json-order.js';
import type { Config } from '../../model/config.js';
import { isList, isMap, type Value } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { Site } from '../../model/site.js';
import { dataDigest, digest } from '../../platform/digest.js';
import { replaceFile } from '../../platform/new-file.js';
import { destinationKey } from './destination-key.js';

export interface LastChanges {
  /** The build's present, ms since the epoch. */
  readonly now: number;
  /** There was no build before it that is remembered: everything is new. */
  readonly isFirst: boolean;
  /** `template templates/post.njk`, `data people`, `config title`, `filter x`, `page about.md`. */
  readonly inputs: readonly string[];
  /** Paths of stories that are new or were edited, and of published ones that went; the first of many. */
  readonly stories: readonly string[];
  readonly removed: readonly string[];
}

/** Stories that are named. */
const MOST = 1000;
const VERSION = 1;

export function readLastChanges(config: Config, io: Io): LastChanges | null {
  return readRecord(config, io)?.last ?? null;
}

/** After a build. */
export function rememberChanges(
  site: Site,
  { stories, removed }: Pick<LastChanges, 'stories' | 'removed'>,
  io: Io,
): void {
  const { config } = site;
  const before = readRecord(config, io);
  const digests = digestsOf(site);
  const inputs = before === null ? [] : changedNames(before.digests, digests);
  if (before !== null && inputs.length + stories.length + removed.length === 0) return;
  const last: LastChanges = {
    ...{ now: config.now, isFirst: before === null, inputs },
    ...{ stories: stories.slice(0, MOST), removed: removed.slice(0, MOST) },
  };
  const text = JSON.stringify({ version: VERSION, digests: Object.fromEntries(digests), last });
  // Who reads it has the old or the new one; a disk need not be waited for, as it may be lost.
  replaceFile(fileOf(config), text, io);
}

function fileOf(config: Config): string {
  return path.join(config.cacheDir, `causes-${destinationKey(config)}.json`);
}

type Digests = ReadonlyMap<string, string>;

function digestsOf({ config, data, templates, filters, documents }: Site): Digests {
  return new Map([
    ...templates.map((one) => [`template ${one.path}`, digest(one.text)] as const),
    ...Object.entries(data).map(([key, value]) => [`data ${key}`, dataDigest(value)] as const),
    ...Object.entries(config.values).map(([key, value]) => {
      return [`config ${key}`, dataDigest(value)] as const;
    }),
    ...filters.map((one) => [`filter ${one.name}`, one.digest] as const),
    ...documents.map((one) => [`page ${one.path}`, dataDigest([one.data, one.text])] as const),
  ]);
}

function changedNames(before: Digests, now: Digests): readonly string[] {
  const names = new Set([...before.keys(), ...now.keys()]);
  return [...names].filter((name) => before.get(name) !== now.get(name)).sort();
}

interface ChangeRecord {
  readonly digests: Digests;
  readonly last: LastChanges;
}

/** Null: none that can be read. */
function readRecord(config: Config, io: Io): ChangeRecord | null {
  const file = fileOf(config);
  if (io.stat(file)?.kind !== 'file') return null;
  try {
    const record = parseJson(io.read(file).toString('utf8')) as Value;
    if (!isMap(record) || record['version'] !== VERSION) return null;
    const { digests, last } = record;
    if (!isMap(digests ?? null) || !isMap(last ?? null)) return null;
    return {
      digests: new Map(Object.entries(digests as object) as [string, string][]),
      last: lastOf(last as Readonly<Record<string, Value>>),
    };
  } catch {
    return null;
  }
}

function lastOf(last: Readonly<Record<string, Value>>): LastChanges {
  const texts = (value: Value | undefined): readonly string[] =>
    isList(value ?? null) ? (value as readonly Value[]).map(String) : [];
  const { now, isFirst, inputs, stories, removed } = last;
  return {
    now: Number(now),
    isFirst: isFirst === true,
    ...{ inputs: texts(inputs), stories: texts(stories), removed: texts(removed) },
  };
}
