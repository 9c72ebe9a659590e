/**
 * `finews takedown`: records what is to go and not to come back, by its file, its address, its `guid` and
 * the address of its source. The next build takes it off; here nothing is published.
 */
import path from 'node:path';
import { SiteDate } from '../../formats/dates/site-date.js';
import { createZone } from '../../formats/dates/zone.js';
import { parseTrustedYaml } from '../../formats/front-matter/yaml.js';
import { scalarText } from '../../formats/text/scalar.js';
import { isList, isMap, type Value } from '../../model/data.js';
import type { Effects, Io } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { SiteError } from '../../model/problem.js';
import { oldAddresses, repairedFrom } from '../../outputs/redirects/redirects.js';
import { staticPlace } from '../../outputs/statics/paths.js';
import {
  marksIn,
  marksOf,
  TAKEDOWN_MARKS,
  TAKEDOWNS,
  type TakedownMark,
  type TakedownSubject,
} from '../../outputs/takedowns.js';
import { type Survey, survey } from '../../pipeline/survey.js';
import type { Terminal } from '../../platform/console.js';
import { printable } from '../../platform/printable.js';
import type { ReportOptions } from '../reporter.js';
import { runAnswer } from '../run-command.js';
import { filesNamed, outputsNamed, readable } from '../subject.js';
import { ownFiles } from './own-files.js';
import { type TakedownEntry, withEntry, withoutEntry } from './takedown-text.js';

export interface TakedownOptions extends BuildOptions {
  readonly undo?: boolean;
  readonly reason?: string;
  /** Record the words although no story has that file or address now. */
  readonly anyway?: boolean;
}

/** What was done, for people and programs. */
interface Done {
  /** Below the source. */
  readonly file: string;
  readonly entry: Value;
  readonly action: 'recorded' | 'taken back' | 'known already';
  /** Marks that other stories have as well: such a takedown would take those down. */
  readonly shared: readonly TakedownMark[];
  /** The file is gone: finews wrote it, and nothing is left in it. */
  readonly isRemoved: boolean;
}

/** Returns the exit code: 0 recorded or taken back, 1 the site's author must act. Bugs are thrown. */
export async function runTakedown(
  words: string,
  options: TakedownOptions,
  reporting: ReportOptions,
  terminal: Terminal,
): Promise<number> {
  return await runAnswer(
    async (effects) => {
      const done = await (options.undo === true ? takeBack : record)(words, options, effects);
      return { lines: reporting.quiet === true ? [] : linesOf(done), data: { ...done } };
    },
    reporting,
    terminal,
  );
}

function linesOf({ file, entry, action, shared, isRemoved }: Done): readonly string[] {
  const fields = isMap(entry) ? Object.entries(entry) : [];
  const marks = fields.map(([key, value]) => {
    const texts = isList(value) ? value.map(scalarText) : [scalarText(value)];
    return `  ${key}: ${texts.join(', ')}`;
  });
  const others = shared.map(
    (mark) => `Not by its ${mark}, which other stories have as well: those would go with it.`,
  );
  const next =
    action === 'taken back'
      ? 'The next build publishes it, if its file is there.'
      : 'The next build takes it off. Its own file stays where it is; delete it when you like.';
  const left = isRemoved
    ? ['finews wrote the file, and nothing is left in it: it is removed.']
    : [];
  const head = {
    recorded: 'Recorded in',
    'taken back': 'Taken back from',
    'known already': 'Already in',
  };
  return [`${head[action]} ${file}:`, ...marks, ...others, ...left, next].map(printable);
}

async function record(words: string, options: TakedownOptions, effects: Effects): Promise<Done> {
  const known = await survey(everything(options), effects);
  const found = findMarked(words, known);
  if (found === null && options.anyway !== true) throw unknown(words);
  const file = fileOf(known, effects.io);
  const at = entryOf(words, found, known);
  if (at !== null) {
    const entry = entriesIn(known)[at] ?? null;
    return { file: file.name, entry, action: 'known already', shared: [], isRemoved: false };
  }
  const { entry: itself, shared } =
    found === null
      ? { entry: marksOfWords(words, known), shared: [] }
      : newEntry(found, known, effects.io);
  const entry = { ...itself, ...notesOf(known, options) };
  const text = withEntry(file.text, entry);
  save(file, text, [...entriesIn(known), plain(entry)], effects.io);
  return { file: file.name, entry: plain(entry), action: 'recorded', shared, isRemoved: false };
}

async function takeBack(words: string, options: TakedownOptions, effects: Effects): Promise<Done> {
  const known = await survey(everything(options), effects);
  const at = entryOf(words, findMarked(words, known), known);
  const file = fileOf(known, effects.io);
  const entry = entriesIn(known)[at ?? -1];
  if (at === null || entry === undefined || file.text === null) throw notDown(words, file);
  const without = withoutEntry(file.text, at);
  if (without.kind === 'other') throw byHand(file.name);
  const left = entriesIn(known).filter((_, place) => place !== at);
  if (without.kind === 'text') save(file, without.text, left, effects.io);
  else {
    effects.io.removeFile(file.file);
    effects.io.removeEmptyFolder(path.dirname(file.file));
  }
  const isRemoved = without.kind === 'nothing';
  return { file: file.name, entry, action: 'taken back', shared: [], isRemoved };
}

/** A story may be taken down before it is due, and as a draft. */
function everything(options: TakedownOptions): BuildOptions {
  return { ...options, drafts: true };
}

interface FoundSubject extends TakedownSubject {
  readonly output: string;
}

function markedIn({ parsed }: Survey): readonly FoundSubject[] {
  return [
    ...parsed.posts.map(({ path: its, url, output, facts }) => {
      return { path: its, url, output, fields: facts };
    }),
    ...parsed.documents.map(({ path: its, url, output, data }) => {
      return { path: its, url, output, fields: data };
    }),
    ...parsed.sources.statics.map((file) => {
      return { path: file.name, ...staticPlace(file), fields: {} };
    }),
  ];
}

/** By its file, its address, or one that led to it; null: none is there. */
function findMarked(words: string, known: Survey): FoundSubject | null {
  const all = markedIn(known);
  const files = filesNamed(words, known.config);
  const byFile = all.find((one) => files.includes(one.path));
  if (byFile !== undefined) return byFile;
  const outputs = outputsNamed(words, known.config);
  for (const output of outputs) {
    const at = all.find((one) => one.output === output);
    if (at !== undefined) return at;
  }
  return all.find((one) => oldOutputs(one).some((old) => outputs.includes(old))) ?? null;
}

function oldOutputs({ fields }: TakedownSubject): readonly string[] {
  return oldPlaces(fields).map(({ output }) => output);
}

function oldPlaces(fields: TakedownSubject['fields']): ReturnType<typeof oldAddresses>['usable'] {
  const before = repairedFrom(fields);
  return [...oldAddresses(fields).usable, ...(before === null ? [] : [before])];
}

function entriesIn({ parsed }: Survey): readonly Value[] {
  const recorded = parsed.sources.data[TAKEDOWNS];
  return isList(recorded) ? recorded : [];
}

/** Where among the entries there is one of it; null: none. */
function entryOf(words: string, found: TakedownSubject | null, known: Survey): number | null {
  const own = found === null ? null : marksOf(found);
  const files = filesNamed(words, known.config);
  const outputs = outputsNamed(words, known.config);
  const at = entriesIn(known).findIndex((entry) => {
    const marks = marksIn(entry);
    const isOwn = TAKEDOWN_MARKS.some(
      (mark) => marks[mark] !== null && marks[mark] === own?.[mark],
    );
    const its = marks.url === null ? [] : outputsNamed(marks.url, known.config);
    return isOwn || files.includes(marks.path ?? '') || its.some((one) => outputs.includes(one));
  });
  return at < 0 ? null : at;
}

interface NewEntry extends Pick<Done, 'shared'> {
  readonly entry: TakedownEntry;
}

function newEntry(found: FoundSubject, known: Survey, io: Io): NewEntry {
  const marks = marksOf(found);
  const others = markedIn(known)
    .filter((one) => one.path !== found.path)
    .map(marksOf);
  const shared = (['guid', 'source_url'] as const).filter(
    (mark) => marks[mark] !== null && others.some((other) => other[mark] === marks[mark]),
  );
  const isShared = (mark: TakedownMark): boolean => shared.some((one) => one === mark);
  const kept = TAKEDOWN_MARKS.filter((mark) => marks[mark] !== null && !isShared(mark));
  const entry = {
    ...Object.fromEntries(kept.map((mark) => [mark, written(mark, marks[mark] ?? '')])),
    redirect_from: oldPlaces(found.fields).map(({ url }) => readable(url)),
    files: isCopied(found, known) ? [] : ownFiles(found.path, known, io),
  };
  return { entry, shared };
}

function isCopied({ path: file }: FoundSubject, { parsed }: Survey): boolean {
  return parsed.sources.statics.some(({ name }) => name === file);
}

function written(mark: TakedownMark, text: string): string {
  return mark === 'url' ? readable(text) : text;
}

/** For who reads it: when, and why. */
function notesOf({ config }: Survey, { reason }: TakedownOptions): TakedownEntry {
  const day = new SiteDate(config.now, createZone(config.timezone)).toString().slice(0, 10);
  return { date: day, ...(reason === undefined ? {} : { reason }) };
}

/** Of what is gone already. */
function marksOfWords(words: string, { config }: Survey): TakedownEntry {
  const isFile = /(?:^|[\\/])_(?:posts|drafts)[\\/]/.test(words);
  const [file = words] = filesNamed(words, config);
  if (isFile) return { path: file };
  const [output] = outputsNamed(words, config);
  if (output === undefined) throw unknown(words);
  const isFolder = /\/$/.test(words);
  return { url: `/${isFolder ? output.replace(/index\.html$/, '') : output}` };
}

interface TakedownFile {
  /** Below the source. */
  readonly name: string;
  readonly file: string;
  /** Null: there is none. */
  readonly text: string | null;
}

function fileOf({ config }: Survey, io: Io): TakedownFile {
  const at = (ending: string): string =>
    path.join(config.source, '_data', `${TAKEDOWNS}.${ending}`);
  const others = ['json', 'csv', 'tsv'].find((ending) => io.stat(at(ending)) !== undefined);
  if (others !== undefined) throw byHand(`_data/${TAKEDOWNS}.${others}`);
  const ending = io.stat(at('yaml')) === undefined ? 'yml' : 'yaml';
  const file = at(ending);
  const text = io.stat(file) === undefined ? null : io.read(file).toString('utf8');
  return { name: `_data/${TAKEDOWNS}.${ending}`, file, text };
}

/** Written whole or not at all, and only where it says what it is to say. */
function save({ name, file }: TakedownFile, text: string, entries: readonly Value[], io: Io): void {
  const { value, problems } = parseTrustedYaml(text, name);
  if (problems.length > 0 || JSON.stringify(value) !== JSON.stringify(entries)) throw byHand(name);
  io.makeFolder(path.dirname(file));
  io.writeDurably(file, text);
}

function plain(entry: TakedownEntry): Value {
  const fields = Object.entries(entry).filter(([, value]) => value.length > 0);
  return Object.fromEntries(fields) as Value;
}

function unknown(words: string): SiteError {
  const message = `Nothing of the site has the file or the address ${words}`;
  const hint =
    'Name it as it lies in the site, or by its address. What is gone already is recorded with --anyway.';
  return SiteError.of('takedown-target', message, hint);
}

function notDown(words: string, { name, text }: TakedownFile): SiteError {
  const hint = text === null ? 'Nothing is taken down.' : `${name} has what is taken down.`;
  return SiteError.of('takedown-target', `No takedown is of ${words}`, hint);
}

function byHand(file: string): SiteError {
  const message = `${file} is written in a way that finews doesn't edit`;
  const hint = 'Edit it by hand: a list in YAML, each entry with a hyphen before its first key.';
  return SiteError.of('takedown-file', message, hint, { file, line: 1, column: 1 });
}
