import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/incremental/snapshot.js';
import { sortedNames } from '../../../src/incremental/sorted-tables.js';
import type { Page, Plan } from '../../../src/model/page.js';
import type { Post } from '../../../src/model/post.js';
import type { Site, Term } from '../../../src/model/site.js';
import { byTermList, byTermType } from '../../../src/model/term-types.js';
import { sameStories } from '../../../src/pipeline/render/same-stories.js';
import { upToDatePages } from '../../../src/pipeline/render/up-to-date.js';

const card = (path: string, date: number): Post => ({ path, date }) as unknown as Post;
const CARDS = ['a', 'b', 'c', 'd', 'e'].map((path, at) => card(path, 10 * at));
const READS = ['config title'];
const FILTERS: readonly object[] = [];

const term = (slug: string, name = slug): Term =>
  ({ name, key: name, slug, url: `/${slug}`, output: slug, posts: [], data: {} }) as Term;

/** Of five stories: its own, the first two beside it, the fourth related. */
const PAGES: Readonly<Record<string, Partial<Page> | object>> = {
  story: { kind: 'post', rank: 1, previous: 0, next: 2, related: [3] },
  oldest: { kind: 'post', rank: 0, previous: null, next: null, related: [] },
  list: {
    kind: 'list',
    subject: { type: 'tag', index: 0 },
    feeds: [],
    paginator: { number: 1, posts: [3, 1] },
  },
  document: { kind: 'document', document: 0, paginator: { number: null, posts: [2] } },
  feed: { kind: 'generated', format: 'atom', ranks: [3] },
  static: { kind: 'static', mark: '1' },
};
const ALL = Object.keys(PAGES);

interface Given {
  readonly posts?: readonly Post[];
  readonly pages?: Readonly<Record<string, object>>;
  readonly tags?: readonly Term[];
  /** Of each story. */
  readonly postTags?: readonly (readonly number[])[];
  readonly site?: object;
  readonly foundation?: string;
  readonly reads?: Snapshot['reads'];
}

function snapshot(given: Given = {}): Snapshot {
  const { posts = CARDS, pages = {}, tags = [term('x')], postTags = [] } = given;
  const site = {
    ...{ posts, filters: FILTERS, documents: [{ text: '' }], archives: [] },
    config: { base: 'https://n.example' },
    ...byTermList(() => []),
    tags,
    postTerms: { ...byTermType(() => []), tag: postTags },
    ...given.site,
  } as unknown as Site;
  const all = { ...PAGES, ...pages };
  const plan: Plan = {
    pages: Object.values(all) as unknown as readonly Page[],
    outputs: sortedNames(Object.keys(all)),
  };
  const { foundation = 'x', reads = new Map([[READS, 'same']]) } = given;
  return { plan, site, foundation, reads, faces: [] };
}

/** Names of pages that need no key; `digest`: of what they read, now. */
function upToDate(before: Snapshot | null, now: Snapshot, digest = 'same'): readonly string[] {
  const same = sameStories(before?.site ?? null, now.site);
  const digests = { of: () => digest, known: new Map() };
  const isUpToDate = upToDatePages(before, now, same, digests);
  return now.plan.outputs.names.filter((_, index) => isUpToDate(index, READS));
}

describe('pages that need no key', () => {
  it('are all while nothing is another thing', () => {
    expect(upToDate(snapshot(), snapshot())).toEqual(ALL);
  });

  it.each([
    [0, ['list', 'document', 'feed', 'static']],
    [1, ['oldest', 'document', 'feed', 'static']],
    [2, ['oldest', 'list', 'feed', 'static']],
    [3, ['oldest', 'document', 'static']],
    [4, ALL],
  ])('are those that don’t show story %i, which was edited', (rank, names) => {
    const posts = CARDS.map((one, at) => (at === rank ? { ...one } : one));
    expect(upToDate(snapshot(), snapshot({ posts }))).toEqual(names);
  });

  it('are those whose stories are the same, wherever in the archive they are now', () => {
    const posts = [card('new', -1), ...CARDS];
    const pages = {
      story: { kind: 'post', rank: 2, previous: 1, next: 3, related: [4] },
      oldest: { kind: 'post', rank: 1, previous: 0, next: null, related: [] },
      list: { ...PAGES['list'], paginator: { number: 1, posts: [4, 2] } },
      feed: { kind: 'generated', format: 'atom', ranks: [3] },
    };
    const others = { posts: CARDS.slice(0, 4), pages: {} };
    // `document` and `feed` name the ranks that they named, which are other stories.
    expect(upToDate(snapshot(), snapshot({ posts, pages }))).toEqual(['story', 'list', 'static']);
    expect(upToDate(snapshot(), snapshot(others))).toEqual(ALL);
  });

  it('are none of a story or a list whose term is called otherwise', () => {
    const postTags = [[], [0], [], [1], []];
    const tags = [term('x'), term('y')];
    const before = snapshot({ tags, postTags });
    expect(upToDate(before, snapshot({ tags: [...tags], postTags }))).toEqual(ALL);
    const renamed = snapshot({ tags: [term('x'), term('y', 'Y')], postTags });
    expect(upToDate(before, renamed)).toEqual(['oldest', 'document', 'static']);
    // The same terms in another order: the list is about another.
    const turned = snapshot({ tags: [term('y'), term('x')], postTags: [[], [1], [], [0], []] });
    expect(upToDate(before, turned)).toEqual(ALL.filter((name) => name !== 'list'));
  });

  it.each<readonly [string, string, object]>([
    ['another layout', 'story', { ...PAGES['story'], layout: 'other' }],
    ['another neighbour', 'story', { ...PAGES['story'], previous: null }],
    ['one more related', 'story', { ...PAGES['story'], related: [3, 4] }],
    ['another address', 'oldest', { ...PAGES['oldest'], url: '/other' }],
    ['another number', 'list', { ...PAGES['list'], paginator: { number: 2, posts: [3, 1] } }],
    ['other feeds', 'list', { ...PAGES['list'], feeds: [{ title: 't' }] }],
    ['another subject', 'list', { ...PAGES['list'], subject: { type: 'index', index: 0 } }],
    ['no list', 'document', { kind: 'document', document: 0, paginator: null }],
    ['more in its record', 'feed', { kind: 'generated', format: 'atom', ranks: [3], title: 't' }],
    ['another mark', 'static', { kind: 'static', mark: '2' }],
    ['another kind', 'static', { ...PAGES['feed'], ranks: [] }],
  ])('are none with %s', (_, name, page) => {
    const names = upToDate(snapshot(), snapshot({ pages: { [name]: page } }));
    expect(names).toEqual(ALL.filter((one) => one !== name));
  });

  it('are none of an archive with other numbers', () => {
    const day = { type: 'day', year: 2022, month: 5, day: 16, url: '/d', parent: 1, parts: [] };
    const of = (count: number): readonly object[] => [
      { ...day, posts: CARDS.slice(count) },
      { ...day, type: 'month', day: 0, url: '/m', parent: null, posts: CARDS, parts: [0] },
    ];
    const pages = {
      list: { ...PAGES['list'], subject: { type: 'month', index: 1 } },
      day: { ...PAGES['list'], subject: { type: 'day', index: 0 } },
    };
    const before = snapshot({ pages, site: { archives: of(1) } });
    expect(upToDate(before, snapshot({ pages, site: { archives: of(1) } }))).toEqual([
      ...ALL,
      'day',
    ]);
    const now = upToDate(before, snapshot({ pages, site: { archives: of(2) } }));
    expect(now).toEqual(ALL.filter((name) => name !== 'list'));
  });

  it('are none when they read something else, or nothing is known of what they read', () => {
    expect(upToDate(snapshot(), snapshot(), 'other')).toEqual([]);
    expect(upToDate(snapshot({ reads: new Map() }), snapshot())).toEqual([]);
    expect(upToDate(null, snapshot())).toEqual([]);
  });

  it.each<readonly [string, Given]>([
    ['foundation', { foundation: 'y' }],
    ['set of filters', { site: { filters: [] } }],
    ['address of the site', { site: { config: { base: 'https://other.example' } } }],
  ])('are none with another %s', (_, other) => {
    expect(upToDate(snapshot(), snapshot(other))).toEqual([]);
  });
});
