/** The config's table: keys of pictures. */
import { TRUE_OR_FALSE } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const PICTURE_KEYS: readonly ConfigKey[] = [
  {
    key: 'pictures',
    type: 'map',
    isClosed: true,
    misfit: 'unset',
    origin: 'finews',
    doc: 'how [pictures](pictures.md) are shown',
    defaultDoc: '',
  },
  {
    key: 'pictures.sizes',
    type: 'flag',
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`true`: the site’s own pictures get `width` and `height`, so that nothing moves when they come',
    defaultDoc: '`false` in a Jekyll site, whose style may not have `height: auto`, else `true`',
  },
  {
    key: 'pictures.copies',
    type: 'flag',
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`true` or `false`: whether narrower copies are made, for which the package `sharp` has to be installed',
    defaultDoc: '`true` where `sharp` is installed and pictures get their sizes',
  },
  {
    key: 'pictures.avif',
    type: 'flag',
    default: false,
    check: TRUE_OR_FALSE,
    origin: 'finews',
    doc: '`true`: narrower copies are made as AVIF, too, for browsers that show it: smaller files, and several times the work',
  },
];
