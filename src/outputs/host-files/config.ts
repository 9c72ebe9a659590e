/** The config's table: keys of files that hosts and crawlers read. */
import { EMPTY, either, MAP, OFF, ONE_TEXT, SWITCH, textLike } from '../../model/config-checks.js';
import type { ConfigKey } from '../../model/config-schema.js';

/** The strict one: nothing inline, nothing from elsewhere but pictures and sound. */
const POLICY = [
  "default-src 'self'",
  "script-src 'self' 'inline-speculation-rules'",
  "style-src 'self'",
  "img-src 'self' https: data:",
  "media-src 'self' https:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

export const HOST_KEYS: readonly ConfigKey[] = [
  {
    key: 'headers',
    type: 'any',
    check: {
      schema: either(SWITCH, MAP),
      hint: 'Write true, or policy: and a Content-Security-Policy.',
    },
    misfit: 'unset unless text',
    origin: 'finews',
    doc: '`true`, or a map: `_headers`, for Netlify and Cloudflare',
  },
  {
    key: 'headers.policy',
    type: 'text',
    default: POLICY,
    check: ONE_TEXT,
    origin: 'finews',
    doc: 'another Content-Security-Policy',
    defaultDoc: 'a strict one',
  },
  {
    key: 'nojekyll',
    type: 'flag',
    default: false,
    origin: 'finews',
    doc: '`true`: `.nojekyll` for GitHub Pages',
  },
  {
    key: 'cname',
    type: 'text or off',
    check: {
      schema: either(EMPTY, OFF, textLike('^[^\\s/:]+$')),
      hint: 'Write a domain, such as news.example.',
    },
    origin: 'finews',
    doc: 'a host name: `CNAME` for GitHub Pages',
  },
  {
    key: 'indexnow_key',
    type: 'text or off',
    check: {
      schema: either(EMPTY, OFF, textLike('^[A-Za-z0-9-]{8,128}$')),
      hint: 'A key has 8 to 128 letters, digits and hyphens.',
    },
    misfit: 'unset unless text',
    origin: 'finews',
    doc: 'a key of 8 to 128 letters, digits and hyphens: its file is published, so that search engines can be told of new pages',
  },
];
