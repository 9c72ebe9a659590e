/** The config's table: keys of what a check of the site reports (`finews check`). */
import { LIST, wholeFrom } from '../model/config-checks.js';
import type { ConfigKey } from '../model/config-schema.js';

export const CHECK_KEYS: readonly ConfigKey[] = [
  {
    key: 'check',
    type: 'map',
    isClosed: true,
    misfit: 'unset',
    origin: 'finews',
    doc: 'what [`finews check`](commands.md#check) reports',
    defaultDoc: '',
  },
  {
    key: 'check.ignore',
    type: 'list',
    default: [],
    check: { schema: LIST, hint: 'Write a list of codes and addresses.' },
    origin: 'finews',
    doc: 'a list of [codes](problems.md#what-a-check-finds), and of addresses or globs of them, that are not reported',
  },
  {
    key: 'check.title_length',
    type: 'number',
    default: 70,
    check: wholeFrom(0),
    origin: 'finews',
    doc: 'columns of a title, a Han character taking two; 0: any',
  },
  {
    key: 'check.description_length',
    type: 'number',
    default: 160,
    check: wholeFrom(0),
    origin: 'finews',
    doc: 'the same of a `description`',
  },
  {
    key: 'check.picture_size',
    type: 'number',
    default: 500 << 10,
    check: wholeFrom(0),
    origin: 'finews',
    doc: 'bytes of a picture; 0: any',
  },
];
