/** The config's table: keys of lists, of terms and by date. */

import { LIST_ORDERS } from '../../model/config.js';
import { either, OFF, oneOf, wholeFrom } from '../../model/config-checks.js';
import type { ConfigKey, ValueCheck } from '../../model/config-schema.js';
import { TERM_TYPES } from '../../model/term-types.js';

function termPermalink(type: string): ConfigKey {
  const [key, byDefault] = [`${type}_permalink`, `/${type}/:slug.html`];
  const doc = 'a pattern with `:slug`; `false` for none';
  return { key, type: 'text or off', default: byDefault, origin: 'finews', doc };
}

export const LIST_KEYS: readonly ConfigKey[] = [
  {
    key: 'paginate',
    type: 'number',
    default: 50,
    check: wholeFrom(1),
    origin: 'Jekyll',
    doc: 'posts on a list page',
  },
  {
    key: 'paginate_path',
    type: 'text',
    default: '/page/:num.html',
    origin: 'Jekyll',
    doc: 'where numbered pages of the index are',
  },
  {
    key: 'pagination',
    type: 'map',
    misfit: 'unset',
    origin: 'finews',
    doc: 'how [lists](addresses.md#lists-stay-as-they-are) are numbered',
    defaultDoc: '',
  },
  {
    key: 'pagination.order',
    type: 'text',
    default: 'stable',
    check: oneOf(LIST_ORDERS),
    origin: 'finews',
    doc: '`stable` or `newest-first`',
  },
  ...TERM_TYPES.map(termPermalink),
];

/** A pattern, or none. */
const DATED: ValueCheck = {
  schema: either(OFF, { type: 'string' }),
  hint: 'Write a pattern such as /:year/:month/, or false for none.',
};

function archivePermalink(type: string, byDefault: string): ConfigKey {
  const [key, doc] = [`archive_permalinks.${type}`, 'a pattern; `false` for none'];
  return { key, type: 'text or off', default: byDefault, check: DATED, origin: 'finews', doc };
}

export const ARCHIVE_KEYS: readonly ConfigKey[] = [
  {
    key: 'archive_permalinks',
    type: 'map or flag',
    isClosed: true,
    origin: 'finews',
    doc: 'archives by date: a map of patterns; `false` for none',
    defaultDoc: '',
  },
  archivePermalink('year', '/:year/'),
  archivePermalink('month', '/:year/:month/'),
  archivePermalink('day', '/:year/:month/:day/'),
  {
    key: 'jekyll-archives',
    type: 'map',
    origin: 'jekyll-archives',
    doc: "the plugin's map; where the keys above are missing, its `permalinks` of `category`, `tag`, `year`, `month` and `day` count",
  },
];
