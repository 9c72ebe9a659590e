/** What plan says of the files of the search index. */
import type { GeneratedPage } from '../../model/page.js';

/** A part of a segment's terms. */
export interface TermsFile extends GeneratedPage {
  readonly format: 'search-shard';
  /** How many parts the segment has, and which this one is. */
  readonly shards: number;
  readonly shard: number;
}

/** Where the parts of a segment begin, where they are several. */
export interface HeadFile extends GeneratedPage {
  readonly format: 'search-head';
  readonly groups: readonly [DirectoryEntry];
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

/**
 * Which segments there are, of months and of the day. What a month's head says stands here of the day's
 * segments: with each new story they and this file change anyway.
 */
export interface SearchManifest extends GeneratedPage {
  readonly format: 'search-manifest';
  readonly whole: boolean;
  /** Those of months, the newest first. */
  readonly groups: readonly DirectoryEntry[];
  /** Those of the day, from the oldest: all have its name. */
  readonly day: readonly DirectoryEntry[];
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
