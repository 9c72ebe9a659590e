/** The formats of feeds: everything that differs from one to the other stands here and with its writer. */

import type { WriterContext } from '../writing.js';
import { writeAtom } from './atom.js';
import { writeJsonFeed } from './json-feed.js';
import { writeRss } from './rss.js';
import type { FeedFile } from './types.js';

export interface FeedFormat {
  /** Names the format in links, plans and reports. */
  readonly format: string;
  /** Below `feed:` in the config, where the site's feed is; `false` there: none in this format. */
  readonly key: string;
  /** The default of that; the feeds of terms have its last segment. */
  readonly path: string;
  /** Media type. */
  readonly type: string;
  /** For people: in a feed's title, and where space is short. */
  readonly name: string;
  readonly label: string;
  readonly write: (page: FeedFile, context: WriterContext) => string;
}

/** In the order in which they are linked. */
export const FEED_FORMATS: readonly FeedFormat[] = [
  {
    format: 'atom',
    key: 'path',
    path: '/feed.xml',
    type: 'application/atom+xml',
    name: 'Atom',
    label: 'Atom',
    write: writeAtom,
  },
  {
    format: 'rss',
    key: 'rss',
    path: '/rss.xml',
    type: 'application/rss+xml',
    name: 'RSS',
    label: 'RSS',
    write: writeRss,
  },
  {
    format: 'json-feed',
    key: 'json',
    path: '/feed.json',
    type: 'application/feed+json',
    name: 'JSON Feed',
    label: 'JSON',
    write: writeJsonFeed,
  },
];
