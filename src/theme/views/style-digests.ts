/** What style sheets depend on: how they are compiled, which files names lead to, and what is in those. */
import { resolveStyle, type StyleLoad } from '../../formats/sass/resolve-style.js';
import type { Site } from '../../model/site.js';
import { hasSourceMaps } from '../../outputs/pages/sass-settings.js';
import { dataDigest, digest } from '../../platform/digest.js';
import { lazy } from '../../platform/lazy.js';

/** Names of the reads. */
export const styleRead = {
  settings: 'sass',
  file: (path: string): string => `style ${path}`,
  load: ({ url, isImport }: StyleLoad): string => `style? ${JSON.stringify([url, isImport])}`,
} as const;

/** By the kinds of names above; a file that is looked for and absent has a digest as well. */
export function styleDigests(site: Site): Readonly<Record<string, (rest: string) => string>> {
  const files = lazy(() => new Map(site.styles.files.map(({ path, text }) => [path, text])));
  const { style } = site.config.outputs.sass;
  const { loadPaths, lacksTheme } = site.styles;
  return {
    sass: () =>
      dataDigest([site.styles.compiler?.version, style, hasSourceMaps(site.config), lacksTheme]),
    style: (path) => digest(files().get(path) ?? ''),
    'style?': (load) => {
      const [url, isImport] = JSON.parse(load) as [string, boolean];
      const places = { has: (path: string) => files().has(path), loadPaths };
      return dataDigest(resolveStyle({ url, isImport }, places));
    },
  };
}
