/** `_data`: YAML, JSON, CSV and TSV files as one tree, `site.data` (Jekyll `data_reader.rb`). */
import path from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parseTrustedYaml } from '../../content/yaml.js';
import type { Config } from '../../model/config.js';
import { type Data, isMap, mergeData, plainData, type Value } from '../../model/data.js';
import type { Entry, Io } from '../../model/io.js';
import type { Outcome, Problem } from '../../model/problem.js';
import { refusal } from './links.js';

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
    const text = io.read(path.join(config.source, entry.path)).toString('utf8');
    const parsed = reader(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), entry.path);
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

function readJson(text: string, file: string): Outcome<Value> {
  try {
    return { value: JSON.parse(text), problems: [] };
  } catch (error) {
    return { value: null, problems: [broken(file, (error as Error).message)] };
  }
}

function readCsv(delimiter: string): Reader {
  return (text, file) => {
    try {
      const options = { columns: true, delimiter, skip_empty_lines: true } as const;
      return { value: parseCsv(text, options) as Value, problems: [] };
    } catch (error) {
      return { value: null, problems: [broken(file, (error as Error).message)] };
    }
  };
}

function broken(file: string, reason: string): Problem {
  const hint = 'Correct the file; the site is left as it was.';
  return {
    code: 'data-syntax',
    severity: 'error',
    message: `Can't read the data: ${reason}`,
    hint,
    file,
  };
}
