/** `_data`: YAML, JSON, CSV and TSV files as one tree, `site.data` (Jekyll `data_reader.rb`). */
import path from 'node:path';
import { type CastingContext, parse as parseCsv } from 'csv-parse/sync';
import { codeFrame, positionAt } from '../../content/frame.js';
import { jsonFaultAt } from '../../content/json-fault.js';
import { parseTrustedYaml } from '../../content/yaml.js';
import type { Config } from '../../model/config.js';
import { type Data, isMap, mergeData, plainData, type Value } from '../../model/data.js';
import type { Entry, Io } from '../../model/io.js';
import { type Outcome, type Problem, WHOLE } from '../../model/problem.js';
import { refusal } from './links.js';
import { readListed } from './listed.js';
import { trustedText } from './trusted.js';

type Reader = (text: string, file: string) => Outcome<Value>;

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['.yml', parseTrustedYaml],
  ['.yaml', parseTrustedYaml],
  ['.json', readJson],
  ['.csv', readCsv(',')],
  ['.tsv', readCsv('\t')],
]);

/** Folders nest; a broken file is an error, for a site built without it would be wrong all over. */
export function readData(entries: readonly Entry[], config: Config, io: Io): Outcome<Data> {
  const problems: Problem[] = [];
  const root: Record<string, Value> = Object.create(null);
  for (const entry of entries) {
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
  return { value: plainData(root), problems };
}

function keysOf(file: string, extension: string): readonly string[] {
  const segments = file.slice('_data/'.length, -extension.length).split('/');
  return segments.map((name) => name.replace(/[^\p{L}\p{N}\p{M}_\s-]+/gu, '').replace(/\s+/g, '_'));
}

function place(root: Record<string, Value>, keys: readonly string[], value: Value): void {
  let branch = root;
  for (const key of keys.slice(0, -1)) {
    const next: Data = isMap(branch[key]) ? branch[key] : Object.create(null);
    branch[key] = next;
    branch = next;
  }
  const last = keys.at(-1) ?? '';
  const old = branch[last];
  branch[last] = isMap(old) && isMap(value) ? mergeData(old, value) : value;
}

/** Deeper than data is: what walks it calls itself at every level. */
const MOST_LEVELS = 200;

function readJson(text: string, file: string): Outcome<Value> {
  try {
    const value: Value = JSON.parse(text);
    if (!isDeeper(value, MOST_LEVELS)) return { value, problems: [] };
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

function readCsv(delimiter: string): Reader {
  return (text, file) => {
    try {
      const options = { columns: true, delimiter, skip_empty_lines: true, cast: cell } as const;
      return { value: parseCsv(text, options) as Value, problems: [] };
    } catch (error) {
      const { message, lines } = error as CsvError;
      const where = lines === undefined ? WHOLE : rowAt(text, lines);
      return { value: null, problems: [broken(file, message, where)] };
    }
  };
}

function rowAt(text: string, line: number): Place {
  return { line, column: 1, frame: codeFrame(text, line, 1) };
}

/** Ruby's CSV tells a cell with nothing in it from an empty text. */
function cell(text: string, { header, quoting }: CastingContext): string | null {
  return text === '' && !header && !quoting ? null : text;
}

interface CsvError extends Error {
  readonly lines?: number;
}

type Place = Pick<Problem, 'line' | 'column' | 'frame'>;

function broken(file: string, reason: string, where: Place = WHOLE): Problem {
  const hint = 'Correct the file; the site is left as it was.';
  const message = `Can't read the data: ${reason}`;
  return { code: 'data-syntax', severity: 'error', message, hint, file, ...where };
}
