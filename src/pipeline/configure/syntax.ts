/**
 * Which language a site's pages and layouts are written in, and so which lists it gets. Asked at every
 * build, so that a site that gets its first `_layouts` while it is watched is Jekyll's from then on.
 */
import { type Config, SYNTAXES, type Syntax, type UsualLayouts } from '../../model/config.js';
import type { Data } from '../../model/data.js';
import type { Io } from '../../model/io.js';
import { jekyllTheme } from '../../outputs/site-settings.js';

type Folders = Pick<Config, 'layoutsDir' | 'includesDir' | 'templatesDir'>;

/** What `syntax` says, else Liquid where there is something of Jekyll's own to run. */
export function syntaxOf(values: Data, { layoutsDir, includesDir }: Folders, io: Io): Syntax {
  const chosen = SYNTAXES.find((syntax) => syntax === values['syntax']);
  if (chosen !== undefined) return chosen;
  const isJekylls =
    isThere(layoutsDir, io) || isThere(includesDir, io) || jekyllTheme(values) !== null;
  return isJekylls ? 'liquid' : 'nunjucks';
}

/**
 * The site's own Nunjucks layouts where the rest of its look is Jekyll's: a list in the built-in
 * theme's look would be a stranger there. Null: the look is finews'.
 */
export function listLayoutsOf(
  syntax: Syntax,
  { layoutsDir, templatesDir }: Folders,
  io: Io,
): Config['listLayouts'] {
  if (syntax !== 'liquid' || !isThere(layoutsDir, io)) return null;
  if (!isThere(templatesDir, io)) return [];
  return layoutNames(templatesDir, io);
}

/**
 * As jekyll-default-layout has it: a site with layouts of its own, but none of the kind, means its
 * `default`. Else the built-in theme has it.
 */
export function usualLayoutsOf(
  listLayouts: Config['listLayouts'],
  { layoutsDir }: Folders,
  io: Io,
): UsualLayouts {
  const own = listLayouts === null ? [] : [...listLayouts, ...layoutNames(layoutsDir, io)];
  const usual = (...names: readonly string[]): string => {
    const [first = ''] = names;
    return [...names, 'default'].find((name) => own.includes(name)) ?? first;
  };
  return { post: usual('post'), page: usual('page'), home: usual('home', 'page') };
}

function layoutNames(folder: string, io: Io): readonly string[] {
  const names = io.names(io.realPath(folder));
  return names.flatMap((name) => /^(.+)\.(?:njk|html)$/.exec(name)?.[1] ?? []).sort();
}

function isThere(folder: string, io: Io): boolean {
  return /^(?:folder|link)$/.test(io.stat(folder)?.kind ?? '');
}
