/** Config files in, one merged map out, and for each key the file and line it came from. */
import path from 'node:path';
import { parseTrustedYaml } from '../../formats/front-matter/yaml.js';
import { decodeText } from '../../formats/text/decode.js';
import { firstOdd } from '../../formats/text/decode-place.js';
import { type Data, isMap, mergeData, NO_DATA } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import { SiteError, WHOLE } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import { wideColons } from './colons.js';
import { type ConfigFile, type ConfigPlace, type KeyPlaces, keyPlaces } from './config-places.js';

export interface LoadedConfig {
  readonly values: Data;
  /** The files' names, in the order in which they were read. */
  readonly files: readonly string[];
  readonly places: KeyPlaces;
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
  const files: ConfigFile[] = [];
  let values: Data = NO_DATA;
  for (const name of chosen) {
    const text = readConfigFile(configFile(source, name, io), name, io);
    const parsed = parseTrustedYaml(text, name);
    const colons = isMap(parsed.value) ? [] : wideColons(text, name, parsed.problems[0]?.line);
    problems.push(...(colons.length > 0 ? colons : parsed.problems));
    if (colons.length > 0) continue;
    const map = parsed.value ?? NO_DATA;
    if (!isMap(map)) {
      const place = { file: name, ...WHOLE };
      problems.push(configProblem('config-syntax', `${name} is not a map of keys`, place));
      continue;
    }
    files.unshift({ name, text, map });
    values = mergeData(values, map);
  }
  if (problems.some(({ severity }) => severity === 'error')) throw new SiteError(problems);
  return { values, files: chosen, places: keyPlaces(files), warnings: problems };
}

/** A file in the site or, as Jekyll has it, from the folder that one is in; an absolute path. */
export function configFile(source: string, name: string, io: Io): string {
  const [inside, here] = [path.resolve(source, name), path.resolve(name)];
  return io.stat(inside) === undefined && io.stat(here) !== undefined ? here : inside;
}

/** An error about the configuration, at a key's place where it is known. */
export function configProblem(
  code: ProblemCode,
  message: string,
  place: ConfigPlace | undefined,
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
    throw SiteError.of('config-syntax', message, hint, { file: name, ...WHOLE });
  }
  const bytes = bytesOf(file, name, io);
  const decoded = decodeText(bytes);
  if (decoded.kind === 'ok') return decoded.text;
  const message = `${name} can't be read as text: ${decoded.reason}`;
  const place = { file: name, ...firstOdd(bytes, decoded) };
  throw SiteError.of('config-encoding', message, decoded.hint, place);
}

function bytesOf(file: string, name: string, io: Io): Uint8Array {
  try {
    return io.read(file);
  } catch (error) {
    const hint = 'Check the path given to --config; several files are separated by commas.';
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw SiteError.of('config-missing', `Can't read ${name} (${reason})`, hint);
  }
}
