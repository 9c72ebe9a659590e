/** The config's table: keys of feeds. */
import {
  either,
  LIST,
  MAP,
  NAMES_OR_SWITCH,
  OFF,
  PATH_OR_OFF,
  SWITCH,
  TEXT_OR_OFF,
  TRUE_OR_FALSE,
  textLike,
  wholeFrom,
} from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';
import { FEED_FORMATS } from './formats.js';

function feedPath(name: string, byDefault: string, doc: string): ConfigKey {
  const origin = name === 'path' ? 'jekyll-feed' : 'finews';
  const [key, check] = [`feed.${name}`, PATH_OR_OFF];
  return { key, type: 'text or off', default: byDefault, check, origin, doc };
}

export const FEED_KEYS: readonly ConfigKey[] = [
  {
    key: 'feed',
    type: 'map or flag',
    misfit: 'unset',
    origin: 'jekyll-feed',
    doc: 'a map; `false` for no feeds',
    defaultDoc: '',
  },
  ...FEED_FORMATS.map(({ key, path, label }) =>
    feedPath(key, path, `the path of the ${label} feed; \`false\` for none`),
  ),
  {
    key: 'feed.posts_limit',
    type: 'number',
    default: 20,
    check: wholeFrom(1),
    origin: 'jekyll-feed',
    doc: 'entries in a feed',
    defaultDoc: '20; in a Jekyll site 10',
  },
  {
    key: 'feed.excerpt_only',
    type: 'flag',
    default: false,
    check: TRUE_OR_FALSE,
    origin: 'jekyll-feed',
    doc: "`true`: summaries instead of whole texts, in the site's feeds",
  },
  {
    key: 'feed.terms_excerpt_only',
    type: 'flag',
    default: true,
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`true`: summaries instead of whole texts, in the feeds of categories and tags',
  },
  {
    key: 'feed.min_posts',
    type: 'number',
    default: 5,
    check: wholeFrom(1),
    origin: 'finews',
    doc: 'a category or tag with so many posts has feeds',
  },
  {
    key: 'feed.categories',
    type: 'any',
    check: NAMES_OR_SWITCH,
    origin: 'jekyll-feed',
    doc: "`false`, or a list of names: which categories have feeds; in a Jekyll site a list's also at `/feed/NAME.xml`",
    defaultDoc: 'all',
  },
  {
    key: 'feed.tags',
    type: 'any',
    check: {
      schema: either(SWITCH, LIST, MAP),
      hint: 'Write true, false, a list of names, or a map with only, except and path.',
    },
    origin: 'jekyll-feed',
    doc: "`false`, or a list of names: which tags have feeds; in a Jekyll site `true` and a map with `only`, `except` and `path` also as jekyll-feed's, at `/feed/by_tag/NAME.xml`",
    defaultDoc: 'all',
  },
  {
    key: 'feed.collections',
    type: 'any',
    check: {
      schema: either(LIST, MAP),
      hint: 'Write a list of names, or a map with a name a line and `path` and `categories` below it.',
    },
    origin: 'jekyll-feed',
    doc: 'collections that have feeds: names, or a map of them with `path` (`/feed/NAME.xml` unless it is written) and `categories`, which have feeds at `/feed/NAME/CATEGORY.xml`',
  },
  {
    key: 'feed.hub',
    type: 'text or off',
    check: {
      schema: either(OFF, textLike('^https?://[^\\s/]')),
      hint: 'Write the URL of a WebSub hub, or false for none.',
    },
    origin: 'finews',
    doc: "a WebSub hub's URL",
  },
  {
    key: 'feed.icon',
    type: 'text or off',
    check: TEXT_OR_OFF,
    misfit: 'unset',
    origin: 'jekyll-feed',
    doc: "a picture's address",
  },
  {
    key: 'feed.logo',
    type: 'text or off',
    check: TEXT_OR_OFF,
    misfit: 'unset',
    origin: 'jekyll-feed',
    doc: "a picture's address",
  },
  feedPath('page', '/feeds.html', "the path of the feeds' page for people; `false` for none"),
];
