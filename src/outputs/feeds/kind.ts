/** Feeds: the site's, and those of categories and tags that have enough stories. */
import { type OutputKind, writersOf } from '../kind.js';
import { feedSettings } from './feed-settings.js';
import { FEED_FORMATS } from './formats.js';
import { feedPlaces } from './paths.js';
import { planFeeds, standingFeeds } from './plan.js';
import type { FeedFile } from './types.js';

export const feeds: OutputKind = {
  name: 'feeds',
  settings: (values, base) => ({ feeds: feedSettings(values, base) }),
  paths: feedPlaces,
  plan: planFeeds,
  standing: standingFeeds,
  placeKey: () => 'feed',
  writers: writersOf<FeedFile>(
    Object.fromEntries(FEED_FORMATS.map(({ format, write }) => [format, write])),
  ),
};
