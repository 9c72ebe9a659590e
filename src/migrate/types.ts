/** What a migration finds and proposes: plain data, as `--json` prints it. */
import type { Problem } from '../model/problem.js';
import type { BuildResult } from '../model/result.js';

/** An address of the site as it was. */
export interface FormerAddress {
  /** Decoded, begins with `/`, without `baseurl`. */
  readonly path: string;
  /** What stood there, absolute; null: it is only named, in a sitemap or list. */
  readonly file: string | null;
}

/** Something that old addresses were read of. */
export interface AddressSource {
  readonly kind: 'site' | 'sitemap' | 'list' | 'generator';
  readonly path: string;
  readonly addresses: number;
}

/** Why an address is not where it was. */
export type MoveReason =
  | 'date'
  | 'timezone'
  | 'repaired'
  | 'slug'
  | 'permalink'
  | 'list'
  | 'title'
  | 'redirect';

/** What keeps an address alive. */
export type Remedy =
  | { readonly kind: 'key'; readonly key: string; readonly value: ConfigValue }
  | { readonly kind: 'redirect'; readonly file: string }
  /** A page of its own that leads on. */
  | { readonly kind: 'page'; readonly to: string };

export type ConfigValue = string | number | boolean | readonly string[];

export interface MovedAddress {
  readonly address: string;
  /** Where it is now: an address, percent-encoded. */
  readonly to: string;
  /** Something leads there already. */
  readonly isAnswered: boolean;
  readonly reason: MoveReason;
  /** In words. */
  readonly why: string;
  /** Null: it needs none. */
  readonly remedy: Remedy | null;
}

export interface LostAddress {
  readonly address: string;
  readonly why: string;
  readonly todo: string;
  /** Null: nothing that finews can write keeps it. */
  readonly remedy: Remedy | null;
}

export interface ComparedAddresses {
  readonly old: number;
  readonly kept: number;
  readonly moved: readonly MovedAddress[];
  readonly lost: readonly LostAddress[];
  /** Lost as well, and meant to be. */
  readonly gone: readonly string[];
}

/** A plugin or a tag of the site's. */
export interface Counterpart {
  readonly name: string;
  readonly kind: 'plugin' | 'tag' | 'filter' | 'script' | 'theme';
  /** `built in`: finews does it; `partly`: some of it; `none`: nothing does. */
  readonly counterpart: 'built in' | 'partly' | 'none';
  readonly todo: string;
  /** Where it stands first, `file:line`; empty: nowhere in particular. */
  readonly place: string;
  readonly times: number;
}

/** What is another in a post's text. */
export type TextChange =
  | 'typography'
  | 'liquid'
  | 'lost'
  | 'added'
  | 'changed'
  | 'frames'
  | 'pictures'
  | 'links'
  | 'tables'
  | 'code'
  | 'headings';

export interface DifferingText {
  /** The post's source. */
  readonly file: string;
  /** Of the source, from 1, near the first place; null: it wasn't found. */
  readonly line: number | null;
  readonly address: string;
  readonly kind: TextChange;
  /** Around the first place; of elements their numbers. */
  readonly before: string;
  readonly after: string;
}

export interface ComparedTexts {
  readonly compared: number;
  readonly same: number;
  /** But for quotes, dashes and blanks. */
  readonly typography: number;
  /** Posts with other differences. */
  readonly differ: number;
  /** Of each post the first difference of each kind. */
  readonly differing: readonly DifferingText[];
}

/** A file as it is to be; `before` null: it isn't there yet. */
export interface FileChange {
  /** Relative to the site, with `/`. */
  readonly path: string;
  readonly why: string;
  /** As it lies elsewhere: its name says all. */
  readonly isCopy: boolean;
  readonly before: Buffer | null;
  readonly after: Buffer;
}

/** Something that only a person can do. */
export interface Advice {
  readonly what: string;
  readonly todo: string;
}

export interface Migration {
  /** The site's folder. */
  readonly site: string;
  /** Null: it is Jekyll's, and stays where it is. */
  readonly imported: Imported | null;
  readonly against: readonly AddressSource[];
  readonly posts: BuildResult['posts'];
  readonly dates: DateAdvice | null;
  readonly addresses: ComparedAddresses | null;
  readonly counterparts: readonly Counterpart[];
  /** Null: there is nothing to compare with. */
  readonly texts: ComparedTexts | null;
  readonly advice: readonly Advice[];
  readonly changes: readonly FileChange[];
  readonly problems: readonly Problem[];
}

/** Posts whose dates have no offset, where nobody has said how these are read. */
export interface DateAdvice {
  readonly posts: number;
  /** On another day if `jekyll_utc_dates` were on. */
  readonly otherDay: number;
  readonly timezone: string;
  /** What the old addresses say of it; null: they say nothing. */
  readonly wantsUtc: boolean | null;
}

/** What was read of another generator's site. */
export interface Imported {
  readonly from: string;
  /** Its folder or file. */
  readonly place: string;
  readonly stories: number;
  /** Copied as they are. */
  readonly files: number;
  /** Addresses of pictures on other hosts. */
  readonly pictures: readonly string[];
}
