/**
 * The site as finews would publish it, built beside by the one build path: into a folder of the
 * system's own, with a cache of its own, so that nothing of the site is touched.
 */
import path from 'node:path';
import type { Effects } from '../model/io.js';
import type { BuildOptions } from '../model/options.js';
import type { BuildResult } from '../model/result.js';
import type { Site } from '../model/site.js';
import { build } from '../pipeline/build.js';
import { newSession } from '../pipeline/session.js';
import type { TemplateCache } from '../theme/template-cache.js';
import { toConfigText } from './changes/config-text.js';
import type { ConfigValue } from './types.js';

/** A site that was built beside. */
export interface BuiltBeside {
  readonly site: Site;
  readonly result: BuildResult;
  /** What is published, absolute. */
  readonly folder: string;
  /** Below it, in NFC as finews writes them. */
  readonly outputs: ReadonlySet<string>;
}

export interface BesideWork {
  readonly options: BuildOptions;
  readonly effects: Effects;
  /** An empty folder that is gone afterwards. */
  readonly folder: string;
  readonly templateCache: TemplateCache;
  /** The zone of the machine, which Jekyll took where the config has none. */
  readonly machineZone: string;
}

/** Keys of the config that are tried, by their names with dots. */
export type TriedKeys = ReadonlyMap<string, ConfigValue>;

/** `name` is that of this build's folder. Throws `SiteError` as `build` does. */
export async function buildBeside(
  { options, effects, folder, templateCache }: BesideWork,
  name: string,
  keys: TriedKeys = new Map(),
): Promise<BuiltBeside> {
  const place = path.join(folder, name);
  effects.io.makeFolder(place);
  const session = { ...newSession(), templateCache };
  const result = await build(
    {
      ...options,
      ...(keys.size === 0 ? {} : { config: withKeys(options, keys, place, effects) }),
      destination: path.join(place, 'public'),
      cacheDir: path.join(place, 'cache'),
      cache: false,
      atomic: false,
      strict: false,
    },
    effects,
    session,
  );
  const { made } = session;
  if (made === null) throw new Error('A build that ended has a site');
  return {
    site: made.site,
    result,
    folder: result.destination,
    outputs: new Set(result.outputs.paths),
  };
}

/** The site's config files, and one more that overrides them. */
function withKeys(
  { source = '.', config }: BuildOptions,
  keys: TriedKeys,
  place: string,
  { io }: Effects,
): readonly string[] {
  const file = path.join(place, 'tried.yml');
  io.write(file, [...keys].map(([key, value]) => toConfigText(key, value)).join(''));
  const usual = ['_config.yml', '_config.yaml'].filter(
    (name) => io.stat(path.resolve(source, name)) !== undefined,
  );
  return [...(config ?? usual.slice(0, 1)), file];
}
