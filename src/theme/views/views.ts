/**
 * The site as templates see it: read-only views with Jekyll's names over the plain data, made when a
 * template reads them. Nothing is decided here; plan decides.
 */
// oxlint-disable typescript/no-unnecessary-type-conversion -- a key may be a symbol

import { SiteDate } from '../../formats/dates/site-date.js';
import type { Zone } from '../../formats/dates/zone.js';
import type { Syntax } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import type { Post } from '../../model/post.js';
import { type Archive, type Site, type Term, termsIn } from '../../model/site.js';
import { TERM_TYPES, type TermType } from '../../model/term-types.js';
import { dayUrls } from '../../outputs/lists/overviews.js';
import { type HasOrigin, isPlainAddress, ORIGIN, StoryHtml } from '../escape/story-text.js';
import { type PrintedValue, SHOWN } from '../runtime/template-values.js';
import type { DependencyRecorder, OwnRead } from './dependencies.js';
import { partsOf } from './series-parts.js';

/** Bodies are on the disk; these fetch them, by rank. Both return finished, safe HTML. */
export interface Bodies {
  content(rank: number): string;
  excerpt(rank: number): string;
}

/** Bodies of collections' documents, by index in `Site.documents`: finished HTML, or a text that runs now. */
export interface DocumentTexts {
  content(index: number): string;
  excerpt(index: number): string;
}

/** What views are made of. */
export interface ViewSource {
  readonly site: Site;
  readonly zone: Zone;
  readonly bodies: Bodies;
  readonly texts: DocumentTexts;
  /** A story's card with what its text shows: of few it is known only now. */
  shown(rank: number): Post | undefined;
  /** The address of the picture that a story's body shows first; null: it shows none. */
  pictureOf(post: Post): string | null;
  readonly reads: DependencyRecorder;
}

export interface Views {
  readonly site: object;
  readonly jekyll: object;
  post(rank: number): object;
  posts(ranks: readonly number[]): readonly object[];
  /** An archive's, newest first. */
  archivePosts(archive: Archive): readonly object[];
  document(index: number): object;
  /** The first moment of an archive. */
  dateOf(archive: Pick<Archive, 'year' | 'month' | 'day'>): SiteDate;
}

/** A category, tag, … as templates see it. */
export interface TermView {
  readonly name: string;
  readonly slug: string;
  readonly url: string;
  readonly data: Data;
}

/** Its names are a story's words; its data is the site's own. */
function termOrigin(this: unknown, key: PropertyKey): boolean {
  if (key === 'url') return !isPlainAddress(String((this as TermView).url));
  return key === 'name' || key === 'slug';
}

export function termView({ name, slug, url, data }: Term): TermView & HasOrigin {
  return { name, slug, url, data, [ORIGIN]: termOrigin };
}

function termViews(indexes: readonly number[] | undefined, terms: readonly Term[]): TermView[] {
  return (indexes ?? []).flatMap((index) => {
    const term = terms[index];
    return term === undefined ? [] : [termView(term)];
  });
}

/** A post's view, made anew each time: front matter keys are its own properties, the rest getters. */
export function createPostViews(source: ViewSource): (rank: number) => object {
  const dayUrl = dayUrls(source.site.config.permalinks.day, source.zone);
  const of = (rank: number): PostView => new PostView(source, rank, of, dayUrl);
  return of;
}

/** Under which a story has its terms of a kind. */
function termsName(type: TermType): string {
  return `${type}_terms`;
}

/** Names whose meaning is Jekyll's or finews', whatever the front matter says. */
const FIXED_NAMES: readonly string[] = [
  'title', 'url', 'date', 'id', 'slug', 'categories', 'tags', 'content', 'excerpt', 'path', 'relative_path',
  'collection', 'draft', 'previous', 'next', 'layout',
  ...TERM_TYPES.map(termsName), 'day_url', 'body_image', 'has_expired', 'series_parts',
]; // biome-ignore format: a table

/** Names that layouts of Jekyll sites expect to be what the front matter says; elsewhere finews'. */
const OWN_NAMES: readonly string[] = ['summary', 'words', 'minutes', 'name', 'ext', 'related'];

const RESERVED: Readonly<Record<Syntax, ReadonlySet<string>>> = {
  liquid: new Set(FIXED_NAMES),
  nunjucks: new Set([...FIXED_NAMES, ...OWN_NAMES]),
};

/** Values of a story's view that finews made: addresses of its own, other views. */
const NOT_A_STORYS: ReadonlySet<PropertyKey> = new Set([
  ...['url', 'day_url', 'date', 'previous', 'next', 'related', 'series_parts', 'collection'],
  ...TERM_TYPES.map(termsName),
]);

/** A story as part of a series; parts are counted from the oldest. */
interface SeriesPart {
  readonly series: TermView;
  readonly number: number;
  readonly previous: object | undefined;
  readonly next: object | undefined;
}

class PostView implements PrintedValue, HasOrigin {
  readonly #source: ViewSource;
  readonly #rank: number;
  readonly #post: Post;
  readonly #view: (rank: number) => PostView;
  readonly #dayUrl: (ms: number) => string;
  #date: SiteDate | undefined;
  // Templates read these several times: `{% if page.related %}`, its length, the loop.
  #related: readonly PostView[] | undefined;
  #previous: PostView | undefined;
  #next: PostView | undefined;
  #terms: Partial<Record<TermType, readonly TermView[]>> | undefined;

  static {
    for (const type of TERM_TYPES) {
      Object.defineProperty(PostView.prototype, termsName(type), {
        configurable: true,
        get(this: PostView) {
          return this.#termsOf(type);
        },
      });
    }
  }

  constructor(
    source: ViewSource,
    rank: number,
    view: (rank: number) => PostView,
    dayUrl: (ms: number) => string,
  ) {
    this.#source = source;
    this.#rank = rank;
    this.#post = source.site.posts[rank] as Post;
    this.#view = view;
    this.#dayUrl = dayUrl;
    source.reads.card(rank, this.#post.path);
    const own: Record<string, unknown> = this as Record<string, unknown>;
    const { data } = this.#post;
    const reserved = RESERVED[source.site.config.syntax];
    for (const key of Object.keys(data)) {
      if (reserved.has(key)) continue;
      // To assign these would change what the view is, or meet a getter.
      if (key in PostView.prototype)
        Object.defineProperty(own, key, { value: data[key], enumerable: true });
      else own[key] = data[key];
    }
  }

  get title(): string {
    return this.#post.title;
  }
  get url(): string {
    return this.#post.url;
  }
  get date(): SiteDate {
    this.#date ??= new SiteDate(this.#post.date, this.#source.zone);
    return this.#date;
  }
  /** Its day's archive; empty: days have none. */
  get day_url(): string {
    this.#source.reads.record('days');
    return this.#dayUrl(this.#post.date);
  }
  /** Jekyll's: the folder above the URL, which may be one itself, and the raw slug. */
  get id(): string {
    return this.#post.url.replace(/(?<=\/)[^/]*\/?$/, '') + this.#post.slug;
  }
  get slug(): string {
    return this.#post.slug;
  }
  /** A copy: a template may turn it round. */
  get categories(): readonly string[] {
    return [...this.#post.categories];
  }
  get tags(): readonly string[] {
    return [...this.#post.tags];
  }
  #termsOf(type: TermType): readonly TermView[] {
    const { site } = this.#source;
    this.#terms ??= {};
    this.#terms[type] ??= termViews(site.postTerms[type][this.#rank], termsIn(site, type));
    return this.#terms[type];
  }
  /** What only the story's own page is keyed by. */
  #note(kind: OwnRead): void {
    this.#source.reads.own(kind, this.#rank, this.#post.path);
  }
  get content(): object {
    this.#note('body');
    return new StoryHtml(this.#source.bodies.content(this.#rank));
  }
  get excerpt(): object {
    this.#note('body');
    return new StoryHtml(this.#source.bodies.excerpt(this.#rank));
  }
  /** Plain text. */
  get summary(): string {
    return this.#shown().summary;
  }
  /** The address of the body's first picture, as `content` has it. */
  get body_image(): string | null {
    return this.#source.pictureOf(this.#shown());
  }
  #shown(): Post {
    return this.#source.shown(this.#rank) ?? this.#post;
  }
  get words(): number {
    this.#note('body');
    return this.#post.words;
  }
  get minutes(): number {
    this.#note('body');
    return this.#post.minutes;
  }
  /** Without the folder of collections, as in Jekyll. */
  get path(): string {
    const { path } = this.#post;
    const { collectionsDir } = this.#source.site.config;
    return path.startsWith(collectionsDir) ? path.slice(collectionsDir.length) : path;
  }
  get relative_path(): string {
    return this.path;
  }
  get name(): string {
    return this.#post.path.slice(this.#post.path.lastIndexOf('/') + 1);
  }
  get ext(): string {
    return this.#post.path.slice(this.#post.path.lastIndexOf('.'));
  }
  get collection(): string {
    return 'posts';
  }
  get draft(): boolean {
    return this.#post.draft;
  }
  get layout(): string | null {
    return this.#post.layout;
  }
  /** Past its `expires`: it is in no list any more. */
  get has_expired(): boolean {
    return !this.#isListed;
  }
  get #isListed(): boolean {
    return this.#rank < this.#source.site.listed;
  }
  /** The older neighbour. */
  get previous(): PostView | undefined {
    this.#note('links');
    if (this.#rank > 0 && this.#isListed) this.#previous ??= this.#view(this.#rank - 1);
    return this.#previous;
  }
  /** The newer neighbour. */
  get next(): PostView | undefined {
    this.#note('links');
    const next = this.#rank + 1;
    if (next < this.#source.site.listed) this.#next ??= this.#view(next);
    return this.#next;
  }
  get related(): readonly PostView[] {
    this.#note('links');
    this.#related ??= (this.#source.site.related[this.#rank] ?? []).map(this.#view);
    return this.#related;
  }
  /** Its place in each of its series, and the parts beside it. */
  get series_parts(): readonly SeriesPart[] {
    this.#note('series');
    return partsOf(this.#source.site, this.#rank).map(({ term, number, previous, next }) => ({
      ...{ series: termView(term), number },
      previous: previous === null ? undefined : this.#view(previous),
      next: next === null ? undefined : this.#view(next),
    }));
  }
  [ORIGIN](key: PropertyKey): boolean {
    if (key === 'url') return !isPlainAddress(this.url);
    return !NOT_A_STORYS.has(key) || Object.hasOwn(this, key);
  }
  toJSON(): object {
    return this[SHOWN]();
  }
  [SHOWN](): object {
    const { title, url, date, categories, tags, summary } = this;
    return { title, url, date, categories, tags, summary };
  }
}
