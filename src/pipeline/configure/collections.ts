/** Jekyll's collections: finews has one, the posts, and says so where a site has others. */
import { scalarText } from '../../formats/text/scalar.js';
import { text } from '../../formats/text/typed-values.js';
import { type Data, isList, isMap } from '../../model/data.js';
import type { Problem } from '../../model/problem.js';
import { configProblem, type LoadedConfig } from './config-files.js';

/** The posts' own permalink, which beats the site's (Jekyll `configuration.rb`). */
export function postsPermalink({ collections }: Data): string | null {
  const posts = isMap(collections) ? collections['posts'] : null;
  return isMap(posts) ? scalarText(posts['permalink']) : null;
}

/** `collections_dir`: the folder that `_posts` lies in, no category; empty or with a slash at its end. */
export function collectionsDirOf(values: Data): string {
  const folder = text(values, 'collections_dir', '').replace(/^(?:\.?\/)+|\/+$|^\.$/g, '');
  return folder === '' ? '' : `${folder}/`;
}

/** A collection of a site's own would vanish without a word. */
export function otherCollections({ values, places }: LoadedConfig): readonly Problem[] {
  const { collections } = values;
  const labels = isList(collections)
    ? collections.flatMap((label) => scalarText(label) ?? [])
    : Object.keys(isMap(collections) ? collections : {});
  return labels.flatMap((label): readonly Problem[] => {
    if (label === 'posts') return [];
    const folder = `${collectionsDirOf(values)}_${label}`;
    const message = `finews has no collections besides posts: what is in ${folder} is left out`;
    const hint = `Files with front matter are pages in any folder: call it ${label}; site.pages has them.`;
    const problem = configProblem(
      'config-collections',
      message,
      places.near(`collections.${label}`, 'name'),
      hint,
    );
    return [{ ...problem, severity: 'warning' }];
  });
}
