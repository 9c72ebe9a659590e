/**
 * What the last build told of a site, kept with a digest of all that the site was made of. While that is the
 * same, and each output as it was left, the site is up to date: nothing of it need be made to know that.
 */
import type { Problem } from '../../model/problem.js';
import type { PostCounts } from '../../model/result.js';
import type { Held } from '../../model/site.js';
import type { StoredCheck } from './stored-values.js';

/** What a result tells of a site's stories, that its problems don't. */
export interface StoryCounts extends Pick<PostCounts, 'published' | 'zoneless'> {
  readonly held: Held;
}

export interface SiteRecord {
  /** Digest of what the site is made of besides its stories. */
  readonly key: string;
  /** Digest of what was remembered of its stories' files (`PostStore`). */
  readonly stamps: string;
  /** In ms since the epoch: a build of this present, or a later one before `until`, gives the same; null: any later one. */
  readonly since: number;
  readonly until: number | null;
  readonly counts: StoryCounts;
  /** Digest of what the stages from parse to render told (`told-problems.ts`). */
  readonly told: string;
}

/** Which stories a destination's outputs are of, in short: a later build with more of them sees which pages stand. */
export interface StoriesRecord {
  /** Digest of what their pages are planned by besides them. */
  readonly key: string;
  /** Digest of what was remembered of them (`PostStore`). */
  readonly stories: string;
  /** In ms since the epoch: time alone makes none of them come, go or move from `since` on and before `until`; null: never. */
  readonly since: number;
  readonly until: number | null;
}

/** The same as it is saved, with what they told itself. */
export interface SavedSite extends Omit<SiteRecord, 'stamps' | 'told'> {
  readonly problems: readonly Problem[];
}

const isCount: StoredCheck = Number.isFinite;
const isTime: StoredCheck = (value) => value === null || isCount(value);

const HELD: Readonly<Record<keyof Held, StoredCheck>> = {
  unpublished: isCount,
  drafts: isCount,
  future: isCount,
  nextDue: isTime,
  expired: isCount,
  takenDown: isCount,
  limited: isCount,
};

const ZONELESS: Readonly<Record<keyof NonNullable<PostCounts['zoneless']>, StoredCheck>> = {
  stories: isCount,
  otherDay: isCount,
  timezone: (value) => typeof value === 'string',
};

const COUNTS: Readonly<Record<keyof StoryCounts, StoredCheck>> = {
  published: isCount,
  held: (value) => isRecord(value, HELD),
  zoneless: (value) => value === null || isRecord(value, ZONELESS),
};

const RECORD: Readonly<Record<keyof SiteRecord, StoredCheck>> = {
  key: (value) => typeof value === 'string',
  stamps: (value) => typeof value === 'string',
  since: isCount,
  until: isTime,
  counts: (value) => isRecord(value, COUNTS),
  told: (value) => typeof value === 'string',
};

const STORIES: Readonly<Record<keyof StoriesRecord, StoredCheck>> = {
  key: (value) => typeof value === 'string',
  stories: (value) => typeof value === 'string',
  since: isCount,
  until: isTime,
};

/** Of what was read back; null: it is none. */
export function readStoriesRecord(value: unknown): StoriesRecord | null {
  return isRecord(value, STORIES) ? (value as StoriesRecord) : null;
}

/** Of what was read back; null: it is none. */
export function readSiteRecord(value: unknown): SiteRecord | null {
  return isRecord(value, RECORD) ? (value as SiteRecord) : null;
}

function isRecord(value: unknown, checks: Readonly<Record<string, StoredCheck>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(checks).every(([key, isSound]) => isSound(Reflect.get(value, key)));
}
