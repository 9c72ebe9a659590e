/** Plans the search index: of each segment its shards and lists of stories, and what leads to them. */
import { createZone } from '../../formats/dates/zone.js';
import { foldName } from '../../formats/text/fold.js';
import type { GeneratedPage, Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Term } from '../../model/site.js';
import { chunk } from '../../platform/chunk.js';
import { generated, type PlanInput, planned } from '../kind.js';
import {
  headPlace,
  MANIFEST,
  NAMES,
  OPEN_SEARCH,
  partsOf,
  shardPlace,
  storiesPlace,
  VARIANTS,
} from './paths.js';
import {
  BLOCK,
  type SearchDirectory,
  type SearchGroup,
  searchDirectories,
  searchGroups,
} from './search-segments.js';
import { type SearchSettings, searchOf } from './search-settings.js';
import type {
  DirectoryEntry,
  DirectoryFile,
  HeadFile,
  SearchFile,
  SearchManifest,
  SearchName,
  SearchNames,
} from './types.js';

export function planSearch(input: PlanInput): Outcome<readonly Page[]> {
  const { site } = input;
  const settings = searchOf(site.config);
  if (settings === null) return planned([]);
  const groups = groupsOf(input, settings);
  const directories = searchDirectories(groups);
  const index = groups.flatMap((group) => filesOf(group, settings.bodies));
  const around: readonly SearchFile[] = [
    ...directories.flatMap(directoryFiles),
    manifestOf(groups, directories, settings.bodies),
    namesOf(site),
    { ...generated(VARIANTS), format: 'search-variants' },
    ...(site.config.base === null
      ? []
      : [{ ...generated(OPEN_SEARCH), format: 'opensearch' } as const]),
  ];
  return planned([...index, ...around]);
}

function groupsOf(
  { site, before, same }: PlanInput,
  settings: SearchSettings,
): readonly SearchGroup[] {
  const last = (before === null ? undefined : known.get(before)) ?? [];
  const zone = createZone(site.config.timezone);
  const groups = searchGroups(site.posts, zone, settings, { last, same });
  known.set(site, groups);
  return groups;
}

const known = new WeakMap<Arrangement, readonly SearchGroup[]>();

/** Shards are numbered through a group, so that a day whose segments grow together keeps its files. */
function filesOf({ name, segments }: SearchGroup, bodies: boolean): readonly SearchFile[] {
  const files: SearchFile[] = [];
  let number = 0;
  for (const { ranks, shards } of segments) {
    for (let shard = 0; shard < shards; shard++) {
      const place = generated(shardPlace(name, number++), ranks);
      files.push({ ...place, shards, bodies, format: 'search-shard', shard });
    }
  }
  if (segments.some(({ shards }) => shards > 1)) {
    const sizes = segments.map(({ ranks, shards }) => [ranks.length, shards] as const);
    files.push({ ...generated(headPlace(name)), format: 'search-head', group: name, sizes });
  }
  const lists = chunk(
    segments.flatMap(({ ranks }) => ranks),
    BLOCK,
  );
  return [
    ...files,
    ...lists.map((ranks, at): SearchFile => {
      return { ...generated(storiesPlace(name, at), ranks), format: 'search-stories' };
    }),
  ];
}

function directoryFiles({ name, groups, shards }: SearchDirectory): readonly SearchFile[] {
  const entries = groups.map(({ name: group, segments: [segment] }): DirectoryEntry => {
    return [group, segment?.ranks.length ?? 0, segment?.shards ?? 0];
  });
  const common = { groups: entries, shards };
  const head: DirectoryFile = {
    ...generated(headPlace(name)),
    ...common,
    format: 'search-directory-head',
    shard: 0,
  };
  const all = Array.from({ length: shards }, (_, shard): DirectoryFile => {
    return { ...generated(shardPlace(name, shard)), ...common, format: 'search-directory', shard };
  });
  return shards > 1 ? [head, ...all] : all;
}

/** The shards that a file of the index is made of: a group's head of its own, a directory of all its groups'. */
export function shardsOfFile(page: GeneratedPage): readonly string[] {
  if (isHead(page)) return partsOf([[page.group, 0, shardsIn(page)]]);
  return isDirectory(page) ? partsOf(page.groups) : [];
}

function shardsIn({ sizes }: HeadFile): number {
  return sizes.reduce((sum, [, shards]) => sum + shards, 0);
}

function isHead(page: GeneratedPage): page is HeadFile {
  return page.format === 'search-head';
}

function isDirectory(page: GeneratedPage): page is DirectoryFile {
  return page.format === 'search-directory' || page.format === 'search-directory-head';
}

/** The newest first, as they are looked through. */
function manifestOf(
  groups: readonly SearchGroup[],
  directories: readonly SearchDirectory[],
  whole: boolean,
): SearchManifest {
  const sized = groups.map(({ name, segments }) => {
    const sizes = segments.map(({ ranks, shards }) => [ranks.length, shards] as const);
    return [name, sizes.reverse()] as const;
  });
  const listed = directories.map(({ name, groups: some, first, shards }) => {
    return [name, shards, groups.length - first - some.length, some.length] as const;
  });
  return {
    ...generated(MANIFEST),
    format: 'search-manifest',
    whole,
    groups: sized.reverse(),
    directories: listed.reverse(),
  };
}

function namesOf({ categories, sources }: Arrangement): SearchNames {
  const named = ({ name, key, slug }: Term): SearchName => [
    ...new Set([foldName(key), name, slug]),
  ];
  return {
    ...generated(NAMES),
    format: 'search-names',
    category: categories.map(named),
    source: sources.map(named),
  };
}
