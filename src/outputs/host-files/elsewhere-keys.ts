/** The config's table: what the built-in theme gets from other servers. By itself it gets nothing unasked. */
import { EMBED_NAMES } from '../../model/config.js';
import {
  EMPTY,
  either,
  MAP,
  NAMES_OR_SWITCH,
  OFF,
  SWITCH,
  TEXT_OR_NUMBER,
  textLike,
} from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

const ADDRESS = textLike('^(?:https?:/)?/[^\\s"\'<>;,]+$');

export const ELSEWHERE_KEYS: readonly ConfigKey[] = [
  {
    key: 'embeds',
    type: 'any',
    check: NAMES_OR_SWITCH,
    misfit: 'unset',
    default: [...EMBED_NAMES],
    origin: 'finews',
    doc: 'which films and sound [stories may have](writing.md#films-and-sound), loaded on a click: `false`, or a list of `youtube`, `bilibili`, `vimeo`, `audio`',
  },
  {
    key: 'mermaid',
    type: 'any',
    check: {
      schema: either(SWITCH, EMPTY, ADDRESS),
      hint: 'Write true, or the address of the script.',
    },
    misfit: 'unset',
    origin: 'finews',
    doc: '`true`, or the address of the script: [diagrams](writing.md#diagrams) are drawn, in the reader’s browser',
  },
  {
    key: 'comments',
    type: 'any',
    check: { schema: either(OFF, MAP), hint: 'Write giscus: or waline: below it.' },
    misfit: 'unset',
    origin: 'finews',
    doc: '[comments](writing.md#comments) below stories, loaded on a click: `giscus` or `waline`, each a map',
  },
  {
    key: 'comments.giscus',
    type: 'map',
    check: {
      schema: {
        type: 'object',
        required: ['repo', 'repo_id', 'category_id'],
        properties: { repo: textLike('^[\\w.-]+/[\\w.-]+$') },
      },
      hint: 'Write repo: owner/name, repo_id:, category: and category_id:, as giscus.app gives them.',
    },
    isOpen: true,
    misfit: 'unset',
    origin: 'finews',
    doc: '`repo`, `repo_id`, `category`, `category_id`; `mapping` (`pathname`)',
  },
  {
    key: 'comments.waline',
    type: 'map',
    check: {
      schema: {
        type: 'object',
        required: ['server'],
        properties: { server: ADDRESS, client: ADDRESS },
      },
      hint: 'Write server: and its address.',
    },
    isOpen: true,
    origin: 'finews',
    doc: '`server`, an address; `client`, the folder of its script',
  },
  {
    key: 'analytics',
    type: 'any',
    check: { schema: either(OFF, MAP), hint: 'Write umami:, plausible: or baidu: below it.' },
    misfit: 'unset',
    origin: 'finews',
    doc: 'who [counts visits](writing.md#counting-visits), in what is published and not in previews',
  },
  {
    key: 'analytics.umami',
    type: 'map',
    check: {
      schema: {
        type: 'object',
        required: ['id'],
        properties: { id: textLike('^[\\w-]+$'), src: ADDRESS },
      },
      hint: 'Write id: and the number of the website.',
    },
    isOpen: true,
    misfit: 'unset',
    origin: 'finews',
    doc: '`id` of the website; `src`, the address of the script',
  },
  {
    key: 'analytics.plausible',
    type: 'map',
    check: {
      schema: {
        type: 'object',
        required: ['domain'],
        properties: { domain: textLike('^[\\w.,-]+$'), src: ADDRESS },
      },
      hint: 'Write domain: and the name of the site.',
    },
    isOpen: true,
    origin: 'finews',
    doc: '`domain` of the site; `src`, the address of the script',
  },
  {
    key: 'analytics.baidu',
    type: 'text',
    check: {
      schema: either(EMPTY, TEXT_OR_NUMBER),
      hint: 'Write the letters and digits behind hm.js? in the code of 百度统计.',
    },
    origin: 'finews',
    doc: 'what stands behind `hm.js?` in the code of 百度统计',
  },
];
