/**
 * What a kind of output is: where it has files, which there are, and how those that no template makes
 * are written. One folder each; `kinds.ts` names them all.
 */

import type { OutputPlace } from '../formats/urls/permalink.js';
import type { OutputSettings } from '../model/config.js';
import type { Data } from '../model/data.js';
import type { GeneratedPage, Page } from '../model/page.js';
import type { Outcome } from '../model/problem.js';
import type { Arrangement } from '../model/site.js';
import type { WriterContext } from './writing.js';

/** What is shown because of the time it is. */
export interface Present {
  /** Of stories. */
  readonly ranks: readonly number[];
  /** When it is another, in ms since the epoch; null: never. */
  readonly until: number | null;
}

/**
 * Stories that came, or are where they were with another text. None went or moved, and none that came gave a term of
 * others its name.
 */
export interface OtherStories {
  /** The first one's rank; as many as there are stories: there is none. */
  readonly first: number;
  readonly has: (rank: number) => boolean;
}

/** A place that finews itself takes, and what stands there in the words of messages. */
export interface NamedPlace extends OutputPlace {
  readonly name: string;
}

export interface PlanInput {
  readonly site: Arrangement;
  /** Ranks that `OutputKind.present` gave. */
  readonly present: readonly number[];
  /** Of what it was planned the last time in this process, with the same settings; null: of nothing. */
  readonly before: Arrangement | null;
  /** How many stories, from the oldest, stand where they stood then. */
  readonly same: number;
  /** What the kind planned the last time in this process: a page that is the same may be the same object. */
  readonly last: readonly Page[];
  /** Whether a page may stand where it wants to, beside those that are planned; it takes the place. */
  readonly isFree: (page: Page) => boolean;
  /** The planned page at the same address but for a slash at its end. */
  readonly twin: (page: Page) => Page | null;
}

/** Text, or bytes of a form of its own. */
export type PageContent = string | Uint8Array;

/** What a generated page has. Pure. */
export type PageWriter = (page: GeneratedPage, context: WriterContext) => PageContent;

/** By format. */
export type PageWriters = Readonly<Record<string, PageWriter>>;

export interface OutputKind {
  readonly name: string;
  /** Its part of `Config.outputs`, of the config's checked values; `base` as in `Config`. */
  readonly settings?: (values: Data, base: string | null) => Partial<OutputSettings>;
  /**
   * Every place that finews takes of its own accord: no story gets one of them. Null: the site's own
   * files say where the outputs are, and those of other kinds give way to them.
   */
  readonly paths: ((site: Arrangement) => readonly NamedPlace[]) | null;
  /** Places that go with those of the site's own files; no story gets one of them either. */
  readonly beside?: (site: Arrangement) => readonly NamedPlace[];
  /** Organise has settled where each page is: none meets another, but what is there in its stead. */
  readonly isSettled?: boolean;
  /** The stories that it shows because of the time it is: `now` in ms since the epoch. */
  readonly present?: (site: Arrangement, now: number) => Present;
  /** The pages, at places that `paths` gives for the same site. */
  readonly plan: (input: PlanInput) => Outcome<readonly Page[]>;
  /**
   * Which of its pages stand, of the site that was planned last: they were planned the same, and showed the same,
   * when some stories were not there, or read otherwise. Absent: none, as far as anybody knows.
   */
  readonly standing?: (site: Arrangement, since: OtherStories) => (page: Page) => boolean;
  /** The config's key that says where a page of it is. */
  readonly placeKey?: (page: Page) => string;
  readonly writers?: PageWriters;
  /** Formats that no address of the config, nor another kind's settings, is in: its record and stories say all. */
  readonly configless?: readonly string[];
  /**
   * In a preview its files may be as an earlier build left them for some seconds, while somebody edits: they
   * serve no page that is being looked at, and an edit may change many of them, or large ones.
   */
  readonly mayBeDeferred?: boolean;
  /** Outputs, of pages that are no such ones, that a page is made of; it is made after them. */
  readonly madeOf?: (page: GeneratedPage) => readonly string[];
}

/** Pages with nothing to tell of them. */
export function planned(pages: readonly Page[]): Outcome<readonly Page[]> {
  return { value: pages, problems: [] };
}

/** What every record of a generated page has, but for its format. */
export function generated(
  { output, url }: OutputPlace,
  ranks: readonly number[] = [],
): Omit<GeneratedPage, 'format'> {
  return { kind: 'generated', output, url, ranks, bodies: false };
}

/** Writers of all records `T` that a kind plans: a page with one of its formats is nobody else's. */
export function writersOf<T extends GeneratedPage>(
  writers: {
    readonly [F in T['format']]: (
      page: Extract<T, { readonly format: F }>,
      context: WriterContext,
    ) => PageContent;
  },
): PageWriters {
  // A union of writers by format is to the compiler no writer of any page.
  return writers as unknown as PageWriters;
}
