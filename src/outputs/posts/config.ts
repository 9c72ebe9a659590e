/** The config's table: keys of posts' addresses. */
import type { ConfigKey } from '../../model/config-schema.js';

export const POST_ADDRESS_KEYS: readonly ConfigKey[] = [
  {
    key: 'permalink',
    type: 'text',
    default: 'date',
    origin: 'Jekyll',
    doc: 'a style (`date`, `pretty`, `ordinal`, `weekdate`, `none`) or a pattern',
  },
];
