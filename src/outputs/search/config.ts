/** The config's table: keys of the site's own search. */
import { TRUE_OR_FALSE } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const SEARCH_KEYS: readonly ConfigKey[] = [
  {
    key: 'search',
    type: 'map or flag',
    misfit: 'unset',
    isOpen: true,
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
