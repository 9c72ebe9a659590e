/** Keys of stories by what they take, for the repairs: what a broken line that begins with one means. */
import { keysWith } from '../../model/front-matter-keys.js';
import { SITES_KEYS } from './yaml-scalars.js';

/** A text there is split into names, a list is taken as it is. */
export const LIST_KEYS: ReadonlySet<string> = new Set(keysWith('names'));

/** Those that finews or every other site reads. */
export const POST_KEYS: ReadonlySet<string> = new Set([
  ...keysWith('repaired'),
  ...SITES_KEYS,
  'summary',
]);
