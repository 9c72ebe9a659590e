/** The config's table: keys of what machines are told in pages and feeds. */
import { CANONICALS } from '../../model/config.js';
import {
  either,
  MAP,
  OFF,
  ONE_TEXT,
  oneOf,
  TEXT_OR_NUMBER,
  TEXT_OR_OFF,
} from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

export const PAGE_DATA_KEYS: readonly ConfigKey[] = [
  {
    key: 'canonical',
    type: 'text',
    default: 'self',
    check: oneOf(CANONICALS),
    misfit: 'unset unless text',
    origin: 'finews',
    doc: '`self`, or `source`: posts with a source belong there',
  },
  {
    key: 'baidu',
    type: 'flag',
    misfit: 'unset',
    origin: 'finews',
    doc: '`false`: no time factor for Baidu',
    defaultDoc: '`true` on Chinese sites',
  },
  {
    key: 'logo',
    type: 'text, map or off',
    check: {
      schema: either(
        OFF,
        { type: 'string' },
        {
          type: 'object',
          properties: { light: { type: 'string' }, dark: { type: 'string' } },
          required: ['light'],
        },
      ),
      hint: 'Write the address of a picture, or { light: …, dark: … }.',
    },
    misfit: 'unset',
    origin: 'jekyll-seo-tag',
    doc: "a picture's address, or a map `{light, dark, width, height}`; the theme's header shows it",
  },
  {
    key: 'publisher',
    type: 'map',
    misfit: 'unset',
    origin: 'finews',
    doc: 'who publishes, for search engines',
  },
  {
    key: 'publisher.name',
    type: 'text',
    check: ONE_TEXT,
    misfit: 'unset',
    origin: 'finews',
    doc: 'its name',
    defaultDoc: 'the title',
  },
  {
    key: 'publisher.logo',
    type: 'text',
    check: ONE_TEXT,
    misfit: 'unset',
    origin: 'finews',
    doc: "a picture's address",
    defaultDoc: '`logo`',
  },
  {
    key: 'publisher.publishing_principles',
    type: 'text',
    check: ONE_TEXT,
    misfit: 'unset',
    origin: 'finews',
    doc: 'the address of a page about its principles',
  },
  {
    key: 'publisher.corrections_policy',
    type: 'text',
    check: ONE_TEXT,
    misfit: 'unset',
    origin: 'finews',
    doc: 'the address of a page about corrections',
  },
  {
    key: 'twitter',
    type: 'any',
    check: {
      schema: either(OFF, TEXT_OR_NUMBER, MAP),
      hint: 'Write the name of the account.',
    },
    misfit: 'unset',
    origin: 'jekyll-seo-tag',
    doc: 'the name of an account, or a map with it',
  },
  {
    key: 'twitter.username',
    type: 'text or off',
    check: TEXT_OR_OFF,
    misfit: 'unset',
    origin: 'jekyll-seo-tag',
    doc: 'the name of an account',
  },
];
