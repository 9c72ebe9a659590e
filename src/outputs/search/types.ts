/** What plan says of the files of the search index. */
import type { GeneratedPage } from '../../model/page.js';

/** A part of a segment's terms. */
export interface TermsFile extends GeneratedPage {
  readonly format: 'search-shard';
  /** How many parts the segment has, and which this one is. */
  readonly shards: number;
  readonly shard: number;
}

/** Where the parts of each segment of a group begin. */
export interface HeadFile extends GeneratedPage {
  readonly format: 'search-head';
  readonly group: string;
  /** Of each segment its stories and shards, from the oldest. */
  readonly sizes: readonly (readonly [number, number])[];
}

/** The same of the terms of several segments, of which each counts as a story. */
export interface DirectoryFile extends GeneratedPage {
  readonly format: 'search-directory' | 'search-directory-head';
  readonly shards: number;
  readonly shard: number;
  /** Of each segment its group, stories and shards, from the oldest; of all files the same list. */
  readonly groups: readonly DirectoryEntry[];
}

export type DirectoryEntry = readonly [group: string, stories: number, shards: number];

/** A list of stories: addresses and titles. */
export interface StoriesFile extends GeneratedPage {
  readonly format: 'search-stories';
}

/** Which segments there are: of each group its name, then for each segment its stories and shards. */
export interface SearchManifest extends GeneratedPage {
  readonly format: 'search-manifest';
  readonly whole: boolean;
  readonly groups: readonly (readonly [string, readonly (readonly [number, number])[]])[];
  /** Of each its name and shards, and where in `groups` those begin that it is of, and how many. */
  readonly directories: readonly (readonly [string, number, number, number])[];
}

/** Names by which stories are filtered. */
export interface SearchNames extends GeneratedPage {
  readonly format: 'search-names';
  readonly category: readonly SearchName[];
  readonly source: readonly SearchName[];
}

/** The term in the index, then what else the same is called. */
export type SearchName = readonly string[];

export interface VariantsFile extends GeneratedPage {
  readonly format: 'search-variants';
}

/** So that browsers can search the site from their address bar. */
export interface OpenSearchFile extends GeneratedPage {
  readonly format: 'opensearch';
}

export type SearchFile =
  | TermsFile
  | HeadFile
  | DirectoryFile
  | StoriesFile
  | SearchManifest
  | SearchNames
  | VariantsFile
  | OpenSearchFile;
