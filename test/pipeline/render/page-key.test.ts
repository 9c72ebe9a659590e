import { describe, expect, it } from 'vitest';
import { sortedNames } from '../../../src/incremental/sorted-tables.js';
import type { Page, Plan } from '../../../src/model/page.js';
import type { Post } from '../../../src/model/post.js';
import type { Site, Term } from '../../../src/model/site.js';
import { byTermList, byTermType } from '../../../src/model/term-types.js';
import { createPageKeys, PlannedKeys } from '../../../src/pipeline/render/page-key.js';

const story = (name: string): Post => ({ card: name, digest: `text ${name}` }) as unknown as Post;
const STORIES = ['a', 'b', 'c', 'd', 'e'].map(story);

const term = (slug: string, name = slug): Term => {
  return { name, key: name, slug, url: `/${slug}`, output: slug, posts: [], data: {} };
};

/** Of five stories: its own, the first two beside it, the fourth related. */
const PAGES: Readonly<Record<string, object>> = {
  story: { kind: 'post', layout: 'post', rank: 1, previous: 0, next: 2, related: [3] },
  oldest: { kind: 'post', layout: null, rank: 0, previous: null, next: null, related: [] },
  list: {
    ...{ kind: 'list', layout: 'tag', feeds: [], subject: { type: 'tag', index: 0 } },
    paginator: { number: 1, perPage: 2, posts: [3, 1], newer: null, older: null },
  },
  document: { kind: 'document', layout: null, document: 0, paginator: { number: 1, posts: [2] } },
  feed: { kind: 'generated', format: 'atom', ranks: [3], bodies: false },
  full: { kind: 'generated', format: 'json', ranks: [3], bodies: true },
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
  readonly seed?: readonly [number, number];
  /** Digest of what all pages read. */
  readonly reads?: string;
}

interface Keys {
  readonly byName: Readonly<Record<string, number>>;
  readonly planned: PlannedKeys;
}

/** `last`: of a site before it, whose pages are the very same where they are planned alike. */
function madeKeys(given: Given, last: PlannedKeys | null): Keys {
  const { posts = STORIES, pages = {}, tags = [term('x')], postTags = [] } = given;
  const { seed = [1, 2], foundation = 'x', reads = 'same' } = given;
  const site = {
    ...{ posts, filters: [], documents: [{ text: '' }], archives: [] },
    config: { base: 'https://n.example' },
    ...byTermList(() => []),
    tags,
    postTerms: { ...byTermType(() => []), tag: postTags },
    ...given.site,
  } as unknown as Site;
  const all = Object.entries({ ...PAGES, ...pages }).map(
    ([name, page]) => [name, made(page)] as const,
  );
  const plan: Plan = {
    pages: all.map(([, page]) => page),
    outputs: sortedNames(all.map(([name]) => name)),
    until: null,
  };
  const planned = new PlannedKeys(plan, site, { seed, foundation }, last);
  const sources = { seed, readsDigest: () => reads, partsDigest: () => '' };
  const { keyOf } = createPageKeys(plan, planned, sources);
  const keys = all.map(([name], index) => [name, keyOf(index, [])] as const);
  return { byName: Object.fromEntries(keys), planned };
}

/** The very same page for the same of `PAGES`. */
function made(page: object): Page {
  const known = pagesMade.get(page) ?? ({ url: '/', ...page } as Page);
  pagesMade.set(page, known);
  return known;
}
const pagesMade = new Map<object, Page>();

/** By name; the same whether or not there were keys of another site before. */
function keysOf(given: Given = {}): Readonly<Record<string, number>> {
  const { byName } = madeKeys(given, null);
  const others = { tags: [term('x', 'other')], postTags: [[0], [0], [0], [0], [0]] };
  for (const before of [{}, given, { posts: STORIES.slice(1) }, others]) {
    const { planned } = madeKeys(before, null);
    const now = madeKeys(given, planned);
    expect(now.byName).toEqual(byName);
    // What was mixed is not what other reads are mixed to.
    const reread = { ...given, reads: `${given.reads ?? ''} others` };
    expect(madeKeys(reread, now.planned).byName).toEqual(madeKeys(reread, null).byName);
  }
  return byName;
}

/** Names of pages that have the same key in both. */
function same(before: Given, now: Given): readonly string[] {
  const [olds, keys] = [keysOf(before), keysOf(now)];
  return Object.keys(keys).filter((name) => keys[name] === olds[name]);
}

describe('a page’s key', () => {
  it('is the same while the page is of the same, and another for each page', () => {
    expect(same({}, {})).toEqual(ALL);
    expect(new Set(Object.values(keysOf())).size).toBe(ALL.length);
    expect(Object.values(keysOf()).every((key) => Number.isSafeInteger(key) && key > 0)).toBe(true);
  });

  it.each([
    [0, ['list', 'document', 'feed', 'full', 'static']],
    [1, ['oldest', 'document', 'feed', 'full', 'static']],
    [2, ['oldest', 'list', 'feed', 'full', 'static']],
    [3, ['oldest', 'document', 'static']],
    [4, ALL],
  ])('is the same where story %i is not shown, which was edited', (rank, names) => {
    const posts = STORIES.map((one, at) => (at === rank ? { ...one, card: 'other' } : one));
    expect(same({}, { posts })).toEqual(names);
  });

  it('is the same where a story’s text is not shown, which was edited', () => {
    const edited = (rank: number): Given => ({
      posts: STORIES.map((one, at) => (at === rank ? { ...one, digest: 'other' } : one)),
    });
    expect(same({}, edited(1))).toEqual(ALL.filter((name) => name !== 'story'));
    expect(same({}, edited(3))).toEqual(ALL.filter((name) => name !== 'full'));
  });

  it('is the same wherever in the archive the stories are', () => {
    const posts = [story('new'), ...STORIES];
    const paginator = { number: 1, perPage: 2, posts: [4, 2], newer: null, older: null };
    const pages = {
      story: { ...PAGES['story'], rank: 2, previous: 1, next: 3, related: [4] },
      oldest: { ...PAGES['oldest'], rank: 1, previous: 0 },
      list: { ...PAGES['list'], paginator },
    };
    expect(same({}, { posts, pages })).toEqual(['story', 'list', 'static']);
  });

  it('is another for a story or a list whose term is called otherwise', () => {
    const postTags = [[], [0], [], [1], []];
    const before = { tags: [term('x'), term('y')], postTags };
    const others = ['oldest', 'document', 'static'];
    expect(same(before, { tags: [term('x'), term('y', 'Y')], postTags })).toEqual(others);
    // The same terms in another order: the list is about another.
    const turned = { tags: [term('y'), term('x')], postTags: [[], [1], [], [0], []] };
    expect(same(before, turned)).toEqual(ALL.filter((name) => name !== 'list'));
  });

  const list = { number: 1, perPage: 2, posts: [3, 1], newer: null, older: null };
  it.each<readonly [string, string, object]>([
    ['another layout', 'story', { ...PAGES['story'], layout: 'other' }],
    ['another neighbour', 'story', { ...PAGES['story'], previous: null }],
    ['one more related', 'story', { ...PAGES['story'], related: [3, 4] }],
    ['another address', 'oldest', { ...PAGES['oldest'], url: '/other' }],
    ['another number', 'list', { ...PAGES['list'], paginator: { ...list, number: 2 } }],
    ['another order', 'list', { ...PAGES['list'], paginator: { ...list, posts: [1, 3] } }],
    [
      'a newer page',
      'list',
      { ...PAGES['list'], paginator: { ...list, newer: { number: 2, url: '/2' } } },
    ],
    ['other feeds', 'list', { ...PAGES['list'], feeds: [{ title: 't' }] }],
    ['another subject', 'list', { ...PAGES['list'], subject: { type: 'index', index: 0 } }],
    ['no list', 'document', { ...PAGES['document'], paginator: null }],
    ['more in its record', 'feed', { ...PAGES['feed'], title: 't' }],
    ['another mark', 'static', { kind: 'static', mark: '2' }],
    ['another kind', 'static', { kind: 'generated', format: 'x', ranks: [], bodies: false }],
  ])('is another with %s', (_, name, page) => {
    expect(same({}, { pages: { [name]: page } })).toEqual(ALL.filter((one) => one !== name));
  });

  it('is another for an archive with other numbers', () => {
    const day = { type: 'day', year: 2022, month: 5, day: 16, url: '/d', parent: 1, parts: [] };
    const of = (count: number): object => ({
      archives: [
        { ...day, posts: STORIES.slice(count) },
        { ...day, type: 'month', day: 0, url: '/m', parent: null, posts: STORIES, parts: [0] },
      ],
    });
    const pages = {
      list: { ...PAGES['list'], subject: { type: 'month', index: 1 } },
      day: { ...PAGES['list'], subject: { type: 'day', index: 0 } },
    };
    const before = { pages, site: of(1) };
    expect(same(before, { pages, site: of(1) })).toEqual([...ALL, 'day']);
    expect(same(before, { pages, site: of(2) })).toEqual(ALL.filter((name) => name !== 'list'));
  });

  it('is none where what is read may differ at any time', () => {
    expect(new Set(Object.values(keysOf({ reads: '' })))).toEqual(new Set([0]));
  });

  it.each<readonly [string, Given]>([
    ['foundation', { foundation: 'y' }],
    ['set of filters', { site: { filters: [{ name: 'f' }] } }],
    ['seed', { seed: [1, 3] }],
    ['thing that is read', { reads: 'other' }],
  ])('is another with another %s', (_, other) => {
    expect(same({}, other)).toEqual([]);
  });

  it('is another for what machines read, with another address of the site', () => {
    const other = same({}, { site: { config: { base: 'https://other.example' } } });
    expect(other).toEqual(ALL.filter((name) => name !== 'feed' && name !== 'full'));
  });
});
