/** Which files are a collection's, which of them are a story's, and where copied ones are. */
import { createDefaults } from '../../formats/front-matter/apply-defaults.js';
import { expandName, type OutputPlace } from '../../formats/urls/permalink.js';
import { DATE_PLACEHOLDERS } from '../../formats/urls/placeholders.js';
import type { CollectionSettings, SiteSettings } from '../../model/config.js';
import { NO_DATA } from '../../model/data.js';
import type { Arrangement } from '../../model/site.js';

/** The collection that a source path lies in; null: none. */
export function collectionOf(
  path: string,
  { collections }: Pick<SiteSettings, 'collections'>,
): CollectionSettings | null {
  return collections.find(({ folder }) => path.startsWith(folder)) ?? null;
}

/**
 * Whether a file that begins as a page does is data of a collection: YAML, all of it, whether or not a line
 * closes its front matter (Jekyll `document.rb`, `yaml_file?`).
 */
export function isDataOf(path: string, settings: Pick<SiteSettings, 'collections'>): boolean {
  return /\.ya?ml$/.test(path) && collectionOf(path, settings) !== null;
}

/**
 * Whether a file of a collection is to be trusted no more than a story is: where the config's defaults
 * say `trust: story`. Front matter has no say.
 */
export function storyScope(
  config: Pick<SiteSettings, 'collections' | 'collectionsDir' | 'defaults'>,
): (path: string) => boolean {
  const { collections, collectionsDir, defaults } = config;
  const entries = defaults.filter(({ values }) => values['trust'] !== undefined);
  if (collections.length === 0 || entries.length === 0) return () => false;
  const defaultsFor = createDefaults(entries, collectionsDir);
  return (path) => {
    const collection = collectionOf(path, config);
    return collection !== null && defaultsFor(path, collection.label, NO_DATA)['trust'] === 'story';
  };
}

/** Source paths of files in collections that have no front matter, published or not. */
export function collectedFiles(
  site: Pick<Arrangement, 'config' | 'kept' | 'statics'>,
): readonly string[] {
  const published = site.statics.map(({ name }) => name);
  return [...published.filter((name) => collectionOf(name, site.config) !== null), ...site.kept];
}

/**
 * A file without front matter goes where a document of its name would, with its own ending (Jekyll
 * `static_file.rb`); where that has a title, the file's name is it, and what it has not is left out.
 */
export function copiedPlace(path: string, collection: CollectionSettings): OutputPlace {
  const inside = path.slice(collection.folder.length);
  const [, stem = inside, ext = ''] = /^(.*[^/])(\.[^./]+)$/s.exec(inside) ?? [];
  const name = stem.slice(stem.lastIndexOf('/') + 1);
  const fields = {
    ...{ collection: collection.label, path: stem, name, title: name, slug: name, ext },
    ...{ output_ext: '', categories: '', slugified_categories: '' },
  };
  const pattern = collection.permalink
    .replace(/(?::output_ext|\/)$/, '')
    .replace(DATE_PLACEHOLDERS, '');
  return expandName(`${pattern}:ext`, fields, ext);
}
