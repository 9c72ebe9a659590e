/** Files of a cache folder that belong to one destination are named by it. */
import { nameBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import { shortDigest } from '../../platform/digest.js';

/** Names a destination by its place beside the cache, so that both can move together. */
export function destinationKey(config: Pick<Config, 'cacheDir' | 'destination'>): string {
  return shortDigest(nameBelow(config.cacheDir, config.destination));
}
