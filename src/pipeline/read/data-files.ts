/** `_data`: YAML, JSON, CSV and TSV files as one tree, `site.data` (Jekyll `data_reader.rb`). */
import { createRequire } from 'node:module';
import path from 'node:path';
import type * as Csv from 'csv-parse/sync';
import { parseTrustedYaml } from '../../formats/front-matter/yaml.js';
import { jsonFaultAt } from '../../formats/json/json-fault.js';
import { parseJson } from '../../formats/json/json-order.js';
import { refusal } from '../../incremental/source-files/leaving-links.js';
import { readListed } from '../../incremental/source-files/open-listed.js';
import type { Config } from '../../model/config.js';
import {
  type Data,
  dataOf,
  isMap,
  markKey,
  plainData,
  plainValue,
  type Value,
} from '../../model/data.js';
import type { Entry, Io } from '../../model/io.js';
import { type Outcome, type Problem, WHOLE } from '../../model/problem.js';
import { lazy } from '../../platform/lazy.js';
import { codeFrame, positionAt } from '../../problems/code-frame.js';
import { trustedText } from './trusted.js';

/** Most sites have no such file. */
const loadCsv = lazy(() => createRequire(import.meta.url)('csv-parse/sync') as typeof Csv);

type DataReader = (text: string, file: string) => Outcome<Value>;

const READERS: ReadonlyMap<string, DataReader> = new Map([
  ['.yml', parseTrustedYaml],
  ['.yaml', parseTrustedYaml],
  ['.json', readJson],
  ['.csv', readCsv(',')],
  ['.tsv', readCsv('\t')],
]);

/** Folders nest; a broken file is an error, for a site built without it would be wrong all over. */
export function readData(entries: readonly Entry[], config: Config, io: Io): Outcome<Data> {
  const problems: Problem[] = [];
  const root: Branch = new Map();
  for (const entry of [...entries].sort(inJekyllsOrder)) {
    const extension = path.posix.extname(entry.path).toLowerCase();
    const reader = READERS.get(extension);
    if (entry.kind === 'folder' || reader === undefined) continue;
    const refused = refusal(entry, config, io);
    if (refused !== null) {
      problems.push(refused);
      continue;
    }
    const bytes = readListed(entry.path, config, io);
    if (bytes.kind === 'refused') problems.push(bytes.problem);
    if (bytes.kind !== 'ok') continue;
    const text = trustedText(bytes.value, 'data', entry.path);
    problems.push(...text.problems);
    if (text.value === null) continue;
    const parsed = reader(text.value, entry.path);
    problems.push(...parsed.problems);
    place(root, keysOf(entry.path, extension), parsed.value);
  }
  return { value: plainData(dataAt(root)), problems };
}

/**
 * Jekyll reads a folder's files before the folders in it, and the files by their endings: so names, as
 * keys, come in this order (`data_reader.rb`; its globs are sorted).
 */
function inJekyllsOrder(a: Entry, b: Entry): number {
  const [names, others] = [a.path.split('/'), b.path.split('/')];
  const at = names.findIndex((name, level) => name !== others[level]);
  const [name = '', other = ''] = [names[at], others[at]];
  const [isFile, isOther] = [at === names.length - 1, at === others.length - 1];
  if (isFile !== isOther) return isFile ? -1 : 1;
  const rank = isFile ? endingRank(name) - endingRank(other) : 0;
  return rank || (name < other ? -1 : Number(name > other));
}

const ENDINGS: readonly string[] = ['.yaml', '.yml', '.json', '.csv', '.tsv'];

function endingRank(name: string): number {
  return ENDINGS.indexOf(path.posix.extname(name).toLowerCase());
}

function keysOf(file: string, extension: string): readonly string[] {
  const segments = file.slice('_data/'.length, -extension.length).split('/');
  return segments.map((name) => name.replace(/[^\p{L}\p{N}\p{M}_\s-]+/gu, '').replace(/\s+/g, '_'));
}

/** A map while files are put into it, with its keys in the order in which they came. */
type Branch = Map<string, Value | Branch>;

function place(root: Branch, keys: readonly string[], value: Value): void {
  const folders = keys.slice(0, -1);
  const last = keys.at(-1) ?? '';
  const branch = folders.reduce((outer, key) => branchAt(outer, key) ?? openAt(outer, key), root);
  const old = isMap(value) ? branchAt(branch, last) : null;
  if (old === null || !isMap(value)) branch.set(last, value);
  else for (const key of Object.keys(value)) place(old, [key], value[key] ?? null);
}

/** What is a map there, to be added to; null: none is. */
function branchAt(outer: Branch, key: string): Branch | null {
  const found = outer.get(key);
  if (found instanceof Map) return found;
  if (!isMap(found)) return null;
  const branch: Branch = new Map(Object.entries(found));
  outer.set(key, branch);
  return branch;
}

function openAt(outer: Branch, key: string): Branch {
  const branch: Branch = new Map();
  outer.set(key, branch);
  return branch;
}

function dataAt(branch: Branch): Data {
  const entries = [...branch].map(
    ([key, value]) => [key, value instanceof Map ? dataAt(value) : value] as const,
  );
  return dataOf(entries);
}

/** Deeper than data is: what walks it calls itself at every level. */
const MOST_LEVELS = 200;

function readJson(text: string, file: string): Outcome<Value> {
  try {
    const value = parseJson(text) as Value;
    if (!isDeeper(value, MOST_LEVELS)) return { value: plainValue(value), problems: [] };
    const reason = `it is nested more than ${MOST_LEVELS} deep`;
    return { value: null, problems: [broken(file, reason)] };
  } catch (error) {
    const [reason] = (error as Error).message.split(/, (?:\.\.\.)?"| (?:in|after) JSON at/);
    const at = positionAt(text, jsonFaultAt(text));
    const where = { ...at, frame: codeFrame(text, at.line, at.column) };
    return { value: null, problems: [broken(file, reason ?? '', where)] };
  }
}

function isDeeper(value: Value, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function readCsv(delimiter: string): DataReader {
  return (text, file) => {
    try {
      // Objects are made of the heads: whole numbers would move, `__proto__` would be lost.
      const columns = (heads: readonly string[]): string[] => heads.map(markKey);
      const options = { columns, delimiter, skip_empty_lines: true, cast: cell } as const;
      const rows: unknown = loadCsv().parse(text, options);
      return { value: plainValue(rows as Value), problems: [] };
    } catch (error) {
      const { message, lines } = error as CsvError;
      const where = lines === undefined ? WHOLE : rowAt(text, lines);
      return { value: null, problems: [broken(file, message, where)] };
    }
  };
}

function rowAt(text: string, line: number): DataLocation {
  return { line, column: 1, frame: codeFrame(text, line, 1) };
}

/** Ruby's CSV tells a cell with nothing in it from an empty text. */
function cell(text: string, { header, quoting }: Csv.CastingContext): string | null {
  return text === '' && !header && !quoting ? null : text;
}

interface CsvError extends Error {
  readonly lines?: number;
}

type DataLocation = Pick<Problem, 'line' | 'column' | 'frame'>;

function broken(file: string, reason: string, where: DataLocation = WHOLE): Problem {
  const hint = 'Correct the file; the site is left as it was.';
  const message = `Can't read the data: ${reason}`;
  return { code: 'data-syntax', severity: 'error', message, hint, file, ...where };
}
