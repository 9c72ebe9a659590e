import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/incremental/snapshot.js';
import { sortedNames } from '../../../src/incremental/sorted-tables.js';
import type { Page, Plan } from '../../../src/model/page.js';
import type { Site } from '../../../src/model/site.js';
import { upToDatePages } from '../../../src/pipeline/render/up-to-date.js';

const card = (title: string): object => ({ title });
const CARDS = ['a', 'b', 'c', 'd', 'e'].map(card);
const READS = ['config title'];
const FILTERS: readonly object[] = [];
const PLAN: Plan = { pages: [], outputs: sortedNames([]) };

function basisOf(more: Partial<Snapshot> = {}, posts: readonly object[] = CARDS): Snapshot {
  const site = { posts, filters: FILTERS } as unknown as Site;
  return { plan: PLAN, site, foundation: 'x', reads: new Map([[READS, 'same']]), ...more };
}

/** Of five stories: its own, the first two beside it, the fourth related. */
const PAGES: Readonly<Record<string, Partial<Page>>> = {
  story: { kind: 'post', rank: 1, previous: 0, next: 2, related: [3] },
  oldest: { kind: 'post', rank: 0, previous: null, next: null, related: [] },
  list: { kind: 'list', paginator: { posts: [3, 1] } } as unknown as Page,
  document: { kind: 'document', paginator: { posts: [2] } } as unknown as Page,
  feed: { kind: 'generated', ranks: [3] } as unknown as Page,
  static: { kind: 'static' },
};

/** Names of pages that are steady; `digest`: of what they read, now. */
function steadyAfter(before: Snapshot | null, now: Snapshot, digest = 'same'): readonly string[] {
  const isSteady = upToDatePages(before, now, { of: () => digest, known: new Map() });
  return Object.keys(PAGES).filter((name) => isSteady(PAGES[name] as Page, READS));
}

const ALL = Object.keys(PAGES);

describe('pages that need no new key', () => {
  it('are all while nothing is another thing', () => {
    expect(steadyAfter(basisOf(), basisOf())).toEqual(ALL);
  });

  it.each([
    [0, ['list', 'document', 'feed', 'static']],
    [1, ['oldest', 'document', 'feed', 'static']],
    [2, ['oldest', 'list', 'feed', 'static']],
    [3, ['oldest', 'document', 'static']],
    [4, ALL],
  ])('are those that don’t show story %i, which was edited', (rank, names) => {
    const posts = CARDS.map((one, at) => (at === rank ? { ...one } : one));
    expect(steadyAfter(basisOf(), basisOf({}, posts))).toEqual(names);
  });

  it('are none when they read something else, or nothing is known of what they read', () => {
    expect(steadyAfter(basisOf(), basisOf(), 'other')).toEqual([]);
    expect(steadyAfter(basisOf({ reads: new Map() }), basisOf())).toEqual([]);
    expect(steadyAfter(null, basisOf())).toEqual([]);
  });

  it.each<readonly [string, Partial<Snapshot>]>([
    ['plan', { plan: { ...PLAN } }],
    ['foundation', { foundation: 'y' }],
    ['set of filters', { site: { posts: CARDS, filters: [] } as unknown as Site }],
  ])('are none with another %s', (_, other) => {
    expect(steadyAfter(basisOf(), basisOf(other))).toEqual([]);
  });
});
