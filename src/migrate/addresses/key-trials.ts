/** Keys of the config that may bring addresses back: each is tried in a build beside. */
import type { TriedKeys } from '../beside.js';
import type { ConfigValue, FormerAddress, MovedAddress } from '../types.js';

/** Keys that are tried together. */
export interface KeyTrial extends Pick<MovedAddress, 'reason'> {
  /** Of its build. */
  readonly name: string;
  readonly keys: TriedKeys;
  /** In words, of an address that the key brings back. */
  why(key: string): string;
  /** The key that an address needs. */
  keyOf(address: FormerAddress): string;
}

/** Where nobody says which zone: Jekyll took that of the machine that it ran on. */
export function zoneTrials(zone: string): readonly KeyTrial[] {
  const inUtc = UTC.keys;
  return [new Map(), inUtc].map((more, number) => ({
    name: `zone-${zone.replaceAll('/', '-')}-${number}`,
    keys: new Map<string, ConfigValue>([['timezone', zone], ...more]),
    keyOf: () => 'timezone',
    reason: 'timezone',
    why: () =>
      `the config has no \`timezone\`: Jekyll took that of the machine it ran on, where it is another day; in ${zone} the old addresses are right`,
  }));
}

export const UTC: KeyTrial = {
  name: 'utc',
  keys: new Map([['jekyll_utc_dates', true]]),
  keyOf: () => 'jekyll_utc_dates',
  reason: 'date',
  why: () =>
    'its date has no offset: Jekyll reads it in UTC, finews in `timezone`, where it is another day',
};
