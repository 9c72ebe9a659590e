/** Every tag by its name. */
import { readCase, readIf, readUnless } from './condition-tags.js';
import { readInclude, readIncludeRelative, readRender } from './include-tags.js';
import {
  readBreak,
  readContinue,
  readCycle,
  readFor,
  readIfchanged,
  readTablerow,
} from './loop-tags.js';
import {
  readFeedMeta,
  readGist,
  readHighlight,
  readLink,
  readPostUrl,
  readSeo,
} from './plugin-tags.js';
import type { TagReader } from './tag.js';
import {
  readAssign,
  readCapture,
  readComment,
  readDecrement,
  readEcho,
  readIncrement,
  readInlineComment,
  readLiquid,
  readRaw,
} from './value-tags.js';

/** Liquid's, Jekyll's, and those of the usual plugins. */
export const tags: ReadonlyMap<string, TagReader> = new Map<string, TagReader>([
  ['assign', readAssign],
  ['break', readBreak],
  ['capture', readCapture],
  ['case', readCase],
  ['comment', readComment],
  ['continue', readContinue],
  ['cycle', readCycle],
  ['decrement', readDecrement],
  ['doc', readComment],
  ['echo', readEcho],
  ['feed_meta', readFeedMeta],
  ['for', readFor],
  ['gist', readGist],
  ['highlight', readHighlight],
  ['if', readIf],
  ['ifchanged', readIfchanged],
  ['include', readInclude],
  ['include_cached', readInclude],
  ['include_relative', readIncludeRelative],
  ['increment', readIncrement],
  ['link', readLink],
  ['liquid', readLiquid],
  ['post_url', readPostUrl],
  ['raw', readRaw],
  ['render', readRender],
  ['seo', readSeo],
  ['tablerow', readTablerow],
  ['unless', readUnless],
  ['#', readInlineComment],
]);
