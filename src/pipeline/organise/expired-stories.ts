/**
 * Stories past their `expires`, which the build's present decides. Their cards say so from here on: what
 * is not to be indexed is in no sitemap and no search, and arranging them leaves them out of every list.
 */

import { CARD_KEYS } from '../../incremental/card.js';
import type { Memo } from '../../incremental/memo.js';
import { type Config, EXPIRED_FATES, type ExpiredFate } from '../../model/config.js';
import { plainData } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import { expiresAt, factsOfExpired } from '../../outputs/posts/expiry.js';
import { digest } from '../../platform/digest.js';

/** The very same list where none has expired. */
export function withExpired(
  posts: readonly Post[],
  config: Pick<Config, 'now' | 'expired'>,
  memo: Memo,
): readonly Post[] {
  const hasCome = ({ facts }: Post): boolean => {
    const at = expiresAt(facts);
    return at !== null && at <= config.now;
  };
  const expiring = memo.passing(
    'expiring stories',
    posts,
    ({ facts }) => expiresAt(facts) !== null,
  );
  if (![...expiring].some(hasCome)) return posts;
  return posts.map((post) => (hasCome(post) ? expired(post, config.expired) : post));
}

interface ExpiredCard {
  readonly fate: ExpiredFate;
  readonly card: Post;
}

/** A watching process has the same card from build to build. */
const known = new WeakMap<Post, ExpiredCard>();

function expired(post: Post, usual: ExpiredFate): Post {
  const written = post.facts.expired;
  const fate = EXPIRED_FATES.find((one) => one === written) ?? usual;
  const before = known.get(post);
  if (before?.fate === fate) return before.card;
  const card = expiredCard(post, fate);
  known.set(post, { fate, card });
  return card;
}

/** The same story, with that it has expired; what else is on its card is read when somebody asks. */
function expiredCard(post: Post, fate: ExpiredFate): Post {
  const facts = plainData({ ...post.facts, ...factsOfExpired(fate) });
  const itself = digest(`${post.card} ${fate}`);
  const others: Readonly<Partial<Record<keyof Post, () => unknown>>> = {
    facts: () => facts,
    card: () => itself,
    data: () => plainData({ ...post.data, noindex: true }),
  };
  const card: Partial<Post> = {};
  for (const key of CARD_KEYS) {
    Object.defineProperty(card, key, { enumerable: true, get: others[key] ?? (() => post[key]) });
  }
  return card as Post;
}
