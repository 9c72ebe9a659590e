/**
 * How stories are parted among the segments of the index, by their own dates: the day of the newest one,
 * and the months before it. Within a part they are counted from the oldest, so that a new story changes
 * the last few, and a month that is over nothing.
 */
import { monthOf } from '../../formats/dates/months.js';
import { fromLocal, localTime, type Zone } from '../../formats/dates/zone.js';
import type { SameStart } from '../../incremental/same-start.js';
import type { PostHead } from '../../model/post.js';
import { closedMonths, MONTH_NAME } from '../closed-months.js';
import { isListed } from '../story-facts.js';
import type { SearchSettings } from './search-settings.js';

/** Stories of one list of stories. */
export const BLOCK = 64;
/** Stories of a day's smallest segment, of which a new one has the texts read again. */
const DAY_BLOCK = 16;
/** Stories of a segment at most, and what they weigh: they are indexed at once, in memory. */
const MOST_STORIES = 1 << 14;
const MOST_BULK = 1 << 25;
/** Stories whose segments are in one directory. */
const MOST_LISTED = 1 << 17;
/** Bytes of a shard as they are reckoned: of a day few files are to change, of months few bytes read. */
const DAY_SHARD = 40_000;
const MONTH_SHARD = 16_000;
/** What a title and names weigh beside a text, and a title with a summary where there is none. */
const TITLE_BULK = 40;
const SUMMARY_BULK = 150;

export interface SearchSegment {
  /** Ranks, oldest first; of all files of the segment the very same list. */
  readonly ranks: readonly number[];
  /** What they weigh. */
  readonly bulk: number;
  /** How many files its terms are in. */
  readonly shards: number;
}

/** What has a folder of its own: a day, a month, or a part of one. */
export interface SearchGroup {
  /** `2022-05-16`, `2022-05`, `2022-05.2`. */
  readonly name: string;
  /** One after the other, from the oldest. */
  readonly segments: readonly SearchSegment[];
}

/** Whether a story is found by the site's own search. */
export function isSearched({ facts }: Pick<PostHead, 'facts'>): boolean {
  return facts.search !== false && isListed(facts);
}

/** Oldest first; the last is the day. A month of which no story is another is the very same group. */
export function searchGroups(
  posts: readonly PostHead[],
  zone: Zone,
  settings: SearchSettings,
  since: SameStart<readonly SearchGroup[]> = { last: [], same: 0 },
): readonly SearchGroup[] {
  const over = closedMonths(since, oldestIn);
  const first = (over.at(-1)?.segments.at(-1)?.ranks.at(-1) ?? -1) + 1;
  const ranks: number[] = [];
  for (let rank = first; rank < posts.length; rank++) {
    const post = posts[rank];
    if (post !== undefined && isSearched(post)) ranks.push(rank);
  }
  const dateOf = (rank: number | undefined): number => posts[rank ?? -1]?.date ?? 0;
  const last = ranks.at(-1);
  if (last === undefined) return over;
  const { year, month, day } = localTime(zone, dateOf(last));
  const begin = fromLocal(zone, { year, month, day, hour: 0, minute: 0, second: 0 });
  const closed = ranks.findLastIndex((rank) => dateOf(rank) < begin) + 1;
  const made = (some: readonly number[], size: number): SearchSegment => {
    const bulk = bulkOfAll(some, posts, settings);
    return { ranks: some, bulk, shards: shardsOf(bulk, some.length, size) };
  };
  const bulkOf = (rank: number): number => (settings.bodies ? (posts[rank]?.bulk ?? 0) : 0);
  const monthly = months(ranks.slice(0, closed), { dateOf, bulkOf, zone }).map(
    (part): SearchGroup => {
      return { name: part.name, segments: [made(part.ranks, MONTH_SHARD)] };
    },
  );
  const name = `${monthOf(dateOf(last), zone).name}-${String(day).padStart(2, '0')}`;
  const blocks = dayBlocks(ranks.slice(closed)).map((block) => made(block, DAY_SHARD));
  return [...over, ...monthly, { name, segments: blocks }];
}

/** The first story's rank. */
export function oldestIn({ segments: [segment] }: SearchGroup): number {
  return segment?.ranks[0] ?? 0;
}

interface MonthPart {
  readonly name: string;
  readonly ranks: number[];
}

interface Months {
  readonly dateOf: (rank: number) => number;
  readonly bulkOf: (rank: number) => number;
  readonly zone: Zone;
}

function months(ranks: readonly number[], { dateOf, bulkOf, zone }: Months): readonly MonthPart[] {
  const parts: MonthPart[] = [];
  let [name, end, number, bulk] = ['', Number.NEGATIVE_INFINITY, 1, 0];
  for (const rank of ranks) {
    const isNew = dateOf(rank) >= end;
    const isFull = (parts.at(-1)?.ranks.length ?? 0) >= MOST_STORIES || bulk >= MOST_BULK;
    if (isNew) ({ name, end } = monthOf(dateOf(rank), zone));
    number = isNew ? 1 : number + Number(isFull);
    if (isNew || isFull) {
      parts.push({ name: number === 1 ? name : `${name}.${number}`, ranks: [] });
      bulk = 0;
    }
    parts.at(-1)?.ranks.push(rank);
    bulk += bulkOf(rank);
  }
  return parts;
}

/**
 * A day as a binary number counts its blocks: 1,200 stories are segments of 1,024, of 128, of 32 and of 16. So
 * a story changes the last one, and is indexed anew a few times as the day grows, not a thousand times.
 */
function dayBlocks(ranks: readonly number[]): readonly (readonly number[])[] {
  const blocks: (readonly number[])[] = [];
  let start = 0;
  const full = Math.floor(ranks.length / DAY_BLOCK);
  for (let size = 2 ** 30; size >= 1; size /= 2) {
    if ((full & size) === 0) continue;
    blocks.push(ranks.slice(start, start + size * DAY_BLOCK));
    start += size * DAY_BLOCK;
  }
  return start < ranks.length ? [...blocks, ranks.slice(start)] : blocks;
}

function bulkOfAll(
  ranks: readonly number[],
  posts: readonly PostHead[],
  { bodies }: SearchSettings,
): number {
  if (!bodies) return SUMMARY_BULK * ranks.length;
  return ranks.reduce((sum, rank) => sum + TITLE_BULK + (posts[rank]?.bulk ?? 0), 0);
}

/** Few stories have nearly as many terms as characters, many share theirs. */
function shardsOf(bulk: number, stories: number, size: number): number {
  const bytes = bulk * (0.4 + (0.35 * BLOCK) / Math.max(stories, BLOCK));
  return Math.max(1, Math.ceil(bytes / size));
}

/** Which months of a year, or a part of one, have a term at all. */
export interface SearchDirectory {
  /** `2022`, `2022.2`. */
  readonly name: string;
  readonly groups: readonly SearchGroup[];
  /** Its first group among all, from the oldest. */
  readonly first: number;
  readonly shards: number;
}

/** Of months that are over; a single one needs none. Oldest first. */
export function searchDirectories(groups: readonly SearchGroup[]): readonly SearchDirectory[] {
  const open = groups.at(-1)?.name.slice(0, MONTH_NAME) ?? '';
  const runs: { name: string; groups: SearchGroup[]; first: number; stories: number }[] = [];
  for (const [at, group] of groups.entries()) {
    const month = group.name.slice(0, MONTH_NAME);
    if (month === open) continue;
    const year = month.slice(0, -3);
    const last = runs.at(-1);
    const stories = storiesIn(group);
    const isNew = last?.name.split('.')[0] !== year;
    if (last === undefined || isNew || last.stories + stories > MOST_LISTED) {
      const number = isNew ? 1 : Number(last?.name.split('.')[1] ?? 1) + 1;
      const name = number === 1 ? year : `${year}.${number}`;
      runs.push({ name, groups: [group], first: at, stories });
    } else {
      last.groups.push(group);
      last.stories += stories;
    }
  }
  return runs
    .filter((run) => run.groups.length > 1)
    .map(({ name, groups: some, first }) => {
      const bulks = some.flatMap(({ segments }) => segments.map(({ bulk }) => bulk));
      const bulk = bulks.reduce((sum, one) => sum + one, 0);
      return { name, groups: some, first, shards: listedIn(bulk) };
    });
}

function storiesIn({ segments }: SearchGroup): number {
  return segments.reduce((sum, { ranks }) => sum + ranks.length, 0);
}

/** The more text there is, the fewer of its terms are new (Heaps' law, measured on Chinese news). */
function listedIn(bulk: number): number {
  return Math.max(1, Math.ceil((160 * bulk ** 0.55) / MONTH_SHARD));
}
