/** The config's table: keys of sitemaps. */
import { TRUE_OR_FALSE } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const SITEMAP_KEYS: readonly ConfigKey[] = [
  {
    key: 'sitemap',
    type: 'map or flag',
    misfit: 'unset',
    origin: 'finews',
    doc: 'a map; `false` for no sitemap',
    defaultDoc: '',
  },
  {
    key: 'sitemap.news',
    type: 'flag',
    default: true,
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`false`: no news sitemap',
  },
  {
    key: 'sitemap.url_lists',
    type: 'flag',
    default: false,
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: "`true`: beside each month's sitemap a list of its URLs",
  },
];
