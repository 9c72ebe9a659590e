/**
 * Plans sitemaps (stories by month, the other pages, news of two days), their index, and the
 * `robots.txt` that tells of them.
 */
import { partsOf } from '../../content/parts.js';
import { filePlace } from '../../content/permalink.js';
import { isIndexed, MOST_URLS, sitemapParts } from '../../content/sitemaps.js';
import { isListed } from '../../content/story-facts.js';
import { createZone } from '../../content/zone.js';
import type { MachinePage, SitemapFile } from '../../model/machine.js';
import type { Page } from '../../model/page.js';
import type { Arrangement } from '../../model/site.js';
import type { PlanInput } from './planner.js';

/** Google News wants two days, and at most so many stories in one file. */
const NEWS_MS = 48 * 3_600_000;
const MOST_NEWS = 1000;

export function planSitemaps(input: PlanInput): readonly Page[] {
  const { site } = input;
  const { sitemap } = site.config.machines;
  if (sitemap === null) return robotsFiles(site, []);
  const zone = createZone(site.config.timezone);
  const parts = sitemapParts(site.posts, site.config, zone);
  const months = parts.map(({ name, ranks }) => sitemapOf(name, ranks, []));
  const news = sitemap.news ? newsFiles(input.news) : [];
  const lists = sitemap.urlLists
    ? parts.map(({ name, ranks }) => storyList('url-list', `${name}.txt`, ranks))
    : [];
  const files = [...pageFiles(input), ...months, ...news];
  const all = [indexOf(files, site), ...files];
  return [...all, ...lists, ...robotsFiles(site, all)];
}

/** `robots.txt` names the index for those who read it, and each file for Baidu, which doesn't. */
function robotsFiles(
  { config }: Arrangement,
  files: readonly MachinePage[],
): readonly MachinePage[] {
  if (config.machines.robots === null) return [];
  const sitemaps = files.map(({ url }) => url);
  const place = filePlace('/robots.txt');
  return [{ kind: 'machine', form: 'robots', ...place, ranks: [], bodies: false, sitemaps }];
}

function sitemapOf(name: string, ranks: readonly number[], pages: readonly string[]): SitemapFile {
  const place = filePlace(`/sitemaps/${name}.xml`);
  return { kind: 'machine', form: 'sitemap', ...place, ranks, bodies: false, pages };
}

function storyList(
  form: 'news-sitemap' | 'url-list',
  name: string,
  ranks: readonly number[],
): MachinePage {
  return { kind: 'machine', form, ...filePlace(`/sitemaps/${name}`), ranks, bodies: false };
}

/** Lists and pages of the site's own: nobody knows when those changed for a reader. */
function pageFiles({ site, lists }: PlanInput): readonly SitemapFile[] {
  const own = site.documents.filter(
    ({ output, data }) => /\.x?html?$/i.test(output) && output !== '404.html' && isListed(data),
  );
  const ours = lists.filter(({ subject }) => subject.type !== 'not-found');
  const urls = [...new Set([...own, ...ours].map(({ url }) => url))];
  return partsOf(urls, MOST_URLS).map((pages, at) => sitemapOf(numbered('pages', at), [], pages));
}

/** Newest first; `now` in ms since the epoch. None where no sitemap has them, so that no time is another. */
export function newsOf({ posts, config }: Arrangement, now: number): readonly number[] {
  if (config.machines.sitemap?.news !== true) return [];
  const ranks: number[] = [];
  for (let rank = posts.length - 1; rank >= 0; rank--) {
    const post = posts[rank];
    if (post === undefined || post.date <= now - NEWS_MS) break;
    if (post.date <= now && !post.draft && isIndexed(post, config)) ranks.push(rank);
  }
  return ranks;
}

/** None without stories: a sitemap has at least one address (sitemaps.org). */
function newsFiles(ranks: readonly number[]): readonly MachinePage[] {
  return partsOf(ranks, MOST_NEWS).map((part, at) =>
    storyList('news-sitemap', `${numbered('news', at)}.xml`, part),
  );
}

/** The index tells when each file's stories last changed. */
function indexOf(files: readonly MachinePage[], { posts }: Arrangement): MachinePage {
  const modified = (rank: number): number => posts[rank]?.modified ?? 0;
  const sitemaps = files.map(({ url, ranks }) => {
    const newest = ranks.reduce((latest, rank) => Math.max(latest, modified(rank)), 0);
    return { url, modified: newest > 0 ? newest : null };
  });
  const place = filePlace('/sitemap.xml');
  return { kind: 'machine', form: 'sitemap-index', ...place, ranks: [], bodies: false, sitemaps };
}

function numbered(name: string, at: number): string {
  return at === 0 ? name : `${name}-${at + 1}`;
}
