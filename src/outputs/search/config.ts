/** The config's table: keys of the site's own search. */
import { TRUE_OR_FALSE } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

/** What themes of Jekyll's read under `search` (just-the-docs, Chirpy, minimal-mistakes). */
const THEMES: readonly string[] = (
  'provider enabled enable heading_level previews preview_words_before preview_words_after tokenizer_separator ' +
  'rel_url button button_text focus_shortcut_key full_content index limit path placeholder'
).split(' ');

export const SEARCH_KEYS: readonly ConfigKey[] = [
  {
    key: 'search',
    type: 'map or flag',
    misfit: 'unset',
    others: THEMES,
    origin: 'finews',
    doc: '[the site’s own search](search.md): a map; `false` for none. Beside layouts of Jekyll’s only a map, or a `templates/search.njk`, asks for it',
    defaultDoc: '',
  },
  {
    key: 'search.bodies',
    type: 'flag',
    default: true,
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`false`: only titles and summaries are found',
  },
];
