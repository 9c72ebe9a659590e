/** The config's table: keys of style sheets. */
import { either, LIST, oneOf, TEXT_OR_NUMBER } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const STYLES = ['expanded', 'compressed'] as const;
export const SOURCE_MAPS = ['always', 'development', 'never'] as const;

/** Those of Ruby's Sass, which are expanded by now, and Ruby's spelling. */
const WRITTEN_STYLES = [...STYLES, 'nested', 'compact'].flatMap((style) => [style, `:${style}`]);

/** What jekyll-sass-converter (1 to 3) reads besides, and options of the compilers that it hands the map to. */
const RUBYS: readonly string[] = (
  'implementation add_charset quiet_deps verbose silence_deprecations fatal_deprecations future_deprecations ' +
  'line_comments line_numbers precision cache cache_location read_cache syntax quiet debug_info trace_selectors ' +
  'source_map source_map_embed source_map_contents source_map_file omit_source_map_url output_path ' +
  'template_location css_location unix_newlines full_exception custom'
).split(' ');

export const SASS_KEYS: readonly ConfigKey[] = [
  {
    key: 'sass',
    type: 'map',
    misfit: 'unset',
    others: RUBYS,
    origin: 'Jekyll',
    doc: 'how [style sheets](from-jekyll.md#sass) with front matter are compiled',
    defaultDoc: '',
  },
  {
    key: 'sass.sass_dir',
    type: 'text',
    default: '_sass',
    check: { schema: TEXT_OR_NUMBER, hint: 'Write the name of a folder of the site.' },
    origin: 'Jekyll',
    doc: 'the folder of partials',
  },
  {
    key: 'sass.load_paths',
    type: 'list',
    default: [],
    check: {
      schema: either(LIST, { type: 'string' }),
      hint: 'Write a list of folders of the site.',
    },
    origin: 'Jekyll',
    doc: 'a list of folders of the site that names are looked for in before that; `node_modules` may be one',
  },
  {
    key: 'sass.style',
    type: 'text',
    default: 'expanded',
    check: { ...oneOf(STYLES), schema: { enum: WRITTEN_STYLES } },
    origin: 'Jekyll',
    doc: '`expanded` or `compressed`',
  },
  {
    key: 'sass.sourcemap',
    type: 'text',
    default: 'always',
    check: oneOf(SOURCE_MAPS),
    origin: 'Jekyll',
    doc: '`always`, `development` (in previews) or `never`: whether `.css.map` files are made',
  },
];
