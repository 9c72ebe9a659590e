/**
 * The config keys that finews reads: the table of all of them, and what is asked of it. Keys that
 * aren't here are the site's own (`site.x`).
 */

import { type ConfigReader, configReader } from '../../formats/json/config-values.js';
import { either, LIST, MAP, OFF, SWITCH, TEXT_OR_NUMBER } from '../../model/config-checks.js';
import type { ConfigKey, KeyType, ValueSchema } from '../../model/config-schema.js';
import type { Data } from '../../model/data.js';
import { COLLECTION_KEYS } from '../../outputs/collections/config.js';
import { FEED_KEYS } from '../../outputs/feeds/config.js';
import { HOST_KEYS } from '../../outputs/host-files/config.js';
import { ELSEWHERE_KEYS } from '../../outputs/host-files/elsewhere-keys.js';
import { ARCHIVE_KEYS, LIST_KEYS } from '../../outputs/lists/config.js';
import { SASS_KEYS } from '../../outputs/pages/config.js';
import { POST_ADDRESS_KEYS } from '../../outputs/posts/config.js';
import { REDIRECT_KEYS } from '../../outputs/redirects/config.js';
import { SEARCH_KEYS } from '../../outputs/search/config.js';
import { ROBOTS_KEYS, SITEMAP_KEYS } from '../../outputs/sitemaps/config.js';
import { PICTURE_KEYS } from '../../outputs/statics/config.js';
import { CHECK_KEYS } from '../../problems/check-keys.js';
import { nearestName } from '../../problems/nearest-name.js';
import { PAGE_DATA_KEYS } from './page-data-keys.js';
import { PLUGIN_KEYS } from './plugin-habits.js';
import { FILE_KEYS, IDLE_KEYS, PUBLISHED_KEYS, SITE_KEYS } from './site-keys.js';

/** The tables of docs/config.md, by name, in their order. */
export const SECTIONS: Readonly<Record<string, readonly ConfigKey[]>> = {
  site: SITE_KEYS,
  files: [...FILE_KEYS, ...PLUGIN_KEYS],
  published: [...PUBLISHED_KEYS, ...PICTURE_KEYS, ...SASS_KEYS],
  addresses: [...POST_ADDRESS_KEYS, ...COLLECTION_KEYS, ...LIST_KEYS, ...ARCHIVE_KEYS],
  feeds: FEED_KEYS,
  elsewhere: ELSEWHERE_KEYS,
  machines: [
    ...SITEMAP_KEYS,
    ...SEARCH_KEYS,
    ...REDIRECT_KEYS,
    ...ROBOTS_KEYS,
    ...HOST_KEYS,
    ...PAGE_DATA_KEYS,
  ],
  check: CHECK_KEYS,
};

export const CONFIG_KEYS: readonly ConfigKey[] = [...Object.values(SECTIONS).flat(), ...IDLE_KEYS];

const BY_NAME: ReadonlyMap<string, ConfigKey> = new Map(CONFIG_KEYS.map((one) => [one.key, one]));

const isTop = ({ key }: ConfigKey): boolean => !key.includes('.');

/** The names of keys at the top. */
export const TOP_NAMES: readonly string[] = CONFIG_KEYS.filter(isTop).map(({ key }) => key);

/** Look-ups of all keys in checked config data. */
export const read: ConfigReader = configReader(CONFIG_KEYS);

/** Keys of Jekyll and its themes that happen to be near to one of ours. */
export const COMMON_KEYS: ReadonlySet<string> = new Set(
  'name header authors section feature limit'.split(' '),
);

/** Keys of a map that are not known, each with the nearest that is known and isn't there. */
export function slipsIn(
  values: Data,
  known: readonly string[],
): readonly (readonly [key: string, near: string])[] {
  return Object.keys(values).flatMap((key) => {
    // `title：新闻: x` is a key of that name to YAML.
    const near = known.includes(key) ? null : meantBy(key.replace(/\s*：.*$/s, ''), known);
    return near === null || values[near] !== undefined ? [] : [[key, near] as const];
  });
}

/** Or the plural of it. */
function meantBy(name: string, known: readonly string[]): string | null {
  const plural = name.replace(/y$/, 'ies');
  return known.includes(plural) ? plural : nearestName(name, known);
}

/** Names that finews reads in the map under a key, and those of others; none: it is the site's own, or read whole. */
export function keysIn(key: string): readonly string[] {
  const entry = BY_NAME.get(key);
  if (entry?.isOpen === true) return [];
  const before = `${key}.`;
  const own = CONFIG_KEYS.flatMap((one) =>
    one.key.startsWith(before) ? [one.key.slice(before.length)] : [],
  );
  return [...own, ...(entry?.others ?? [])];
}

/** Keys of a map that says how finews works, and that are none of its own. */
export function strangersIn(key: string, values: Data): readonly string[] {
  if (BY_NAME.get(key)?.isClosed !== true) return [];
  const known = keysIn(key);
  return Object.keys(values).filter((own) => !known.includes(own));
}

interface TypeRule {
  readonly schema: ValueSchema;
  /** What a value of another type lacks, in words. */
  readonly lack: string;
}

export const TYPES: Readonly<Record<KeyType, TypeRule>> = {
  text: { schema: TEXT_OR_NUMBER, lack: 'must be a text' },
  number: { schema: { type: 'integer', minimum: 0 }, lack: 'must be a whole number, 0 or more' },
  flag: { schema: SWITCH, lack: 'must be true or false' },
  list: { schema: LIST, lack: 'must be a list: one `- entry` a line' },
  map: { schema: MAP, lack: 'must be a map: indented `key: value` lines' },
  'text or off': { schema: either({ type: 'string' }, OFF), lack: 'must be a text, or false' },
  'text, map or off': {
    schema: either({ type: 'string' }, MAP, OFF),
    lack: 'must be a text, a map, or false',
  },
  'map or flag': { schema: either(MAP, SWITCH), lack: 'must be a map, true or false' },
  any: { schema: {}, lack: '' },
};
