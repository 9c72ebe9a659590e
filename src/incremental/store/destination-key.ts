/** Files of a cache folder that belong to one destination are named by it. */
import { nameBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import { shortDigest } from '../../platform/digest.js';

/** Names a destination by its place beside the cache, so that both can move together. */
export function destinationKey(config: Pick<Config, 'cacheDir' | 'destination'>): string {
  return shortDigest(nameBelow(config.cacheDir, config.destination));
}

/** Whether a file of the cache folder is about one of these destinations alone, by its name: what is remembered of it. */
export function namesDestination(keys: readonly string[]): (name: string) => boolean {
  const names = new RegExp(`^(?:ledger|manifest|told|pending|causes)-(?:${keys.join('|')})\\.`);
  return (name) => names.test(name);
}
