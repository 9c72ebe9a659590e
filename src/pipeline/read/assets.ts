/**
 * A theme's assets: style sheets and scripts get a name with the digest of what is in them, so that
 * browsers may keep them for ever; templates find the name by `asset_url`.
 */

import path from 'node:path';
import { tokenNames, tokenStyle } from '../../formats/html/design-tokens.js';
import { isBelow } from '../../formats/urls/paths.js';
import type { Config } from '../../model/config.js';
import { type Data, isMap, mergeData, NO_DATA, type Value } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import type { Outcome, Problem, Unplaced } from '../../model/problem.js';
import type { StaticFile } from '../../model/source.js';
import { hasComments } from '../../outputs/host-files/elsewhere.js';
import { searchOf } from '../../outputs/search/search-settings.js';
import { shortDigest } from '../../platform/digest.js';
import { bytesOfFile } from '../../platform/regular-file.js';
import { BUILT_IN } from './theme-folder.js';

/** The style sheet that the site's design tokens are added to. */
const STYLE = 'assets/style.css';
const FINGERPRINTED = /\.(?:css|js)$/;

/** Scripts of the built-in theme that a page has where the config asks for what they do. */
const ASKED: Readonly<Record<string, (config: Config) => boolean>> = {
  'assets/comments.js': ({ values }) => hasComments(values),
  'assets/diagrams.js': ({ values }) => (values['mermaid'] ?? false) !== false,
  'assets/search.js': (config) => searchOf(config) !== null,
};

interface AssetSettings {
  readonly config: Config;
  readonly data: Data;
  readonly io: Io;
}

/** `statics` are the site's own files: they win over the theme's of the same name. */
export function themeAssets(
  assets: readonly StaticFile[],
  statics: readonly StaticFile[],
  settings: AssetSettings,
): Outcome<readonly StaticFile[]> {
  const byName = new Map(assets.map((asset) => [asset.name, asset]));
  for (const { name } of statics) byName.delete(name);
  const problems: Problem[] = [];
  const value = [...byName.values()].flatMap((asset): readonly StaticFile[] => {
    if (!FINGERPRINTED.test(asset.name)) return [asset];
    if (isOurs(asset) && ASKED[asset.name]?.(settings.config) === false) return [];
    const written = bytesOfFile(asset.file, settings.io)?.toString('utf8');
    if (written === undefined) return [];
    const shown = isOurs(asset) ? withoutNotes(written) : written;
    const added = asset.name === STYLE ? tokensFor(written, settings, problems) : '';
    const text = shown + added;
    const named = asset.name.replace(FINGERPRINTED, `-${shortDigest(text)}$&`);
    return [{ ...asset, path: named, text }];
  });
  return { value, problems };
}

/** The files of the built-in theme, which are only for its own templates; absolute. */
export function builtInAssets(assets: readonly StaticFile[]): readonly string[] {
  return assets.flatMap(({ file }) => (isBelow(BUILT_IN, file) ? [file] : []));
}

/** Of a script of the built-in theme, which readers of its source find in the package. */
function isOurs({ file, name }: StaticFile): boolean {
  return name.endsWith('.js') && file === path.join(BUILT_IN, name);
}

/** Without the blocks of comments that stand on lines of their own, and without indentation. */
function withoutNotes(script: string): string {
  return script
    .replace(/^ *\/\*(?:[^*]|\*(?!\/))*\*\/\n/gm, '')
    .replace(/^[ ]+/gm, '')
    .replace(/\n{2,}/g, '\n');
}

/** `_data/theme.yml` over `theme:` of the config, where Jekyll has a gem's name. */
function tokensFor(css: string, { config, data }: AssetSettings, problems: Problem[]): string {
  const map = (value: Value | undefined): Data => (isMap(value) ? value : NO_DATA);
  const names = tokenNames(css);
  const found = map(data['theme']);
  // In a site of Jekyll's it may be the data of its own theme.
  const isForeign = config.syntax === 'liquid' && Object.keys(found).some((key) => !names.has(key));
  const own = isForeign ? NO_DATA : found;
  const tokens = mergeData(map(config.values['theme']), own);
  const { css: added, faults } = tokenStyle(tokens, names);
  problems.push(
    ...faults.map(({ token, message, hint }): Unplaced => {
      const about = { code: 'theme-token', severity: 'error', message, hint } as const;
      const isOwn = own[token] !== undefined;
      return isOwn
        ? { ...about, file: '_data/theme.yml', key: [token] }
        : { ...about, key: ['theme', token] };
    }),
  );
  return added;
}
