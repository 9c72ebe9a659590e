/** Plans the search index: of each segment its shards and lists of stories, and what leads to them. */
import { createZone } from '../../formats/dates/zone.js';
import { foldName } from '../../formats/text/fold.js';
import type { GeneratedPage, Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement, Term } from '../../model/site.js';
import { chunk } from '../../platform/chunk.js';
import { isSameList } from '../../platform/list-places.js';
import { memoizeByObject } from '../../platform/memoize.js';
import { closedMonths } from '../closed-months.js';
import { generated, type OtherStories, type PlanInput, planned } from '../kind.js';
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
  oldestIn,
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
  const index = groups.flatMap((group) => filesOnce(group, settings.bodies));
  const heads = groups.slice(0, -1).filter(({ segments }) => (segments[0]?.shards ?? 0) > 1);
  const around: readonly SearchFile[] = [
    ...heads.map(headOf),
    ...directories.flatMap(directoryOnce),
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

/** Files of months that are over. */
export function standingSearch(
  site: Arrangement,
  { first: same }: OtherStories,
): (page: Page) => boolean {
  const over = closedMonths({ last: known.get(site) ?? [], same }, oldestIn);
  const last = over.at(-1)?.segments.at(-1)?.ranks.at(-1) ?? -1;
  return (page) =>
    page.kind === 'generated' &&
    (page.format === 'search-shard' || page.format === 'search-stories') &&
    (page.ranks.at(-1) ?? Number.POSITIVE_INFINITY) <= last;
}

/** A month of which no story is another is the very same group, and its files are the very same pages. */
const filesOfGroups = new WeakMap<SearchGroup, readonly SearchFile[]>();

function filesOnce(group: SearchGroup, bodies: boolean): readonly SearchFile[] {
  const before = filesOfGroups.get(group);
  const [first] = before ?? [];
  if (before !== undefined && first?.bodies === bodies) return before;
  const files = filesOf(group, bodies);
  filesOfGroups.set(group, files);
  return files;
}

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

/** The files of directories by their first groups: of the very same groups they are the very same pages. */
const filesOfDirectories = new WeakMap<SearchGroup, DirectoryFiles>();

interface DirectoryFiles {
  readonly directory: SearchDirectory;
  readonly files: readonly SearchFile[];
}

function directoryOnce(directory: SearchDirectory): readonly SearchFile[] {
  const [first] = directory.groups;
  const before = first === undefined ? undefined : filesOfDirectories.get(first);
  const isSame = before?.directory.name === directory.name;
  if (isSame && isSameList(before.directory.groups, directory.groups)) return before.files;
  const files = directoryFiles(directory);
  if (first !== undefined) filesOfDirectories.set(first, { directory, files });
  return files;
}

function directoryFiles({ name, groups, shards }: SearchDirectory): readonly SearchFile[] {
  const entries = groups.flatMap(entriesOf);
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

function entriesOf({ name, segments }: SearchGroup): readonly DirectoryEntry[] {
  return segments.map(({ ranks, shards }) => [name, ranks.length, shards]);
}

/** A month's. */
const headOf: (group: SearchGroup) => HeadFile = memoizeByObject((group: SearchGroup): HeadFile => {
  const [entry = [group.name, 0, 0]] = entriesOf(group);
  return { ...generated(headPlace(group.name)), format: 'search-head', groups: [entry] };
});

/** The shards that a file of the index is made of: those of its segments. */
export function shardsOfFile(page: GeneratedPage): readonly string[] {
  if (isManifest(page)) return partsOf(page.day);
  return isMadeOfGroups(page) ? partsOf(page.groups) : NONE;
}

const NONE: readonly string[] = [];

function isManifest(page: GeneratedPage): page is SearchManifest {
  return page.format === 'search-manifest';
}

function isMadeOfGroups(page: GeneratedPage): page is HeadFile | DirectoryFile {
  return MADE_OF_GROUPS.has(page.format);
}

const MADE_OF_GROUPS: ReadonlySet<string> = new Set([
  'search-head',
  'search-directory',
  'search-directory-head',
]);

/** The newest first, as they are looked through. */
function manifestOf(
  groups: readonly SearchGroup[],
  directories: readonly SearchDirectory[],
  whole: boolean,
): SearchManifest {
  const listed = directories.map(({ name, groups: some, first, shards }) => {
    return [name, shards, groups.length - first - some.length, some.length] as const;
  });
  return {
    ...generated(MANIFEST),
    format: 'search-manifest',
    whole,
    groups: groups.slice(0, -1).flatMap(entriesOf).reverse(),
    day: groups.slice(-1).flatMap(entriesOf),
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
