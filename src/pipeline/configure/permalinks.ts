/** URL patterns from the config: finews' own keys, jekyll-archives' keys, then the defaults. */

import { valueAt } from '../../formats/json/config-values.js';
import { resolveStyle, unknownPlaceholder } from '../../formats/urls/permalink.js';
import { POST_PLACEHOLDERS } from '../../formats/urls/placeholders.js';
import type { Config, Permalinks } from '../../model/config.js';
import { type Data, isList, isMap, NO_DATA } from '../../model/data.js';
import { byTermType, TERM_TYPES } from '../../model/term-types.js';
import { nearestName } from '../../problems/nearest-name.js';
import { collectionsOf, postsPermalink } from './collections.js';
import { read } from './config-keys.js';

/**
 * A key set to `false` switches that kind of page off. Beside layouts of Jekyll's own (`listLayouts`) the
 * kinds are made that a key asks for, as the plugin does.
 */
export function permalinksOf(values: Data, listLayouts: Config['listLayouts'] = null): Permalinks {
  const archives = values['archive_permalinks'];
  const { patterns, isEnabled } = pluginOf(values);
  const pattern = (key: string, theirs: string, layout: string): string | null => {
    const own = valueAt(values, key);
    if (own === false) return null;
    if (typeof own === 'string') return own;
    const alias = patterns[theirs];
    const isOwn = listLayouts === null || listLayouts.includes(layout);
    if (!isOwn && !isEnabled(theirs)) return null;
    if (typeof alias === 'string') return alias;
    return isOwn ? read.text(NO_DATA, key) : (PLUGIN_PATTERNS[theirs] ?? null);
  };
  const dated = (type: string): string | null =>
    archives === false ? null : pattern(`archive_permalinks.${type}`, type, 'archive');
  const style = resolveStyle(read.text(values, 'permalink'));
  return {
    post: resolveStyle(postsPermalink(values) ?? style),
    style,
    ...byTermType(({ type }) => pattern(`${type}_permalink`, type, type)),
    year: dated('year'),
    month: dated('month'),
    day: dated('day'),
  };
}

/** jekyll-archives' defaults. */
const PLUGIN_PATTERNS: Readonly<Record<string, string>> = {
  category: '/category/:name/',
  tag: '/tag/:name/',
  year: '/:year/',
  month: '/:year/:month/',
  day: '/:year/:month/:day/',
};

interface PluginSettings {
  readonly patterns: Data;
  isEnabled(type: string): boolean;
}

function pluginOf(values: Data): PluginSettings {
  const settings = values['jekyll-archives'];
  if (!isMap(settings)) return { patterns: NO_DATA, isEnabled: () => false };
  const { enabled, permalinks } = settings;
  const names = isList(enabled) ? enabled : [];
  const many: Readonly<Record<string, string>> = { category: 'categories', tag: 'tags' };
  return {
    patterns: isMap(permalinks) ? permalinks : NO_DATA,
    isEnabled: (type) =>
      type in PLUGIN_PATTERNS &&
      (enabled === true || enabled === 'all' || names.includes(many[type] ?? type)),
  };
}

interface UnknownPlaceholder {
  readonly key: string;
  readonly placeholder: string;
  /** What may have been meant. */
  readonly near: string | null;
}

/** Placeholders in the patterns that stand for nothing, by the config key to mend. */
export function unknownPlaceholders(values: Data): readonly UnknownPlaceholder[] {
  const { post, style, year, month, day, ...terms } = permalinksOf(values);
  const dates = ['year', 'month', 'day'];
  const checks: readonly (readonly [string, string | null, readonly string[] | undefined])[] = [
    ['permalink', style, undefined],
    ['collections', post === style ? null : post, undefined],
    ...collectionsOf(values).map(({ permalink }) => ['collections', permalink, undefined] as const),
    ...Object.entries(terms).map(
      ([type, pattern]) => [`${type}_permalink`, pattern, ['slug', 'name']] as const,
    ),
    ...[year, month, day].map((pattern) => ['archive_permalinks', pattern, dates] as const),
  ];
  return checks.flatMap(([key, pattern, known]) => {
    const placeholder = pattern === null ? null : unknownPlaceholder(pattern, known);
    if (placeholder === null) return [];
    return [
      { key, placeholder, near: nearestName(placeholder, known ?? POST_PLACEHOLDERS.keys()) },
    ];
  });
}

/** Patterns by which every story, or every term, would want one address. */
export function patternFaults(
  values: Data,
): readonly { readonly key: string; readonly message: string; readonly hint: string }[] {
  const { post, ...others } = permalinksOf(values);
  const terms = TERM_TYPES.flatMap((type) => {
    const pattern = others[type];
    if (pattern === null || /:(?:slug|name)\b/.test(pattern)) return [];
    const key = `${type}_permalink`;
    return [
      { key, message: `\`${key}\` lacks :slug`, hint: `Write for example /${type}/:slug.html.` },
    ];
  });
  if (/:[a-z]/.test(post)) return terms;
  const key = postsPermalink(values) === null ? 'permalink' : 'collections';
  const message = `\`permalink: ${post}\` is neither a style nor a pattern: all stories would want one address`;
  const hint =
    'Write date, pretty, ordinal, weekdate, none, or a pattern such as /:year/:title.html.';
  return [...terms, { key, message, hint }];
}
