/** The config's table: collections. */
import { either, LIST, MAP } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const COLLECTION_KEYS: readonly ConfigKey[] = [
  {
    key: 'collections',
    type: 'any',
    check: {
      schema: either(LIST, MAP),
      hint: 'Write a list of names, or a map with a name a line.',
    },
    origin: 'Jekyll',
    doc: "[collections](templates.md#collections): names, or a map of them with `output`, `permalink`, `sort_by`, `order` and keys of their own; the `permalink` of `posts` beats the site's",
  },
];
