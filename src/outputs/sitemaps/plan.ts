/**
 * Plans sitemaps (stories by month, the other pages, news of two days), their index, and the
 * `robots.txt` that tells of them.
 */

import { createZone } from '../../formats/dates/zone.js';
import type { OutputPlace } from '../../formats/urls/permalink.js';
import type { GeneratedPage, Page } from '../../model/page.js';
import type { Outcome } from '../../model/problem.js';
import type { Arrangement } from '../../model/site.js';
import { chunk } from '../../platform/chunk.js';
import { commonStart } from '../../platform/list-places.js';
import { closedMonths } from '../closed-months.js';
import { generated, type OtherStories, type PlanInput, type Present, planned } from '../kind.js';
import { listPages } from '../lists/lists.js';
import { isListed } from '../story-facts.js';
import { ROBOTS, SITEMAP_INDEX, sitemapPlace } from './paths.js';
import {
  hasSameEntry,
  isIndexed,
  MOST_URLS,
  oldestIn,
  type SitemapPart,
  sitemapParts,
} from './sitemaps.js';
import type { RobotsFile, SitemapFile, SitemapIndexFile, StoryListFile } from './types.js';

/** Google News wants two days, and at most so many stories in one file. */
const NEWS_MS = 48 * 3_600_000;
const MOST_NEWS = 1000;

export function planSitemaps(input: PlanInput): Outcome<readonly Page[]> {
  const { site, present } = input;
  const { sitemaps } = site.config.outputs;
  if (sitemaps === null) return planned(robotsFiles(site, []));
  const parts = partsOf(input);
  const months = parts.map(({ name, ranks }) => sitemapOf(name, ranks, []));
  const lists = sitemaps.urlLists
    ? parts.map(({ name, ranks }) => storyList('url-list', sitemapPlace(name, 'txt'), ranks))
    : [];
  const files = [...pageFiles(site), ...months, ...newsFiles(present)];
  const all = [indexOf(files, site), ...files];
  return planned([...all, ...lists, ...robotsFiles(site, all)]);
}

function partsOf({ site, before }: PlanInput): readonly SitemapPart[] {
  const last = (before === null ? undefined : known.get(before)) ?? [];
  const same = before === null ? 0 : commonStart(before.posts, site.posts, hasSameEntry);
  const zone = createZone(site.config.timezone);
  const parts = sitemapParts(site.posts, site.config, zone, { last, same });
  known.set(site, parts);
  return parts;
}

const known = new WeakMap<Arrangement, readonly SitemapPart[]>();

/** Those of months that are over, and not what time makes. */
export function standingSitemaps(
  site: Arrangement,
  { first: same }: OtherStories,
): (page: Page) => boolean {
  const since = { last: known.get(site) ?? [], same };
  const last = closedMonths(since, oldestIn).at(-1)?.ranks.at(-1) ?? -1;
  return (page) =>
    page.kind === 'generated' &&
    (page.format === 'sitemap' || page.format === 'url-list') &&
    (page.ranks.at(-1) ?? Number.POSITIVE_INFINITY) <= last;
}

/** `robots.txt` names the index for those who read it, and each file for Baidu, which doesn't. */
function robotsFiles(
  { config }: Arrangement,
  files: readonly GeneratedPage[],
): readonly RobotsFile[] {
  if (config.outputs.robots === null) return [];
  const sitemaps = files.map(({ url }) => url);
  return [{ ...generated(ROBOTS), format: 'robots', sitemaps }];
}

function sitemapOf(name: string, ranks: readonly number[], pages: readonly string[]): SitemapFile {
  return { ...generated(sitemapPlace(name, 'xml'), ranks), format: 'sitemap', pages };
}

function storyList(
  format: StoryListFile['format'],
  place: OutputPlace,
  ranks: readonly number[],
): StoryListFile {
  return { ...generated(place, ranks), format };
}

/** Lists and pages of the site's own: nobody knows when those changed for a reader. */
function pageFiles(site: Arrangement): readonly SitemapFile[] {
  const own = site.documents.filter(
    ({ output, data }) => /\.x?html?$/i.test(output) && output !== '404.html' && isListed(data),
  );
  const ours = listPages(site).filter(
    ({ subject }) => !/^(?:not-found|search)$/.test(subject.type),
  );
  const urls = [...new Set([...own, ...ours].map(({ url }) => url))];
  return chunk(urls, MOST_URLS).map((pages, at) => sitemapOf(numbered('pages', at), [], pages));
}

/** Newest first; `now` in ms since the epoch. None where no sitemap has them, so that no time is another. */
export function newsOf({ posts, listed, config }: Arrangement, now: number): Present {
  if (config.outputs.sitemaps?.news !== true) return { ranks: [], until: null };
  const ranks: number[] = [];
  let until = Number.POSITIVE_INFINITY;
  for (let rank = listed - 1; rank >= 0; rank--) {
    const post = posts[rank];
    if (post === undefined || post.date <= now - NEWS_MS) break;
    until = Math.min(until, post.date > now ? post.date : post.date + NEWS_MS);
    if (post.date <= now && !post.draft && isIndexed(post, config)) ranks.push(rank);
  }
  return { ranks, until: Number.isFinite(until) ? until : null };
}

/** None without stories: a sitemap has at least one address (sitemaps.org). */
function newsFiles(ranks: readonly number[]): readonly StoryListFile[] {
  return chunk(ranks, MOST_NEWS).map((part, at) =>
    storyList('news-sitemap', sitemapPlace(numbered('news', at), 'xml'), part),
  );
}

/** The index tells when each file's stories last changed. */
function indexOf(files: readonly GeneratedPage[], { posts }: Arrangement): SitemapIndexFile {
  const modified = (rank: number): number => posts[rank]?.modified ?? 0;
  const sitemaps = files.map(({ url, ranks }) => {
    const newest = ranks.reduce((latest, rank) => Math.max(latest, modified(rank)), 0);
    return { url, modified: newest > 0 ? newest : null };
  });
  return { ...generated(SITEMAP_INDEX), format: 'sitemap-index', sitemaps };
}

function numbered(name: string, at: number): string {
  return at === 0 ? name : `${name}-${at + 1}`;
}
