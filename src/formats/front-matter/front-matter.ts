/**
 * Front matter: from a file's text to its data, its body and what was wrong on the way. Posts are
 * untrusted and repaired where a person could read them; faults in trusted pages and templates are reported.
 * gray-matter reads a block only after the own splitter has proved it plain YAML of bounded size,
 * and where `fast/lines.ts` can't tell that there is only one reading.
 */
import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import type Matter from 'gray-matter';
import { type Data, NO_DATA, type Value, withEntries } from '../../model/data.js';
import { type Outcome, WHOLE } from '../../model/problem.js';
import { lazy } from '../../platform/lazy.js';
import { readKeyLines } from './fast/lines.js';
import { keyPlaceIn } from './key-place.js';
import { splitLost } from './lost-fence.js';
import { pastedTitle } from './pasted-title.js';
import { repairBlock, repairKeys } from './repair.js';
import { type Split, splitFrontMatter } from './split.js';
import type { BlockNote, FrontMatter, FrontMatterSeverity } from './types.js';
import {
  type ReadYaml,
  readPageYaml,
  readTrustedYaml,
  readYaml,
  type YamlFault,
  type YamlResult,
  yamlProblem,
} from './yaml.js';

export type { FrontMatter, FrontMatterIssue } from './types.js';

/** Most blocks are read without it, and it takes longer to load than a thousand of those. */
const loadMatter = lazy(() => createRequire(import.meta.url)('gray-matter') as typeof Matter);

/** gray-matter's check for an empty block is quadratic in white space. */
const LONG_BLANK: RegExp = /\s{1001}/;

type BlockResult =
  | { readonly kind: 'ok'; readonly data: Data; readonly notes: readonly BlockNote[] }
  | { readonly kind: 'fail'; readonly note: BlockNote };

function refuse(): never {
  throw new Error('Front matter is YAML only');
}

/** The names gray-matter would run or parse as something else, in case one ever got this far. */
const REFUSED: Record<string, (text: string) => object> = {
  ...{ js: refuse, javascript: refuse, json: refuse },
  ...{ coffee: refuse, coffeescript: refuse, cson: refuse },
};

function isResult(value: object): value is YamlResult {
  return 'kind' in value;
}

/** `block` has no fences; a decoded text has no NUL, so no line of it can close the block early. */
function readWithMatter(block: string, read: ReadYaml): YamlResult {
  const options = {
    language: 'yaml',
    // gray-matter's block begins with the line feed after the fence.
    engines: { ...REFUSED, yaml: (text: string): object => read(text.slice(1)) },
    delimiters: ['---', '\0'] as [string, string],
  };
  const data: object = loadMatter()(`---\n${block}`, options).data;
  if (isResult(data)) return data;
  // gray-matter does not call the YAML reader for a block of comments.
  return { kind: 'ok', value: NO_DATA, duplicate: null, cleaned: [] };
}

const ROOT = 'it is not a list of "key: value" lines';

function isData(value: Value): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function faultNote(fault: YamlFault): BlockNote {
  const { line, column } = fault;
  if (fault.code === 'yaml-alias') {
    const hint = 'Write the value out; put text that begins with &, * or ! between quotes.';
    return { code: 'yaml-alias', message: fault.message, hint, line, column };
  }
  const message = `The front matter cannot be read: ${fault.message}`;
  const hint = 'Write one "key: value" a line, and put values with ": ", "#" or quotes in quotes.';
  return { code: 'front-matter-syntax', message, hint, line, column };
}

function keyNote(block: string, key: string): BlockNote {
  const place = keyPlaceIn(block, [key]) ?? WHOLE;
  const message = `"${key}" has characters that no text can hold; they were taken out`;
  const hint = 'Remove the escapes that make them, or double each backslash.';
  return { code: 'front-matter-control', message, hint, ...place };
}

function resultNotes(block: string, result: YamlResult & { kind: 'ok' }): BlockNote[] {
  const notes = result.cleaned.map((key) => keyNote(block, key));
  if (result.duplicate === null) return notes;
  const { line, column } = result.duplicate;
  const key = /^[^:：]*/.exec(block.split('\n')[line - 1] ?? '')?.[0].trim();
  const message = `"${key}" is given twice; the last one counts`;
  const hint = 'Remove one of them.';
  return [...notes, { code: 'front-matter-duplicate', message, hint, line, column }];
}

function isTitleCleaned(note: BlockNote, title: BlockNote): boolean {
  return note.code === 'front-matter-control' && note.line === title.line;
}

/** Sets the title to what was pasted where YAML, without an error, read something else. */
function withPastedTitle(block: string, data: Data, notes: readonly BlockNote[]): BlockResult {
  const pasted = pastedTitle(block, data['title']);
  if (pasted === null) return { kind: 'ok', data, notes };
  const { title, note } = pasted;
  // What would have been cleaned was in the reading that doesn't count.
  const others = notes.filter((other) => !isTitleCleaned(other, note));
  return { kind: 'ok', data: withEntries(data, { title }), notes: [...others, note] };
}

function accept(block: string, result: YamlResult, notes: readonly BlockNote[]): BlockResult {
  if (result.kind === 'fail') return { kind: 'fail', note: faultNote(result.fault) };
  if (result.value === null) return { kind: 'ok', data: NO_DATA, notes };
  if (!isData(result.value)) {
    const note = { message: `The front matter cannot be read: ${ROOT}`, line: 1, column: 1 };
    return {
      kind: 'fail',
      note: { code: 'front-matter-root', hint: 'Give each line a key.', ...note },
    };
  }
  return withPastedTitle(block, result.value, [...notes, ...resultNotes(block, result)]);
}

function readBlock(block: string, read: ReadYaml): BlockResult {
  const quick = readKeyLines(block);
  if (quick !== null) return { kind: 'ok', data: quick, notes: [] };
  const direct = accept(block, readWithMatter(block, read), []);
  const isRead = direct.kind === 'ok';
  const { block: repaired, notes } = isRead
    ? repairKeys(block, direct.data, read)
    : repairBlock(block, read);
  if (notes.length === 0) return direct;
  const result = accept(repaired, read(repaired), notes);
  return isRead && result.kind === 'fail' ? direct : result;
}

function sizeNote(block: string, limit: number): BlockNote | null {
  const tooLarge =
    block.length > limit || (block.length * 3 > limit && Buffer.byteLength(block) > limit);
  if (!tooLarge && !LONG_BLANK.test(block)) return null;
  const message = tooLarge
    ? `The front matter is larger than ${limit} bytes`
    : 'The front matter has more than 1,000 blank characters in a row';
  const hint = 'Move the text into the body, below the second ---.';
  return { code: 'front-matter-size', message, hint, line: 1, column: 1 };
}

function unusable(note: BlockNote, split: Split, offset: number): FrontMatter {
  const severity: FrontMatterSeverity = 'unusable';
  const issues = [{ ...note, line: note.line + offset, severity }];
  return { status: 'unusable', data: NO_DATA, body: split.body, bodyLine: split.bodyLine, issues };
}

interface FrontMatterLimits {
  /** Bytes. */
  readonly frontMatter: number;
}

/**
 * Reads an untrusted post's front matter; `text` is decoded. The title and other `WRITTEN_KEYS` keep
 * their written text; the title is what a script pasted, quotes, colons and all. Never throws for
 * what a text holds, never runs any of it.
 */
export function parseFrontMatter(text: string, limits: FrontMatterLimits): FrontMatter {
  return parseWith(text, limits, readYaml);
}

/** Bytes: whole data sets stand in the front matter of pages that print them. */
const PAGE_LIMITS: FrontMatterLimits = { frontMatter: 16 << 20 };

/** The same of a page, in which anchors, aliases and merge keys work, of any size: it is the site's own. */
export function parsePageFrontMatter(text: string): FrontMatter {
  return parseWith(text, PAGE_LIMITS, readPageYaml);
}

function parseWith(text: string, limits: FrontMatterLimits, read: ReadYaml): FrontMatter {
  const split = splitFrontMatter(text);
  const readIn = (parts: Split, block: string): FrontMatter =>
    readSplit(parts, block, { limit: limits.frontMatter, read });
  if (split.fault !== null) return unusable(split.fault, split, 0);
  if (split.block !== null) return readIn(split, split.block);
  const lost = splitLost(split.body, limits.frontMatter);
  const found = lost === null ? null : readIn(lost, lost.block ?? '');
  if (found !== null && found.status !== 'unusable') return found;
  const { body, bodyLine } = split;
  return { status: 'none', data: NO_DATA, body, bodyLine, issues: [] };
}

interface FrontMatterReading {
  readonly limit: number;
  readonly read: ReadYaml;
}

function readSplit(split: Split, block: string, { limit, read }: FrontMatterReading): FrontMatter {
  const { body, bodyLine, blockLine } = split;
  const size = sizeNote(block, limit);
  if (size !== null) return unusable(size, split, blockLine - 1);
  const result = readBlock(block, read);
  if (result.kind === 'fail') return unusable(result.note, split, blockLine - 1);
  const severity: FrontMatterSeverity = 'repaired';
  const inBlock = result.notes.map((note) => ({
    ...note,
    line: note.line + blockLine - 1,
    severity,
  }));
  const issues = split.note === null ? inBlock : [{ ...split.note, severity }, ...inBlock];
  const status = issues.length === 0 ? 'ok' : 'repaired';
  return { status, data: result.data, body, bodyLine, issues };
}

/** A trusted text in its parts; `data` is empty where there is no front matter. */
export interface TrustedFrontMatter {
  /** False: the text has no front matter, which makes a file outside `_posts` a static one. */
  readonly found: boolean;
  readonly data: Data;
  readonly body: string;
  /** The file's line, from 1, on which the body starts. */
  readonly bodyLine: number;
}

/** Reads a page's or template's front matter: nothing is repaired, what is wrong is an error. */
export function parseTrustedFrontMatter(text: string, path: string): Outcome<TrustedFrontMatter> {
  const split = splitFrontMatter(text);
  const { body, bodyLine, blockLine, block, fault } = split;
  const parts = { found: block !== null, data: NO_DATA, body, bodyLine };
  if (fault !== null) {
    return { value: parts, problems: [{ ...fault, severity: 'error', file: path }] };
  }
  // Empty lines in place of what precedes the block: positions are then the file's.
  const result = readTrustedYaml('\n'.repeat(blockLine - 1) + (block ?? ''), true);
  if (result.kind === 'fail') {
    return { value: parts, problems: [yamlProblem(result.fault, text, path)] };
  }
  const problems = result.duplicate === null ? [] : [yamlProblem(result.duplicate, text, path)];
  if (result.value === null) return { value: parts, problems };
  if (isData(result.value)) return { value: { ...parts, data: result.value }, problems };
  const root: YamlFault = { code: 'yaml-syntax', message: ROOT, line: blockLine, column: 1 };
  return { value: parts, problems: [yamlProblem(root, text, path)] };
}
