/** Keys of stories by what they take, for the repairs: what a broken line that begins with one means. */
import { WRITTEN_KEYS } from './yaml-scalars.js';

/** A text there is split into names, a list is taken as it is. */
export const LIST_KEYS: ReadonlySet<string> = new Set(['categories', 'category', 'tags', 'tag']);

/** Those that finews or every other site reads. */
export const POST_KEYS: ReadonlySet<string> = new Set([
  ...WRITTEN_KEYS,
  ...['authors', 'canonical_url', 'description', 'draft', 'excerpt', 'image', 'last_modified_at'],
  ...['noindex', 'published', 'redirect_from', 'redirect_to', 'source_url', 'subtitle', 'summary'],
]);
