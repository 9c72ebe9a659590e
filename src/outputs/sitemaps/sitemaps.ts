/**
 * How stories are parted among sitemaps: by month in site time, oldest first, so that a month that
 * is over never changes; and a month by size. Plan makes files of it.
 */

import { isDeepStrictEqual } from 'node:util';
import { monthOf } from '../../formats/dates/months.js';
import { toXmlSchema } from '../../formats/dates/site-date.js';
import type { Zone } from '../../formats/dates/zone.js';
import { urlPath } from '../../formats/urls/permalink.js';
import { xmlText } from '../../formats/xml/xml.js';
import type { SameStart } from '../../incremental/same-start.js';
import type { SiteSettings } from '../../model/config.js';
import type { PostHead } from '../../model/post.js';
import { closedMonths } from '../closed-months.js';
import { canonicalOf, imageOf, isListed } from '../story-facts.js';

/** sitemaps.org, and Baidu's limit for the bytes. */
export const MOST_URLS = 50_000;
const MOST_BYTES = 10_000_000;
/** More bytes than a sitemap needs around its entries. */
const AROUND = 1000;
/** And more than an entry and a picture need around their addresses. */
const AROUND_ENTRY = 75;
const AROUND_IMAGE = 55;
/** sitemaps.org: an address is shorter than this. */
const MOST_ADDRESS = 2048;

export interface SitemapPart {
  /** `2022-05`, `2022-05-2`. */
  readonly name: string;
  readonly ranks: readonly number[];
}

/** A month of which no story is another is the very same part. */
export function sitemapParts(
  posts: readonly PostHead[],
  config: SiteSettings,
  zone: Zone,
  { last, same }: SameStart<readonly SitemapPart[]> = { last: [], same: 0 },
): readonly SitemapPart[] {
  const parts = [...closedMonths({ last, same }, oldestIn)];
  const base = config.base ?? '';
  let month = '';
  let end = Number.NEGATIVE_INFINITY;
  let part: { name: string; ranks: number[] } | undefined;
  let bytes = 0;
  let number = 1;
  const first = parts.length === 0 ? 0 : (last[parts.length]?.ranks[0] ?? 0);
  for (let rank = first; rank < posts.length; rank++) {
    const post = posts[rank];
    if (post === undefined || !isIndexed(post, config)) continue;
    if (post.date >= end) {
      ({ name: month, end } = monthOf(post.date, zone));
      part = undefined;
      number = 1;
    }
    const size = entrySize(post, base);
    const full =
      part !== undefined && (part.ranks.length >= MOST_URLS || bytes + size > MOST_BYTES);
    if (full) number++;
    if (part === undefined || full) {
      part = { name: number === 1 ? month : `${month}-${number}`, ranks: [] };
      parts.push(part);
      bytes = AROUND;
    }
    part.ranks.push(rank);
    bytes += size;
  }
  return parts;
}

/** The first story's rank. */
export function oldestIn({ ranks: [oldest = 0] }: SitemapPart): number {
  return oldest;
}

/**
 * Bytes, or a few more: planning a million stories should write none of them, nor ask what file of
 * the site a picture is, whose address has at most the story's folder and the `baseurl` besides.
 */
function entrySize({ facts, url, image, path }: PostHead, base: string): number {
  const size = AROUND_ENTRY + base.length + xmlText(url).length;
  if (image === null && facts['image'] === undefined) return size;
  const picture = imageOf(facts, image, { base, page: base + url });
  if (picture === null) return size;
  const more = /^https?:/i.test(image ?? 'https:') ? 0 : base.length + urlPath(path).length;
  return size + AROUND_IMAGE + xmlText(picture).length + more;
}

/** Whether two stories have as much room in a sitemap, and the same month; a longer text changes nothing there. */
export function hasSameEntry(a: PostHead, b: PostHead): boolean {
  return (
    a.path === b.path &&
    a.date === b.date &&
    a.url === b.url &&
    a.image === b.image &&
    isDeepStrictEqual(a.facts, b.facts)
  );
}

/** Whether search engines are told of a story: not where its address is said to be elsewhere. */
export function isIndexed({ facts, url }: PostHead, { base, canonical }: SiteSettings): boolean {
  const page = base + url;
  return (
    page.length < MOST_ADDRESS && isListed(facts) && canonicalOf(facts, canonical, page) === page
  );
}

/** A story's `url` element, with its picture's address as its page has it; `lastmod` is its own. */
export function sitemapEntry(
  post: Pick<PostHead, 'url' | 'modified' | 'facts' | 'image'>,
  config: SiteSettings,
  zone: Zone,
): string {
  const base = config.base ?? '';
  const page = base + post.url;
  const modified = toXmlSchema(post.modified, zone);
  const image = imageOf(post.facts, post.image, { base, page });
  const picture =
    image === null ? '' : `<image:image><image:loc>${xmlText(image)}</image:loc></image:image>`;
  return `<url><loc>${base}${xmlText(post.url)}</loc><lastmod>${modified}</lastmod>${picture}</url>\n`;
}
