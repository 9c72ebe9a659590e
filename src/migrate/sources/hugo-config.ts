/** Hugo's config, of one file or of a folder of them, in any of its three languages. */
import path from 'node:path';
import { parseTrustedYaml } from '../../formats/front-matter/yaml.js';
import { isMap } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import { SiteError } from '../../model/problem.js';
import type { FrontKeys } from './foreign-site.js';
import { mapIn } from './read-front.js';
import { readToml } from './toml.js';

const NAMES = ['hugo', 'config'];
const ENDINGS = ['toml', 'yaml', 'yml', 'json'];

/** Keys in lower case, as Hugo takes them. Throws `SiteError` where there is none. */
export async function readHugoConfig(place: string, io: Io): Promise<FrontKeys> {
  const isFile = (name: string): boolean => io.stat(path.join(place, name))?.kind === 'file';
  const single = NAMES.flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`)).find(isFile);
  let config: FrontKeys = single === undefined ? {} : await read(path.join(place, single), io);
  const folder = path.join(place, 'config/_default');
  const files = io.stat(folder)?.kind === 'folder' ? [...io.names(folder)].sort() : [];
  for (const name of files) {
    const [, stem = '', ending = ''] = /^(.+)\.(\w+)$/.exec(name) ?? [];
    if (!ENDINGS.includes(ending)) continue;
    const found = await read(path.join(folder, name), io);
    config = NAMES.includes(stem)
      ? { ...config, ...found }
      : { ...config, [stem.toLowerCase()]: found };
  }
  if (single !== undefined || files.length > 0) return config;
  const hint = 'Name the folder that has hugo.toml, or another of Hugo’s configs, in it.';
  throw SiteError.of('migrate-source', `${place} is no Hugo site: it has no config`, hint);
}

async function read(file: string, io: Io): Promise<FrontKeys> {
  const text = io
    .read(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return lowered(await parsed(text, file));
}

async function parsed(text: string, file: string): Promise<FrontKeys> {
  const name = path.basename(file);
  try {
    if (file.endsWith('.toml')) return await readToml(text);
    if (file.endsWith('.json')) return mapIn(JSON.parse(text));
  } catch (error) {
    const [message = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw SiteError.of(
      'migrate-source',
      `${name} can’t be read: ${message}`,
      'Mend it, and run this again.',
    );
  }
  const { value, problems } = parseTrustedYaml(text, name);
  if (problems.some(({ severity }) => severity === 'error')) throw new SiteError(problems);
  return value !== null && isMap(value) ? value : {};
}

function lowered(map: FrontKeys): FrontKeys {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key.toLowerCase(), value]));
}
