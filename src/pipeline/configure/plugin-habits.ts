/**
 * Plugins that GitHub Pages brings, where a site asks for them: by `plugins`, by `gems` as older sites
 * say, or by being a site of GitHub Pages (`github-pages` among the plugins, or a `remote_theme`).
 */
import { scalarText } from '../../formats/text/scalar.js';
import type { CopyingHabit, PluginHabits } from '../../model/config.js';
import type { ConfigKey } from '../../model/config-schema.js';
import { type Data, isList, isMap, NO_DATA, type Value } from '../../model/data.js';

const WHERE =
  'where [the site asks for it](from-jekyll.md#github-pages-plugins): `{enabled: false}`';

export const PLUGIN_KEYS: readonly ConfigKey[] = [
  {
    key: 'plugins',
    type: 'any',
    origin: 'Jekyll',
    doc: 'a list; [those of GitHub Pages](from-jekyll.md#github-pages-plugins) are followed, the names of others change nothing',
  },
  { key: 'gems', type: 'any', origin: 'Jekyll', doc: 'the same, as older sites write it' },
  {
    key: 'titles_from_headings',
    type: 'map',
    others: ['enabled', 'strip_title', 'collections'],
    origin: 'jekyll-titles-from-headings',
    doc: `of jekyll-titles-from-headings, ${WHERE}, \`strip_title\`, \`collections\``,
  },
  {
    key: 'readme_index',
    type: 'map',
    others: ['enabled', 'remove_originals', 'with_frontmatter'],
    origin: 'jekyll-readme-index',
    doc: `of jekyll-readme-index, ${WHERE}, \`remove_originals\``,
  },
  {
    key: 'optional_front_matter',
    type: 'map',
    others: ['enabled', 'remove_originals', 'collections'],
    origin: 'jekyll-optional-front-matter',
    doc: `of jekyll-optional-front-matter, ${WHERE}, \`remove_originals\``,
  },
];

export function habitsOf(values: Data): PluginHabits {
  const names = new Set([...namesIn(values['plugins']), ...namesIn(values['gems'])]);
  const isOfPages =
    names.has('github-pages') || (scalarText(values['remote_theme'])?.trim() ?? '') !== '';
  /** Its settings; null: the site hasn't the plugin, or it is switched off. */
  const settings = (plugin: string, key: string): Data | null => {
    if (!isOfPages && !names.has(plugin)) return null;
    const own = values[key];
    const map = isMap(own) ? own : NO_DATA;
    return map['enabled'] === false ? null : map;
  };
  const titles = settings('jekyll-titles-from-headings', 'titles_from_headings');
  const copying = (own: Data | null): CopyingHabit | null =>
    own === null ? null : { isCopied: own['remove_originals'] !== true };
  return {
    headingTitles:
      titles === null
        ? null
        : { collections: titles['collections'] === true, strip: titles['strip_title'] === true },
    readmeIndex: copying(settings('jekyll-readme-index', 'readme_index')),
    optionalFrontMatter: copying(settings('jekyll-optional-front-matter', 'optional_front_matter')),
  };
}

/** A list, or one name. */
function namesIn(plugins: Value | undefined): readonly string[] {
  const all = isList(plugins) ? plugins : plugins === undefined ? [] : [plugins];
  return all.flatMap((name) => scalarText(name)?.trim() ?? []);
}
