/** Where a site is, for those who watch and serve it: also when its config is broken at the moment. */
import path from 'node:path';
import { isBelow, nameBelow } from '../formats/urls/paths.js';
import type { Config } from '../model/config.js';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import { SiteError } from '../model/problem.js';
import { previewDestination, usualDestination } from '../outputs/site-settings.js';
import { configFile } from './configure/config-files.js';
import { configure } from './configure/configure.js';
import { classifier } from './read/classify.js';

export interface Location {
  /** Absolute. */
  readonly source: string;
  /** Absolute. */
  readonly destination: string;
  readonly baseurl: string;
  /** Absolute; some may not exist. When one changes, everything may. */
  readonly configFiles: readonly string[];
  /** Whether no build looks at an absolute path, nor at anything below it. */
  ignores(file: string): boolean;
}

type SitePaths = Pick<Config, 'source' | 'destination' | 'cacheDir' | 'leaveOut' | 'baseurl'>;

export function locateSite(
  options: BuildOptions,
  effects: Pick<Effects, 'io' | 'clock'>,
): Location {
  const base = path.resolve(options.source ?? '.');
  const configFiles =
    options.config?.map((name) => configFile(base, name, effects.io)) ??
    ['_config.yml', '_config.yaml'].map((name) => path.join(base, name));
  const config = configOrNull(options, effects);
  const places = config ?? usualPlaces(base, options);
  const { source, destination, baseurl } = places;
  return {
    source,
    destination,
    baseurl,
    configFiles,
    ignores: ignorer(places, config, configFiles),
  };
}

/** Null when it is broken: the build will say how. */
function configOrNull(
  options: BuildOptions,
  effects: Pick<Effects, 'io' | 'clock'>,
): Config | null {
  try {
    return configure(options, effects).value;
  } catch (error) {
    if (error instanceof SiteError) return null;
    throw error;
  }
}

function usualPlaces(source: string, options: BuildOptions): SitePaths {
  const cacheDir = path.join(source, '.finews');
  const usual =
    options.preview === undefined
      ? path.join(source, 'public')
      : previewDestination(cacheDir, options.preview);
  const destination = options.destination === undefined ? usual : path.resolve(options.destination);
  const leaveOut = (options.leaveOut ?? []).map((file) => path.resolve(file));
  return { source, destination, cacheDir, leaveOut, baseurl: options.baseurl ?? '' };
}

/** What editors and disks leave beside a file, and what no site has. */
const NEVER = /^[.#]|~$|^node_modules$/;

function ignorer(
  { source, destination, cacheDir, leaveOut }: SitePaths,
  config: Config | null,
  configFiles: readonly string[],
): (file: string) => boolean {
  const usual = usualDestination({ source, values: config?.values ?? {} });
  const own = new Set([destination, cacheDir, usual, ...leaveOut]);
  const templates = config === null ? [] : [config.layoutsDir, config.includesDir];
  // Of a pattern the folder that all it names lies in.
  const styles = (config?.outputs.sass.loadPaths ?? [])
    .map((folder) => folder.replace(/(?:^|\/)[^/]*[*?[{].*$/s, ''))
    .filter((folder) => folder !== '');
  const parts = [...templates, ...styles.map((folder) => path.join(source, folder))];
  const kindOf = config === null ? undefined : classifier(config);
  return (file) => {
    if (file === source || configFiles.includes(file)) return false;
    if (own.has(file) || !isBelow(source, file)) return true;
    const below = nameBelow(source, file);
    const names = below.split('/');
    const isTemplate = names[0] === 'templates' || parts.some((folder) => isBelow(folder, file));
    if (kindOf === undefined || isTemplate) return names.some((name) => NEVER.test(name));
    return kindOf(below) === 'ignored';
  };
}
