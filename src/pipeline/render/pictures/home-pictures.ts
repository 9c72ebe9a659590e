/**
 * The picture that a story's front matter names by a path from its file, or that was fetched: machines are
 * told its address, as templates are.
 */
import { cardWith } from '../../../incremental/card.js';
import { isMap, type Value, withEntries } from '../../../model/data.js';
import type { Post } from '../../../model/post.js';

/** The address in place of one that a story writes; null: it stays. */
type HomeOf = (written: string, post: Post) => string | null;

/** The card with the picture's address; itself where that stays. */
export function withHomePicture(post: Post, homeOf: HomeOf): Post {
  const { image } = post.facts;
  const written = addressIn(image);
  const home = written === null || /^\/(?!\/)/.test(written) ? null : homeOf(written, post);
  if (home === null) return post;
  const shown = isMap(image) ? withEntries(image, { path: home }) : home;
  const { data, facts } = post;
  return cardWith(post, {
    data: withEntries(data, { image: shown }),
    facts: withEntries(facts, { image: shown }),
  });
}

function addressIn(image: Value | undefined): string | null {
  const written = isMap(image) ? (image['path'] ?? image['url']) : image;
  return typeof written === 'string' && written.trim() !== '' ? written.trim() : null;
}
