/** What the config's `sass` says. */
import path from 'node:path';
import { configReader, texts, valueAt } from '../../formats/json/config-values.js';
import type { SiteSettings } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import { SASS_KEYS, SOURCE_MAPS, type STYLES } from './config.js';

export interface SassSettings {
  /** Folders below the source that names are looked for in, or patterns of them; empty: the source. */
  readonly loadPaths: readonly string[];
  /** Those of the config that are not below the source. */
  readonly outside: readonly string[];
  readonly style: (typeof STYLES)[number];
  readonly sourceMaps: (typeof SOURCE_MAPS)[number];
}

declare module '../../model/config.js' {
  interface OutputSettings {
    readonly sass: SassSettings;
  }
}

const read = configReader(SASS_KEYS);

/** Jekyll's order (`scss.rb`, `sass_load_paths`): the site's own paths, then its folder of partials. */
export function sassSettings(values: Data): SassSettings {
  const written = valueAt(values, 'sass.load_paths');
  const named = typeof written === 'string' ? [written] : (texts(written) ?? []);
  const all = [...named, read.filledText(values, 'sass.sass_dir')].map((name) => {
    return { name, folder: folderBelow(name) };
  });
  return {
    loadPaths: [...new Set(all.flatMap(({ folder }) => folder ?? []))],
    outside: all.flatMap(({ name, folder }) => (folder === null ? [name] : [])),
    // Ruby's symbols, as old configs have them.
    style:
      read.text(values, 'sass.style').replace(/^:/, '') === 'compressed'
        ? 'compressed'
        : 'expanded',
    sourceMaps: read.word(values, 'sass.sourcemap', SOURCE_MAPS),
  };
}

/** Null: it is none below the source. */
function folderBelow(name: string): string | null {
  const folder = path.posix.normalize(name.replaceAll('\\', '/')).replace(/\/+$/, '');
  if (folder === '.') return '';
  return path.posix.isAbsolute(folder) || /^(?:\.\.(?:\/|$)|[a-z]:)/i.test(folder) ? null : folder;
}

/** Whether style sheets of this site have source maps. */
export function hasSourceMaps({
  outputs,
  environment,
}: Pick<SiteSettings, 'outputs' | 'environment'>): boolean {
  const { sourceMaps } = outputs.sass;
  return sourceMaps === 'always' || (sourceMaps === 'development' && environment === sourceMaps);
}
