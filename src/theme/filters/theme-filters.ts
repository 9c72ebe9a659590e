/** Filters for themes, beyond Jekyll's: texts of untyped front matter, asset names, merged texts. */
import { parseDate } from '../../formats/dates/dates.js';
import { SiteDate } from '../../formats/dates/site-date.js';
import type { Zone } from '../../formats/dates/zone.js';
import { compareNames, initialOf, NO_INITIAL } from '../../formats/text/initials.js';
import { isLanguage, languageTag } from '../../formats/text/languages.js';
import { safe } from '../runtime/safe.js';
import { escapeHtml, isPlainMap, isSafe, mapOf, text } from '../runtime/template-values.js';
import { entries, type Filter, type Filters, property } from './filter.js';

/** A text or number as text, a map by its `name`; anything else is undefined, and prints nothing. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (isSafe(value)) return text(value);
  const name = isPlainMap(value) ? property(value, 'name') : undefined;
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
}

/** `over` on `base`, map by map, key by key; what isn't a map there changes nothing. */
function merge(base: unknown, over: unknown): unknown {
  if (!isPlainMap(base) || !isPlainMap(over)) return base;
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const old = merged.get(key);
    merged.set(key, isPlainMap(old) ? merge(old, value) : value);
  }
  return mapOf([...merged]);
}

/** The name of a work, short enough for the narrowest screen. */
const WORK = /《[^《》]{1,12}》/gu;

/** A title whose names of works (《…》) are broken across no two lines. */
function wholeNames(value: unknown): unknown {
  const title = textOf(value) ?? '';
  if (!title.includes('《')) return value;
  return safe(escapeHtml(title).replace(WORK, '<span class="whole">$&</span>'));
}

interface InitialGroup {
  readonly name: string;
  readonly items: unknown[];
}

/** Items (by their `name`, or `data.initial`) as `{name, items}`, from A to Z, then `#`. */
function groupByInitial(value: unknown): readonly InitialGroup[] {
  const groups = new Map<string, unknown[]>();
  const named = entries(value).map((item) => ({ item, name: textOf(item) ?? '' }));
  for (const { item, name } of named.sort((a, b) => compareNames(a.name, b.name))) {
    const given = textOf(property(item, 'data.initial'));
    const initial = given === undefined || given === '' ? initialOf(name) : given.toUpperCase();
    groups.set(initial, [...(groups.get(initial) ?? []), item]);
  }
  const rank = (name: string): string => (name === NO_INITIAL ? '\uffff' : name);
  return [...groups]
    .map(([name, items]) => ({ name, items }))
    .sort((a, b) => (rank(a.name) < rank(b.name) ? -1 : 1));
}

/** The address of a theme's asset: `site.assets` has the names that carry a digest. */
function assetUrl(relative: (path: string) => string): Filter {
  return function filter(value) {
    const name = text(value).replace(/^\//, '');
    if (name === '') return '';
    const site = this.variable('site');
    if (site === undefined) throw new Error('`asset_url` needs `site`: import `with context`');
    const assets = property(site, 'assets');
    const path = isPlainMap(assets) && Object.hasOwn(assets, name) ? assets[name] : name;
    return relative(`/${text(path)}`);
  };
}

/** `relative` puts `baseurl` in front of a path. */
export function themeFilters(zone: Zone, relative: (path: string) => string): Filters {
  return {
    text_of: textOf,
    /** A date, or nothing where the value is none. */
    as_date(value) {
      if (value instanceof SiteDate) return value;
      const ms = parseDate(textOf(value) ?? '', zone, { utc: false });
      return ms === null ? undefined : new SiteDate(ms, zone);
    },
    /** As browsers write it; nothing where it is none. */
    language_tag(value) {
      const lang = textOf(value) ?? '';
      return isLanguage(lang) ? languageTag(lang) : '';
    },
    merge,
    whole_names: wholeNames,
    group_by_initial: groupByInitial,
    asset_url: assetUrl(relative),
  };
}
