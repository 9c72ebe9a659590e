/** Where the search index is: `/search/`, with a folder for each month, and `opensearch.xml`. */

import { mayBeginAlike } from '../../formats/urls/paths.js';
import { filePlace, type OutputPlace } from '../../formats/urls/permalink.js';
import type { PostHead } from '../../model/post.js';
import type { Arrangement } from '../../model/site.js';
import { memoizeByObject } from '../../platform/memoize.js';
import type { NamedPlace } from '../kind.js';
import { searchOf } from './search-settings.js';
import type { DirectoryEntry } from './types.js';

export const MANIFEST: OutputPlace = filePlace('/search/manifest.json');
export const NAMES: OutputPlace = filePlace('/search/names.json');
export const VARIANTS: OutputPlace = filePlace('/search/variants.bin');
export const OPEN_SEARCH: OutputPlace = filePlace('/opensearch.xml');

export function shardPlace(group: string, number: number): OutputPlace {
  return filePlace(`/search/${group}/${number}.bin`);
}

export function headPlace(group: string): OutputPlace {
  return filePlace(`/search/${group}/head.json`);
}

export function storiesPlace(group: string, number: number): OutputPlace {
  return filePlace(`/search/${group}/stories-${number}.json`);
}

/** The shards of segments, one after the other, numbered through a group; of one list the very same. */
export const partsOf: (entries: readonly DirectoryEntry[]) => readonly string[] = memoizeByObject(
  (entries) => {
    const next = new Map<string, number>();
    return entries.flatMap(([group, , shards]) => {
      const first = next.get(group) ?? 0;
      next.set(group, first + shards);
      return Array.from({ length: shards }, (_, at) => shardPlace(group, first + at).output);
    });
  },
);

const NONE: readonly NamedPlace[] = [];

/** What lies in the folder, or would be a folder of that name. */
const IN_FOLDER: RegExp = /^search\/.+?\.(?:bin|json)(?=\/|\.x?html?$|$)/i;

export function searchPlaces({ config, posts }: Arrangement): readonly NamedPlace[] {
  if (searchOf(config) === null) return [];
  const own = [MANIFEST, NAMES, VARIANTS, ...(config.base === null ? [] : [OPEN_SEARCH])];
  return [
    ...own.map((place) => ({ ...place, name: `finews' own ${place.output}` })),
    ...posts.flatMap(inFolder),
  ];
}

/** Any month's may come to be: no story gets the address of one, nor a folder named like it. */
function inFolder({ output }: Pick<PostHead, 'output'>): readonly NamedPlace[] {
  if (!mayBeginAlike(output, 'search/')) return NONE;
  const [name] = IN_FOLDER.exec(output) ?? [];
  return name === undefined ? [] : [{ url: `/${name}`, output: name, name: 'the search index' }];
}
