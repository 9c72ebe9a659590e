/** The site's own search: an index of small files, and what leads browsers to it. */
import { type OutputKind, type PageWriters, writersOf } from '../kind.js';
import { searchPlaces } from './paths.js';
import { planSearch, shardsOfFile, standingSearch } from './plan.js';
import { searchSettings } from './search-settings.js';
import type { OpenSearchFile, SearchFile } from './types.js';
import {
  writeDirectoryHead,
  writeHead,
  writeManifest,
  writeNames,
  writeOpenSearch,
  writeShard,
  writeStories,
  writeVariantsFile,
} from './write.js';

const INDEX: PageWriters = writersOf<Exclude<SearchFile, OpenSearchFile>>({
  'search-shard': writeShard,
  'search-head': writeHead,
  'search-directory': writeShard,
  'search-directory-head': writeDirectoryHead,
  'search-stories': writeStories,
  'search-manifest': writeManifest,
  'search-names': writeNames,
  'search-variants': writeVariantsFile,
});

export const search: OutputKind = {
  name: 'search',
  settings: (values) => ({ search: searchSettings(values) }),
  paths: searchPlaces,
  plan: planSearch,
  standing: standingSearch,
  mayBeDeferred: true,
  placeKey: () => 'search',
  madeOf: shardsOfFile,
  writers: { ...INDEX, ...writersOf<OpenSearchFile>({ opensearch: writeOpenSearch }) },
  configless: Object.keys(INDEX),
};
