/**
 * Front matter as scrapers and hurried people write it: values pasted between quotes or after a
 * colon without a thought for YAML. Called by `front-matter.ts` when a block can't be read; rewrites
 * it line by line, so that positions stay, and says what it did. Linear in the block.
 */
import type { Data } from '../../model/data.js';
import { isElision, trimBlanks, unquote } from './pasted.js';
import { pastedNames } from './pasted-list.js';
import { POST_KEYS } from './post-keys.js';
import type { BlockNote } from './types.js';
import type { ReadYaml, YamlResult } from './yaml.js';
import { WRITTEN_KEYS } from './yaml-scalars.js';

export interface RepairedBlock {
  /** As many lines as before; perhaps still not readable. */
  readonly block: string;
  /** Empty: nothing was found to repair. */
  readonly notes: readonly BlockNote[];
}

/** A key with its value and the lines below that may belong to it. */
interface RepairEntry {
  /** Index of the key's line in the block. */
  readonly line: number;
  readonly indent: number;
  readonly key: string;
  /** The colon is full-width, or no space follows it. */
  readonly oddColon: boolean;
  readonly value: string;
  /** Of the value, from 1. */
  readonly column: number;
  readonly rest: string[];
}

/** Each key of a broken block is read by itself: what has more lines is no front matter. */
const MAX_LINES = 500;

/** `title: x`, and what people mean by `title：x` and `title:x`; `http://…` is no key. */
const NAMED: RegExp = /^([ \t]*)([A-Za-z_][\w-]*)[ \t]*(：|:(?!\/\/))[ \t]*/;
const ANY_KEY: RegExp =
  /^([ \t]*)([^\s#"'&*!|>%@`{}[\],?:-][^:]{0,60}|"[^"]*"|'[^']*')(:)(?:[ \t]+|$)/;
const BLANK: RegExp = /^[ \t]*(?:#|$)/;
const ITEM: RegExp = /^([ \t]*-[ \t]+)(.*)$/;

/** A YAML double-quoted scalar; a tab may stand in it, other control characters may not. */
function quote(text: string): string {
  return `"${text.replace(/[^\P{Cc}\t]/gu, '').replace(/["\\]/g, '\\$&')}"`;
}

function keyLine(text: string, line: number): RepairEntry | null {
  const match = NAMED.exec(text) ?? ANY_KEY.exec(text);
  if (match === null) return null;
  const [head, indent = '', key = '', colon = ''] = match;
  const value = trimBlanks(text.slice(head.length));
  const oddColon = colon === '：' || (value !== '' && !/[ \t]$/.test(head));
  return { line, indent: indent.length, key, oddColon, value, column: head.length + 1, rest: [] };
}

/** Keys at the left edge, each with all that stands below it. */
function entriesOf(lines: readonly string[], loose: number[]): RepairEntry[] {
  const entries: RepairEntry[] = [];
  for (const [index, text] of lines.entries()) {
    const entry = keyLine(text, index);
    const current = entries.at(-1);
    if (entry !== null && (entry.indent === 0 || current === undefined)) entries.push(entry);
    else if (current !== undefined) current.rest.push(text);
    else if (!BLANK.test(text)) loose.push(index);
  }
  return entries;
}

function firstLine(entry: RepairEntry): string {
  return `${entry.key}: ${entry.value}`;
}

function readEntry(entry: RepairEntry, rest: readonly string[], read: ReadYaml): YamlResult {
  return read([firstLine(entry), ...rest].join('\n'));
}

function reads(result: YamlResult): boolean {
  if (result.kind === 'fail' || typeof result.value !== 'object' || result.value === null)
    return false;
  return Object.keys(result.value).length === 1;
}

/** Indented keys below a key that has its value already were meant to stand at the left edge. */
function unfold(entry: RepairEntry, read: ReadYaml): RepairEntry[] {
  if (reads(readEntry(entry, entry.rest, read))) return [entry];
  const entries: RepairEntry[] = [{ ...entry, rest: [] }];
  for (const [index, text] of entry.rest.entries()) {
    const current = entries.at(-1);
    const next = keyLine(text, entry.line + 1 + index);
    const isOwn = next !== null && (current?.value !== '' || next.indent <= current.indent);
    if (isOwn) entries.push(next);
    else current?.rest.push(text);
  }
  return entries;
}

/** The lines being rewritten, and what was done to them. */
interface RepairState {
  readonly lines: string[];
  readonly notes: BlockNote[];
  readonly read: ReadYaml;
}

const QUOTE_HINT = "Put the value between single quotes, and write '' for each ' in it.";

const OPEN_HINT = 'Close the quote at the end of the value, or take it out.';

const APOSTROPHE_HINT = 'Put the value between double quotes.';

const ELIDED = 'begins with an apostrophe, which YAML takes for a quote';

function hasOpenQuote(value: string): boolean {
  return /^(?:"[^"]*|'[^']*)$/.test(value);
}

type Noted = Pick<RepairEntry, 'key' | 'line' | 'column' | 'value'>;

/** What is wrong with a value, and what to do. */
function rawFault(key: string, value: string): readonly [what: string, hint: string] {
  if (isElision(value)) return [`The value of "${key}" ${ELIDED}`, APOSTROPHE_HINT];
  return hasOpenQuote(value)
    ? [`The quote that opens the value of "${key}" is never closed`, OPEN_HINT]
    : [`The value of "${key}" is not valid YAML`, QUOTE_HINT];
}

function noteRaw(draft: RepairState, { key, line, column, value }: Noted): void {
  const [what, hint] = rawFault(key, value);
  const message = `${what}; its text was taken as it stands`;
  draft.notes.push({ code: 'front-matter-scalar', message, hint, line: line + 1, column });
}

function dropLine(draft: RepairState, line: number): void {
  draft.lines[line] = '';
  const message = 'A line that is no "key: value" was left out';
  const hint = 'Give it a key, or remove it.';
  draft.notes.push({ code: 'front-matter-line', message, hint, line: line + 1, column: 1 });
}

function noteLayout(draft: RepairState, entry: RepairEntry): void {
  const at = { line: entry.line + 1, column: entry.indent + 1 };
  if (entry.oddColon) {
    const message = `After "${entry.key}" there should be a colon and a space`;
    const hint = `Write "${entry.key}: …" with an ASCII colon.`;
    draft.notes.push({ code: 'front-matter-colon', message, hint, ...at });
  }
  if (entry.indent > 0) {
    const message = `"${entry.key}" is indented, though it belongs to nothing`;
    const hint = 'Begin the line with the key.';
    draft.notes.push({ code: 'front-matter-indent', message, hint, ...at });
  }
}

const LIST_HINT =
  'Close the list with ], and put names with quotes, ": " or @ between single quotes.';

const NAME_HINT = 'Close the quote behind the name, or take it out.';

const ELIDED_HINT = 'Put the name between double quotes.';

/** The same of a list; `open`: its first name with a quote that is never closed. */
function listFault(key: string, open: string | undefined): ReturnType<typeof rawFault> {
  if (open === undefined) return [`The list of "${key}" is not valid YAML`, LIST_HINT];
  if (isElision(open)) return [`\`${open}\` in the list of "${key}" ${ELIDED}`, ELIDED_HINT];
  const what = `The quote in front of \`${open.slice(1)}\` in the list of "${key}" is never closed`;
  return [what, NAME_HINT];
}

function noteList(draft: RepairState, { key, line, column, value }: Noted): void {
  const open = value
    .split(/[[\],，、]/)
    .map(trimBlanks)
    .find(hasOpenQuote);
  const [what, hint] = listFault(key, open);
  const message = `${what}; its names were taken as they stand`;
  draft.notes.push({ code: 'front-matter-list', message, hint, line: line + 1, column });
}

/** A list's or map's lines below an empty value: each item or value that can't be read is quoted. */
function fixNested(draft: RepairState, entry: RepairEntry): void {
  for (const [index, text] of entry.rest.entries()) {
    const line = entry.line + 1 + index;
    const item = ITEM.exec(text);
    const key = item === null ? keyLine(text, line) : null;
    const value = item?.[2] ?? key?.value ?? '';
    if (value === '' || draft.read(key === null ? `- ${value}` : firstLine(key)).kind === 'ok')
      continue;
    const head = item?.[1] ?? `${' '.repeat(key?.indent ?? 0)}${key?.key}: `;
    draft.lines[line] = head + quote(unquote(trimBlanks(value)));
    const column = key?.column ?? head.length + 1;
    noteRaw(draft, { key: key?.key ?? entry.key, line, column, value: trimBlanks(value) });
  }
}

/** The value's text as one line, whatever YAML thinks of it. */
function takeRaw(draft: RepairState, entry: RepairEntry, rest: readonly string[]): void {
  const text = [entry.value, ...rest.map(trimBlanks)].filter((part) => part !== '').join(' ');
  const names = pastedNames(entry.key, text);
  const value = names === null ? quote(unquote(text)) : `[${names.map(quote).join(', ')}]`;
  draft.lines[entry.line] = `${entry.key}: ${value}`;
  draft.lines.fill('', entry.line + 1, entry.line + 1 + entry.rest.length);
  if (names === null) noteRaw(draft, { ...entry, value: text });
  else noteList(draft, { ...entry, value: text });
}

function isStray(text: string): boolean {
  return !BLANK.test(text) && !/^[ \t-]/.test(text);
}

function fixEntry(draft: RepairState, entry: RepairEntry): void {
  if (entry.oddColon || entry.indent > 0) {
    draft.lines[entry.line] = firstLine(entry);
    noteLayout(draft, entry);
  }
  let result = readEntry(entry, entry.rest, draft.read);
  if (reads(result)) return;
  const rest = entry.rest.map((text) => (isStray(text) ? '' : text));
  if (entry.rest.some(isStray)) {
    for (const [index, text] of entry.rest.entries()) {
      if (isStray(text)) dropLine(draft, entry.line + 1 + index);
    }
    result = readEntry(entry, rest, draft.read);
    if (reads(result)) return;
  }
  // An alias under a key of the author's own is meant as one, and refused.
  const isAlias = result.kind === 'fail' && result.fault.code === 'yaml-alias';
  if (isAlias && !WRITTEN_KEYS.has(entry.key)) return;
  if (entry.value === '') fixNested(draft, { ...entry, rest });
  else
    takeRaw(
      draft,
      entry,
      rest.filter((text) => !BLANK.test(text)),
    );
}

/** Rewrites a block that `read` can't read into one that it can, where a person could read it. */
export function repairBlock(block: string, read: ReadYaml): RepairedBlock {
  const lines = block.split('\n');
  if (lines.length > MAX_LINES) return { block, notes: [] };
  const loose: number[] = [];
  const entries = entriesOf(lines, loose).flatMap((entry) => unfold(entry, read));
  if (entries.length === 0) return { block, notes: [] };
  const draft: RepairState = { lines: [...lines], notes: [], read };
  for (const line of loose) dropLine(draft, line);
  for (const entry of entries) fixEntry(draft, entry);
  return { block: draft.lines.join('\n'), notes: draft.notes };
}

/** `title：快讯: 午间公告` as YAML reads it: the key ends at the last colon. */
const SWALLOWED: RegExp = /^([A-Za-z_][\w-]*)[ \t]*[:：]/;

/**
 * Mends a block that YAML can read, but with a story's key lost in another: `data` is what it reads.
 * Without such a key nothing is done.
 */
export function repairKeys(block: string, data: Data, read: ReadYaml): RepairedBlock {
  const lost = new Set<string>();
  for (const key of Object.keys(data)) {
    const meant = SWALLOWED.exec(key)?.[1];
    if (meant !== undefined && POST_KEYS.has(meant) && data[meant] === undefined) lost.add(meant);
  }
  const lines = block.split('\n');
  if (lost.size === 0 || lines.length > MAX_LINES) return { block, notes: [] };
  const draft: RepairState = { lines, notes: [], read };
  for (const entry of entriesOf([...lines], [])) {
    if (entry.oddColon && entry.indent === 0 && lost.has(entry.key)) fixEntry(draft, entry);
  }
  return { block: draft.lines.join('\n'), notes: draft.notes };
}
