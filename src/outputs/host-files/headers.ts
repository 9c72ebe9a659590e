/**
 * `_headers`, as Netlify and Cloudflare Pages read it. Of two rules that fit a file both count, and
 * their values are joined: so no header is in two of them.
 */

import { urlPath } from '../../formats/urls/permalink.js';
import { siteFeeds } from '../feeds/feeds.js';
import type { WriterContext } from '../writing.js';
import type { HeadersFile } from './types.js';

const FOR_EVER = 'Cache-Control: public, max-age=31536000, immutable';
const MINUTES = 'Cache-Control: public, max-age=300';

export function writeHeaders(page: HeadersFile, { config }: WriterContext): string {
  const { hostFiles, sitemaps } = config.outputs;
  const rules: (readonly [string, readonly string[]])[] = [
    [
      '/*',
      [
        `Content-Security-Policy: ${(hostFiles.policy ?? '').replace(/\s+/g, ' ')}`,
        'X-Content-Type-Options: nosniff',
        'Referrer-Policy: strict-origin-when-cross-origin',
        'Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      ],
    ],
    ...(siteFeeds(config)?.links ?? []).map(({ url, type }) => {
      return [url, [MINUTES, `Content-Type: ${type}; charset=utf-8`]] as const;
    }),
    ...(sitemaps === null
      ? []
      : ['/sitemap.xml', '/sitemaps/*'].map((at) => [at, [MINUTES]] as const)),
    ...page.immutable.map((url) => [url, [FOR_EVER]] as const),
  ];
  const base = urlPath(config.baseurl);
  return rules
    .map(([path, lines]) => `${base}${path}\n${lines.map((line) => `  ${line}\n`).join('')}`)
    .join('');
}
