/**
 * Keys: what a page is made of, as one digest. Plan's record with the digests of the posts it names
 * is half of it, the traced reads of its last rendering the other; while both hold, the published
 * bytes are what rendering would give again.
 */

import type { Page, Paginator } from '../../model/page.js';
import type { Archive, Site } from '../../model/site.js';
import { termOf } from '../../outputs/lists/lists.js';
import { dataDigest, digest } from '../../platform/digest.js';
import { type Covered, VOLATILE } from '../../theme/views/dependencies.js';
import {
  type DependencyDigests,
  type PostDigest,
  termDigest,
} from '../../theme/views/dependency-digests.js';
import { archivesAbove } from './archive-context.js';

/** The stories whose cards a page's key covers. */
export function coveredBy(page: Page): Covered {
  switch (page.kind) {
    case 'post': {
      const links = [page.previous, page.next].filter((rank) => rank !== null);
      return { own: page.rank, cards: new Set([page.rank, ...links, ...page.related]) };
    }
    case 'list':
      return { own: null, cards: new Set(page.paginator.posts) };
    case 'document':
      return { own: null, cards: new Set(page.paginator?.posts) };
    case 'generated':
      return { own: null, cards: new Set(page.ranks) };
    default:
      return { own: null, cards: new Set() };
  }
}

/** Digest of all that compiling the templates depends on. */
export function themeKey({ templates, filters }: Site, foundation: string): string {
  const files = templates.map(({ name, syntax, path, text }) => [name, syntax, path, text]);
  const modules = filters.map(({ name, path, digest: its }) => [name, path, its]);
  return dataDigest([foundation, files, modules]);
}

/** What plan gave a page, as text; `foundation` is what every page stands on. */
export type PlannedKey = (page: Page) => string;

export function createPlannedKeys(
  site: Site,
  postDigest: PostDigest,
  foundation: string,
): PlannedKey {
  const digestsOf = (ranks: readonly number[]): string => ranks.map(postDigest).join('\n');
  const digestOf = (rank: number | null): string => (rank === null ? '-' : postDigest(rank));
  // A new filter may take a built-in one's place anywhere; what is in it is traced.
  const basis = [foundation, ...site.filters.map(({ name }) => name)].join(' ');
  const { outputs, base, canonical, lang, baseurl, limits } = site.config;
  const config = dataDigest([outputs, base, canonical, lang, baseurl, limits]);
  const documents = site.documents.map(dataDigest);
  const detail = (page: Page): string => {
    switch (page.kind) {
      case 'post':
        return `${site.posts[page.rank]?.digest}\n${postDigest(page.rank)}\n${digestOf(page.previous)}\n${digestOf(page.next)}\n${digestsOf(page.related)}`;
      case 'list':
        return `${subjectText(page.subject, site)}\n${JSON.stringify(page.feeds)}\n${paginatorText(page.paginator, digestsOf)}`;
      case 'document': {
        const list = page.paginator === null ? '' : paginatorText(page.paginator, digestsOf);
        return `${documents[page.document]}\n${list}`;
      }
      case 'generated': {
        // The posts by their digests, for ranks shift when one is backfilled.
        const { ranks, bodies, ...record } = page;
        const texts = bodies ? ranks.map((rank) => site.posts[rank]?.digest) : [];
        return [config, JSON.stringify(record), digestsOf(ranks), ...texts].join('\n');
      }
      default:
        return page.mark;
    }
  };
  return (page) => {
    const layout = 'layout' in page ? page.layout : '';
    return `${basis}\n${page.kind}\n${page.output}\n${page.url}\n${layout}\n${detail(page)}`;
  };
}

/** Totals are traced instead: few templates read them, and every story changes them. */
function paginatorText(
  { number, perPage, posts, newer, older }: Paginator,
  digestsOf: (ranks: readonly number[]) => string,
): string {
  return `${JSON.stringify([number, perPage, newer, older])}\n${digestsOf(posts)}`;
}

function subjectText(subject: Extract<Page, { kind: 'list' }>['subject'], site: Site): string {
  const { type, index } = subject;
  switch (type) {
    case 'year':
    case 'month':
    case 'day': {
      const archive = site.archives[index];
      const parts = archive?.parts.map((part) => site.archives[part]) ?? [];
      const above = archive === undefined ? [] : archivesAbove(archive, site);
      const outer = above.map(({ url }) => url);
      return JSON.stringify([type, archiveFields(archive), parts.map(archiveFields), outer]);
    }
    default: {
      const term = termOf(site, subject);
      return term === null ? type : `${type} ${termDigest(term)}`;
    }
  }
}

function archiveFields(archive: Archive | undefined): readonly unknown[] {
  if (archive === undefined) return [];
  const { type, year, month, day, url, posts } = archive;
  return [type, year, month, day, url, posts.length];
}

/** Digests of sets of reads; empty where one is volatile. */
export interface ReadsDigests {
  of(reads: readonly string[]): string;
  /** Those that were asked for. */
  readonly known: ReadonlyMap<readonly string[], string>;
}

export function createReadsDigests(lookUp: DependencyDigests): ReadsDigests {
  const known = new Map<readonly string[], string>();
  return {
    known,
    of(reads) {
      const before = known.get(reads);
      if (before !== undefined) return before;
      const found = reads.includes(VOLATILE)
        ? ''
        : digest(reads.map((name) => `${name} ${lookUp(name)}`).join('\n'));
      known.set(reads, found);
      return found;
    },
  };
}

/** The key of a page that made these reads; empty where one is volatile. */
export type WholeKey = (page: Page, reads: readonly string[]) => string;

export function createWholeKeys(plannedKey: PlannedKey, { of }: ReadsDigests): WholeKey {
  return (page, reads) => {
    const read = of(reads);
    return read === '' ? '' : digest(`${read}\n${plannedKey(page)}`);
  };
}
