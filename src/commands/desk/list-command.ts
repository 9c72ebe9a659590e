/** `finews list`: the stories there are, newest first, and what becomes of each. */
import { SiteDate } from '../../formats/dates/site-date.js';
import { createZone } from '../../formats/dates/zone.js';
import { foldName } from '../../formats/text/fold.js';
import type { Effects } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import type { Post } from '../../model/post.js';
import { expiresAt } from '../../outputs/posts/expiry.js';
import { isTakenDown, takedownsOf } from '../../outputs/takedowns.js';
import { type Survey, survey } from '../../pipeline/survey.js';
import type { Terminal } from '../../platform/console.js';
import type { ReportOptions } from '../reporter.js';
import { type CommandAnswer, runAnswer } from '../run-command.js';
import { readable } from '../subject.js';
import { momentOf } from './desk-site.js';
import { STORY_FATES, type StoryFate } from './story-fates.js';

export interface ListFlags extends BuildOptions {
  readonly fate?: StoryFate;
  readonly category?: string;
  readonly tag?: string;
  readonly since?: string;
  readonly until?: string;
  /** The newest so many. */
  readonly limit?: number;
}

export interface ListedStory {
  readonly path: string;
  readonly fate: StoryFate;
  /** As in front matter; null: set aside. */
  readonly date: string | null;
  readonly title: string;
  /** As links have it: encoded, with `baseurl`. Null: it is not on the site. */
  readonly url: string | null;
  readonly categories: readonly string[];
  readonly tags: readonly string[];
  /** Why it was set aside. */
  readonly reason?: string;
}

export function runList(
  flags: ListFlags,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return runAnswer((effects) => listStories(flags, effects), reporting, terminal);
}

export async function listStories(flags: ListFlags, effects: Effects): Promise<CommandAnswer> {
  const { fate, category, tag, since, until, limit, ...options } = flags;
  const found = await survey({ ...options, hasDrafts: true }, effects);
  const zone = createZone(found.config.timezone);
  const place = { zone };
  const [from, to] = [momentOf(since, place, '--since'), momentOf(until, place, '--until')];
  const isIn = (post: Post): boolean =>
    (from === null || post.date >= from) &&
    (to === null || post.date < to) &&
    hasName(post.categories, category) &&
    hasName(post.tags, tag);
  const cards = [...found.parsed.posts]
    .sort((a, b) => b.date - a.date || (a.path < b.path ? -1 : 1))
    .map((post) => ({ post, fate: fateOf(post, found) }))
    .filter((one) => isIn(one.post) && (fate === undefined || one.fate === fate));
  const aside = [since, until, category, tag].some((one) => one !== undefined)
    ? []
    : setAsideIn(found).filter(() => fate === undefined || fate === 'set-aside');
  const stories = [
    ...cards.slice(0, limit).map((one) => listed(one.post, one.fate, found)),
    ...aside,
  ].slice(0, limit);
  const all = cards.length + aside.length;
  return {
    lines: stories.map(lineOf),
    notes: [countedOf(stories.length, all)],
    data: { stories },
  };

  function listed(post: Post, its: StoryFate, { config }: Survey): ListedStory {
    const { path, title, date, url, categories, tags } = post;
    const hasPage = found.found.files.has(path);
    return {
      ...{ path, fate: its, title, categories, tags },
      date: new SiteDate(date, zone).toString(),
      url: hasPage ? `${config.baseurl}${url}` : null,
    };
  }
}

function hasName(names: readonly string[], asked: string | undefined): boolean {
  if (asked === undefined) return true;
  return names.some((name) => foldName(name) === foldName(asked));
}

function fateOf(post: Post, { config, found, site, problems }: Survey): StoryFate {
  const { path, url, facts } = post;
  if (isTakenDown({ path, url, fields: facts }, takedownsOf(site.data).value)) return 'taken-down';
  const end = expiresAt(facts);
  const hasExpired = end !== null && end <= config.now;
  if (found.files.has(path)) return hasExpired ? 'expired' : 'published';
  if (!post.published && !config.unpublished) return 'unpublished';
  if (post.draft && !config.drafts) return 'draft';
  if (post.date > config.now && !config.future) return 'due';
  if (hasExpired) return 'expired';
  const isAside = problems.some(({ file, fate }) => file === post.path && fate === 'set-aside');
  return isAside || config.limitPosts === 0 ? 'set-aside' : 'limited';
}

/** How many there are, and of how many more they are the newest. */
function countedOf(shown: number, all: number): string {
  const many = `${all.toLocaleString('en')} ${all === 1 ? 'story' : 'stories'}`;
  return shown === all ? many : `${shown.toLocaleString('en')} of ${many}`;
}

/** Those that have no card. */
function setAsideIn({ parsed: { posts }, problems }: Survey): readonly ListedStory[] {
  const known = new Set(posts.map(({ path }) => path));
  const seen = new Set<string>();
  return problems.flatMap(({ file, fate, message }) => {
    if (file === undefined || fate !== 'set-aside' || known.has(file) || seen.has(file)) return [];
    seen.add(file);
    const empty = { date: null, title: '', url: null, categories: [], tags: [] };
    return [{ path: file, fate: 'set-aside' as const, ...empty, reason: message }];
  });
}

const WIDEST = Math.max(...STORY_FATES.map((fate) => fate.length));

function lineOf({ path, fate, date, title, url, reason }: ListedStory): string {
  const day = (date ?? '').slice(0, 16).padEnd(16);
  const about = [title, url === null ? '' : readable(url), reason ?? ''].filter(
    (one) => one !== '',
  );
  return [day, fate.padEnd(WIDEST), path, about.join('  ')].join('  ').trimEnd();
}
