/**
 * A theme of Jekyll's that lies in a gem, or in a folder beside: its files that the site hasn't got. The
 * site's own always win, as with Jekyll. Nothing is asked of Ruby; gems are looked for where they lie.
 */
import path from 'node:path';
import type { Config } from '../../model/config.js';
import type { Host, Io } from '../../model/io.js';
import type { Advice, FileChange } from '../types.js';

export interface ThemeWork {
  readonly io: Io;
  readonly host: Pick<Host, 'env'>;
  readonly config: Pick<Config, 'source' | 'values'>;
  /** Named by the user, absolute; null: it is looked for. */
  readonly folder: string | null;
}

export interface ThemeCopy {
  readonly changes: readonly FileChange[];
  readonly advice: readonly Advice[];
}

const NONE: ThemeCopy = { changes: [], advice: [] };
const COPIED = ['_layouts', '_includes', '_sass', 'assets', '_data'];

export function themeCopy(work: ThemeWork): ThemeCopy {
  const name = themeName(work.config.values);
  if (name === null && work.folder === null) return NONE;
  const folder = work.folder ?? findTheme(name ?? '', work);
  if (folder === null) return NONE;
  const { io, config } = work;
  const changes = COPIED.flatMap((part) => {
    if (io.stat(path.join(folder, part))?.kind !== 'folder') return [];
    return io.walk(path.join(folder, part), []).flatMap(({ path: below, kind }) => {
      const own = `${part}/${below}`;
      if (kind !== 'file' || io.stat(path.join(config.source, own)) !== undefined) return [];
      const after = io.read(path.join(folder, own));
      return [{ path: own, why: `the theme's, from ${folder}`, isCopy: true, before: null, after }];
    });
  });
  const hasConfig = io.stat(path.join(folder, '_config.yml'))?.kind === 'file';
  const advice = {
    what: `The theme has a config of its own: ${path.join(folder, '_config.yml')}`,
    todo: 'Jekyll 4 reads its keys below yours: copy what the layouts need into _config.yml.',
  };
  return { changes, advice: hasConfig && changes.length > 0 ? [advice] : [] };
}

/** Null: the look is the site's own. */
function themeName(values: Readonly<Record<string, unknown>>): string | null {
  const { theme, remote_theme: remote } = values;
  if (typeof theme === 'string' && theme !== '') return theme;
  if (typeof remote !== 'string') return null;
  return remote.replace(/@.*$/, '').split('/').at(-1) ?? null;
}

/** Folders with gems in them; `*` is any one name. */
const GEMS = [
  ...['vendor/bundle/ruby/*/gems', 'vendor/bundle/ruby/*/bundler/gems'],
  ...['$GEM_HOME/gems', '$BUNDLE_PATH/ruby/*/gems', '$BUNDLE_PATH/gems', '$GEM_PATH/gems'],
  ...['~/.gem/ruby/*/gems', '~/.local/share/gem/ruby/*/gems', '~/.bundle/ruby/*/gems'],
  ...['~/.rbenv/versions/*/lib/ruby/gems/*/gems', '~/.rvm/gems/*/gems'],
  ...['~/.asdf/installs/ruby/*/lib/ruby/gems/*/gems', '~/.rubies/*/lib/ruby/gems/*/gems'],
  ...['/usr/local/bundle/gems', '/var/lib/gems/*/gems', '/usr/lib/ruby/gems/*/gems'],
  ...['/usr/local/lib/ruby/gems/*/gems', '/opt/homebrew/lib/ruby/gems/*/gems'],
  ...[
    '/opt/hostedtoolcache/Ruby/*/*/lib/ruby/gems/*/gems',
    '/usr/share/rubygems-integration/*/gems',
  ],
];

/** Folders that people put a theme into as it is. */
const VENDORED = ['_themes', 'themes', 'vendor', 'vendor/themes', 'vendor/gems'];

function findTheme(name: string, work: ThemeWork): string | null {
  if (!/^[\w.-]+$/.test(name) || name.startsWith('.')) return null;
  const { io, config } = work;
  for (const folder of VENDORED) {
    const own = path.join(config.source, folder, name);
    if (hasLayouts(own, io)) return own;
  }
  const wanted = lockedVersion(name, work);
  const found: { readonly version: string; readonly folder: string }[] = [];
  for (const pattern of GEMS) {
    for (const folder of expanded(pattern, work)) {
      for (const gem of namesIn(folder, io)) {
        const version = gem.startsWith(`${name}-`) ? gem.slice(name.length + 1) : '';
        const isGem = /^(?:\d[\w.]*|[\da-f]{12})$/.test(version);
        if (isGem && hasLayouts(path.join(folder, gem), io)) {
          found.push({ version, folder: path.join(folder, gem) });
        }
      }
    }
  }
  const best = found.find(({ version }) => version === wanted) ?? found.sort(newestFirst)[0];
  return best?.folder ?? null;
}

function hasLayouts(folder: string, io: Io): boolean {
  return COPIED.slice(0, 2).some((part) => io.stat(path.join(folder, part))?.kind === 'folder');
}

function lockedVersion(name: string, { io, config }: ThemeWork): string | null {
  const lock = path.join(config.source, 'Gemfile.lock');
  if (io.stat(lock)?.kind !== 'file') return null;
  const text = io.read(lock).toString('utf8');
  return (
    new RegExp(`^    ${name.replaceAll('.', '\\.')} \\(([^)]+)\\)`, 'm').exec(text)?.[1] ?? null
  );
}

function newestFirst(a: { readonly version: string }, b: { readonly version: string }): number {
  const [one, other] = [a, b].map(({ version }) => version.split('.').map(Number));
  for (let at = 0; at < Math.max(one?.length ?? 0, other?.length ?? 0); at++) {
    const difference = (other?.[at] ?? 0) - (one?.[at] ?? 0);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
  }
  return 0;
}

function expanded(pattern: string, { io, host: { env }, config }: ThemeWork): readonly string[] {
  const [first = '', ...rest] = pattern.split('/');
  const roots = first.startsWith('$')
    ? (env[first.slice(1)] ?? '').split(path.delimiter).filter((one) => path.isAbsolute(one))
    : [first === '' ? '/' : first === '~' ? (env['HOME'] ?? '') : path.join(config.source, first)];
  let folders = roots.filter((one) => one !== '');
  for (const part of rest) {
    folders = folders.flatMap((folder) =>
      part === '*'
        ? namesIn(folder, io).map((name) => path.join(folder, name))
        : [path.join(folder, part)],
    );
  }
  return folders;
}

function namesIn(folder: string, io: Io): readonly string[] {
  try {
    return [...io.folders(folder)].sort();
  } catch {
    // Most of these folders are nowhere, and others are not for us to read.
    return [];
  }
}
