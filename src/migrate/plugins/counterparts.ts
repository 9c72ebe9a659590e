/**
 * Plugins, tags and filters that the site counts on, and what stands for each in finews: of the config,
 * the Gemfile and `_plugins` by their names, of templates and posts by what the build told.
 */
import path from 'node:path';
import type { Io } from '../../model/io.js';
import type { Problem } from '../../model/problem.js';
import type { BuiltBeside } from '../beside.js';
import { textsIn } from '../sources/read-front.js';
import type { Counterpart } from '../types.js';
import { KNOWN_PLUGINS } from './known-plugins.js';

export function counterpartsOf({ site, result }: BuiltBeside, io: Io): readonly Counterpart[] {
  const { source, values } = site.config;
  const named = namedPlugins(values, source, io);
  return [
    ...[...named].map(([name, place]) => pluginOf(name, place)),
    ...scriptsIn(source, io),
    ...missingIn(result.problems),
  ];
}

/** By name, with the file that names it. */
function namedPlugins(
  values: Readonly<Record<string, unknown>>,
  source: string,
  io: Io,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const key of ['plugins', 'gems']) {
    for (const name of textsIn(values[key])) found.set(name, '_config.yml');
  }
  const gemfile = path.join(source, 'Gemfile');
  if (io.stat(gemfile)?.kind === 'file') {
    const text = io.read(gemfile).toString('utf8');
    for (const [, name = ''] of text.matchAll(/^[ \t]*gem[ \t]*\(?[ \t]*["']([\w-]+)["']/gm)) {
      if (isPluginName(name) && !found.has(name)) found.set(name, 'Gemfile');
    }
  }
  return found;
}

/** The rest of a Gemfile is Jekyll itself, themes and what those run on. */
function isPluginName(name: string): boolean {
  return /^jekyll-(?!theme-)|^jemoji$|^kramdown-/.test(name);
}

const KNOWN = new Map(KNOWN_PLUGINS.map((one) => [one.name, one]));

function pluginOf(name: string, place: string): Counterpart {
  const known = KNOWN.get(name);
  const counterpart = known?.counterpart ?? 'none';
  const todo =
    known?.todo ??
    'finews runs no Ruby: a tag can be an include, a filter one of your own, a generator a script before the build';
  return { name, kind: 'plugin', counterpart, todo, place, times: 1 };
}

function scriptsIn(source: string, io: Io): readonly Counterpart[] {
  const folder = path.join(source, '_plugins');
  if (io.stat(folder)?.kind !== 'folder') return [];
  const files = io.walk(folder, []).filter(({ path: name }) => name.endsWith('.rb'));
  return files.map(({ path: name }) => {
    const text = io.read(path.join(folder, name)).toString('utf8');
    const does = [
      ...Array.from(
        text.matchAll(/register_tag\(?\s*["':]([\w-]+)/g),
        ([, tag]) => `the tag ${tag}`,
      ),
      ...(/register_filter/.test(text) ? ['filters'] : []),
      ...(/<\s*(?:Jekyll::)?Generator\b/.test(text) ? ['a generator'] : []),
      ...(/Hooks\.register/.test(text) ? ['hooks'] : []),
    ];
    const what = does.length === 0 ? '' : ` (${does.join(', ')})`;
    return {
      name: `_plugins/${name}`,
      kind: 'script',
      counterpart: 'none',
      todo: `finews runs no Ruby${what}: write a tag as an include, a filter as templates/filters/NAME.js, a generator as a script that writes files before the build`,
      place: `_plugins/${name}`,
      times: 1,
    } as const;
  });
}

const CODES: Readonly<Record<string, Counterpart['kind']>> = {
  'template-unknown-tag': 'tag',
  'template-unknown-filter': 'filter',
  'post-liquid': 'tag',
  'theme-absent': 'theme',
};

const THEME_TODO =
  '`--write` copies it into the site where it finds it; else name its folder: `--theme <folder>`.';

/** Of posts' Liquid one line a tag. */
function missingIn(problems: readonly Problem[]): readonly Counterpart[] {
  const found = new Map<string, Counterpart>();
  for (const { code, message, hint, file, line } of problems) {
    const kind = CODES[code];
    if (kind === undefined) continue;
    const name = /`([^`]*)`/.exec(message)?.[1] ?? message;
    const short = code === 'post-liquid' ? formName(name) : name;
    const key = `${code} ${short}`;
    const known = found.get(key);
    const place = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`;
    const inPosts = code === 'post-liquid' ? 'In posts it is text. ' : '';
    found.set(
      key,
      known === undefined
        ? {
            name: short,
            kind,
            counterpart: 'none',
            todo: kind === 'theme' ? THEME_TODO : `${inPosts}${hint ?? ''}`,
            place,
            times: 1,
          }
        : { ...known, times: known.times + 1 },
    );
  }
  return [...found.values()];
}

/** `{% include a.html %}` and `{% include b.html %}` are one thing to do. */
function formName(form: string): string {
  const [, tag] = /^\{%-?\s*(\w+)/.exec(form) ?? [];
  if (tag !== undefined) return `{% ${tag} %}`;
  const [, value] = /^\{\{-?\s*([\w.]+)/.exec(form) ?? [];
  return value === undefined ? form : `{{ ${value} }}`;
}
