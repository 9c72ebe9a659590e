/** Config files in, one merged map out, and for each key the file and line it came from. */
import path from 'node:path';
import { decodeText } from '../../content/decode.js';
import { parseTrustedYaml } from '../../content/yaml.js';
import { type Data, isMap, mergeData } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import { SiteError } from '../../model/problem.js';

/** Where a key stands: the file as the user named it, and the line from 1. */
export interface KeyPlace {
  readonly file: string;
  readonly line: number;
}

export interface LoadedConfig {
  readonly values: Data;
  /** Of keys at the top, and of those in their maps, as `feed.path`. */
  readonly places: ReadonlyMap<string, KeyPlace>;
  readonly warnings: readonly Problem[];
}

/** Jekyll's; the last is looked for to be refused. */
const DEFAULT_NAMES = ['_config.yml', '_config.yaml', '_config.toml'];

/**
 * Reads and deep-merges config files, later ones winning (Jekyll `configuration.rb`).
 * Without `names`, the first of the usual ones that is there.
 */
export function loadConfig(
  source: string,
  names: readonly string[] | undefined,
  io: Io,
): LoadedConfig {
  const present = (name: string): boolean => io.stat(path.resolve(source, name)) !== undefined;
  const chosen = names ?? DEFAULT_NAMES.filter(present).slice(0, 1);
  const problems: Problem[] = [];
  const places = new Map<string, KeyPlace>();
  let values: Data = {};
  for (const name of chosen) {
    const text = readConfigFile(configFile(source, name, io), name, io);
    const parsed = parseTrustedYaml(text, name);
    problems.push(...parsed.problems);
    const map = parsed.value ?? {};
    if (!isMap(map)) {
      problems.push(
        configProblem('config-syntax', `${name} is not a map of keys`, { file: name, line: 1 }),
      );
      continue;
    }
    for (const [key, line] of linesOfKeys(text, map)) places.set(key, { file: name, line });
    values = mergeData(values, map);
  }
  if (problems.some(({ severity }) => severity === 'error')) throw new SiteError(problems);
  return { values, places, warnings: problems };
}

/** A file in the site or, as Jekyll has it, from the folder that one is in; an absolute path. */
export function configFile(source: string, name: string, io: Io): string {
  const [inside, here] = [path.resolve(source, name), path.resolve(name)];
  return io.stat(inside) === undefined && io.stat(here) !== undefined ? here : inside;
}

/** An error about the configuration, at a key's place where it is known. */
export function configProblem(
  code: string,
  message: string,
  place: KeyPlace | undefined,
  hint?: string,
): Problem {
  return {
    code,
    severity: 'error',
    message,
    ...(place ?? {}),
    ...(hint === undefined ? {} : { hint }),
  };
}

function readConfigFile(file: string, name: string, io: Io): string {
  if (/\.toml$/i.test(name)) {
    const message = 'The config is TOML, and finews reads YAML';
    const hint = 'Write it anew as _config.yml: `title = "News"` is `title: News` there.';
    throw new SiteError([configProblem('config-syntax', message, { file: name, line: 1 }, hint)]);
  }
  const decoded = decodeText(bytesOf(file, name, io));
  if (decoded.kind === 'ok') return decoded.text;
  const message = `${name} can't be read as text: ${decoded.reason}`;
  const place = { file: name, line: 1 };
  throw new SiteError([configProblem('config-encoding', message, place, 'Save it as UTF-8.')]);
}

function bytesOf(file: string, name: string, io: Io): Uint8Array {
  try {
    return io.read(file);
  } catch (error) {
    const hint = 'Check the path given to --config; several files are separated by commas.';
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new SiteError([
      configProblem('config-missing', `Can't read ${name} (${reason})`, undefined, hint),
    ]);
  }
}

/** Jekyll's own key for patterns, where finews' aren't given. */
const THEIRS = 'jekyll-archives.permalinks';

/** Of a key at the top or in a map there; a key in a map of one line is where the map is. */
export function placeOf(places: LoadedConfig['places'], key: string): KeyPlace | undefined {
  const at = places.get(key) ?? places.get(key.split('.', 1)[0] ?? key);
  return at ?? (/_permalinks?$/.test(key) ? places.get(THEIRS) : undefined);
}

function linesOfKeys(text: string, map: Data): readonly (readonly [string, number])[] {
  const lines = text.split('\n');
  return Object.entries(map).flatMap(([key, value]) => {
    const line = lineOfKey(lines, key);
    const inner = isMap(value) ? Object.keys(value) : [];
    const within = linesWithin(lines, line);
    return [
      [key, line] as const,
      ...inner.flatMap((name) => {
        const found = within.get(name);
        return found === undefined ? [] : [[`${key}.${name}`, found] as const];
      }),
    ];
  });
}

const INNER_KEY = /^(\s+)(["']?)([^\s"'#][^"':]*)\2\s*:(?:\s|$)/;

/** Lines of the keys in the block below a key's line. */
function linesWithin(lines: readonly string[], line: number): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let indent: string | undefined;
  for (const [index, text] of lines.slice(line).entries()) {
    if (/^[^\s#]/.test(text)) break;
    const [, before, , name = ''] = INNER_KEY.exec(text) ?? [];
    indent ??= before;
    if (before !== undefined && before === indent) found.set(name, line + index + 1);
  }
  return found;
}

/** Of a key that stands there twice the last wins. */
function lineOfKey(lines: readonly string[], key: string): number {
  const plain = lines.findLastIndex((line) => line.startsWith(`${key}:`));
  const quoted =
    plain >= 0 ? plain : lines.findIndex((line) => /^["'{]/.test(line) && line.includes(key));
  return Math.max(quoted, 0) + 1;
}
