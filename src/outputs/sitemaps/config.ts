/** The config's table: keys of sitemaps and of what crawlers may read. */
import { oneOf, TEXT_OR_NUMBER, TRUE_OR_FALSE } from '../../model/config-checks.js';
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

/** Whether crawlers of AI companies may read the site: all, only those that search, or none. */
export const AI_POLICIES = ['allow', 'search-only', 'block'] as const;

export const ROBOTS_KEYS: readonly ConfigKey[] = [
  {
    key: 'robots',
    type: 'map or flag',
    misfit: 'unset',
    origin: 'finews',
    doc: 'a map; `false` for no `robots.txt`',
    defaultDoc: '',
  },
  {
    key: 'robots.ai',
    type: 'text',
    default: 'allow',
    check: oneOf(AI_POLICIES),
    origin: 'finews',
    doc: '`allow`, `search-only` or `block` crawlers of AI companies',
  },
  {
    key: 'robots.disallow',
    type: 'list',
    default: [],
    check: {
      schema: { type: 'array', items: TEXT_OR_NUMBER },
      hint: 'Write a list of paths, such as [/search.html].',
    },
    origin: 'finews',
    doc: 'a list of paths that no crawler may read',
  },
];
