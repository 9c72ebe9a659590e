/**
 * Pages whose keys need not be made: what plan gave them, the stories they show and what they read is
 * what it was in the build before. Says nothing of the others, whose keys are compared.
 */
import { isSameData } from '../../incremental/same-data.js';
import type { Snapshot } from '../../incremental/snapshot.js';
import { indexIn } from '../../incremental/sorted-tables.js';
import type { ListPage, Page, Paginator } from '../../model/page.js';
import type { Archive, Site } from '../../model/site.js';
import { isTermType } from '../../model/term-types.js';
import { archivesAbove } from './archive-context.js';
import type { ReadsDigests } from './page-key.js';
import type { SameStories } from './same-stories.js';

/** Whether the page at an index of the plan, which read this, has the key that it had in the build before. */
export type IsUpToDate = (index: number, reads: readonly string[]) => boolean;

/** `same` is of the two sites. */
export function upToDatePages(
  before: Snapshot | null,
  now: Snapshot,
  same: SameStories,
  { of }: ReadsDigests,
): IsUpToDate {
  if (before === null || !isSameBasis(before, now)) return () => false;
  const placeOf = indexIn(before.plan.outputs, now.plan.outputs);
  const isSame = pageComparer(before.site, now.site, same);
  return (index, reads) => {
    const page = now.plan.pages[index];
    const old = before.plan.pages[placeOf(index)];
    if (page === undefined || old === undefined || !isSame(old, page)) return false;
    return before.reads.get(reads) === of(reads);
  };
}

/** What all keys stand on (`createPlannedKeys`). */
function isSameBasis(before: Snapshot, now: Snapshot): boolean {
  const settingsOf = ({ config }: Site): readonly unknown[] => {
    const { outputs, base, canonical, lang, baseurl, limits } = config;
    return [outputs, base, canonical, lang, baseurl, limits];
  };
  return (
    before.foundation === now.foundation &&
    before.site.filters === now.site.filters &&
    isSameData(settingsOf(before.site), settingsOf(now.site))
  );
}

type SamePage = (old: Page, page: Page) => boolean;

/** Of pages with one output: whether their planned keys are the same (`PlannedKey`). */
function pageComparer(before: Site, now: Site, { rankBefore, termBefore }: SameStories): SamePage {
  const isStory = (old: number | null, rank: number | null): boolean =>
    rank === null ? old === null : rankBefore[rank] === old;
  const areStories = (old: readonly number[], ranks: readonly number[]): boolean => {
    if (old.length !== ranks.length) return false;
    for (let at = 0; at < ranks.length; at++) {
      if (rankBefore[ranks[at] ?? -1] !== old[at]) return false;
    }
    return true;
  };
  const isPaginator = (old: Paginator | null, its: Paginator | null): boolean => {
    if (old === null || its === null) return old === its;
    return (
      old.number === its.number &&
      old.perPage === its.perPage &&
      isSameData(old.newer, its.newer) &&
      isSameData(old.older, its.older) &&
      areStories(old.posts, its.posts)
    );
  };
  const isSubject = ({ subject: old }: ListPage, { subject }: ListPage): boolean => {
    const { type, index } = subject;
    if (old.type !== type) return false;
    if (isTermType(type)) return termBefore[type][index] === old.index;
    if (type !== 'year' && type !== 'month' && type !== 'day') return true;
    return isArchive([before, old.index], [now, index]);
  };
  return (old, page) => {
    if (old.kind !== page.kind || old.url !== page.url) return false;
    switch (page.kind) {
      case 'post':
        return (
          old.kind === 'post' &&
          old.layout === page.layout &&
          isStory(old.rank, page.rank) &&
          isStory(old.previous, page.previous) &&
          isStory(old.next, page.next) &&
          areStories(old.related, page.related)
        );
      case 'list':
        return (
          old.kind === 'list' &&
          old.layout === page.layout &&
          isPaginator(old.paginator, page.paginator) &&
          isSubject(old, page) &&
          isSameData(old.feeds, page.feeds)
        );
      case 'document':
        return (
          old.kind === 'document' &&
          old.layout === page.layout &&
          isSameData(before.documents[old.document], now.documents[page.document]) &&
          isPaginator(old.paginator, page.paginator)
        );
      case 'generated': {
        if (old.kind !== 'generated' || !areStories(old.ranks, page.ranks)) return false;
        const { ranks: _old, ...others } = old;
        const { ranks: _now, ...record } = page;
        return isSameData(others, record);
      }
      default:
        return old.kind === 'static' && old.mark === page.mark;
    }
  };
}

type PlacedArchive = readonly [site: Site, index: number];

/** As an archive's key has it: with its parts, and with the addresses of what it is a part of. */
function isArchive([before, old]: PlacedArchive, [now, index]: PlacedArchive): boolean {
  const [its, archive] = [before.archives[old], now.archives[index]];
  if (its === undefined || archive === undefined) return false;
  const [aboveBefore, above] = [archivesAbove(its, before), archivesAbove(archive, now)];
  return (
    isSpan(its, archive) &&
    its.parts.length === archive.parts.length &&
    archive.parts.every((part, at) =>
      isSpan(before.archives[its.parts[at] ?? -1], now.archives[part]),
    ) &&
    aboveBefore.length === above.length &&
    above.every(({ url }, at) => url === aboveBefore[at]?.url)
  );
}

function isSpan(a: Archive | undefined, b: Archive | undefined): boolean {
  return (
    a?.type === b?.type &&
    a?.year === b?.year &&
    a?.month === b?.month &&
    a?.day === b?.day &&
    a?.url === b?.url &&
    a?.posts.length === b?.posts.length
  );
}
