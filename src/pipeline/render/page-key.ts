/**
 * Keys: what a page is made of, as one number. Plan's record with what others see of the posts it names
 * is half of it, the traced reads of its last rendering the other; while both hold, the published
 * bytes are what rendering would give again.
 */

import { KeyMixer, type KeySeed } from '../../incremental/key-mixer.js';
import { indexIn } from '../../incremental/sorted-tables.js';
import type { ListSubject, Page, PageLink, Paginator, Plan } from '../../model/page.js';
import type { Archive, Site, Term } from '../../model/site.js';
import { termsIn } from '../../model/site.js';
import { byTermType, isTermType, TERM_TYPES, type TermType } from '../../model/term-types.js';
import { collectionFeeds } from '../../outputs/feeds/collection-feeds.js';
import { madeOf, readsConfig } from '../../outputs/kinds.js';
import { dataDigest, digest } from '../../platform/digest.js';
import { lazy } from '../../platform/lazy.js';
import { VOLATILE } from '../../theme/views/dependencies.js';
import {
  type DependencyDigests,
  type FaceOf,
  termDigest,
} from '../../theme/views/dependency-digests.js';
import { partsOf } from '../../theme/views/series-parts.js';
import { archivesAbove } from './archive-context.js';
import { changedStories, isSameIndexPage } from './changed-stories.js';
import { MixedKeys } from './mixed-keys.js';

/** Digest of all that compiling the templates depends on. */
export function themeKey({ templates, filters }: Site, foundation: string): string {
  const files = templates.map(({ name, syntax, path, text }) => [name, syntax, path, text]);
  const modules = filters.map(({ name, path, digest: its }) => [name, path, its]);
  return dataDigest([foundation, files, modules]);
}

/** Keys of the pages of one plan, by their places in it. */
export interface PageKeys {
  /** Of a page that made these reads; zero where one is volatile. */
  keyOf(index: number, reads: readonly string[]): number;
}

export interface KeySources {
  readonly seed: KeySeed;
  /** What every page stands on. */
  readonly foundation: string;
  /** Of sets of reads; empty where one is volatile. */
  readonly readsDigest: (reads: readonly string[]) => string;
  /** Of the other files that a page is made of; empty: it is made of none. */
  readonly partsDigest: (page: Page) => string;
}

export function createPageKeys(
  plan: Plan,
  planned: PlannedKeys,
  { seed, readsDigest, partsDigest }: Omit<KeySources, 'foundation'>,
): PageKeys {
  const mixer = new KeyMixer(seed);
  const read = new Map<readonly string[], number>();
  const readKey = (reads: readonly string[]): number => {
    const known = read.get(reads);
    if (known !== undefined) return known;
    const found = readsDigest(reads);
    const key = found === '' ? 0 : mixer.begin().text(found).end();
    read.set(reads, key);
    return key;
  };
  return {
    keyOf(index, reads) {
      const page = plan.pages[index];
      const key = readKey(reads);
      if (page === undefined || key === 0) return 0;
      const isAlone = madeOf(page).length === 0;
      const known = isAlone ? planned.mixed.keyOf(index, key) : 0;
      if (known !== 0) return known;
      const parts = isAlone ? '' : partsDigest(page);
      const mixed = mixer.begin().key(key).text(parts).key(planned.keyOf(index, page)).end();
      if (isAlone) planned.mixed.add(index, key, mixed);
      return mixed;
    },
  };
}

/** In place of a document. */
const NOTHING = {};
/** In place of a rank where there is none. */
const NONE = -1;
const KINDS: Readonly<Record<Page['kind'], number>> = {
  post: 1,
  list: 2,
  document: 3,
  generated: 4,
  static: 5,
};

/** What a list of stories is: their cards, and their texts. */
interface ListKeys {
  readonly stories: number;
  readonly texts: () => number;
}

/** What plan gave each page of a site, and what the page shows of stories: the half of its key. */
export class PlannedKeys {
  readonly #plan: Plan;
  /** By the pages' places; zero: nobody has asked. */
  readonly #keys: Float64Array;
  readonly #site: Site;
  readonly #seed: KeySeed;
  readonly #mixer: KeyMixer;
  readonly #lists = new WeakMap<readonly number[], ListKeys>();
  /** By rank: what others see of stories; zero: nobody has asked. */
  readonly #faces: Float64Array;
  /** What others see of a story. */
  readonly faceOf: FaceOf;
  readonly #basis: number;
  /** What writers of generated pages see of the config. */
  readonly #config: number;
  /** What was mixed of these halves. */
  readonly mixed: MixedKeys;
  /** Of what is in records of plan. */
  readonly #digests: WeakMap<object, string>;

  /** `last`: of the plan before, whatever site it is of; null: there is none. */
  constructor(
    plan: Plan,
    site: Site,
    { seed, foundation }: Pick<KeySources, 'seed' | 'foundation'>,
    last: PlannedKeys | null,
  ) {
    this.#plan = plan;
    this.#keys = new Float64Array(plan.pages.length);
    this.#site = site;
    this.#seed = seed;
    this.#mixer = new KeyMixer(seed);
    this.#faces = new Float64Array(site.posts.length);
    this.faceOf = facesIn(site, seed, this.#faces);
    // A new filter may take a built-in one's place anywhere; what is in it is traced.
    this.#basis = this.#keyOfText([foundation, ...site.filters.map(({ name }) => name)].join(' '));
    const { outputs, base, canonical, lang, baseurl, limits } = site.config;
    this.#config = this.#keyOfText(dataDigest([outputs, base, canonical, lang, baseurl, limits]));
    this.mixed = new MixedKeys(plan.pages.length);
    this.#digests = last === null ? new WeakMap() : last.#digests;
    if (last !== null) this.#keep(last);
  }

  keyOf(index: number, page: Page): number {
    const known = this.#keys[index] ?? 0;
    if (known !== 0) return known;
    const key = this.#make(page);
    this.#keys[index] = key;
    return key;
  }

  /** Of a text that many pages have: it is mixed once. */
  #keyOfText(text: string): number {
    return this.#mixer.begin().text(text).end();
  }

  #make(page: Page): number {
    const lists = page.kind === 'generated' ? this.#listsOf(page.ranks) : null;
    const mixer = this.#mixer.begin().key(this.#basis);
    mixer.int(KINDS[page.kind]).text(page.url);
    mixer.text('layout' in page ? `${page.layout}` : '');
    this.#addDetail(page, lists);
    return mixer.end();
  }

  /** Of pages that are the same, and show the same of the same stories. */
  #keep(last: PlannedKeys): void {
    const isAround = last.#basis === this.#basis && last.#config === this.#config;
    if (!isAround || !isSameSeed(last.#seed, this.#seed)) return;
    const changed = changedStories(last.#site, this.#site);
    if (changed === null) return;
    const stories = Math.min(this.#faces.length, last.#faces.length);
    for (let rank = 0; rank < stories; rank++) {
      if (!changed.hasOtherFace(rank)) this.#faces[rank] = last.#faces[rank] ?? 0;
    }
    const placeOf = indexIn(last.#plan.outputs, this.#plan.outputs);
    const { pages } = this.#plan;
    for (let index = 0; index < pages.length; index++) {
      const [page, place] = [pages[index], placeOf(index)];
      const before = last.#plan.pages[place];
      if (page === undefined || before === undefined) continue;
      const isSame = before === page || isSameIndexPage(before, page);
      if (!isSame || changed.isShownBy(page)) continue;
      this.#keys[index] = last.#keys[place] ?? 0;
      this.mixed.take(index, place, last.mixed);
    }
  }

  #addDetail(page: Page, lists: ListKeys | null): void {
    const { posts } = this.#site;
    switch (page.kind) {
      case 'post':
        this.#mixer.text(posts[page.rank]?.digest ?? '');
        this.#addStories([page.rank, page.previous ?? NONE, page.next ?? NONE]);
        this.#addStories(page.related);
        this.#addSeries(page.rank);
        return;
      case 'list':
        this.#addSubject(page.subject);
        // The page of feeds has those of all terms, of which a story changes few.
        for (const set of page.feeds) this.#mixer.text(this.#digestOf(set));
        this.#mixer.int(page.feeds.length);
        this.#addPaginator(page.paginator);
        return;
      case 'document':
        this.#mixer.text(this.#digestOf(this.#site.documents[page.document] ?? NOTHING));
        if (page.paginator !== null) this.#addPaginator(page.paginator);
        return;
      case 'generated': {
        // The posts by what they are, for ranks shift when one is backfilled.
        const { ranks, bodies, ...record } = page;
        this.#mixer.key(readsConfig(page) ? this.#config : 0).text(this.#recordDigest(record));
        this.#mixer.int(ranks.length).key(lists?.stories ?? 0);
        this.#mixer.key(bodies ? (lists?.texts() ?? 0) : 0);
        return;
      }
      default:
        this.#mixer.text(page.mark);
    }
  }

  /** Of a record of plan. Several have one list, such as a feed's formats its entries: it has its digest once. */
  #recordDigest(record: object): string {
    const parts = Object.entries(record).map(([key, value]: [string, unknown]) => {
      const isList = Array.isArray(value) && typeof value[0] === 'object';
      return [key, isList ? this.#digestOf(value) : value];
    });
    return dataDigest(parts);
  }

  #digestOf(value: object): string {
    const known = this.#digests.get(value) ?? dataDigest(value);
    this.#digests.set(value, known);
    return known;
  }

  /** Of many files of one part of an archive it is asked once. */
  #listsOf(ranks: readonly number[]): ListKeys {
    const known = this.#lists.get(ranks);
    if (known !== undefined) return known;
    this.#mixer.begin();
    this.#addStories(ranks);
    const stories = this.#mixer.end();
    const texts = lazy(() => {
      const mixer = new KeyMixer(this.#seed).begin();
      for (const rank of ranks) mixer.text(this.#site.posts[rank]?.digest ?? '');
      return mixer.end();
    });
    const made = { stories, texts };
    this.#lists.set(ranks, made);
    return made;
  }

  /** Which term it is, the story's own card says. */
  #addSeries(rank: number): void {
    const { posts } = this.#site;
    for (const { number, previous, next } of partsOf(this.#site, rank)) {
      this.#mixer.int(number);
      for (const part of [previous, next]) this.#mixer.text(posts[part ?? NONE]?.path ?? '');
    }
  }

  #addStories(ranks: readonly number[]): void {
    this.#mixer.int(ranks.length);
    for (let at = 0; at < ranks.length; at++) {
      const rank = ranks[at] ?? NONE;
      this.#mixer.key(rank === NONE ? 0 : this.faceOf(rank));
    }
  }

  /** Totals are traced instead: few templates read them, and every story changes them. */
  #addPaginator({ number, perPage, posts, newer, older }: Paginator): void {
    this.#mixer.int(number ?? NONE).int(perPage);
    this.#addLink(newer);
    this.#addLink(older);
    this.#addStories(posts);
  }

  #addLink(link: PageLink | null): void {
    this.#mixer.int(link?.number ?? NONE).text(link?.url ?? '');
  }

  #addSubject({ type, index }: ListSubject): void {
    this.#mixer.text(type);
    if (isTermType(type)) {
      const term = termsIn(this.#site, type)[index];
      this.#mixer.text(term === undefined ? '' : termDigest(term));
    } else if (type === 'collection') {
      const { label = '', category = null } = collectionFeeds(this.#site.config)[index] ?? {};
      this.#mixer.text(label).text(category ?? '');
    } else if (type === 'year' || type === 'month' || type === 'day') this.#addArchive(index);
  }

  #addArchive(index: number): void {
    const { archives } = this.#site;
    const archive = archives[index];
    if (archive === undefined) return;
    this.#addSpan(archive);
    for (const part of archive.parts) this.#addSpan(archives[part]);
    for (const { url } of archivesAbove(archive, this.#site)) this.#mixer.text(url);
  }

  #addSpan(archive: Archive | undefined): void {
    if (archive === undefined) return;
    const { type, year, month, day, url, posts } = archive;
    this.#mixer.text(type).int(year).int(month).int(day).text(url).int(posts.length);
  }
}

function isSameSeed(a: KeySeed, b: KeySeed): boolean {
  return a.every((word, at) => word === b[at]);
}

/** By rank: what others see of a story, its card and its terms. Each is made once, and noted in `known`. */
function facesIn(site: Site, seed: KeySeed, known: Float64Array): FaceOf {
  const mixer = new KeyMixer(seed);
  const ofTerms = byTermType(({ type }) => termKeys(termsIn(site, type), seed));
  const addTerms = (type: TermType | undefined, rank: number): void => {
    if (type === undefined) return;
    const indexes = site.postTerms[type][rank];
    const count = indexes?.length ?? 0;
    mixer.int(count);
    for (let at = 0; at < count; at++) mixer.key(ofTerms[type](indexes?.[at] ?? NONE));
  };
  return (rank) => {
    const before = known[rank] ?? 0;
    if (before !== 0) return before;
    mixer.begin().text(site.posts[rank]?.card ?? '');
    // By index: until V8 has compiled a loop, its iterator makes an object a turn.
    for (let kind = 0; kind < TERM_TYPES.length; kind++) addTerms(TERM_TYPES[kind], rank);
    const face = mixer.end();
    known[rank] = face;
    return face;
  };
}

/** By index: what others see of a term. */
function termKeys(terms: readonly Term[], seed: KeySeed): (index: number) => number {
  const mixer = new KeyMixer(seed);
  const known = new Float64Array(terms.length);
  return (index) => {
    const term = terms[index];
    const before = known[index] ?? 0;
    if (term === undefined || before !== 0) return before;
    const key = mixer.begin().text(termDigest(term)).end();
    known[index] = key;
    return key;
  };
}

/** Digests of sets of reads; empty where one is volatile. */
export function createReadsDigests(lookUp: DependencyDigests): KeySources['readsDigest'] {
  const known = new Map<readonly string[], string>();
  return (reads) => {
    const before = known.get(reads);
    if (before !== undefined) return before;
    const found = reads.includes(VOLATILE)
      ? ''
      : digest(reads.map((name) => `${name} ${lookUp(name)}`).join('\n'));
    known.set(reads, found);
    return found;
  };
}
