/** Jekyll's collections: the posts' own settings, and what the others are. */
import { scalarText } from '../../formats/text/scalar.js';
import type { CollectionSettings } from '../../model/config.js';
import { type Data, isList, isMap, NO_DATA } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { configProblem, type LoadedConfig } from './config-files.js';
import { read } from './config-keys.js';

/** The posts' own permalink, which beats the site's (Jekyll `configuration.rb`). */
export function postsPermalink({ collections }: Data): string | null {
  const posts = isMap(collections) ? collections['posts'] : null;
  return isMap(posts) ? scalarText(posts['permalink']) : null;
}

/** `collections_dir`: the folder that `_posts` lies in, no category; empty or with a slash at its end. */
export function collectionsDirOf(values: Data): string {
  const folder = read.text(values, 'collections_dir').replace(/^(?:\.?\/)+|\/+$|^\.$/g, '');
  return folder === '' ? '' : `${folder}/`;
}

/** Folders that have another meaning, at the top. */
const TAKEN: ReadonlySet<string> = new Set(['data', 'drafts', 'includes', 'layouts', 'sass']);

/** By their labels as they are written, the posts aside. */
function writtenIn({ collections }: Data): readonly (readonly [label: string, settings: Data])[] {
  const all = isList(collections)
    ? collections.flatMap((label) => [[scalarText(label) ?? '', NO_DATA] as const])
    : Object.entries(isMap(collections) ? collections : {}).map(
        ([label, own]) => [label, isMap(own) ? own : NO_DATA] as const,
      );
  return all.filter(([label]) => label !== 'posts' && label !== '');
}

export function collectionsOf(values: Data): readonly CollectionSettings[] {
  const directory = collectionsDirOf(values);
  const style = scalarText(values['permalink']) ?? read.text(values, 'permalink');
  return writtenIn(values).flatMap(([written, own]): readonly CollectionSettings[] => {
    const label = written.replace(/[^\w.-]/g, '');
    if (label === '' || (directory === '' && TAKEN.has(label))) return [];
    const { output, permalink, sort_by: sortBy, order } = own;
    return [
      {
        label,
        folder: `${directory}_${label}/`,
        output: output !== undefined && output !== null && output !== false,
        permalink: patternOf(scalarText(permalink), style),
        sortBy: typeof sortBy === 'string' ? sortBy : null,
        order: isList(order) ? order.map((entry) => scalarText(entry) ?? '') : null,
        future: own['future'] === true,
      },
    ];
  });
}

/** Endings of the built-in styles, for what has a path and need not have a date. */
const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['pretty', '/'],
  ...['date', 'ordinal', 'weekdate', 'none'].map((name) => [name, ':output_ext'] as const),
]);

/** The site's style lends its ending only (Jekyll `utils.rb`, `add_permalink_suffix`). */
function patternOf(own: string | null, style: string): string {
  const path = '/:collection/:path';
  if (own !== null && !ENDINGS.has(own)) return own;
  const wanted = own ?? style;
  const [written = ''] = /:output_ext$|\/$/.exec(wanted) ?? [];
  return path + (ENDINGS.get(wanted) ?? written);
}

/** Settings that say nothing, or for a folder that is another's. */
export function doubtfulCollections({ values, places }: LoadedConfig): readonly Problem[] {
  const directory = collectionsDirOf(values);
  return writtenIn(values).flatMap(([label]): readonly Problem[] => {
    if (directory !== '' || !TAKEN.has(label)) return [];
    const message = `The collection \`${label}\` has no files: _${label} is a folder of Jekyll's own`;
    const place = places.near(`collections.${label}`, 'name');
    const hint = 'Give the collection and its folder another name.';
    return [{ ...configProblem('config-collections', message, place, hint), severity: 'warning' }];
  });
}
