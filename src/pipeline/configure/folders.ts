/** The folders of a site, as absolute paths, and the refusals that keep a build from eating it. */
import path from 'node:path';
import { scalarText } from '../../formats/text/scalar.js';
import { isBelow, nameBelow } from '../../formats/urls/paths.js';
import { destinationKey } from '../../incremental/store/destination-key.js';
import type { Config } from '../../model/config.js';
import { type Data, dataOf } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { BuildOptions } from '../../model/options.js';
import { SiteError } from '../../model/problem.js';
import type { ProblemCode } from '../../model/problem-code.js';
import {
  DEFAULT_DESTINATION,
  jekyllTheme,
  OWN_DESTINATION,
  previewDestination,
} from '../../outputs/site-settings.js';
import { realOr } from '../../platform/real-path.js';
import { configProblem, type LoadedConfig } from './config-files.js';
import { read } from './config-keys.js';
import { type ConfigPlace, type KeyPlaces, NOWHERE } from './config-places.js';

type SiteFolders = Pick<
  Config,
  'source' | 'destination' | 'cacheDir' | 'templatesDir' | 'layoutsDir' | 'includesDir'
>;

/** Throws `SiteError` when the source is no folder, or the destination would overwrite it. */
export function foldersOf(
  base: string,
  options: BuildOptions,
  { values, places }: Pick<LoadedConfig, 'values' | 'places'>,
  io: Io,
): SiteFolders {
  const source =
    options.source === undefined ? path.resolve(base, read.text(values, 'source')) : base;
  if (io.stat(realOr(source, io))?.kind !== 'folder') {
    const at = options.source === undefined ? places.get('source') : undefined;
    const hint = at === undefined ? 'Check -s/--source.' : 'Correct `source`.';
    refuse(at, 'source-missing', `The source folder ${source} isn't there`, hint);
  }
  const cacheDir =
    options.cacheDir === undefined
      ? path.resolve(base, read.text(values, 'cache_dir'))
      : path.resolve(options.cacheDir);
  const usual =
    options.preview === undefined
      ? path.resolve(base, read.text(values, 'destination'))
      : previewDestination(cacheDir, options.preview);
  const destination = options.destination === undefined ? usual : path.resolve(options.destination);
  const templatesDir = path.join(source, 'templates');
  const layoutsDir = inside(source, read.filledText(values, 'layouts_dir'));
  const includesDir = inside(source, read.filledText(values, 'includes_dir'));
  const isChosen = options.destination !== undefined || options.preview !== undefined;
  const found = { source, destination, cacheDir, templatesDir, layoutsDir, includesDir };
  guardDestination(found, isChosen ? NOWHERE : places, io);
  return found;
}

/** Whatever is written, as Jekyll has it: `/x` and `../x` are `x`. */
function inside(source: string, name: string): string {
  return path.join(source, path.join('/', name));
}

/** Folders of the source that are no place for outputs, and why; posts are found at any depth. */
const TAKEN: readonly (readonly [RegExp, string])[] = [
  [/^templates(?=\/|$)/, 'which the next build would read it from'],
  [
    /^(?:_data|(?:.*?\/)?_(?:posts|drafts))(?=\/|$)/,
    'which is for sources: in a destination they are left out',
  ],
];

/** `keys` are those of the config that may have said so. */
function guardDestination(
  { source, destination, cacheDir }: SiteFolders,
  keys: KeyPlaces,
  io: Io,
): void {
  const inner = realOr(destination, io);
  const unsafe = (key: string, what: string): never => {
    const message = `The destination ${destination} ${what}`;
    const hint = 'Choose a folder of its own, such as public.';
    return refuse(keys.get('destination') ?? keys.get(key), 'destination-unsafe', message, hint);
  };
  const holds = (folder: string): boolean => isBelow(inner, realOr(folder, io));
  if (holds(source)) unsafe('source', 'contains the source folder, which it would overwrite');
  if (holds(cacheDir)) unsafe('cache_dir', 'contains the cache folder, which it would overwrite');
  const names = [nameIn(source, destination), nameIn(realOr(source, io), inner)];
  for (const [pattern, why] of TAKEN) {
    const folder = names.flatMap((name) => pattern.exec(name) ?? [])[0];
    if (folder !== undefined) unsafe('source', `lies in ${folder}, ${why}`);
  }
}

function nameIn(source: string, folder: string): string {
  return isBelow(source, folder) ? nameBelow(source, folder) : '';
}

function refuse(
  at: ConfigPlace | undefined,
  code: ProblemCode,
  message: string,
  hint: string,
): never {
  throw new SiteError([configProblem(code, message, at, hint)]);
}

/**
 * The values, with a destination where they have none and the usual one is the site's: Jekyll's sites may
 * have a folder `public` of their own, for style sheets and pictures, and go beside it.
 */
export function besideOwnPublic(values: Data, base: string, options: BuildOptions, io: Io): Data {
  if (scalarText(values['destination']) !== null) return values;
  const source =
    options.source === undefined ? path.resolve(base, read.text(values, 'source')) : base;
  const cacheDir = path.resolve(
    options.cacheDir ?? path.join(base, read.text(values, 'cache_dir')),
  );
  if (!isOwn({ source, cacheDir, values }, io)) return values;
  return dataOf([...Object.entries(values), ['destination', OWN_DESTINATION]]);
}

interface SitePlace {
  readonly source: string;
  readonly cacheDir: string;
  readonly values: Data;
}

/**
 * Whether finews has never published there: the ledger is written before the first output. A site has an
 * index, which tells one whose ledger was lost.
 */
function isOwn({ source, cacheDir, values }: SitePlace, io: Io): boolean {
  const folder = path.join(source, DEFAULT_DESTINATION);
  const isThere = (file: string): boolean => io.stat(file) !== undefined;
  if (io.stat(folder)?.kind !== 'folder' || isThere(path.join(folder, 'index.html'))) return false;
  const isJekylls =
    jekyllTheme(values) !== null ||
    ['_layouts', '_includes'].some((name) => isThere(path.join(source, name)));
  const key = destinationKey({ cacheDir, destination: folder });
  return isJekylls && !isThere(path.join(cacheDir, `ledger-${key}.log`));
}
