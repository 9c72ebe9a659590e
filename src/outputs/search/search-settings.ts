/** What the config's `search` says. */
import { configReader } from '../../formats/json/config-values.js';
import { filePlace, type OutputPlace } from '../../formats/urls/permalink.js';
import type { SiteSettings } from '../../model/config.js';
import { type Data, isMap } from '../../model/data.js';
import { SEARCH_KEYS } from './config.js';

export interface SearchSettings {
  /** Whether whole texts are found; false: titles and summaries. */
  readonly bodies: boolean;
}

declare module '../../model/config.js' {
  interface OutputSettings {
    /** Null: switched off. */
    readonly search: SearchSettings | null;
  }
}

const read = configReader(SEARCH_KEYS);

export function searchSettings(values: Data): SearchSettings | null {
  return values['search'] === false ? null : { bodies: read.flag(values, 'search.bodies') };
}

/** The page that searches, and its layout. */
export const SEARCH_PAGE: OutputPlace = filePlace('/search.html');
export const SEARCH_LAYOUT = 'search';

/**
 * Null: the site is not searched. Beside layouts of Jekyll's own it has to be asked for: by a layout, or
 * by a map, as `search: true` is a key of many themes.
 */
export function searchOf({
  outputs,
  listLayouts,
  values,
}: Pick<SiteSettings, 'outputs' | 'listLayouts' | 'values'>): SearchSettings | null {
  const isAsked =
    listLayouts === null || listLayouts.includes(SEARCH_LAYOUT) || isMap(values['search']);
  return isAsked ? outputs.search : null;
}
