/**
 * Stories that leave the site at a time of their own (`expires`): what their cards say of it. Parse knows
 * when, organise whether that has come; kinds of output leave out what is not to be indexed.
 */
import { EXPIRED_FATES, type ExpiredFate } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import type { Post } from '../../model/post.js';

/** Where a card's facts have when its story expires, in ms since the epoch; absent: never. */
export const EXPIRES_AT = 'expires_at';
/** Where they have what has become of it: `ExpiredFate`; absent: it hasn't expired. */
const HAS_EXPIRED = 'has_expired';

type Facts = Post['facts'];

/** In ms since the epoch; null: never. */
export function expiresAt(facts: Facts): number | null {
  const at = facts[EXPIRES_AT];
  return typeof at === 'number' ? at : null;
}

/** Null: the story is as it ever was. */
export function fateOf(facts: Facts): ExpiredFate | null {
  const fate = facts[HAS_EXPIRED];
  if (fate === undefined) return null;
  return EXPIRED_FATES.find((one) => one === fate) ?? null;
}

/** What the facts of an expired story have besides: search engines and the site's own search leave it out. */
export function factsOfExpired(fate: ExpiredFate): Data {
  return { [HAS_EXPIRED]: fate, noindex: true };
}
