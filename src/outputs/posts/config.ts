/** The config's table: keys of posts' addresses. */
import { either, LIST, MAP } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const POST_ADDRESS_KEYS: readonly ConfigKey[] = [
  {
    key: 'permalink',
    type: 'text',
    default: 'date',
    origin: 'Jekyll',
    doc: 'a style (`date`, `pretty`, `ordinal`, `weekdate`, `none`) or a pattern',
  },
  {
    key: 'collections',
    type: 'any',
    check: {
      schema: either(LIST, MAP),
      hint: 'Write a list of names, or a map with a name a line.',
    },
    origin: 'Jekyll',
    doc: "of Jekyll's collections there is `posts`; its `permalink` beats the site's",
  },
];
